import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Both, Field } from '../parts/parts';
import { Rows } from '../parts/rows';
import type { ListedDatabase, Snapshot } from '../state/answers';
import { aboutText, agoText, bytesText, isElsewhere, localText, offsetText, readTyped, spanText, toInstant, Typed, utcText, zoneName } from '../time/instant';
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
  /** Told whether what is typed can be no instant yet. */
  readonly onUnread: (unread: boolean) => void;
}

/** Which data: on the timeline, by typing, or out of the list. */
export function DataPicker({ database, done, now, pick, onPick, problems, onUnread }: Props) {
  const marks = useMemo(() => marksOf(database), [database.snapshots, database.windows]);
  return (
    <>
      <Timeline marks={marks} done={done} now={now} pick={pick} onPick={onPick} />
      <TypedTime marks={marks} now={now} pick={pick} onPick={onPick} problems={problems} onUnread={onUnread} />
      <SnapshotList database={database} now={now} pick={pick} onPick={onPick} />
    </>
  );
}

/** What is typed, and where. It is taken as soon as it can be read. */
interface TypedText extends Typed {
  readonly zone: 'utc' | 'local';
  readonly text: string;
}

function TypedTime({ marks, now, pick, onPick, problems, onUnread }: Omit<Props, 'database' | 'done'> & { marks: Marks }) {
  const picked = pick === undefined ? undefined : instantOf(pick);
  const [typed, setTyped] = useState<TypedText>();
  const unread = typed?.problem !== undefined;
  // What is picked elsewhere takes the place of what was typed here.
  const taken = useRef<number>();
  useLayoutEffect(() => {
    if (picked !== taken.current) setTyped(undefined);
  }, [picked]);
  // Before it is painted: no moment with the verdict of this time and the button of the last.
  useLayoutEffect(() => {
    onUnread(unread);
    return () => onUnread(false);
  }, [unread]);
  const take = (zone: 'utc' | 'local', text: string) => {
    const read = text.trim() === '' ? {} : readTyped(text, zone, now);
    setTyped({ zone, text, ...read });
    if (read.at === undefined || read.at === picked) return;
    taken.current = read.at;
    onPick({ kind: 'time', at: read.at });
  };
  const field = (zone: 'utc' | 'local', label: string, wrong: readonly string[]) => (
    <TimeField label={label} typed={typed?.zone === zone ? typed : undefined} shown={picked === undefined ? '' : zone === 'utc' ? utcText(picked) : localText(picked)}
      problems={wrong} onType={text => take(zone, text)} onDone={() => { if (!unread) setTyped(undefined); }} />
  );
  return (
    <div class="typed">
      <div class="pair">
        {isElsewhere(now) && field('local', `On your clock (${zoneName()}${picked === undefined ? '' : `, ${offsetText(picked)}`})`, [])}
        {field('utc', 'In UTC', problems)}
      </div>
      <div class="verdict" role="status" aria-live="polite">
        {unread && <p><strong class="bad">What is typed cannot be read as a time.</strong></p>}
        {!unread && pick === undefined && <p>Pick the moment just before the mistake, or a Snapshot.</p>}
        {!unread && pick !== undefined && <Verdict pick={pick} marks={marks} now={now} onPick={onPick} />}
      </div>
    </div>
  );
}

interface Pick_ {
  readonly now: number;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}

function TimeField({ label, typed, shown, problems, onType, onDone }: {
  label: string; typed: TypedText | undefined; shown: string; problems: readonly string[]; onType: (text: string) => void; onDone: () => void;
}) {
  return (
    <Field label={label} hint={typed?.note ?? 'year-month-day hour:minute:second'} problems={typed?.problem === undefined ? problems : [typed.problem]}>
      {about => (
        <input {...about} class="time" type="text" autoComplete="off" spellcheck={false} placeholder="like 2026-11-20 08:30:00" value={typed?.text ?? shown}
          onInput={e => onType(e.currentTarget.value)} onBlur={onDone} onKeyDown={e => { if (e.key === 'Enter') { e.preventDefault(); onDone(); } }} />
      )}
    </Field>
  );
}

/** Whether it can be had, from what, and what is lost: at once, before the plan is there. */
function Verdict({ pick, marks, now, onPick }: { pick: Pick; marks: Marks; now: number; onPick: Pick_['onPick'] }) {
  const since = <>Whatever was written since, {spanText(now - instantOf(pick))} until now, is not in it; a mistake that was made before is.</>;
  if (pick.kind === 'snapshot') {
    const { snapshot: s } = pick;
    return <p><strong class="good">A {METHODS[s.method].toLowerCase()} Snapshot</strong> ({s.name}) of <Both at={toInstant(s.time)} />. {since}</p>;
  }
  const reach = reachOf(marks, pick.at);
  if (reach.kind === 'within') return <p><strong class="good">Can be had</strong>, to the second, from the logs of {reach.stretch.database}. {since} {pick.within !== undefined && pick.within > 60 && <Coarse within={pick.within} />}</p>;
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

function Coarse({ within }: { within: number }) {
  return <>A pixel is <b>{aboutText(within)}</b> here: come closer, or type the time.</>;
}

function SnapshotList({ database, now, pick, onPick }: Pick_ & { database: ListedDatabase }) {
  const { snapshots, leftOut } = database;
  const isChosen = (s: Snapshot) => pick?.kind === 'snapshot' && pick.snapshot.name === s.name && pick.snapshot.namespace === s.namespace;
  return (
    <>
      <details class="list">
        <summary>{snapshots.length} {snapshots.length === 1 ? 'Snapshot' : 'Snapshots'} to choose from</summary>
        <Rows items={snapshots} label="Snapshots" keyOf={s => `${s.namespace}/${s.name}`} isChosen={isChosen} columns={['', 'Snapshot', 'Method', 'Taken', 'Size', 'Health']}
          row={s => [
            <button type="button" aria-pressed={isChosen(s)} aria-label={`Pick ${s.name}`} onClick={() => onPick({ kind: 'snapshot', snapshot: s })}>{isChosen(s) ? 'Picked' : 'Pick'}</button>,
            <span class="name">{s.name}</span>, METHODS[s.method], <span title={`${utcText(toInstant(s.time))} UTC`}>{localText(toInstant(s.time))}<small> {agoText(toInstant(s.time), now)}</small></span>,
            bytesText(s.size), s.health,
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
