import { useState } from 'preact/hooks';
import { Confirm } from '../parts/confirm';
import { Act, actsOf } from '../state/acts';
import type { DatabaseStatus } from '../state/answers';
import { canApply, optionsOf, useScope } from '../state/scope';

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
export function Actions({ status, busy }: { status: DatabaseStatus; busy: boolean }) {
  const scope = useScope();
  const [open, setOpen] = useState<Act>();
  if (!canApply(scope)) return null;
  const { name, namespace, next, incarnation, previous, restore, state } = status;
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
    again: {
      label: 'Try again…',
      title: `Restore ${name} once more`,
      command: 'resume',
      options: { recheck: true },
      consequence: `The run of restore ${restore} begins once more, in a new Job: it finds what is done, and goes on from there. Nobody is let in before its checks have passed.`,
    },
    skip: { label: 'Open without checks…', title: `Open ${name} without passed checks`, command: 'resume', options: { 'skip-checks': true }, danger: true },
    // Who wants data back might take rolling back for what brings it.
    rollback: { label: state === 'serving' ? `Back to ${previous}…` : 'Undo the restore…', title: `Back to ${state === 'serving' ? previous : incarnation}`, command: 'rollback', danger: true },
  };
  const acts = actsOf(status);
  const chosen = open === undefined ? undefined : about[open];
  return (
    <div class="buttons">
      {acts.map((act, i) => (
        <button type="button" key={act} disabled={busy} class={i === 0 && act === 'resume' ? 'primary' : ''} onClick={() => setOpen(act)}>{about[act].label}</button>
      ))}
      {chosen !== undefined && (
        <Confirm {...chosen} verb={chosen.label.replace('…', '')} database={name} reasoned options={{ ...optionsOf({ ...scope.place, namespace }), ...chosen.options }}
          onClose={() => setOpen(undefined)} onBegun={() => setOpen(undefined)} />
      )}
    </div>
  );
}
