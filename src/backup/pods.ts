import { BackupOptions } from './backup-options';
import { BackupTarget } from './part';
import { needsOf } from '../platform/pod-needs';
import { PodOptions } from '../platform/pod-options';
import { jobTemplateWords, runtimeSettingsWords, withoutIds } from '../platform/pod-words';
import { plain } from '../resources/words';
import { Json } from '../values/json';

/** `jobTemplate` of the Jobs that a backup consists of. */
export function jobTemplateOf(options: BackupOptions, target: BackupTarget): Json | undefined {
  const needs = podOf(options, target);
  return jobTemplateWords(target.jobLabels === undefined ? needs : { ...needs, labels: { ...target.jobLabels, ...needs.labels } });
}

/** `runtimeSettings` of what archives logs. */
export function logPodOf(options: BackupOptions, target: BackupTarget): Json | undefined {
  return runtimeSettingsWords(podOf(options, target));
}

/** `scheduler` of a backup: pods that only trigger it are pods too, which a quota or a mesh sees. */
export function schedulerOf(schedule: string, { pods }: BackupTarget, suspend?: boolean): Json {
  const template = jobTemplateWords(needsOf(pods, 'trigger'));
  return plain({ schedule, suspend: suspend ? true : undefined, jobTemplate: template && { backoffLimit: 1, template } });
}

/** What Jobs of an engine cannot do without, where the cluster leaves user ids to it. */
export function engineNeeds(needed: Json, options: BackupOptions, target: BackupTarget): Json {
  return withoutIds(needed, podOf(options, target).arbitraryUserIds);
}

function podOf(options: BackupOptions, { pods, part = 'backup' }: BackupTarget): PodOptions {
  return needsOf(pods, part, options.pod);
}
