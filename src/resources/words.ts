import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { define, isPlainObject } from './merge';
import { AddonOptions, AddonTask } from './types/addon';
import { BackupHooks, Hook, RestoreHooks } from './types/hooks';
import { ManifestOptions } from './types/manifest-options';
import { JobPodSpec, JobPodTemplate } from './types/pod';
import { ObjectReference, TargetRef } from './types/refs';
import { ScheduleOptions, ScheduledJob } from './types/schedule';
import { BackupBackend, BackupRepository, BatchSession, ConfigurationSession, SessionOptions } from './types/sessions';
import { UsagePolicy } from './types/usage-policy';
import { AddonVolume, JobVolume, VolumeSource } from './types/volumes';
import { Json } from '../values/json';

/** Where our names differ from the CRDs': jsii wants `mySql` where upstream says `mySQL`. */
export const WORDS = {
  pod: { hostIpc: 'hostIPC', hostPid: 'hostPID' },
  storage: { insecureTls: 'insecureTLS' },
  manifests: { mySql: 'mySQL', mariaDb: 'mariaDB', mongoDb: 'mongoDB', msSqlServer: 'msSQLServer' },
  sentinel: { sentinelName: 'SentinelName' },
} as const;

/** What `scheduler.jobTemplate` says when nobody says anything: upstream demands the key. */
const SCHEDULED_JOB = { backoffLimit: 1 };

/**
 * Typed props as plain data: what is not set is left out, constructs that stand where a reference is expected become their
 * name, value classes their spec.
 */
export function plain(value: unknown): any {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof UsagePolicy) return value._spec();
  if (Construct.isConstruct(value)) return refOf(value as unknown as ObjectReference);
  if (!isPlainObject(value)) return value;
  const copy: Json = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) define(copy, key, plain(value[key]));
  }
  return copy;
}

/** A duration as Go reads it. */
export function durationText(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : `${duration.toSeconds()}s`;
}

/** A copy with some keys called by other names. */
export function renamed(value: Json | undefined, names: Record<string, string>): Json | undefined {
  if (value === undefined) return undefined;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [names[k] ?? k, v]));
}

/** A reference: nothing but name and namespace, whatever else the given object carries. */
export function refOf(ref: ObjectReference, namespace?: string): Json {
  const given = typeof ref.namespace === 'string' ? ref.namespace : undefined;
  const at = given ?? namespace;
  return { name: ref.name, ...(at === undefined ? {} : { namespace: at }) };
}

/** A target, its namespace always written out: upstream looks it up literally. */
export function targetWords(target: TargetRef | undefined, namespace?: string): Json | undefined {
  if (target === undefined) return undefined;
  return plain({ apiGroup: target.apiGroup, kind: target.kind, name: target.name, namespace: target.namespace ?? namespace });
}

export function usagePolicyWords(policy: UsagePolicy | undefined): Json {
  return (policy ?? UsagePolicy.same())._spec();
}

export function podTemplateWords(template: JobPodTemplate | undefined): Json | undefined {
  return template === undefined ? undefined : plain({ ...template, spec: podWords(template.spec) });
}

function podWords(pod: JobPodSpec | undefined): Json | undefined {
  return renamed(pod === undefined ? undefined : { ...pod, volumes: volumesWords(pod.volumes) }, WORDS.pod);
}

export function volumesWords(volumes: JobVolume[] | undefined): Json[] | undefined {
  return volumes?.map(({ other, ...rest }) => ({ ...rest, ...other }));
}

function sourceWords({ other, ...rest }: VolumeSource): Json {
  return { ...rest, ...other };
}

export function addonWords(addon: AddonOptions | undefined): Json | undefined {
  if (addon === undefined) return undefined;
  return plain({ ...addon, tasks: addon.tasks?.map(taskWords), jobTemplate: podTemplateWords(addon.jobTemplate) });
}

function taskWords(task: AddonTask): Json {
  return {
    ...task,
    addonVolumes: task.addonVolumes?.map((v: AddonVolume) => ({ ...v, source: sourceWords(v.source) })),
    targetVolumes: task.targetVolumes && { ...task.targetVolumes, volumes: volumesWords(task.targetVolumes.volumes) },
  };
}

function hookWords(hook: Hook, namespace?: string): Json {
  return plain({ ...hook, hookTemplate: refOf(hook.hookTemplate, namespace), volumes: volumesWords(hook.volumes) });
}

export function backupHooksWords(hooks: BackupHooks | undefined, namespace?: string): Json | undefined {
  return hooks && plain({
    preBackup: hooks.preBackup?.map(h => hookWords(h, namespace)),
    postBackup: hooks.postBackup?.map(h => hookWords(h, namespace)),
  });
}

export function restoreHooksWords(hooks: RestoreHooks | undefined, namespace?: string): Json | undefined {
  return hooks && plain({
    preRestore: hooks.preRestore?.map(h => hookWords(h, namespace)),
    postRestore: hooks.postRestore?.map(h => hookWords(h, namespace)),
  });
}

export function scheduledJobWords(job: ScheduledJob | undefined): Json | undefined {
  return job && { ...job, template: podTemplateWords(job.template) };
}

export function scheduleWords(schedule: ScheduleOptions | undefined): Json | undefined {
  return schedule && plain({ ...schedule, jobTemplate: scheduledJobWords(schedule.jobTemplate ?? SCHEDULED_JOB) });
}

export function backendWords(backend: BackupBackend, namespace?: string): Json {
  return plain({
    name: backend.name,
    storageRef: backend.storageRef && refOf(backend.storageRef, namespace),
    retentionPolicy: backend.retentionPolicy && refOf(backend.retentionPolicy, namespace),
  });
}

function repositoryWords(repository: BackupRepository, namespace?: string): Json {
  return plain({
    ...repository,
    encryptionSecret: repository.encryptionSecret && refOf(repository.encryptionSecret, namespace),
    backupVerifier: repository.backupVerifier && refOf(repository.backupVerifier, namespace),
  });
}

function sessionOptionsWords(session: SessionOptions, namespace?: string): Json {
  return { ...session, scheduler: scheduleWords(session.scheduler), hooks: backupHooksWords(session.hooks, namespace) };
}

export function sessionWords(session: ConfigurationSession, namespace?: string): Json {
  return plain({
    ...sessionOptionsWords(session, namespace),
    addon: addonWords(session.addon),
    repositories: session.repositories?.map(r => repositoryWords(r, namespace)),
  });
}

export function batchSessionWords(session: BatchSession, namespace?: string): Json {
  return plain({
    ...sessionOptionsWords(session, namespace),
    targets: session.targets?.map(t => ({
      name: t.name,
      addon: addonWords(t.addon),
      repositories: t.repositories?.map(r => repositoryWords(r, namespace)),
    })),
  });
}

export function manifestOptionsWords(options: ManifestOptions | undefined, namespace?: string): Json | undefined {
  if (options === undefined) return undefined;
  const words = Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined).map(([kind, o]) => {
    const named = kind === 'redisSentinel' ? renamed(o, WORDS.sentinel)! : o;
    const at = named.restoreNamespace ?? namespace;
    return [kind, named.archiverRef === undefined ? named : { ...named, archiverRef: refOf(named.archiverRef, at) }];
  }));
  return plain(renamed(words, WORDS.manifests));
}
