import { Cron } from 'cdk8s';
import { BackupOptions } from './backup-options';
import { BackupTarget, PlannedObject, PlannedRepository, SessionPart } from './part';
import { engineNeeds, jobTemplateOf, schedulerOf } from './pods';
import { Retention } from './retention';
import { tasksFor } from '../engines/common';
import { TaskPair } from '../engines/facts';
import { ObjectRole } from '../gitops/role';
import { copyOf, mergeSpec } from '../resources/merge';
import { ConfigurationSession } from '../resources/types/sessions';
import { durationText, plain, refOf, sessionWords } from '../resources/words';
import { BackupMethod } from '../snapshots/method';
import { Json } from '../values/json';

/** Key of `EngineFacts.tasks` for each method. */
const TASKS = {
  [BackupMethod.LOGICAL]: 'logical',
  [BackupMethod.PHYSICAL]: 'physical',
  [BackupMethod.VOLUME_SNAPSHOT]: 'volumeSnapshot',
  [BackupMethod.MANIFEST]: 'manifest',
  [BackupMethod.DASHBOARD]: 'dashboard',
} as const;

/** What sessions are called. Not `manifest`: an archiver's Repository of manifests is called `<database>-manifest`. */
const NAMES = {
  [BackupMethod.LOGICAL]: 'logical',
  [BackupMethod.PHYSICAL]: 'physical',
  [BackupMethod.VOLUME_SNAPSHOT]: 'volume-snapshot',
  [BackupMethod.MANIFEST]: 'manifests',
  [BackupMethod.DASHBOARD]: 'dashboard',
} as const;

/** One session, its backend, its RetentionPolicy and its Repository. */
export interface PlannedSession {
  readonly name: string;
  /** Name of the BackupConfiguration that it belongs to. */
  readonly configuration: string;
  readonly spec: Json;
  readonly conflicts: string[];
  readonly backend: Json;
  readonly retention?: PlannedObject;
  readonly repository: PlannedRepository;
}

/** Tasks of an engine's addon for a method. */
export function taskOf(target: BackupTarget, method: BackupMethod): TaskPair | undefined {
  return tasksFor(target.facts, target.spec)[TASKS[method]];
}

/** Whether restic writes a backup of this method, which cannot do without a password. */
export function needsEncryption(target: BackupTarget, part: SessionPart): boolean {
  if (part.withManifest) return true;
  switch (part.method) {
    case BackupMethod.LOGICAL: return target.facts.encryption;
    case BackupMethod.VOLUME_SNAPSHOT: return false;
    default: return true;
  }
}

/** Name of a session. */
export function sessionName(part: SessionPart): string {
  return part.session.name ?? NAMES[part.method];
}

/** A name or directory with the database in it. */
export function filled(text: string, { database, namespace }: BackupTarget): string {
  return text.replace(/\{database\}/g, database).replace(/\{namespace\}/g, namespace);
}

/** One session of a database's backup. */
export function planSession(part: SessionPart, target: BackupTarget): PlannedSession {
  const { database } = target;
  const { session: options, method } = part;
  const name = sessionName(part);
  const repository: PlannedRepository = {
    name: filled(options.repository ?? `${database}-${name}`, target),
    method,
    ...placeOf(options, target),
    directory: filled(options.directory ?? `${target.directory}/${name}`, target),
  };
  const retention = planRetention(`Retention-${name}`, `${database}-${name}`, options.retention, target);
  const { merged, conflicts } = mergeSpec(wordsOf(part, name, repository, target), options.spec);
  return {
    name,
    configuration: filled(options.configuration ?? database, target),
    spec: stored(needed(merged, options, target)),
    conflicts,
    backend: { name, storageRef: repository.storage, retentionPolicy: retention.ref },
    retention: retention.object,
    repository,
  };
}

