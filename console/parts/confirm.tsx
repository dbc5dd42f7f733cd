import { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Dialog, Trouble, Waiting } from './parts';
import type { Said } from '../state/answers';
import { Options, run, told } from '../state/api';
import { clusterOf, useScope } from '../state/scope';

interface Props {
  readonly title: string;
  readonly verb: string;
  readonly command: string;
  readonly database: string;
  readonly options: Options;
  /** The consequence, where the command line asks nothing and so has no sentence of its own. */
  readonly consequence?: string;
  /** What it is about, where the sentence does not say it. */
  readonly about?: ComponentChildren;
  /** Whether a reason is asked for. */
  readonly reasoned?: boolean;
  readonly danger?: boolean;
  readonly onClose: () => void;
  readonly onBegun: () => void;
}

/** Asks with the consequence, in the command line's own sentence, and says who one is to the cluster. */
export function Confirm({ title, verb, command, database, options, consequence, about, reasoned = false, danger = false, onClose, onBegun }: Props) {
  const { place, surroundings, choices, began } = useScope();
  const [asked, setAsked] = useState<Said | undefined>(consequence === undefined ? undefined : { exitCode: 2, asks: consequence });
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (consequence === undefined) void told(run(command, [database], options, place.export)).then(setAsked);
  }, []);
  const go = async () => {
    setBusy(true);
    const said = await told(run(command, [database], { ...options, ...(reason.trim() === '' ? {} : { reason: reason.trim() }), yes: true }, place.export));
    setBusy(false);
    if (said.work === undefined) return setAsked(said);
    began();
    return onBegun();
  };
  const cluster = clusterOf(surroundings, place.context) ?? 'the current context';
  return (
    <Dialog title={title} onClose={onClose}>
      {asked === undefined ? <Waiting label="Being looked up" /> : asked.asks === undefined
        ? <Trouble error={asked.error}>Something stands in the way: the plan says what.</Trouble>
        : (
          <form onSubmit={e => { e.preventDefault(); void go(); }}>
            <p class="consequence">{asked.asks}</p>
            {about !== undefined && <p>{about}</p>}
            {reasoned && (
              <div class="field">
                <label for="reason">Why, for the others (may stay empty)</label>
                <input id="reason" type="text" value={reason} maxLength={200} onInput={e => setReason(e.currentTarget.value)} />
              </div>
            )}
            <p class="quiet">In cluster {cluster}, as {choices?.person == null ? 'the user of your kubeconfig' : choices.person}.</p>
            <div class="buttons">
              <button type="button" onClick={onClose}>Leave it</button>
              <button type="submit" class={danger ? 'danger' : 'primary'} disabled={busy}>{verb}</button>
            </div>
          </form>
        )}
    </Dialog>
  );
}
