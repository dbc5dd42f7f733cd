import { useMemo, useRef, useState } from 'preact/hooks';
import { Empty, Field, Trouble, Waiting } from '../parts/parts';
import { Rows } from '../parts/rows';
import { hrefOf } from '../route';
import type { ListedDatabase, Method, Said, Snapshot } from '../state/answers';
import { openExport } from '../state/api';
import { useScope } from '../state/scope';
import { useSnapshots } from '../state/snapshots';
import { agoText, bytesText, localText, toInstant, utcText } from '../time/instant';
import { METHODS } from '../timeline/marks';

interface Row {
  readonly snapshot: Snapshot;
  /** The database that it is listed with. */
  readonly of: { readonly name: string; readonly namespace: string };
}

/** Every Snapshot of every Repository, to be deployed as a database of its own. */
export function Backups({ now, onExport }: { now: number; onExport: (id: number) => void }) {
  const { place } = useScope();
  const listing = useSnapshots(place);
  const [text, setText] = useState('');
  const [method, setMethod] = useState<Method | ''>('');
  const rows = useMemo(() => rowsOf(listing?.databases ?? []), [listing?.databases]);
  const leftOut = (listing?.databases ?? []).flatMap(d => d.leftOut);
  const wanted = text.trim().toLowerCase();
  const found = useMemo(() => rows.filter(({ snapshot: s, of }) => (method === '' || s.method === method)
    && (wanted === '' || `${of.namespace}/${of.name} ${s.name} ${s.repository} ${s.engine}`.includes(wanted))), [rows, wanted, method]);
  return (
    <main id="main" tabIndex={-1}>
      <header class="title">
        <h1>Backups</h1>
        <OpenExport onExport={onExport} />
      </header>
      <p class="facts">Every Snapshot that can be restored, of every Repository you may look into. Any of them can be deployed as a database of its own. To take a running database back, choose it under <a href={hrefOf({ screen: 'databases' })}>Databases</a>.</p>
      {listing?.error !== undefined && <Trouble error={listing.error} />}
      {listing === undefined ? <Waiting label="Backups are being read" lines={8} /> : rows.length === 0 ? (
        <Empty title="No backups yet">
          <p>KubeStash has no Snapshot here. Those of another cluster can be opened from an export, written there with</p>
          <pre tabIndex={0}>npx cdk8s-kubestash snapshots -A --export snapshots.json</pre>
        </Empty>
      ) : (
        <>
          <section class="filters" aria-label="Which ones">
            <Field label="Database, Repository or Snapshot">{about => <input {...about} type="search" value={text} onInput={e => setText(e.currentTarget.value)} />}</Field>
            <Field label="Method">
              {about => (
                <select {...about} value={method} onChange={e => setMethod(e.currentTarget.value as Method | '')}>
                  <option value="">all</option>
                  {Object.entries(METHODS).map(([m, label]) => <option key={m} value={m}>{label}</option>)}
                </select>
              )}
            </Field>
            <p class="count" role="status">{found.length} of {rows.length}{listing.loading ? ', and more on the way' : ''}</p>
          </section>
          <section class="card flush">
            <Rows<Row> items={found} label="Snapshots" seen={Math.max(420, window.innerHeight - 330)} keyOf={({ snapshot: s }) => `${s.namespace}/${s.name}`} columns={['', 'Snapshot', 'Of', 'Method', 'Taken', 'Size', 'Repository']}
              row={({ snapshot: s, of }) => [
                s.method === 'manifest' || s.method === 'dashboard' ? null : <a class="button small" href={hrefOf({ screen: 'new', source: of, snapshot: s.name })} aria-label={`Deploy ${s.name} as a database`}>Deploy…</a>,
                <span class="name">{s.name}</span>, <span>{of.namespace}/{of.name} <small>{s.engine}</small></span>, METHODS[s.method],
                <span title={`${utcText(toInstant(s.time))} UTC`}>{localText(toInstant(s.time))} <small>{agoText(toInstant(s.time), now)}</small></span>,
                bytesText(s.size), <span>{s.namespace}/{s.repository}</span>,
              ]} />
          </section>
          {leftOut.length > 0 && (
            <details class="list">
              <summary>{leftOut.length} left out, and why</summary>
              <Rows items={leftOut} label="Snapshots that are left out" keyOf={l => `${l.namespace}/${l.name}`} columns={['Snapshot', 'Why']} row={l => [<span class="name">{l.namespace}/{l.name}</span>, <span class="why">{l.explanation}</span>]} />
            </details>
          )}
        </>
      )}
    </main>
  );
}

function rowsOf(databases: readonly ListedDatabase[]): Row[] {
  return databases
    .flatMap(({ name, namespace, snapshots }) => snapshots.map(snapshot => ({ snapshot, of: { name, namespace } })))
    .sort((a, b) => (a.snapshot.time < b.snapshot.time ? 1 : -1));
}

function OpenExport({ onExport }: { onExport: (id: number) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<Said['error']>();
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    const opened = await openExport(file);
    setError(opened.error);
    if (opened.error === undefined) onExport(opened.id);
  };
  return (
    <div>
      <input ref={input} type="file" class="unseen" tabIndex={-1} accept=".json" aria-label="Export of another cluster" onChange={e => { void open(e.currentTarget.files?.[0]); e.currentTarget.value = ''; }} />
      <button type="button" onClick={() => input.current!.click()}>Open an export…</button>
      {error !== undefined && <Trouble error={error} />}
    </div>
  );
}
