import { Duration } from 'cdk8s';
import { tasksFor } from '../engines/common';
import { EngineFacts } from '../engines/facts';
import { PodOptions } from '../platform/pod-options';
import { jobTemplateWords, withoutIds } from '../platform/pod-words';
import { LABEL } from '../protocol/names';
import { mergeSpec } from '../resources/merge';
import { RestoreHooks } from '../resources/types/hooks';
import { durationText, plain, restoreHooksWords } from '../resources/words';
import { BackupMethod } from '../snapshots/method';
import { Snapshot } from '../snapshots/snapshot';
import { Json } from '../values/json';

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
  readonly wishes?: SessionWishes;
  /** Whether the shape of the database comes from the Snapshot too. */
  readonly manifest: boolean;
}

/** What a user says of a RestoreSession. */
export interface SessionWishes {
  readonly params?: { readonly [name: string]: string };
  readonly hooks?: RestoreHooks;
  readonly timeout?: Duration;
  /** What its Job needs. */
  readonly pod?: PodOptions;
}

/** `spec` of the RestoreSession (upstream: `core.kubestash.com/v1alpha1`). */
export function sessionSpec(request: SessionRequest): Json {
  const { facts, snapshot, spec, target, manifest, wishes = {} } = request;
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
      tasks: tasks(tasksFor(facts, spec), snapshot.method, manifest, { ...facts.jobs.restoreParams?.(target.name), ...wishes.params }),
      jobTemplate: jobTemplate(request),
    },
    ...plain({ hooks: restoreHooksWords(wishes.hooks, target.namespace), restoreTimeout: durationText(wishes.timeout) }),
    ...(manifest && facts.manifestOption !== undefined ? {
      manifestOptions: { [facts.manifestOption]: { dbName: target.name, restoreNamespace: target.namespace } },
    } : {}),
  };
}

/** The pod of its Job: what the engine cannot do without stands below what is said. */
function jobTemplate({ facts: { jobs }, target, database, wishes: { pod = {} } = {} }: SessionRequest): Json {
  const said = jobTemplateWords(pod);
  const needed = jobs.restore?.(target.name) ?? {};
  const user = isNobody(needed, said?.spec) ? { securityContext: { runAsUser: jobs.wizardUser, runAsGroup: 0 } } : {};
  const ours = withoutIds({ ...needed, ...user }, pod.arbitraryUserIds);
  const { merged } = mergeSpec({ metadata: { labels: { [ADMITTED]: database } }, spec: ours }, said);
  return { ...merged, spec: { ...merged.spec, ...besides(needed, said?.spec) } };
}

/** What tells the entries of a list in a pod from each other. */
const TOLD_BY: Json = { volumes: 'name', volumeMounts: 'mountPath' };

/** Lists of both: what is needed stands beside what is said, unless that takes its place. */
function besides(needed: Json, said: Json = {}): Json {
  const lists = Object.keys(TOLD_BY).filter(list => needed[list] !== undefined && Array.isArray(said[list]));
  const isSaid = (list: string, entry: Json): boolean => said[list].some((s: Json | null) => s?.[TOLD_BY[list]] === entry[TOLD_BY[list]]);
  return Object.fromEntries(lists.map(list => [list, [...needed[list].filter((entry: Json) => !isSaid(list, entry)), ...said[list]]]));
}

/** Whether it must not be root, and neither the engine (root counts for nobody) nor anybody else says who it is to be. */
function isNobody(needed: Json, { securityContext: pod, containerSecurityContext: container }: Json = {}): boolean {
  const of = (key: string): unknown => container?.[key] ?? pod?.[key];
  return of('runAsNonRoot') === true && of('runAsUser') === undefined && !needed.securityContext?.runAsUser;
}

/** A manifest beside the dump stays in the Repository unless it is asked for. */
function components(snapshot: Snapshot, manifest: boolean): Json {
  const wanted = (snapshot.components ?? []).filter(c => manifest || c !== 'manifest');
  return manifest || wanted.length === 0 || wanted.length === (snapshot.components ?? []).length ? {} : { components: wanted };
}

function tasks(offered: EngineFacts['tasks'], method: BackupMethod, manifest: boolean, ofTarget: Record<string, string> = {}): Json[] {
  const data = method === BackupMethod.DASHBOARD ? offered.dashboard : offered.logical;
  return [
    ...(manifest ? [{ name: offered.manifest?.restore }] : []),
    { name: data?.restore, ...(Object.keys(ofTarget).length === 0 ? {} : { params: ofTarget }) },
  ];
}
