import { Empty, State, Trouble, Waiting } from '../parts/parts';
import { reasonOf } from '../restore/progress';
import { hrefOf } from '../route';
import { isBackedUp, Known, reachOf, together, useStatus } from '../state/databases';
import { useScope } from '../state/scope';
import { useSnapshots } from '../state/snapshots';
import { aboutText, agoText, toInstant } from '../time/instant';

/** All databases: how they are, and how far back one can go. */
export function Databases({ now }: { now: number }) {
  const { place, surroundings } = useScope();
  const status = useStatus(place, surroundings.cluster);
  const listing = useSnapshots(place);
  const ready = status.value !== undefined && listing !== undefined;
  const known = together(status.value?.answer?.databases ?? [], listing?.databases ?? []);
  return (
    <main id="main" tabIndex={-1}>
      <header class="title">
        <h1>Databases</h1>
        <a class="button" href={hrefOf({ screen: 'new' })}>New database…</a>
      </header>
      {status.value?.error !== undefined && <Trouble error={status.value.error} />}
      {listing?.error !== undefined && <Trouble error={listing.error} />}
      {!ready ? <Waiting label="Databases are being read" lines={6} /> : known.length === 0 ? <Nothing broken={listing.error !== undefined || status.value?.error !== undefined} /> : (
        <ul class="databases">
          {known.map(k => <Database key={`${k.namespace}/${k.name}`} known={k} now={now} />)}
        </ul>
      )}
    </main>
  );
}

function Database({ known: { name, namespace, status, listed }, now }: { known: Known; now: number }) {
  const { surroundings, place } = useScope();
  const offline = !surroundings.cluster || place.export !== undefined;
  const reach = listed === undefined ? {} : reachOf(listed);
  const last = listed?.snapshots.find(s => s.method !== 'manifest');
  return (
    <li class="card database">
      <div class="who">
        <a href={hrefOf({ screen: 'database', namespace, name })}><span class="namespace">{namespace}/</span>{name}</a>
        <small>{listed?.engine ?? ''}</small>
      </div>
      <div class="how">
        <State word={status?.state ?? (offline ? 'gone' : 'unmanaged')} />
        {status?.since != null && status.state !== 'serving' && <small>for {aboutText(now - toInstant(status.since))}</small>}
      </div>
      <dl>
        <div><dt>Last backup</dt><dd>{last === undefined ? 'none that can be restored' : <>{agoText(toInstant(last.time), now)} <small>{last.method}</small></>}{status !== undefined && !isBackedUp(status) && <small class="warn">{status.incarnation} is not backed up</small>}</dd></div>
        <div>
          <dt>How far back</dt>
          <dd>
            {reach.anySecond !== undefined && <>{aboutText(now - reach.anySecond)} <small>any second</small></>}
            {reach.anySecond === undefined && reach.snapshots !== undefined && <>{aboutText(now - reach.snapshots)} <small>Snapshots</small></>}
            {reach.anySecond === undefined && reach.snapshots === undefined && 'nowhere yet'}
          </dd>
        </div>
      </dl>
      {status?.nextStep == null && <a class="button small" href={hrefOf({ screen: 'database', namespace, name })} aria-label={`Restore ${namespace}/${name}`}>Restore…</a>}
      {status !== undefined && status.state !== 'serving' && reasonOf(status) !== '' && <p class="reason">{reasonOf(status)}</p>}
      {status?.nextStep != null && <p class="next"><a href={hrefOf({ screen: 'database', namespace, name })}>Decide what comes next</a></p>}
      {status === undefined && !offline && <p class="quiet">No run has opened it through a client Service yet. Its first restore makes its record.</p>}
    </li>
  );
}

function Nothing({ broken }: { broken: boolean }) {
  const { place, surroundings } = useScope();
  if (broken) {
    return (
      <Empty title="Nothing can be shown">
        <p>
          What the cluster said stands above. If rights are missing, somebody who may can bind the Roles
          that <code>npx cdk8s-kubestash help roles</code> prints; if you may look into one namespace only, choose it above.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No databases, and no backups yet">
      <p>A database appears here as soon as KubeStash has a Snapshot of it, or a restore run has opened it.</p>
      <ul>
        {place.namespace !== undefined && <li>Is it another namespace? You are looking into <b>{place.namespace}</b> only.</li>}
        <li>Is KubeStash there? <code>npx cdk8s-kubestash doctor</code> looks at kinds, operators and rights.</li>
        <li>Is it backed up? A database that is declared with <code>Backup.continuous(…)</code> can be taken back to any second.</li>
        {surroundings.cluster && <li>Are the backups of another cluster? Open an export of it under <a href={hrefOf({ screen: 'backups' })}>Backups</a>.</li>}
      </ul>
    </Empty>
  );
}
