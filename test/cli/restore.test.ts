import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { FakeCluster, run } from './support/harness';
import { EXPORT, lease, postgres, route, service, shop } from './support/shop';
import { restoreId } from '../../src/plan/identity';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'restore-'));
const MANIFEST = join(folder, 'orders.yaml');
writeFileSync(MANIFEST, JSON.stringify(postgres()));
const OFFLINE = ['orders', '--manifest', MANIFEST, '--from', EXPORT];
const AT = '2026-11-21T08:30:00Z';
const documents = (yaml: string) => parseAllDocuments(yaml).map(d => d.toJS());

describe('plan', () => {
  test('says process, steps, downtime, risks, objects and findings', async () => {
    const { code, out, err } = await run(['plan', ...OFFLINE, '--at', AT]);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const text of [
      'Restore shop/orders  postgres, restore id', 'process   archiver: recovery to a point in time', 'in place of orders',
      '1. halt: the client Service selects no pod of orders', 'Unavailable meanwhile', 'storage is paid twice (50 GiB a volume)',
      'Postgres orders-', 'warning [incarnation-without-backup]',
    ]) expect(out).toContain(text);
  });

  test('answers machines with JSON alone', async () => {
    const { code, out } = await run(['plan', ...OFFLINE, '--snapshot', 'orders-logical-1795338000', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'cdk8s-kubestash/plan/v1',
      ok: true,
      plan: { process: 'session', method: 'logical', previous: 'orders', database: 'orders', namespace: 'shop' },
      point: { kind: 'snapshot', snapshot: { name: 'orders-logical-1795338000', repository: 'orders-logical' } },
      findings: [{ code: 'incarnation-without-backup', severity: 'warning' }],
    });
  });

  test.each([
    ['in place', []], ['as a new database', ['--to', 'copy', '--db-version', '17.5', '--storage', '60Gi']],
  ])('lists exactly what is applied, in that order: %s', async (_, more) => {
    const { plan } = JSON.parse((await run(['plan', ...OFFLINE, '--at', AT, '--json', ...more])).out);
    const applied = documents((await run(['restore', ...OFFLINE, '--at', AT, ...more])).out);
    expect(plan.objects).toEqual(applied.map(d => `${d.kind} ${d.metadata.name}`));
    expect(plan.objects).toContain(plan.previous === undefined ? 'Postgres copy' : `Postgres ${plan.target}`);
  });

  test('the restore id is the one that code has', async () => {
    const { plan } = JSON.parse((await run(['plan', ...OFFLINE, '--at', AT, '--json'])).out);
    expect(plan.id).toBe(restoreId({
      point: { time: AT, repository: 'orders-full', namespace: 'shop' }, database: 'orders', namespace: 'shop', from: 'orders', overwrites: false,
    }));
  });

  test('what speaks against it is exit code 1', async () => {
    const { code, out } = await run(['plan', ...OFFLINE, '--at', '2026-11-01T00:00:00Z']);
    expect(code).toBe(1);
    expect(out).toContain('error [time-outside-windows]');
    expect(out.match(/incarnation-without-backup/g)).toHaveLength(1);
    const missing = await run(['plan', ...OFFLINE, '--snapshot', 'orders-logical-1']);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('error [snapshot-not-found]');
  });

  test('a new database takes the shape of the old one, as it is to differ', async () => {
    const args = ['restore', ...OFFLINE, '--latest', '--method', 'logical', '--to', 'orders/staging', '--storage', '60Gi', '--storage-class', 'slow', '--replicas', '2'];
    const { code, out } = await run(args);
    expect(code).toBe(0);
    const made = documents(out).find(d => d.kind === 'Postgres');
    expect(made.metadata).toMatchObject({ name: 'orders', namespace: 'staging' });
    expect(made.spec).toMatchObject({
      version: '17.5',
      replicas: 2,
      storage: { storageClassName: 'slow', resources: { requests: { storage: '60Gi' } } },
      deletionPolicy: 'Delete',
      init: { waitForInitialRestore: true },
    });
    expect(made.spec.authSecret).toBeUndefined();
  });

  test('a copy whose data brings its passwords along has the Secret that fits them', async () => {
    const secretOf = async (...args: string[]): Promise<string | undefined> => {
      const { out } = await run(['restore', ...OFFLINE, ...args]);
      return documents(out).find(d => d.kind === 'Postgres').spec.authSecret?.name;
    };
    expect(await secretOf('--at', AT, '--to', 'copy')).toBe('orders-auth');
    expect(await secretOf('--at', AT, '--to', 'copy/staging')).toBeUndefined();
    expect(await secretOf('--at', AT, '--to', 'copy/staging', '--auth-secret', 'copied')).toBe('copied');
    expect((await run(['plan', ...OFFLINE, '--at', AT, '--to', 'copy/staging'])).out).toContain('restored-password-unknown');
    expect((await run(['restore', ...OFFLINE, '--at', AT, '--to', 'copy/staging', '--auth-secret', 'copied', '--code'])).out).toContain("authSecret: { name: 'copied' }");
  });

  test('a copy of a database that asks for no password has no Secret', async () => {
    const open = join(folder, 'open.yaml');
    writeFileSync(open, JSON.stringify({ ...postgres(), spec: { ...postgres().spec, disableAuth: true } }));
    const { out } = await run(['restore', 'orders', '--manifest', open, '--from', EXPORT, '--at', AT, '--to', 'copy']);
    expect(documents(out).find(d => d.kind === 'Postgres').spec).toMatchObject({ version: '17.5' });
    expect(out).not.toContain('authSecret');
  });

  test('a new database at a time needs nothing but the Repositories', async () => {
    const { code, out } = await run(['restore', 'orders', '--new', '-n', 'shop', '--from', EXPORT, '--at', AT, '--storage', '50Gi', '--to', 'orders/elsewhere']);
    expect(code).toBe(0);
    const made = documents(out).find(d => d.kind === 'Postgres');
    expect(made.spec.init.archiver).toEqual({
      recoveryTimestamp: AT, fullDBRepository: { name: 'orders-full', namespace: 'shop' }, encryptionSecret: { name: 'restic', namespace: 'shop' },
    });
  });

  test.each([
    [[], 'which data?'],
    [['--latest', '--at', AT], 'More than one answer'],
    [['--latest', '--storage', '60GB'], 'no size of a volume'],
    [['--latest', '--to', 'a/b/c'], '--to cannot be "a/b/c"'],
    [['--latest', '--auth-secret', 'x'], '--auth-secret is for a new database'],
    [['--at', '2026-11-21T08:30:00'], 'time-without-zone'],
  ])('%j is called wrongly', async (args, message) => {
    const { code, err } = await run(['plan', ...OFFLINE, ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('of a cluster', () => {
  let cluster: FakeCluster;
  afterEach(() => cluster.remove());

  test('a database with a history goes on from its present incarnation', async () => {
    const routes = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
    cluster = shop([
      lease({ 'restore': '1a2b3c4d', 'incarnation': 'orders-1a2b3c4d', 'previous': 'orders', routes, 'done.first': 'u', 'done.1a2b3c4d': 'v' }),
      service(), postgres('orders-1a2b3c4d'),
    ]);
    const { code, out } = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', AT]);
    expect(code).toBe(0);
    const made = documents(out);
    const settings = JSON.parse(made.find(d => d.kind === 'ConfigMap' && d.data['run.json'] !== undefined).data['run.json']);
    expect(settings).toMatchObject({ database: 'orders', record: 'orders-traffic', previous: { name: 'orders-1a2b3c4d' }, predecessors: ['first', '1a2b3c4d'], services: ['orders-client'] });
    expect(made.find(d => d.kind === 'Postgres').metadata.name).toBe(`orders-${settings.restore.id}`);
    expect(made.filter(d => d.kind === 'Service').map(d => d.metadata.name)).toEqual([`orders-${settings.restore.id}-maintenance`]);
    expect(made.filter(d => d.kind === 'Job')).toHaveLength(1);
  });

  test('volumes that have grown are compared with those of the present database, before anything is applied', async () => {
    cluster = shop([lease({}), service()]);
    const { code, err } = await cluster.run(['restore', 'orders', '-n', 'shop', '--snapshot', 'orders-logical-1795338000', '--storage', '40Gi', '--apply', '--yes']);
    expect(code).toBe(1);
    expect(err.replace(/\s+/g, ' ')).toContain('the volumes of orders are larger than those that orders-');
    expect(cluster.state.objects.some((o: any) => o.kind === 'Job')).toBe(false);
    const byTime = await cluster.run(['plan', 'orders', '-n', 'shop', '--at', AT, '--storage', '40Gi', '--json']);
    const codes = JSON.parse(byTime.out).findings.filter((f: any) => f.severity === 'error').map((f: any) => f.code);
    expect(codes).toEqual(['storage-smaller-than-source']);
  });

  test('a volume that was grown by hand is larger than its database says', async () => {
    const labels = { 'app.kubernetes.io/name': 'postgreses.kubedb.com', 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/managed-by': 'kubedb.com' };
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data-orders-0', namespace: 'shop', labels }, status: { capacity: { storage: '80Gi' } } };
    cluster = shop([lease({}), service(), claim]);
    const plan = async (...more: string[]) => JSON.parse((await cluster.run(['plan', 'orders', '-n', 'shop', '--at', AT, '--json', ...more])).out);
    const { findings } = await plan();
    expect(findings.find((f: any) => f.code === 'volume-outgrown')).toMatchObject({ severity: 'error', value: '"50Gi"', allowed: 'at least 80Gi' });
    expect((await plan('--storage', '80Gi')).ok).toBe(true);
  });

  test('earlier restores tell how long it will take', async () => {
    const session = {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'RestoreSession',
      metadata: { name: 'orders-1a2b3c4d', namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' },
      spec: { target: { name: 'orders' }, dataSource: { repository: 'orders-logical', snapshot: 'orders-logical-1795165200' } },
      status: { phase: 'Succeeded', duration: '3m20.5s' },
    };
    cluster = shop([lease({}), service(), session]);
    const { out } = await cluster.run(['plan', 'orders', '-n', 'shop', '--snapshot', 'orders-logical-1795338000', '--json']);
    expect(JSON.parse(out).duration).toEqual({ seconds: expect.any(Number), basis: expect.stringContaining('RestoreSession orders-1a2b3c4d took 3 min for') });
    const without = await cluster.run(['plan', 'orders', '-n', 'shop', '--at', AT]);
    expect(without.out.replace(/\s+/g, ' ')).toContain('how long the data takes to come back is not known: how long the operator takes');
  });

  test('a database without a record is found by its name', async () => {
    cluster = shop([]);
    const { code, out } = await cluster.run(['plan', 'orders', '-n', 'shop', '--latest', '--method', 'logical', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).plan).toMatchObject({ previous: 'orders', engine: 'postgres' });
    const unknown = await cluster.run(['plan', 'invoices', '-n', 'shop', '--latest']);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('there is no database "invoices" in namespace shop, and no Snapshot of one');
  });

  test('an overwrite takes a safety backup where the Snapshot lies', async () => {
    cluster = shop();
    const { code, out, err } = await cluster.run(['restore', 'orders', '-n', 'shop', '--snapshot', 'orders-logical-1795338000', '--overwrite']);
    expect(err).not.toContain('error [');
    expect(code).toBe(0);
    const backup = documents(out).find(d => d.kind === 'BackupConfiguration');
    expect(backup.spec.backends[0].storageRef).toMatchObject({ name: 'storage', namespace: 'shop' });
  });

  const ID = restoreId({ point: { time: AT, repository: 'orders-full', namespace: 'shop' }, database: 'orders', namespace: 'shop', from: 'orders', overwrites: false });

  test('--apply shows the plan, applies, and follows until it waits for a person', async () => {
    const after = lease({ state: 'halted', reason: 'Restored and checked.', by: `orders-${ID}-x`, restore: ID, passed: ID, next: `orders-${ID}` });
    cluster = shop(undefined, { afterApply: [after] });
    const asked = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', AT, '--apply']);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('Applications lose their connections to shop/orders as soon as this is applied.');
    expect(cluster.calls.some((c: string[]) => c[0] === 'apply')).toBe(false);
    const { code, out, err } = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', AT, '--apply', '--yes']);
    expect(code).toBe(0);
    expect(err).toContain('jobs/orders-');
    expect(err).toContain('halted: Restored and checked.');
    expect(out).toContain(`next: cdk8s-kubestash resume orders -n shop opens orders-${ID}`);
  });

  test('--apply --json prints plan and outcome', async () => {
    const after = lease({ state: 'failed', reason: 'RestoreSession failed.', by: `orders-${ID}-x`, restore: ID, passed: '' });
    cluster = shop(undefined, { afterApply: [after] });
    const { code, out } = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', AT, '--apply', '--yes', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ plan: { id: ID }, outcome: { end: 'failed', message: 'RestoreSession failed.' }, exitCode: 1 });
  });

  test('--apply --to follows the record of the new database, not that of its source', async () => {
    cluster = shop();
    const args = ['orders', '-n', 'shop', '--at', AT, '--to', 'copy'];
    const { plan } = JSON.parse((await cluster.run(['plan', ...args, '--json'])).out);
    const record = lease({ database: 'copy', incarnation: 'copy', restore: plan.id, passed: plan.id, by: `copy-${plan.id}-x` });
    cluster.remove();
    cluster = shop(undefined, { afterApply: [{ ...record, metadata: { ...record.metadata, name: 'copy-traffic' } }] });
    const { code, out } = await cluster.run(['restore', ...args, '--apply', '--yes'], { interruptAfter: 20_000 });
    expect([code, out]).toEqual([0, expect.stringContaining('copy serves')]);
  });

  test('Ctrl-C ends the following and says what goes on', async () => {
    cluster = shop();
    const { code, out } = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', AT, '--apply', '--yes'], { interruptOn: 'waiting for Job' });
    expect(code).toBe(130);
    expect(out).toContain('shop/orders: interrupted');
    expect(out).toContain('the run goes on in the cluster');
  });
});

describe('restore', () => {
  test('writes manifests to a folder', async () => {
    const { code, out, err } = await run(['restore', ...OFFLINE, '--at', AT, '--output', join(folder, 'out')]);
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toContain('restore-orders.k8s.yaml');
    expect(documents(readFileSync(join(folder, 'out', 'restore-orders.k8s.yaml'), 'utf8')).map(d => d.kind)).toContain('Job');
  });

  test('prints nothing where an error stands in the way', async () => {
    const { code, out, err } = await run(['restore', ...OFFLINE, '--at', '2026-11-01T00:00:00Z']);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('time-outside-windows');
  });
});
