import { useEffect, useState } from 'preact/hooks';
import { Both, Trouble } from '../parts/parts';
import { Rows } from '../parts/rows';
import type { ListedDatabase, Method, Said, SnapshotsAnswer } from '../state/answers';
import { run, told } from '../state/api';
import { optionsOf, useScope } from '../state/scope';
import { agoText, bytesText, localText, toInstant } from '../time/instant';
import { METHODS } from '../timeline/marks';
import type { Pick } from '../timeline/pick';

/** What the command line suggests, by method. */
export type Suggested = Partial<Record<Method, Said<SnapshotsAnswer>>>;

interface Props {
  readonly database: ListedDatabase;
  readonly method: Method;
  readonly suggested: Suggested;
  readonly now: number;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
  readonly problems: readonly string[];
}

/** Asks for the suggestions of every method that there is of a database; undefined until all are there. */
export function useSuggestions(database: ListedDatabase | undefined, methods: readonly Method[]): Suggested | undefined {
  const { place } = useScope();
  const [found, setFound] = useState<{ key: string; suggested: Suggested }>();
  const key = JSON.stringify([database?.namespace, database?.name, methods, database?.snapshots.length]);
  useEffect(() => {
    if (database === undefined) return undefined;
    let over = false;
    const options = { ...optionsOf({ ...place, namespace: database.namespace }), suggest: true, limit: '8' };
    const ask = async (method: Method) => [method, await told(run<SnapshotsAnswer>('snapshots', [database.name], { ...options, method }, place.export))] as const;
    void Promise.all(methods.map(ask)).then(all => {
      if (!over) setFound({ key, suggested: Object.fromEntries(all) });
    });
    return () => { over = true; };
  }, [key]);
  return found?.key === key ? found.suggested : undefined;
}

/** Snapshots of a method to choose from, the best first, each with what speaks for it; and what is left out, and why. */
export function Suggestions({ database, method, suggested, now, pick, onPick, problems }: Props) {
  const said = suggested[method];
  if (said?.error !== undefined) return <Trouble error={said.error} />;
  const all = database.snapshots.filter(s => s.method === method);
  const picked = pick?.kind === 'snapshot' ? pick.snapshot.name : undefined;
  return (
    <>
      <div class="suggestions" role="radiogroup" aria-label={`${METHODS[method]} Snapshots`}>
        {(said?.answer?.databases ?? []).flatMap(d => d.snapshots).map(s => (
          <label key={s.name}>
            <input type="radio" name="suggestion" checked={picked === s.name} onChange={() => onPick({ kind: 'snapshot', snapshot: s })} />
            <span>
              <b>{agoText(toInstant(s.time), now)}</b> <span class="why">{s.reason}</span>
              <small><Both at={toInstant(s.time)} /></small>
              <small class="name">{s.name} {bytesText(s.size)}, {s.health}{s.withManifest ? ', with its manifest' : ''}</small>
            </span>
          </label>
        ))}
      </div>
      {problems.map(p => <p class="problem" key={p}>{p}</p>)}
      <details class="list">
        <summary>All {all.length} {METHODS[method].toLowerCase()} Snapshots</summary>
        <Rows items={all} label="All Snapshots of this method" keyOf={s => s.name} isChosen={s => s.name === picked} columns={['', 'Snapshot', 'Taken', 'Size', 'Health']}
          row={s => [<button type="button" aria-label={`Pick ${s.name}`} onClick={() => onPick({ kind: 'snapshot', snapshot: s })}>{s.name === picked ? 'Picked' : 'Pick'}</button>, <span class="name">{s.name}</span>, localText(toInstant(s.time)), bytesText(s.size), s.health]} />
      </details>
      {database.leftOut.length > 0 && (
        <details class="list">
          <summary>{database.leftOut.length} left out, and why</summary>
          <Rows items={database.leftOut} label="Snapshots that are left out" keyOf={l => l.name} columns={['Snapshot', 'Why']} row={l => [<span class="name">{l.name}</span>, <span class="why">{l.explanation}</span>]} />
        </details>
      )}
    </>
  );
}
