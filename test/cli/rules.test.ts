import { mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(120_000);

let cluster: FakeCluster;
afterEach(() => cluster.remove());

const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
const job = (restore: string, created: string, status: object) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: `orders-${restore}-aaaaaa`, namespace: 'shop', creationTimestamp: created, labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/restore': restore } },
  status,
});
const FAILED = { conditions: [{ type: 'Failed', status: 'True', reason: 'PodFailurePolicy', message: 'container agent failed' }] };
const RESTORED = { state: 'halted', restore: '1a2b3c4d', passed: '1a2b3c4d', next: 'orders-1a2b3c4d', target: 'orders-1a2b3c4d', routes: BOTH };
const CORRECTED = [
  lease(RESTORED), service(halted()), postgres('orders-1a2b3c4d'), job('1a2b3c4d', '2026-11-22T10:00:00Z', { conditions: [{ type: 'Complete', status: 'True' }] }), job('5e6f7a8b', '2026-11-22T11:00:00Z', FAILED),
];

describe('a restore that the code asks for, and the record is not about', () => {
  test('status says it, and that somebody has to do something', async () => {
    cluster = shop(CORRECTED);
    const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
    expect([code, out]).toEqual([1, expect.stringContaining('declared: the code asks for restore 5e6f7a8b, which the record is not about: Job orders-5e6f7a8b-aaaaaa, failed (PodFailurePolicy: container agent failed), 60m ago')]);
    const { databases: [answer] } = JSON.parse((await cluster.run(['status', 'orders', '-n', 'shop', '--json'])).out);
    expect(answer.declared).toEqual({ restore: '5e6f7a8b', run: 'orders-5e6f7a8b-aaaaaa', status: 'failed' });
  });

  test('doctor finds it', async () => {
    cluster = shop(CORRECTED);
    const { findings } = JSON.parse((await cluster.run(['doctor', '-n', 'shop', '--json'])).out);
    expect(findings.find((f: any) => f.code === 'declared-restore-not-done')).toMatchObject({ severity: 'error', value: '"1a2b3c4d"', allowed: '5e6f7a8b', about: 'Lease shop/orders-traffic' });
  });

  test('resume does not open what the code no longer asks for', async () => {
    cluster = shop(CORRECTED);
    const { code, err } = await cluster.run(['resume', 'orders', '-n', 'shop']);
    expect([code, err]).toEqual([1, expect.stringContaining('the code asks for restore 5e6f7a8b (Job orders-5e6f7a8b-aaaaaa), but the record is about restore 1a2b3c4d')]);
    expect(cluster.object('Service', 'orders-client').spec.selector).toEqual(halted());
  });

  test('a run that is about to take the record is no trouble', async () => {
    cluster = shop([lease({}), service(), job('1a2b3c4d', '2026-11-22T11:59:00Z', { active: 1 })]);
    const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
    expect([code, out]).toEqual([0, expect.stringContaining('the code asks for restore 1a2b3c4d')]);
  });
});

describe('what a corrected restore has left behind', () => {
  const left = () => shop([
    lease({ 'restore': '5e6f7a8b', 'passed': '5e6f7a8b', 'incarnation': 'orders-5e6f7a8b', 'previous': 'orders', 'done.5e6f7a8b': 'uid-orders-5e6f7a8b', 'routes': `${BOTH};${route('orders-client', 'orders-5e6f7a8b')}` }),
    service(), postgres('orders-1a2b3c4d', { deletionPolicy: 'Delete' }), postgres('orders-5e6f7a8b'),
  ]);

  test('status, doctor and retire say that it was never opened', async () => {
    cluster = left();
    expect((await cluster.run(['status', 'orders', '-n', 'shop'])).out).toContain('left behind: orders-1a2b3c4d, which was never opened; no resume and no rollback leads there');
    const { findings } = JSON.parse((await cluster.run(['doctor', '-n', 'shop', '--json'])).out);
    expect(findings.find((f: any) => f.code === 'incarnation-not-retired')).toMatchObject({
      about: 'postgreses.kubedb.com shop/orders-1a2b3c4d', message: expect.stringContaining('never opened'), remedy: 'cdk8s-kubestash retire orders-1a2b3c4d -n shop',
    });
    const { code, err } = await cluster.run(['retire', 'orders-1a2b3c4d', '-n', 'shop']);
    expect([code, err]).toEqual([2, expect.stringContaining('postgreses.kubedb.com orders-1a2b3c4d is deleted with its volumes (no application was ever led to it)')]);
    expect((await cluster.run(['retire', 'orders-1a2b3c4d', '-n', 'shop', '--yes'])).code).toBe(0);
    expect(cluster.object('Postgres', 'orders-1a2b3c4d')).toBeUndefined();
  });
});

test('a record that its code gave another name is found by the database that it is about', async () => {
  const { metadata, ...rest } = lease({ database: 'orders' });
  cluster = shop([{ ...rest, metadata: { ...metadata, name: 'the-record' } }, service()]);
  const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect([code, out]).toEqual([0, expect.stringContaining('shop/orders  serving')]);
  expect((await cluster.run(['halt', 'orders', '-n', 'shop', '--yes'])).code).toBe(0);
  expect(cluster.object('Lease', 'the-record').metadata.annotations['cdk8s-kubestash/state']).toBe('halted');
});

test('no shell is needed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-shell-'));
  symlinkSync(process.execPath, join(folder, 'node'));
  // The kubectl of the tests begins with `#!/usr/bin/env node`.
  cluster = shop([lease(RESTORED), service(halted()), postgres('orders-1a2b3c4d')]);
  for (const argv of [['resume'], ['halt', '--yes'], ['rollback', '--yes'], ['status']]) {
    const { err } = await cluster.run([argv[0], 'orders', '-n', 'shop', ...argv.slice(1)], { env: { PATH: folder } });
    expect(err).not.toMatch(/could not|ENOENT/);
  }
  expect(cluster.object('Lease', 'orders-traffic').metadata.annotations['cdk8s-kubestash/state']).toBe('serving');
  rmSync(folder, { recursive: true });
});
