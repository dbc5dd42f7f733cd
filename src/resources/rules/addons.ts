import { listOf, ObjectSubject, sessionsOf, workOf } from './subject';
import { tasksOfAddon } from '../../engines/tasks';
import { Json } from '../../values/json';

/** An Addon that a session uses, and what it works on. */
export interface AddonUse {
  readonly addon: Json;
  readonly target?: Json;
  readonly path: string;
  readonly side: 'backup' | 'restore';
}

/** A task that an Addon of upstream does not have. */
export interface TaskUse {
  readonly name: string;
  /** Those that it has, and those that it has for the other direction. */
  readonly known: readonly string[];
  readonly others: readonly string[];
  readonly addon: string;
  readonly path: string;
}

/** Tasks of Addons of upstream that it does not have. */
export function tasksIn(subject: ObjectSubject): TaskUse[] {
  return addonsIn(subject).flatMap(({ addon, path, side }) => {
    const tasks = tasksOfAddon(addon.name);
    if (tasks === undefined) return [];
    const known = tasks[side];
    const others = tasks[side === 'backup' ? 'restore' : 'backup'];
    return listOf(addon.tasks).flatMap(({ name }, i) => (typeof name !== 'string' || name === '' || name.includes('${') || known.includes(name) ? [] : [{
      name, known, others, addon: addon.name as string, path: `${path}.tasks[${i}].name`,
    }]));
  });
}

/** Addons of all sessions of an object. */
export function addonsIn(subject: ObjectSubject): AddonUse[] {
  const { kind, spec } = subject;
  const uses: { addon: Json | undefined; target?: Json; path: string; side: 'backup' | 'restore' }[] = kind === 'RestoreSession'
    ? [{ addon: spec.addon, target: spec.target, path: 'spec.addon', side: 'restore' }]
    : sessionsOf(subject).flatMap(workOf).map(({ work, path }) => ({
      addon: work.addon, target: targetOf(spec, work), path: `spec.${path}.addon`, side: 'backup' as const,
    }));
  return uses.filter((use): use is AddonUse => typeof use.addon?.name === 'string');
}

/** What a session works on: the target of the configuration, or the one of a batch that it names. */
function targetOf(spec: Json, work: Json): Json | undefined {
  return spec.target ?? listOf(spec.targets).find(t => t.name === work.name)?.appRef;
}