/** A session with what its Jobs cannot do without, below what the user says of them. */
function needed(session: Json, options: BackupOptions, target: BackupTarget): Json {
  const { backup } = target.facts.jobs;
  return backup === undefined ? session : mergeSpec({ addon: { jobTemplate: { spec: engineNeeds(backup, options, target) } } }, session).merged;
}

/**
 * A session as upstream's webhook leaves it. Sessions are a list, which GitOps tools compare entry by entry: one that gained a
 * field in the cluster would be out of sync for ever.
 */
function stored(session: Json): Json {
  const { addon, scheduler } = session;
  const job = scheduler?.jobTemplate;
  return {
    ...session,
    ...(addon?.jobTemplate === undefined ? {} : { addon: { ...addon, jobTemplate: storedTemplate(addon.jobTemplate) } }),
    ...(job === undefined ? {} : { scheduler: { ...scheduler, jobTemplate: { ...job, template: storedTemplate(job.template) } } }),
  };
}

function storedTemplate(template: Json = {}): Json {
  return { controller: {}, metadata: {}, ...template, spec: { resources: {}, ...template.spec } };
}

function wordsOf(part: SessionPart, name: string, repository: PlannedRepository, target: BackupTarget): Json {
  const { session } = part;
  const words = sessionWords(sessionOf(part, name, repository, target), target.namespace);
  return mergeSpec(words, plain({
    scheduler: schedulerOf(cronText(session.schedule), target, session.paused), addon: { jobTemplate: jobTemplateOf(session, target) },
  })).merged;
}

function sessionOf(part: SessionPart, name: string, repository: PlannedRepository, target: BackupTarget): ConfigurationSession {
  const options = part.session;
  return {
    name,
    scheduler: { schedule: cronText(options.schedule) },
    hooks: options.hooks,
    addon: { name: target.facts.addon, tasks: tasksOf(part, target) },
    repositories: [{
      name: repository.name,
      backend: name,
      directory: repository.directory!,
      encryptionSecret: repository.encryptionSecret,
      deletionPolicy: options.deletionPolicy,
      backupVerifier: options.verifier,
    }],
    backupTimeout: durationText(options.timeout),
    retryConfig: options.retry,
    sessionHistoryLimit: options.sessionHistoryLimit,
  };
}

function tasksOf(part: SessionPart, target: BackupTarget) {
  const own = taskOf(target, part.method);
  const manifest = part.withManifest ? taskOf(target, BackupMethod.MANIFEST) : undefined;
  return [
    ...(own === undefined ? [] : [task(own, { ...part.params, ...part.session.params })]),
    ...(manifest === undefined ? [] : [task(manifest, {})]),
  ];
}

function task(pair: TaskPair, params: Record<string, string>) {
  return { name: pair.backup, ...(Object.keys(params).length > 0 ? { params } : {}) };
}

/** Where a backup goes and what encrypts it, namespaces written out. */
export function placeOf(options: BackupOptions, { namespace }: BackupTarget): Pick<PlannedRepository, 'storage' | 'encryptionSecret'> {
  const secret = options.encryptionSecret && refOf(options.encryptionSecret, namespace);
  return {
    storage: { name: options.storage.name, namespace: options.storage.namespace },
    ...(secret === undefined ? {} : { encryptionSecret: { name: secret.name, namespace: secret.namespace } }),
  };
}

/** The RetentionPolicy of a backup, and how it is referred to. */
export function planRetention(
  id: string, name: string, retention: Retention = Retention.keepLast(7), target: BackupTarget,
): { ref: Json; object?: PlannedObject } {
  const existing = retention._existing(target.namespace);
  if (existing !== undefined) return { ref: existing };
  const object: PlannedObject = {
    id,
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'RetentionPolicy',
    name: filled(retention._name ?? name, target),
    namespace: target.namespace,
    role: ObjectRole.STORAGE,
    spec: copyOf(retention._spec()),
    conflicts: [],
  };
  return { ref: { name: object.name, namespace: object.namespace }, object };
}

/** A schedule as the CRD wants it. */
export function cronText(cron: Cron): string {
  return cron.expressionString;
}
