import { useEffect, useState } from 'preact/hooks';
import { Choice, Empty, Field, Trouble, Waiting } from '../parts/parts';
import { DataPicker } from '../restore/data-picker';
import { emptyForm, Form } from '../restore/form';
import { RestoreForm } from '../restore/restore-form';
import { Suggestions, useSuggestions } from '../restore/suggestions';
import { hrefOf, Route } from '../route';
import type { Method } from '../state/answers';
import { useScope } from '../state/scope';
import { useSnapshots } from '../state/snapshots';
import type { Pick } from '../timeline/pick';

type Way = 'moment' | Method;

/** A new database, from a backup of another one. */
export function NewDatabase({ route, now }: { route: Route & { screen: 'new' }; now: number }) {
  const { place, surroundings } = useScope();
  const listing = useSnapshots(place);
  const [way, setWay] = useState<Way>();
  const [form, setForm] = useState<Form>();
  const key = route.source === undefined ? '' : `${route.source.namespace}/${route.source.name}`;
  const listed = listing?.databases.find(d => `${d.namespace}/${d.name}` === key);
  const methods = [...new Set((listed?.snapshots ?? []).map(s => s.method))].filter(m => m !== 'manifest' && m !== 'dashboard');
  const suggested = useSuggestions(listed, methods);
  useEffect(() => {
    if (listed === undefined) return;
    const snapshot = listed.snapshots.find(s => s.name === route.snapshot);
    setForm({
      ...emptyForm({ name: listed.name, namespace: listed.namespace }, { name: `${listed.name}-copy`, namespace: listed.namespace }),
      ...(snapshot === undefined ? {} : { pick: { kind: 'snapshot', snapshot } as const }),
    });
    setWay(snapshot?.method ?? (listed.windows.length > 0 ? 'moment' : listed.snapshots.find(s => s.method !== 'manifest')?.method));
  }, [key, route.snapshot, listed === undefined]);
  const pick = (picked: Pick | undefined) => setForm(f => ({ ...f!, pick: picked }));
  const ways: [Way, string][] = [
    ...(listed !== undefined && listed.windows.length > 0 ? [['moment', 'A moment'] as [Way, string]] : []),
    ...methods.map(m => [m, `A ${m.replace('-', ' ')} Snapshot`] as [Way, string]),
  ];
  const like = surroundings.cluster && place.export === undefined;
  return (
    <main id="main" tabIndex={-1}>
      <header class="title"><h1>New database</h1></header>
      <p class="facts">With the data of another one: as it was at a moment, or as a Snapshot has it.</p>
      {listing?.error !== undefined && <Trouble error={listing.error} />}
      {listing === undefined ? <Waiting label="Backups are being read" lines={6} /> : listing.databases.length === 0 ? (
        <Empty title="There are no backups to start from"><p>As soon as KubeStash has a Snapshot, a new database can be made of it. Backups of another cluster can be opened under <a href={hrefOf({ screen: 'backups' })}>Backups</a>.</p></Empty>
      ) : (
        <section class="card" aria-label="Whose data">
          <Field label="Whose data" hint="It is copied: the database that it is of is left alone.">
            {about => (
              <select {...about} value={key} onChange={e => {
                const [namespace, name] = e.currentTarget.value.split('/');
                location.hash = hrefOf({ screen: 'new', source: { namespace, name } });
              }}>
                <option value="" disabled>Choose a database</option>
                {listing.databases.map(d => <option key={`${d.namespace}/${d.name}`} value={`${d.namespace}/${d.name}`}>{d.namespace}/{d.name} ({d.engine})</option>)}
              </select>
            )}
          </Field>
        </section>
      )}
      {listed !== undefined && suggested === undefined && <Waiting key="suggestions" label="Snapshots are being looked through" lines={8} />}
      {listed !== undefined && suggested !== undefined && form !== undefined && form.source.name === listed.name && (
        <RestoreForm form={form} change={part => setForm(f => ({ ...f!, ...part }))} like={like} onBegun={() => { location.hash = hrefOf({ screen: 'database', ...form.to! }); }}
          data={(problems, onUnread) => (
            <>
              {ways.length > 1 && <Choice label="As it was at" value={way ?? 'moment'} options={ways} onChange={w => { setWay(w); pick(undefined); }} />}
              {way === undefined || way === 'moment'
                ? <DataPicker database={listed} done={[]} now={now} pick={form.pick} problems={problems} onUnread={onUnread} onPick={pick} />
                : <Suggestions database={listed} method={way} suggested={suggested} now={now} pick={form.pick} problems={problems} onPick={pick} />}
            </>
          )} />
      )}
    </main>
  );
}
