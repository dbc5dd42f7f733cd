import { useEffect, useMemo, useState } from 'preact/hooks';
import { Both, Field } from '../parts/parts';
import { Rows } from '../parts/rows';
import type { ListedDatabase, Snapshot } from '../state/answers';
import { agoText, bytesText, isElsewhere, localText, offsetText, readTyped, spanText, toInstant, utcText, zoneName } from '../time/instant';
import type { Done } from '../timeline/draw';
import { Marks, marksOf, METHODS, reachOf } from '../timeline/marks';
import { instantOf, Pick } from '../timeline/pick';
import { Timeline } from '../timeline/timeline';

interface Props {
  readonly database: ListedDatabase;
  readonly done: readonly Done[];
  readonly now: number;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
  readonly problems: readonly string[];
}

/** Which data: on the timeline, by typing, or out of the list. */
export function DataPicker({ database, done, now, pick, onPick, problems }: Props) {
  const marks = useMemo(() => marksOf(database), [database.snapshots, database.windows]);
  return (
    <>
      <Timeline marks={marks} done={done} now={now} pick={pick} onPick={onPick} />
      <TypedTime marks={marks} now={now} pick={pick} onPick={onPick} problems={problems} />
      <SnapshotList database={database} now={now} pick={pick} onPick={onPick} />
    </>
  );
}

function TypedTime({ marks, now, pick, onPick, problems }: Pick_ & { marks: Marks; problems: readonly string[] }) {
  const picked = pick === undefined ? undefined : instantOf(pick);
  const elsewhere = isElsewhere(now);
  return (
    <div class="typed">
      <div class="pair">
        {elsewhere && <TimeField label={`On your clock (${zoneName()}${picked === undefined ? '' : `, ${offsetText(picked)}`})`} zone="local" picked={picked} onPick={onPick} problems={[]} />}
        <TimeField label="In UTC" zone="utc" picked={picked} onPick={onPick} problems={problems} />
      </div>
      <div class="verdict" role="status" aria-live="polite">{pick === undefined ? <p>Pick the moment just before the mistake, or a Snapshot.</p> : <Verdict pick={pick} marks={marks} now={now} onPick={onPick} />}</div>
    </div>
  );
}

interface Pick_ {
  readonly now: number;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}

function TimeField({ label, zone, picked, onPick, problems }: { label: string; zone: 'utc' | 'local'; picked: number | undefined; onPick: Pick_['onPick']; problems: readonly string[] }) {
  const shown = picked === undefined ? '' : zone === 'utc' ? utcText(picked) : localText(picked);
  const [typed, setTyped] = useState<string>();
  // What is picked elsewhere takes the place of what was typed here.
  useEffect(() => setTyped(undefined), [picked]);
  const read = typed === undefined || typed === '' ? {} : readTyped(typed, zone);
  // What stands in the field, which may be ahead of what was drawn last.
  const take = (text: string) => {
    const { at } = text === shown || text === '' ? { at: picked } : readTyped(text, zone);
    if (at === picked) setTyped(undefined);
    else if (at !== undefined) onPick({ kind: 'time', at });
  };
  return (
    <Field label={label} hint={read.note ?? 'year-month-day hour:minute:second'} problems={read.problem === undefined ? problems : [read.problem]}>
      {about => (
        <input {...about} class="time" type="text" inputMode="numeric" autoComplete="off" spellcheck={false} placeholder="2026-11-20 08:30:00" value={typed ?? shown}
          onInput={e => setTyped(e.currentTarget.value)} onBlur={e => take(e.currentTarget.value)}
          onKeyDown={e => { if (e.key === 'Enter') { e.preventDefault(); take(e.currentTarget.value); } }} />
      )}
    </Field>
  );
}

/** Whether it can be had, from what, and what is lost: at once, before the plan is there. */
function Verdict({ pick, marks, now, onPick }: { pick: Pick; marks: Marks; now: number; onPick: Pick_['onPick'] }) {
  const since = <>Whatever was written since, {spanText(now - instantOf(pick))} until now, is not in it.</>;
  if (pick.kind === 'snapshot') {
    const { snapshot: s } = pick;
    return <p><strong class="good">A {METHODS[s.method].toLowerCase()} Snapshot</strong> ({s.name}) of <Both at={toInstant(s.time)} />. {since}</p>;
  }
  const reach = reachOf(marks, pick.at);
  if (reach.kind === 'within') return <p><strong class="good">Can be had</strong>, to the second, from the logs of {reach.stretch.database}. {since}</p>;
  if (reach.kind === 'no-logs') return <p><strong class="bad">Cannot be had to the second</strong>: no logs are kept of it. Pick a Snapshot.</p>;
  const take = (at: number) => () => onPick({ kind: 'time', at });
  return (
    <p>
      <strong class="bad">Cannot be had</strong>: no logs hold that instant.{' '}
      {reach.before !== undefined && <button type="button" class="link" onClick={take(reach.before)}>The last one before: {localText(reach.before)}</button>}{' '}
      {reach.after !== undefined && <button type="button" class="link" onClick={take(reach.after)}>The first one after: {localText(reach.after)}</button>}
    </p>
  );
}

function SnapshotList({ database, now, pick, onPick }: Pick_ & { database: ListedDatabase }) {
  const { snapshots, leftOut } = database;
  const isChosen = (s: Snapshot) => pick?.kind === 'snapshot' && pick.snapshot.name === s.name && pick.snapshot.namespace === s.namespace;
  return (
    <>
      <details class="list">
        <summary>{snapshots.length} {snapshots.length === 1 ? 'Snapshot' : 'Snapshots'} to choose from</summary>
        <Rows items={snapshots} label="Snapshots" keyOf={s => `${s.namespace}/${s.name}`} isChosen={isChosen} columns={['Snapshot', 'Method', 'Taken', 'Size', 'Health', '']}
          row={s => [
            <span class="name">{s.name}</span>, METHODS[s.method], <span title={`${utcText(toInstant(s.time))} UTC`}>{localText(toInstant(s.time))}<small> {agoText(toInstant(s.time), now)}</small></span>,
            bytesText(s.size), s.health, <button type="button" aria-pressed={isChosen(s)} aria-label={`Pick ${s.name}`} onClick={() => onPick({ kind: 'snapshot', snapshot: s })}>{isChosen(s) ? 'Picked' : 'Pick'}</button>,
          ]} />
      </details>
      {leftOut.length > 0 && (
        <details class="list">
          <summary>{leftOut.length} left out, and why</summary>
          <Rows items={leftOut} label="Snapshots that are left out" keyOf={l => `${l.namespace}/${l.name}`} columns={['Snapshot', 'Taken', 'Why']}
            row={l => [<span class="name">{l.name}</span>, l.time === undefined ? 'unknown' : localText(toInstant(l.time)), <span class="why">{l.explanation}</span>]} />
        </details>
      )}
    </>
  );
}
