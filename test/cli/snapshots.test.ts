import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FakeCluster, run } from './support/harness';
import { EXPORT, exported, lease, postgres, route, service, shop } from './support/shop';
import { SnapshotCatalog } from '../../src/snapshots/catalog';

jest.setTimeout(60_000);

describe('of a file', () => {
  test('lists what can be restored, and draws the windows', async () => {
    const { code, out, err } = await run(['snapshots', 'orders', '--from', EXPORT, '--limit', '2']);
    expect(code).toBe(0);
    expect(err).toBe('');
    const lines = out.split('\n');
    expect(lines[0]).toBe('shop/orders  postgres, 13 Snapshots');
    expect(out).toContain('any instant from 2026-11-20T02:00:00Z to 2026-11-22T10:58:03Z');
    expect(out).toMatch(/^ {2}·+█+$/m);
    expect(out).toMatch(/orders-logical-1795338000 +logical +2026-11-22 09:00:00Z +3h +1.2 GiB +intact +17.5/);
    expect(out).toContain('more (--limit');
    expect(out).toContain('left out: 1 failed');
    expect(out).not.toContain('\u001b');
  });

  test('shows local time where it is another one', async () => {
    const { out } = await run(['snapshots', 'orders', '--from', EXPORT], { timeZone: 'Asia/Kolkata' });
    expect(out).toContain('2026-11-22 14:30:00 +05:30');
  });

  test('fits a terminal, in colour unless NO_COLOR is set', async () => {
    const colour = await run(['snapshots', 'orders', '--from', EXPORT], { terminal: 90 });
    expect(colour.out).toContain('\u001b[1m');
    const plain = await run(['snapshots', 'orders', '--from', EXPORT], { terminal: 90, env: { NO_COLOR: '1' } });
    expect(plain.out).not.toContain('\u001b');
    expect(Math.max(...plain.out.split('\n').filter(l => !l.includes('any instant') && !l.startsWith('L logical')).map(l => l.length))).toBeLessThanOrEqual(90);
  });

  test('answers for a time', async () => {
    const inside = await run(['snapshots', 'orders', '--from', EXPORT, '--at', '1d 1h ago', '--suggest']);
    expect(inside.out).toContain('2026-11-21T11:00:00Z can be recovered exactly: plan orders --at 2026-11-21T11:00:00Z');
    expect(inside.out).toContain('the newest at or before 2026-11-21T11:00:00Z');
    const outside = await run(['snapshots', 'orders', '--from', EXPORT, '--at', '2026-11-10T00:00:00+01:00']);
    expect(outside.out).toContain('cannot be recovered exactly; the newest Snapshot before it is orders-logical-');
  });

  test('answers machines with JSON alone', async () => {
    const { out } = await run(['snapshots', '--from', EXPORT, '--json', '--method', 'logical']);
    const { schema, databases } = JSON.parse(out);
    expect(schema).toBe('cdk8s-kubestash/snapshots/v1');
    expect(databases[0]).toMatchObject({ name: 'orders', namespace: 'shop', engine: 'postgres', windows: [{ repository: 'orders-full' }] });
    expect(databases[0].snapshots.every((s: any) => s.method === 'logical')).toBe(true);
  });

  test('reads standard input', async () => {
    const { code, out } = await run(['snapshots', 'orders', '--from', '-'], { stdin: readFileSync(EXPORT, 'utf8') });
    expect(code).toBe(0);
    expect(out).toContain('orders-logical-1795338000');
  });

  test.each([
    [['--at', '2026-11-20T08:30:00'], 2, 'time-without-zone'],
    [['--at', 'tomorrow'], 2, 'time-unparsable'],
    [['--limit', 'many'], 2, '--limit cannot be "many"'],
    [['--method', 'magic'], 2, 'allowed: logical'],
  ])('refuses %j', async (args, exit, message) => {
    const { code, err } = await run(['snapshots', 'orders', '--from', EXPORT, ...args]);
    expect(code).toBe(exit);
    expect(err).toContain(message);
  });

  test('says what there is instead', async () => {
    const unknown = await run(['snapshots', 'invoices', '--from', EXPORT]);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('there are some of shop/orders');
    const unreadable = await run(['snapshots', '--from', 'nowhere.json']);
    expect(unreadable.code).toBe(2);
    expect(unreadable.err).toContain('there is no such file');
  });
});

