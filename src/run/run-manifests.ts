import { judging, NOBODY, pipeline } from './containers';
import { intentOf } from './intent';
import { namespacesOf, permissionsOf, roleRules } from './permissions';
import { RunRequest } from './run-request';
import { settingsText } from './settings-text';
import { canonical, digestOf } from '../plan/identity';
import { podWords, withoutIds } from '../platform/pod-words';
import { accountNameOf, LABEL } from '../protocol/names';
import { Json } from '../values/json';

/** A Role of the run in one namespace. */
export interface RunRole {
  readonly namespace: string;
  readonly rules: Json[];
}

/** Everything that a run consists of, ready to be printed. */
export interface RunManifests {
  /** Name of the Job: the restore's name and a hash of all that the run consists of, since Jobs are immutable. */
  readonly name: string;
  /** All that, but for the name, as one text. */
  readonly text: string;
  readonly settings: Record<string, string>;
  readonly roles: RunRole[];
  readonly jobSpec: Json;
}

/** A run, from nothing but its request. */
export function runManifests(r: RunRequest): RunManifests {
  const settings = { [SETTINGS]: `${settingsText(intentOf(r))}\n` };
  const roles = (job: string): RunRole[] => {
    const permissions = permissionsOf(r, job);
    return namespacesOf(permissions, r.namespace).map(namespace => ({ namespace, rules: roleRules(permissions, namespace) }));
  };
  const pod = podSpec(r);
  const { labels, annotations } = r.pods.run;
  const text = canonical({ settings, roles: roles(''), pod: pod(settingsName('')), labels, annotations });
  const name = `${r.name}-${digestOf(text, 6)}`;
  return { name, text, settings, roles: roles(name), jobSpec: jobSpec(r, pod(settingsName(name))) };
}

/** The file with the settings, which the agent reads. */
const SETTINGS = 'run.json';

/** ConfigMap with what the agent is told to do. */
export function settingsName(run: string): string {
  return `${run}-settings`;
}

/** The pod, as soon as the name of its settings is known. */
function podSpec(r: RunRequest): (settings: string) => Json {
  const { init, main } = pipeline(r);
  const { securityContext, volumes = [], ...said } = podWords(r.pods.run);
  const clients = init.some(c => c.volumeMounts?.some((m: Json) => m.name === 'client'));
  return settings => ({
    serviceAccountName: accountNameOf(r.name),
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    securityContext: { ...withoutIds(NOBODY, r.pods.run.arbitraryUserIds), seccompProfile: { type: 'RuntimeDefault' }, ...securityContext },
    ...said,
    initContainers: init,
    containers: [main],
    volumes: [
      {
        name: 'files',
        projected: { sources: [...r.scripts, settings].map(name => ({ configMap: { name } })) },
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
      { name: 'gates', emptyDir: {} },
      ...(clients ? [{ name: 'client', emptyDir: {} }] : []),
      ...volumes,
    ],
  });
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
        // Every failure of a check is a verdict, whatever its exit code.
        ...judging(r).map(containerName => ({ action: 'FailJob', onExitCodes: { containerName, operator: 'NotIn', values: [0] } })),
        // 3: the API server refused (a Role may be late); 5: replaced by a later pod; 128: the node could not start the container;
        // 137, 143: killed. All else is a verdict.
        { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0, 3, 5, 128, 137, 143] } },
      ],
    },
    template: {
      metadata: {
        labels: { ...r.pods.run.labels, ...runLabels(r), [LABEL.runOf]: r.database },
        annotations: { ...r.pods.run.annotations, 'kubectl.kubernetes.io/default-container': 'agent' },
      },
      spec: pod,
    },
  };
}

/** Labels of everything that belongs to a restore: its run and its RestoreSession. */
export function runLabels(r: Pick<RunRequest, 'database' | 'restoreId'>): Record<string, string> {
  return { [LABEL.database]: r.database, [LABEL.restore]: r.restoreId };
}
