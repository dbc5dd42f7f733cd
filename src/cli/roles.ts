/** The least that each command needs, as `cdk8s-kubestash help roles` prints it. Namespaced ones go into the namespace of the databases. */
export const ROLES = `# To look: snapshots, plan, status, most of doctor.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: restore-viewer
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    verbs: [get, list]
  - apiGroups: [""]
    resources: [services]
    verbs: [get, list]
  - apiGroups: [""]
    resources: [persistentvolumeclaims]
    verbs: [list]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [list]
  - apiGroups: [kubedb.com]
    resources: ["*"]
    verbs: [get, list]
  - apiGroups: [storage.kubestash.com]
    resources: [snapshots, repositories, backupstorages]
    verbs: [get, list]
  - apiGroups: [core.kubestash.com]
    resources: [restoresessions, backupconfigurations]
    verbs: [get, list]
  - apiGroups: [archiver.kubedb.com]
    resources: [mariadbarchivers]
    verbs: [list]
  - apiGroups: [batch]
    resources: [jobs]
    verbs: [get, list]
---
# To act as well, beside restore-viewer: halt, resume, rollback, doctor --fix. What they wait for they watch.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: restore-operator
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    verbs: [watch, patch]
  - apiGroups: [""]
    resources: [services]
    verbs: [watch, patch]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [watch]
  - apiGroups: [kubedb.com]
    resources: ["*"]
    verbs: [watch]
  - apiGroups: [core.kubestash.com]
    resources: [restoresessions]
    verbs: [watch]
  # Backups that a run has paused go on.
  - apiGroups: [core.kubestash.com]
    resources: [backupconfigurations]
    verbs: [patch]
  - apiGroups: [archiver.kubedb.com]
    resources: ["*"]
    verbs: [patch]
  - apiGroups: [networking.k8s.io]
    resources: [networkpolicies]
    verbs: [delete]
  # After a restore in place: archiving on again, the first log, a full backup. The first rule lets people change databases as they like.
  - apiGroups: [kubedb.com]
    resources: [mysqls, mariadbs]
    verbs: [patch]
  - apiGroups: [ops.kubedb.com]
    resources: [mysqlopsrequests, mariadbopsrequests, etcdopsrequests]
    verbs: [list, watch]
  - apiGroups: [storage.kubestash.com]
    resources: [snapshots]
    verbs: [watch]
  - apiGroups: [core.kubestash.com]
    resources: [backupsessions]
    verbs: [list, watch, create, delete]
  # What kubectl describe shows of the database.
  - apiGroups: [""]
    resources: [events]
    verbs: [create]
---
# resume --recheck.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: restore-rechecker
rules:
  - apiGroups: [batch]
    resources: [jobs]
    verbs: [get, create, delete]
---
# retire.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: restore-retirer
rules:
  - apiGroups: [kubedb.com]
    resources: ["*"]
    verbs: [patch, delete]
---
# shell.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: database-shell
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [create, get, list, watch, delete]
  - apiGroups: [""]
    resources: [pods/attach]
    verbs: [create, get]
  # What a client said that ended at once.
  - apiGroups: [""]
    resources: [pods/log]
    verbs: [get]
---
# The console, to show the log of a run and what its checks saw, which may be data of the database.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: restore-log-reader
rules:
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list]
---
# doctor: what it looks at in the whole cluster. What it may not read it names, and goes on.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: restore-doctor
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [list]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [list]
  - apiGroups: [storage.k8s.io]
    resources: [storageclasses]
    verbs: [list]
  - apiGroups: [admissionregistration.k8s.io]
    resources: [validatingwebhookconfigurations, mutatingwebhookconfigurations]
    verbs: [list]
  - apiGroups: [addons.kubestash.com]
    resources: [addons]
    verbs: [list]
  - apiGroups: [catalog.kubedb.com]
    resources: ["*"]
    verbs: [list]
  - apiGroups: [argoproj.io]
    resources: [applications]
    verbs: [list]
  - apiGroups: [kustomize.toolkit.fluxcd.io]
    resources: [kustomizations]
    verbs: [list]
`;
