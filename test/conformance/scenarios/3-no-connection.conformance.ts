import { apply, inOrder } from '../harness/apply';
import { control, behave, events } from '../harness/control';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { settled } from '../harness/expect';
import { Flow, INCARNATION, OVERWRITE, UNDO } from '../harness/flows';
import { logsOfRuns } from '../harness/jobs';
import { pool } from '../harness/pool';
import { Probe } from '../harness/probe';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { requests, timed } from '../harness/times';
import { dataOf } from '../harness/world';
import { counted, Measured } from '../report/figures';

const CLIENTS = ['orders-client', 'orders-read-only'];

/** What happens to the database's pods while it is halted. */
const TROUBLES: readonly (readonly [string, (space: Space, database: string) => Promise<unknown>])[] = [
  ['nothing else happens', async () => undefined],
  ['pods restart', ({ namespace }, name) => control('POST', '/restart-pods', { namespace, name })],
  ['it fails over', ({ namespace }, name) => control('POST', '/failover', { namespace, name })],
  ['replicas are added', ({ admin, namespace }, name) => admin.patch({ apiVersion: 'kubedb.com/v1', kind: 'Postgres', name, namespace }, { spec: { replicas: 3 } })],
];

test('3. No connection meanwhile: an EndpointSlice made by hand keeps the run waiting, and nothing is restored', async () => {
  await counted('3. No connection meanwhile', () => inNamespace('closed', async space => {
    const { namespace } = space;
    await OVERWRITE.before!(space);
    const slice = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', name: 'by-hand', namespace };
    await space.admin.create({
      apiVersion: slice.apiVersion,
      kind: slice.kind,
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.245.9.9'] }],
      ports: [],
      metadata: { name: slice.name, namespace, labels: { 'kubernetes.io/service-name': 'orders-client' } },
    });
    await apply(space, inOrder(OVERWRITE.objects(space)));
    await eventually('the run to say what it waits for', async () => /1 endpoints are left: orders-client:10\.245\.9\.9/.test(await logsOfRuns(space)));
    expect(await space.list('core.kubestash.com/v1alpha1', 'RestoreSession')).toEqual([]);
    expect((await recordOf(space, 'orders'))!.state).toBe('halting');
    await space.admin.remove(slice);
    await converged(OVERWRITE, space);
  }));
});

describe('3. No connection meanwhile: the client Services offer nothing from the halt until the checks have passed', () => {
  test.each([OVERWRITE, UNDO, INCARNATION].map(f => [f.name, f] as const))('%s', async (_, flow) => {
    await pool(TROUBLES, ([, trouble]) => counted('3. No connection meanwhile', measured => inNamespace('closed',
      space => staysClosed(flow, space, trouble, measured))), ([what]) => what);
  });
});

async function staysClosed(
  flow: Flow, space: Space, trouble: (space: Space, database: string) => Promise<unknown>, measured: Measured,
): Promise<void> {
  await flow.before!(space);
  const { uid } = await dataOf(space.namespace, 'orders');
  const maintenance = await Probe.start(space, 'orders-maintenance');
  await timed(space, CLIENTS, measured, async probe => {
    await behave(space.namespace, { restoreSeconds: 6, archiverSeconds: 6 });
    await apply(space, inOrder(flow.objects(space)));

    const { incarnation } = await settled(space, 'orders', 'restoring', r => r.state === 'restoring' && r.restore !== 'first');
    await trouble(space, incarnation);
    await converged(flow, space, uid);

    const record = await recordOf(space, 'orders');
    const old = (pod: string): boolean => !flow.overwrites && /^orders-\d+$/.test(pod);
    // The run before this one, which opened the database for the first time, wrote that too.
    const [passed] = (await requests(space, { resource: 'leases', verb: 'patch' })).filter(r => (r.body ?? '').includes('"cdk8s-kubestash/state":"resuming"')).reverse();
    const restoring = await restoreStarted(space, flow, record!.incarnation);
    expect(passed.unixNano).toBeGreaterThan(restoring);
    for (const service of CLIENTS) {
      // Empty from before anything was written until the last check had passed, whatever the pods did.
      expect([...await probe.offeredBetween(service, restoring, passed.unixNano)]).toEqual([]);
      // And after the cutover nothing of the old incarnation.
      expect([...await probe.offeredBetween(service, passed.unixNano, Infinity)].filter(old)).toEqual([]);
    }
    if (flow.overwrites) await protectedMeanwhile(space, restoring);
    expect(await stayedUsable(maintenance, trouble)).toBe(true);
  });
  await maintenance.stop();
  expect(measured.drained).toBeGreaterThan(0);
  expect(measured.serving).toBeGreaterThan(0);
}

/** Before anything is written over: backups paused, a safety backup taken, other pods kept out. */
async function protectedMeanwhile(space: Space, restoring: number): Promise<void> {
  const before = (await requests(space)).filter(r => r.unixNano < restoring && r.status < 300 && r.serviceAccount !== undefined);
  const did = before.map(r => `${r.verb} ${r.resource}${(r.body ?? '').includes('"paused":true') ? ' paused' : ''}`);
  expect(did).toEqual(expect.arrayContaining(['patch backupconfigurations paused', 'create backupsessions', 'create networkpolicies']));
  const [safety] = await space.list('core.kubestash.com/v1alpha1', 'BackupSession');
  expect(safety.status.phase).toBe('Succeeded');
}

/** When data began to be written: the moment before which everything must be drained. */
async function restoreStarted(space: Space, flow: Flow, incarnation: string): Promise<number> {
  if (flow === UNDO) {
    // The operator recovers as soon as the new incarnation is applied; what counts is the halt, which the record tells.
    const [halted] = (await requests(space, { resource: 'leases', verb: 'patch' })).filter(r => (r.body ?? '').includes('"cdk8s-kubestash/state":"disconnecting"') && !(r.serviceAccount ?? '').endsWith('-first'));
    return halted.unixNano;
  }
  const [created] = (await requests(space, { resource: 'restoresessions', verb: 'create' }));
  const [started] = await eventually('the restore in the events', async () => {
    const found = await events({ type: 'restore-started', namespace: space.namespace });
    return found.length > 0 && found;
  });
  expect(started.data.database).toBe(incarnation);
  return Math.min(created.unixNano, started.unixNano);
}

/** The maintenance Service led to pods of the database all the time, unless these restarted themselves. */
async function stayedUsable(maintenance: Probe, trouble: unknown): Promise<boolean> {
  const offers = await maintenance.offers();
  const restarts = trouble === TROUBLES[1][1] || trouble === TROUBLES[2][1];
  return restarts ? offers[offers.length - 1].ready.length > 0 : offers.every(o => o.ready.length > 0);
}
