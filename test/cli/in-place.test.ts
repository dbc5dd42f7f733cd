import { FakeCluster } from './support/harness';
import { exported, lease, postgres, service, shop } from './support/shop';

jest.setTimeout(120_000);

const AT = '2026-11-21T08:30:00Z';

/** The same shop with MySQL: a database, its record and its Snapshots. */
function mysqlShop(more: object, spec: object = {}): FakeCluster {
  const database = { ...postgres('orders', { version: '8.4.3', ...spec }), kind: 'MySQL' };
  const snapshots = JSON.parse(JSON.stringify(exported()).replaceAll('"Postgres"', '"MySQL"').replaceAll('postgres-addon', 'mysql-addon').replaceAll('"17.5"', '"8.4.3"'));
  return new FakeCluster({ objects: [database, lease({ 'resource': 'mysqls.v1.kubedb.com', 'done.first': 'uid-orders' }), service(), ...snapshots], pods: [], ...more });
}

let cluster: FakeCluster;
afterEach(() => cluster.remove());
const run = (...words: string[]) => cluster.run([words[0], 'orders', '-n', 'shop', '--at', AT, ...words.slice(1)]);

describe('KubeDB putting the database back itself is offered', () => {
  test('where the cluster knows how', async () => {
    cluster = mysqlShop({ explained: 'there' });
    const { out, err } = await run('plan');
    expect(err).toBe('');
    expect(out).toContain('Another way');
    expect(out.replace(/\s+/g, ' ')).toContain('--in-place: KubeDB empties orders and recovers it itself (MySQLOpsRequest)');
    expect(JSON.parse((await run('plan', '--json')).out)).toMatchObject({ alternatives: ['in-place'], plan: { process: 'archiver' } });
    expect(cluster.calls).toContainEqual(['explain', 'mysqlopsrequests.spec.archiver', '--api-version=ops.kubedb.com/v1alpha1', '--request-timeout=10s']);
  });

  test.each([
    ['the cluster does not', 'error: field "archiver" does not exist'],
    ['nobody may know', 'Error from server (Forbidden): forbidden'],
    ['the cluster does not answer', 'Unable to connect to the server'],
  ])('not if %s, and nothing fails for it', async (_, explained) => {
    cluster = mysqlShop({ explained });
    const { code, out } = await run('plan');
    expect(code).toBe(0);
    expect(out).not.toContain('--in-place');
  });

  test('not for an engine that has none of it, which is not even asked', async () => {
    cluster = shop();
    expect((await run('plan')).out).not.toContain('--in-place');
    expect(cluster.calls.some(call => call.includes('explain'))).toBe(false);
  });
});

test('a moment of etcd, which keeps no logs, is the newest Snapshot until then, and can be put back in place too', async () => {
  const database = { ...postgres('orders', { version: '3.6.4' }), apiVersion: 'kubedb.com/v1alpha2', kind: 'Etcd' };
  const snapshots = JSON.parse(JSON.stringify(exported()).replaceAll('"Postgres"', '"Etcd"').replaceAll('postgres-addon', 'etcd-addon').replaceAll('"17.5"', '"3.6.4"'));
  cluster = new FakeCluster({ objects: [database, lease({ 'resource': 'etcds.v1alpha2.kubedb.com', 'done.first': 'uid-orders' }), service(), ...snapshots], pods: [], explained: 'there' });
  expect(JSON.parse((await run('plan', '--json')).out)).toMatchObject({ point: { kind: 'snapshot' }, alternatives: ['in-place'], plan: { process: 'archiver', method: 'logical' } });
  expect(cluster.calls).toContainEqual(['explain', 'etcdopsrequests.spec.restore', '--api-version=ops.kubedb.com/v1alpha1', '--request-timeout=10s']);
});

describe('--in-place', () => {
  test('is the same restore in manifests and code', async () => {
    cluster = mysqlShop({ explained: 'there' });
    const { code, out } = await run('restore', '--in-place');
    expect(code).toBe(0);
    expect(out).toContain('"kind": "MySQLOpsRequest"');
    expect(out).toContain('"type": "ArchiverRestore"');
    expect(out).toContain(`"recoveryTimestamp": "${AT}"`);
    expect((await run('restore', '--in-place', '--accept-unrecorded', '--code')).out).toMatch(/at: '2026-11-21T08:30:00Z',\n {2}process: RestoreProcess\.IN_PLACE,\n {2}acceptUnrecordedTarget: true,/);
  });

  test('goes on where nobody may know whether the cluster can: the run finds out before it halts anything', async () => {
    cluster = mysqlShop({ explained: 'Error from server (Forbidden): forbidden' });
    expect((await run('restore', '--in-place')).code).toBe(0);
  });

  test.each([
    ['in-place-not-in-cluster', 'the cluster cannot', { explained: 'error: field "archiver" does not exist' }, {}],
    ['in-place-over-init', 'the database was made by a restore', { explained: 'there' }, { init: { archiver: { recoveryTimestamp: AT }, initialized: true } }],
    ['in-place-not-offered', 'its topology is none that KubeDB takes', { explained: 'there' }, { topology: { mode: 'SemiSync' }, replicas: 3 }],
  ])('ends with %s if %s', async (finding, _, more, spec) => {
    cluster = mysqlShop(more, spec);
    const { code, err } = await run('restore', '--in-place');
    expect(code).toBe(1);
    expect(err).toContain(`error [${finding}]`);
  });

  test('and --overwrite exclude each other, and neither is for a new database', async () => {
    cluster = mysqlShop({});
    expect((await run('plan', '--in-place', '--overwrite')).err).toContain('--overwrite and --in-place exclude each other');
    expect((await run('plan', '--in-place', '--to', 'copy')).err).toContain('--in-place is for a restore of a database that is there');
  });
});

describe('status', () => {
  const archiving = (stage: string) => `${stage} orders orders-full orders-archiver full-backup orders-archiver-7 -`;

  test.each([
    ['suspended', 'archiving: of orders is off, as KubeDB left it for a restore in place'],
    ['resumed', 'archiving: of orders is on again, its first log is awaited'],
    ['backup', 'archiving: of orders is on again, and BackupSession orders-archiver-7 is awaited'],
  ])('says what is left to be done: %s', async (stage, text) => {
    cluster = shop([lease({ archiving: archiving(stage) }), service()]);
    expect((await cluster.run(['status', 'orders', '-n', 'shop'])).out).toContain(text);
    const { databases: [answer] } = JSON.parse((await cluster.run(['status', 'orders', '-n', 'shop', '--json'])).out);
    expect(answer.archiving).toEqual({ stage, incarnation: 'orders' });
  });

  test('names the volumes that were kept, without control characters', async () => {
    cluster = shop([lease({ 'kept.1a2b3c4d': 'released: pv-1,\u001b[31m pv-2' }), service()]);
    const { out } = await cluster.run(['status', 'orders', '-n', 'shop']);
    expect(out).toContain('kept volumes: restore 1a2b3c4d');
    expect(out).toContain('released: pv-1, [31m pv-2');
    expect(out).toContain('kubectl annotate lease orders-traffic -n shop cdk8s-kubestash/kept.1a2b3c4d-');
    expect(out).not.toContain('\u001b[31m');
  });
});
