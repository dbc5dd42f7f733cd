import { Yaml } from 'cdk8s';
import { pipeline } from './containers';
import { namespacesOf, roleRules } from './permissions';
import { RunRequest } from './run-request';
import { runPermissions, settingsOf } from './settings';
import { Json } from '../engines/facts';
import { digest } from '../plan/identity';
import { mergeSpec } from '../resources/merge';
import { RUN_POD } from '../traffic/isolation';

/** A Role of the run in one namespace. */
export interface RunRole {
  readonly namespace: string;
  readonly rules: Json[];
}

/** Everything that a run consists of, ready to be printed. */
export interface RunManifests {
  /** Name of the Job: the restore's name and a hash of all that the run consists of, since Jobs are immutable. */
  readonly name: string;
  readonly settings: Record<string, string>;
  /** Manifests that the run creates, by file name. */
  readonly files: Record<string, string>;
  readonly roles: RunRole[];
  readonly jobSpec: Json;
}

/** A run, from nothing but its request. */
export function runManifests(r: RunRequest): RunManifests {
  const settings = settingsOf(r);
  const files = filesOf(r);
  const hasFiles = Object.keys(files).length > 0;
  const permissions = runPermissions(r);
  const roles = namespacesOf(permissions, r.namespace).map(namespace => ({ namespace, rules: roleRules(permissions, namespace) }));
  const pod = (name: string): Json => {
    const own = podSpec(r, settingsName(name), hasFiles ? filesName(name) : undefined);
    return r.options.podSpec === undefined ? own : mergeSpec(own, r.options.podSpec).merged;
  };
  const name = `${r.name}-${digest({ settings, files, roles, pod: pod('') }, 6)}`;
  return { name, settings, files, roles, jobSpec: jobSpec(r, pod(name)) };
}

/** ConfigMap with the environment of `run.sh`. */
export function settingsName(run: string): string {
  return `${run}-settings`;
}

/** ConfigMap with the manifests that the run creates. */
export function filesName(run: string): string {
  return `${run}-files`;
}

function filesOf(r: RunRequest): Record<string, string> {
  return {
    ...(r.session === undefined ? {} : {
      'session.yaml': Yaml.stringify({
        apiVersion: 'core.kubestash.com/v1alpha1',
        kind: 'RestoreSession',
        metadata: { name: '{session}', namespace: r.namespace, labels: r.session.labels },
        spec: r.session.spec,
      }),
    }),
    ...(r.isolation === undefined ? {} : {
      'isolation.yaml': Yaml.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: r.isolation.name, namespace: r.namespace, labels: { 'cdk8s-kubestash/database': r.database } },
        spec: r.isolation.spec,
      }),
    }),
  };
}

function podSpec(r: RunRequest, settings: string, files: string | undefined): Json {
  const { init, main } = pipeline(r, settings);
  const clients = init.some(c => c.volumeMounts?.some((m: Json) => m.name === 'client'));
  return {
    serviceAccountName: r.name,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    ...(r.options.imagePullSecrets === undefined ? {} : { imagePullSecrets: r.options.imagePullSecrets.map(name => ({ name })) }),
    initContainers: init,
    containers: [main],
    volumes: [
      {
        name: 'files',
        projected: {
          sources: [
            ...[...r.scripts, ...(files === undefined ? [] : [files])].map(name => ({ configMap: { name } })),
          ],
        },
      },
      {
        name: 'token',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
            { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
          ],
        },
      },
      { name: 'state', emptyDir: {} },
      ...(clients ? [{ name: 'client', emptyDir: {} }] : []),
    ],
  };
}

function jobSpec(r: RunRequest, pod: Json): Json {
  return {
    // No activeDeadlineSeconds: it counts from creation, and a Job may wait long for what is applied after it.
    // What counts are refusals and losses, never verdicts: the Role may come hours after the Job.
    backoffLimit: 100,
    podReplacementPolicy: 'Failed',
    podFailurePolicy: {
      rules: [
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        // 3: the API server refused (a Role may be late); 5: replaced by a later pod; 128: the node could not start the container;
        // 137, 143: killed. All else is a verdict.
        { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0, 3, 5, 128, 137, 143] } },
      ],
    },
    template: {
      metadata: { labels: { ...runLabels(r), [RUN_POD]: r.database } },
      spec: pod,
    },
  };
}

/** Labels of everything that belongs to a restore: its run and its RestoreSession. */
export function runLabels(r: Pick<RunRequest, 'database' | 'restoreId'>): Record<string, string> {
  return { 'cdk8s-kubestash/database': r.database, 'cdk8s-kubestash/restore': r.restoreId };
}
