import { useState } from 'preact/hooks';
import { Confirm } from '../parts/confirm';
import type { DatabaseStatus } from '../state/answers';
import { canApply, optionsOf, useScope } from '../state/scope';

type Act = 'halt' | 'resume' | 'recheck' | 'skip' | 'rollback';

/** What a person may do about a database now, the most likely first. */
export function actsOf({ state, restore, passed, previous, incarnation, next }: DatabaseStatus): Act[] {
  const hasWayBack = state === 'serving' ? previous !== '' : incarnation !== '' && next !== '' && next !== incarnation;
  const back: Act[] = hasWayBack ? ['rollback'] : [];
  switch (state) {
    case 'serving': return [...back, 'halt'];
    case 'waiting': return ['resume', 'recheck', ...back];
    case 'halted': return passed === restore || restore === '' ? ['resume', ...back] : ['resume', 'recheck', 'skip', ...back];
    case 'failed': return ['recheck', ...(incarnation === '' ? [] : ['rollback' as const]), 'skip'];
    case 'restoring': return incarnation === '' ? [] : ['rollback'];
    case 'odd': return ['resume', 'halt'];
    default: return [];
  }
}

interface About {
  readonly label: string;
  readonly title: string;
  readonly command: string;
  readonly options?: Readonly<Record<string, boolean>>;
  /** Where the command line asks nothing. */
  readonly consequence?: string;
  readonly danger?: boolean;
}

/** Buttons, each with its consequence before anything is done. */
export function Actions({ status }: { status: DatabaseStatus }) {
  const scope = useScope();
  const [open, setOpen] = useState<Act>();
  if (!canApply(scope)) return null;
  const { name, namespace, next, incarnation, restore } = status;
  const opened = next || incarnation || name;
  const about: Record<Act, About> = {
    halt: { label: 'Halt…', title: `Halt ${name}`, command: 'halt', danger: true },
    resume: { label: 'Resume…', title: `Resume ${name}`, command: 'resume', consequence: `Applications are let in again: they reach ${opened}.` },
    recheck: {
      label: 'Check again…',
      title: `Check ${name} again`,
      command: 'resume',
      options: { recheck: true },
      consequence: `The checks of restore ${restore} run once more, in a new Job. If they pass, applications are let in to ${opened}; if not, it stays closed.`,
    },
    skip: { label: 'Open without checks…', title: `Open ${name} without passed checks`, command: 'resume', options: { 'skip-checks': true }, danger: true },
    rollback: { label: 'Roll back…', title: `Roll ${name} back`, command: 'rollback', danger: true },
  };
  const acts = actsOf(status);
  const chosen = open === undefined ? undefined : about[open];
  return (
    <div class="buttons">
      {acts.map((act, i) => (
        <button type="button" key={act} class={i === 0 && act === 'resume' ? 'primary' : ''} onClick={() => setOpen(act)}>{about[act].label}</button>
      ))}
      {chosen !== undefined && (
        <Confirm {...chosen} verb={chosen.label.replace('…', '')} database={name} reasoned options={{ ...optionsOf({ ...scope.place, namespace }), ...chosen.options }}
          onClose={() => setOpen(undefined)} onBegun={() => setOpen(undefined)} />
      )}
    </div>
  );
}
