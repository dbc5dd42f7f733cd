import { Choice } from './process';
import { tasksFor } from '../engines/common';
import { EngineFacts, Json } from '../engines/facts';
import { LABEL } from '../protocol/names';
import { BackupMethod } from '../snapshots/method';
import { Snapshot } from '../snapshots/snapshot';

/** Label by which the isolation of a database admits the Jobs of KubeStash. */
export const ADMITTED = LABEL.admittedTo;

/** What a RestoreSession restores, into what. */
export interface SessionRequest {
  readonly facts: EngineFacts;
  readonly snapshot: Snapshot;
  /** Spec of the target, where it is known: some engines have tasks for each of their shapes. */
  readonly spec?: Json;
  readonly target: { readonly name: string; readonly namespace: string };
  /** Database as its users know it: labels the Jobs, so that isolation lets them in. */
  readonly database: string;
}

/** `spec` of the RestoreSession (upstream: `core.kubestash.com/v1alpha1`). */
export function sessionSpec(request: SessionRequest, choice: Choice): Json {
  const { facts, snapshot, spec, target, database } = request;
  const manifest = choice.process === 'manifest';
  return {
    ...(manifest ? {} : {
      target: { apiGroup: 'kubedb.com', kind: facts.kind, namespace: target.namespace, name: target.name },
    }),
    dataSource: {
      namespace: snapshot.namespace,
      repository: snapshot.repository,
      snapshot: snapshot.name,
      ...components(snapshot, manifest),
      ...(snapshot.encryptionSecret === undefined ? {} : {
        encryptionSecret: {
          name: snapshot.encryptionSecret.name,
          namespace: snapshot.encryptionSecret.namespace ?? snapshot.namespace,
        },
      }),
    },
    addon: {
      name: facts.addon,
      tasks: tasks(tasksFor(facts, spec), snapshot.method, manifest, facts.jobs.restoreParams?.(target.name)),
      jobTemplate: { metadata: { labels: { [ADMITTED]: database } }, spec: facts.jobs.restore?.(target.name) ?? {} },
    },
    ...(manifest && facts.manifestOption !== undefined ? {
      manifestOptions: { [facts.manifestOption]: manifestOptions(facts, target) },
    } : {}),
  };
}

/** A manifest beside the dump stays in the Repository unless it is asked for. */
function components(snapshot: Snapshot, manifest: boolean): Json {
  const wanted = (snapshot.components ?? []).filter(c => manifest || c !== 'manifest');
  return manifest || wanted.length === 0 || wanted.length === (snapshot.components ?? []).length ? {} : { components: wanted };
}

function tasks(offered: EngineFacts['tasks'], method: BackupMethod, manifest: boolean, ofTarget: Record<string, string> = {}): Json[] {
  const data = method === BackupMethod.DASHBOARD ? offered.dashboard : offered.logical;
  const params = { ...data?.restoreParams, ...ofTarget };
  return [
    ...(manifest ? [{ name: offered.manifest?.restore }] : []),
    { name: data?.restore, ...(Object.keys(params).length === 0 ? {} : { params }) },
  ];
}

function manifestOptions(facts: EngineFacts, target: { name: string; namespace: string }): Json {
  return facts.manifestOption === 'redisSentinel'
    ? { SentinelName: target.name, restoreNamespace: target.namespace }
    : { dbName: target.name, restoreNamespace: target.namespace };
}
