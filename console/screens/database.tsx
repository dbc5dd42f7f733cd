import { useMemo, useState } from 'preact/hooks';
import { Actions } from './actions';
import { Refused, RunView } from './run';
import { Both, Empty, State, Trouble, Waiting } from '../parts/parts';
import { DataPicker } from '../restore/data-picker';
import { emptyForm, Form } from '../restore/form';
import { RestoreForm } from '../restore/restore-form';
import { hrefOf } from '../route';
import { isRefused } from '../state/acts';
import type { DatabaseStatus, Work } from '../state/answers';
import { useStatus } from '../state/databases';
import { clusterOf, useScope } from '../state/scope';
import { useSnapshots } from '../state/snapshots';
import { localText, toInstant } from '../time/instant';
import type { Done } from '../timeline/draw';

interface Props {
  readonly namespace: string;
  readonly name: string;
  readonly now: number;
}

/** One database: how it is, and how it comes back. */
export function Database({ namespace, name, now }: Props) {
  const { place, surroundings, works } = useScope();
  const live = useStatus(place, surroundings.cluster, { name, namespace });
  const listing = useSnapshots(place, { name, namespace });
  const [form, setForm] = useState<Form>(() => emptyForm({ name, namespace }));
  const status = live.value?.answer?.databases[0];
  const listed = listing?.databases.find(d => d.name === name && d.namespace === namespace);
  const cluster = (context?: string) => clusterOf(surroundings, context);
  const own = works.filter(w => isAbout(w, name, namespace) && cluster(contextOf(w)) === cluster(place.context));
  const done = useMemo(() => doneOf(status), [JSON.stringify([status?.sessions, status?.runs])]);
  const offline = !surroundings.cluster || place.export !== undefined;
  const like = !offline || surroundings.manifests.some(m => m.name === name && m.namespace === namespace);
  const busy = status !== undefined && isUnderWay(status);
  const [last] = own;
  // What was applied from here last is followed to its end, and stays.
  const followed = last?.command === 'restore' || (last?.command === 'resume' && own.some(w => w.command === 'restore'));
  const doing = last?.said === null ? DOING[last.command] : undefined;
  // What was applied is not there to be applied once more; what comes of it is seen above, once the dialog has given the focus back.
  const begun = () => {
    setForm(emptyForm({ name, namespace }));
    window.scrollTo({ top: 0 });
    requestAnimationFrame(() => document.getElementById('main')?.focus());
  };
  return (
    <main id="main" tabIndex={-1}>
      <nav class="crumbs" aria-label="You are here"><a href={hrefOf({ screen: 'databases' })}>Databases</a> / <span aria-current="page">{namespace}/{name}</span></nav>
      <header class="title">
        <h1><span class="namespace">{namespace}/</span>{name} {live.value !== undefined && <State word={status?.state ?? (offline ? 'gone' : 'unmanaged')} />}</h1>
        {status !== undefined && <Actions status={status} busy={doing !== undefined} />}
      </header>
      {/* What stands above is there first, so that nothing is pushed down. */}
      {live.value === undefined ? <Waiting key="status" label="It is being looked up" lines={8} /> : (
        <>
          <p class="facts" aria-live="polite">{doing ?? (status === undefined ? <Unmanaged offline={offline} /> : <Facts status={status} />)}</p>
          {live.value.error !== undefined && live.value.exitCode >= 3 && <Trouble error={live.value.error} />}
          {listing?.error !== undefined && <Trouble error={listing.error} />}
          {busy || followed ? <RunView status={status} works={own} /> : last !== undefined && isRefused(last) && <Refused work={last} />}
          {listing === undefined ? <Waiting key="snapshots" label="Snapshots are being read" lines={8} /> : listed === undefined ? <NoBackups name={name} /> : (
            <RestoreForm form={form} change={part => setForm(f => ({ ...f, ...part }))} like={like} onBegun={begun}
              data={(problems, onUnread) => (
                <DataPicker database={listed} done={done} now={now} pick={form.pick} problems={problems} onUnread={onUnread}
                  onPick={pick => setForm(f => ({ ...f, pick, overwrite: f.overwrite && pick.kind === 'snapshot' }))} />
              )} />
          )}
          {status !== undefined && listing !== undefined && <Details status={status} />}
        </>
      )}
    </main>
  );
}