describe('of a cluster', () => {
  let cluster: FakeCluster;
  afterEach(() => cluster.remove());

  test('reads Snapshots and Repositories with kubectl', async () => {
    cluster = shop();
    const { code, out } = await cluster.run(['snapshots', 'orders', '-n', 'shop', '--context', 'prod']);
    expect(code).toBe(0);
    expect(out).toContain('orders-logical-1795338000');
    expect(cluster.calls[0].slice(0, 3)).toEqual(['--context=prod', 'get', 'snapshots.storage.kubestash.com,repositories.storage.kubestash.com']);
  });

  test('exports what the catalog reads', async () => {
    cluster = shop();
    const file = cluster.path('export.json');
    const { code, err } = await cluster.run(['snapshots', '-A', '--export', file]);
    expect(code).toBe(0);
    expect(err).toMatch(/wrote \d+ Snapshots and Repositories/);
    const catalog = SnapshotCatalog.fromFile(file);
    expect(catalog.exportedAt).toBe('2026-11-22T12:00:00Z');
    expect(catalog.databases[0].snapshotCount).toBe(SnapshotCatalog.fromFile(EXPORT).databases[0].snapshotCount);
  });

  test('passes on what the cluster says', async () => {
    cluster = shop(undefined, { forbidden: ['snapshots'] });
    const { code, err } = await cluster.run(['snapshots', '-n', 'shop']);
    expect(code).toBe(3);
    expect(err).toContain('snapshots.storage.kubestash.com is forbidden');
    expect(err).toContain('cdk8s-kubestash help roles');
  });

  test('without kubectl says so', async () => {
    cluster = shop();
    const { code, err } = await cluster.run(['snapshots', '-n', 'shop'], { env: { KUBECTL: '/nowhere/kubectl' } });
    expect(code).toBe(3);
    expect(err).toContain('could not be started');
  });
});

test('a hundred thousand Snapshots take about as long as parsing their JSON', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'many-')), 'many.json');
  const [template] = exported().filter(o => o.kind === 'Snapshot');
  const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString().replace('.000', '');
  const items = Array.from({ length: 100_000 }, (_, i) => ({
    ...template,
    metadata: { ...template.metadata, name: `s-${i}`, creationTimestamp: at(i) },
    spec: { ...template.spec, appRef: { ...template.spec.appRef, name: `db-${i % 50}` } },
    status: { ...template.status, snapshotTime: at(i) },
  }));
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  // Time of this process alone: the machine may be busy.
  const parsing = process.cpuUsage();
  JSON.parse(readFileSync(file, 'utf8'));
  const parsed = process.cpuUsage(parsing).user;
  const answering = process.cpuUsage();
  const { out } = await run(['snapshots', '--from', file]);
  const answered = process.cpuUsage(answering).user;
  expect(out).toContain('shop/db-49');
  expect(answered).toBeLessThan(4 * parsed + 1e6);
});

test('an incarnation with a name of its own is listed with its database, as the record knows it', async () => {
  const own = exported().filter(o => o.kind === 'Snapshot').map(o => ({
    ...o, metadata: { ...o.metadata, name: `opening-${o.metadata.name}` }, spec: { ...o.spec, appRef: { ...o.spec.appRef, name: 'opening' } },
  }));
  const cluster = shop([lease({ incarnation: 'opening', previous: 'orders', routes: `${route('orders-client', 'orders')};${route('orders-client', 'opening')}` }), service(), ...own]);
  const { databases } = JSON.parse((await cluster.run(['snapshots', '-n', 'shop', '--json'])).out);
  expect(databases.map((d: any) => [d.name, d.incarnations])).toEqual([['orders', ['opening']]]);
  expect(databases[0].snapshots.filter((s: any) => s.database === 'opening').every((s: any) => s.incarnationOf === 'orders')).toBe(true);
  expect(databases[0].snapshots.some((s: any) => s.database === 'opening')).toBe(true);
  cluster.remove();
});

test('databases of two kinds and one name are listed and restored each with its own Snapshots', async () => {
  const item = (kind: string, name: string, version: string) => ({
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Snapshot',
    metadata: { name, namespace: 'shop', annotations: { 'kubedb.com/db-version': version }, labels: { 'kubestash.com/repo-name': `${kind.toLowerCase()}-orders` } },
    spec: { appRef: { apiGroup: 'kubedb.com', kind, name: 'orders', namespace: 'shop' }, repository: `${kind.toLowerCase()}-orders`, session: 'daily', type: 'FullBackup' },
    status: { phase: 'Succeeded', snapshotTime: kind === 'MySQL' ? '2026-11-21T09:00:00Z' : '2026-11-20T09:00:00Z', components: { dump: { phase: 'Succeeded', driver: 'Restic' } } },
  });
  const file = join(mkdtempSync(join(tmpdir(), 'two-')), 'two.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('Postgres', 'p', '17.5'), item('MySQL', 'm', '8.4.3')] }));
  const { out } = await run(['snapshots', 'orders', '-n', 'shop', '--from', file, '--json']);
  expect(JSON.parse(out).databases.map((d: any) => [d.engine, d.snapshots.map((s: any) => s.name)])).toEqual(expect.arrayContaining([['postgres', ['p']], ['mysql', ['m']]]));
  const manifest = join(file, '..', 'orders.json');
  writeFileSync(manifest, JSON.stringify(postgres()));
  const planned = await run(['plan', 'orders', '-n', 'shop', '--manifest', manifest, '--from', file, '--latest', '--json']);
  expect(JSON.parse(planned.out).point.snapshot.name).toBe('p');
});
