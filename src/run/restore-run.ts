import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { runLabels, runManifests, settingsName } from './run-manifests';
import { RunRequest } from './run-request';
import { untouchedByFlux } from '../gitops/flux';
import { ObjectRole } from '../gitops/role';
import { accountNameOf, keyOf } from '../protocol/names';
import { manifest, ManifestProps } from '../resources/manifest';

/** The Job of a restore with everything it needs, in the order in which it is applied. */
export class RestoreRun extends Construct {
  /** Name of the Job. */
  public readonly jobName: string;

  constructor(scope: Construct, id: string, request: RunRequest, why: string) {
    super(scope, id);
    const run = runManifests(request);
    this.jobName = run.name;
    const { namespace } = request;
    const untouched = untouchedByFlux(run.text);
    const account = accountNameOf(request.name);
    const object = (childId: string, props: Omit<ManifestProps, 'labels' | 'role'>): ApiObject =>
      manifest(this, childId, { ...props, labels: runLabels(request), role: ObjectRole.RUN_SUPPORT });

    object('ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: account,
      namespace,
      body: { automountServiceAccountToken: false },
      annotations: request.pods.run.serviceAccountAnnotations,
    });
    for (const role of run.roles) {
      const own = role.namespace === namespace;
      // A Role elsewhere carries the namespace it serves: two databases of one name may look at the same storage.
      const name = own ? request.name : `${request.name}-${namespace}`;
      const suffix = own ? '' : `-${role.namespace}`;
      object(`Role${suffix}`, {
        apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', name, namespace: role.namespace, body: { rules: role.rules },
      });
      object(`RoleBinding${suffix}`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        name,
        namespace: role.namespace,
        body: {
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
          subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
        },
      });
    }
    object('Settings', {
      apiVersion: 'v1', kind: 'ConfigMap', name: settingsName(run.name), namespace, body: { immutable: true, data: run.settings }, annotations: untouched,
    });
    manifest(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: run.name,
      namespace,
      labels: runLabels(request),
      annotations: { [keyOf('why')]: why, ...untouched },
      role: ObjectRole.RUN,
      body: { spec: run.jobSpec },
    });
  }
}