/** What somebody has just said is to be done. */
const DOING: Readonly<Record<string, string>> = {
  halt: 'It is being closed to applications…', resume: 'Applications are being let in…', rollback: 'Applications are being led back…',
};

/** Whether a change was one of this database: of the new one, where it was to make one. */
function isAbout({ arguments: [database], options }: Work, name: string, namespace: string): boolean {
  return options.to === undefined ? database === name && options.namespace === namespace : options.to === `${name}/${namespace}`;
}

const contextOf = ({ options: { context } }: Work): string | undefined => (typeof context === 'string' ? context : undefined);

/** Whether a restore is at work, or has left something to decide. */
function isUnderWay({ state, restore, passed }: DatabaseStatus): boolean {
  if (state === 'halted' || state === 'odd') return restore !== '' && passed !== restore;
  return state === 'restoring' || state === 'waiting' || state === 'failed';
}

function Facts({ status }: { status: DatabaseStatus }) {
  const { state, since, by, incarnation, next, services } = status;
  const what = {
    serving: <>Serving <b>{incarnation}</b></>,
    restoring: <>A restore is at work</>,
    halted: <>Halted by {by}: no application can connect</>,
    waiting: <>Restored as <b>{next}</b>; closed, and waiting for you,</>,
    failed: <>A restore failed, and it has been closed</>,
    new: <>No run has opened it yet</>,
    odd: <>The cluster is not as the record says</>,
  }[state];
  const endpoints = (count: number) => `has ${count} endpoint${count === 1 ? '' : 's'}`;
  return (
    <>
      {what}{since !== null && <> since <Both at={toInstant(since)} /></>}.{' '}
      {services.map(s => `${s.name} ${s.selects === 'open' ? endpoints(s.endpoints) : `is ${s.selects}`}`).join(', ')}{services.length > 0 && '.'}
      {status.nextStep !== null && state === 'odd' && <> Next: {status.nextStep}.</>}
    </>
  );
}

function Unmanaged({ offline }: { offline: boolean }) {
  return offline ? <>From an export: there is no cluster to ask how it is.</>
    : <>It has no record: no run has opened it through a client Service yet. Its first restore makes one.</>;
}

function NoBackups({ name }: { name: string }) {
  return (
    <Empty title="There is nothing to go back to yet">
      <p>
        KubeStash has no Snapshot of {name}. As soon as the first backup is there, this page shows every instant and every Snapshot
        that {name} can be taken back to.
      </p>
      <p>In code: <code>backup: Backup.continuous({'{'} storage, encryptionSecret, fullBackup: Cron.daily() {'}'})</code>.</p>
    </Empty>
  );
}

/** Incarnations, client Services and backups. */
function Details({ status }: { status: DatabaseStatus }) {
  return (
    <section class="card" aria-label="What is there">
      <h2>What is there</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Incarnations">
        <table>
          <thead><tr><th scope="col">Incarnation</th><th scope="col">Role</th><th scope="col">Phase</th><th scope="col">Version</th><th scope="col">Data of</th><th scope="col">Backups</th></tr></thead>
          <tbody>
            {status.incarnations.map(i => (
              <tr key={i.name}>
                <td class="name">{i.name}</td><td>{i.role}</td><td>{i.exists ? i.phase ?? 'no phase' : 'gone'}</td><td>{i.version ?? ''}</td><td>{i.asOf === undefined ? '' : localText(toInstant(i.asOf))}</td>
                <td>{status.backups.filter(b => b.target === i.name).map(b => `${b.name}${b.paused ? ' (paused)' : ''}`).join(', ') || (i.exists ? 'none' : '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">To look at the data by hand, also while it is closed: <code>npx cdk8s-kubestash shell {status.name} -n {status.namespace}</code></p>
    </section>
  );
}

/** The restores that were done or tried, for the timeline: their sessions, and runs that needed none. */
function doneOf(status: DatabaseStatus | undefined): Done[] {
  if (status === undefined) return [];
  const sessions = status.sessions.map(s => ({ at: toInstant(s.created), label: s.name, good: s.phase === 'Succeeded' }));
  const runs = status.runs.filter(r => !status.sessions.some(s => Math.abs(toInstant(s.created) - toInstant(r.created)) < 3600) && r.restore !== 'first')
    .map(r => ({ at: toInstant(r.created), label: r.name, good: r.status !== 'failed' }));
  return [...sessions, ...runs];
}
