import { EngineFacts } from './facts';
import { ENGINES } from './registry';

/** Tasks of upstream's Addons that this library gives to nobody: what KubeDB's operator restores by, and what comes of other ways. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'clickhouse-addon': ['incremental-restore'],
  'etcd-addon': ['etcd-backup-restore'],
  'mariadb-addon': ['physical-backup-restore', 'distributed-physical-backup-restore'],
  'mysql-addon': ['physical-backup-restore'],
  'postgres-addon': ['physical-backup-restore'],
};

/** Tasks of an Addon by which side they are on. */
export interface AddonTasks {
  readonly backup: readonly string[];
  readonly restore: readonly string[];
}

/** The engine that an Addon of upstream is for; undefined for Addons of others. */
export function engineOfAddon(addon: string): EngineFacts | undefined {
  return ENGINES.find(e => e.addon === addon);
}

let tasks: ReadonlyMap<string, AddonTasks> | undefined;

/** Tasks of an Addon of upstream, as its catalog has them; undefined for Addons of others. */
export function tasksOfAddon(addon: string): AddonTasks | undefined {
  // Asked of every session.
  tasks ??= new Map(ENGINES.map(facts => [facts.addon, tasksOf(facts)]));
  return tasks.get(addon);
}

function tasksOf(facts: EngineFacts): AddonTasks {
  const pairs = [facts.tasks, facts.tasksOf?.({ metadataStorage: { type: 'PostgreSQL' } }) ?? {}].flatMap(offered => Object.values(offered));
  return {
    backup: [...new Set(pairs.map(({ backup }) => backup))],
    restore: [...new Set([...pairs.flatMap(({ restore }) => restore ?? []), ...MORE[facts.addon] ?? []])],
  };
}
