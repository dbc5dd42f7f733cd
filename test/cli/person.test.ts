import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(120_000);

let cluster: FakeCluster;
afterEach(() => cluster.remove());

const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
const waiting = () => [
  lease({ state: 'halted', reason: 'Restored and checked.', restore: '1a2b3c4d', passed: '1a2b3c4d', next: 'orders-1a2b3c4d', target: 'orders-1a2b3c4d', routes: BOTH }),
  service(halted()),
  postgres('orders-1a2b3c4d'),
];

describe('halt', () => {
  test('takes the pods out, and says what there is now', async () => {
    cluster = shop();
    const { code, out, err } = await cluster.run(['halt', 'orders', '-n', 'shop', '--reason', 'volumes', '--yes']);
    expect(code).toBe(0);
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBe('true');
    expect(out).toMatch(/^shop\/orders: halted by person\/\S+ since .*; orders-client is halted, after [\d.]+ s\nnext: cdk8s-kubestash resume orders -n shop makes it available again\n$/);
    expect(err).toContain('halted, and drained');
    expect(cluster.object('Lease', 'orders-traffic').metadata.annotations['cdk8s-kubestash/reason']).toBe('volumes');
  });

  test('asks, and without anybody to ask does nothing', async () => {
    cluster = shop();
    const { code, err } = await cluster.run(['halt', 'orders', '-n', 'shop']);
    expect(code).toBe(2);
    expect(err).toContain('no application can connect to orders');
    expect(err).toContain('--yes');
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBeUndefined();
  });

  test('of a database without a record says so', async () => {
    cluster = shop([]);
    const { code, err } = await cluster.run(['halt', 'orders', '-n', 'shop', '--yes']);
    expect(code).toBe(1);
    expect(err).toContain('shop/orders has no record (Lease orders-traffic)');
  });

  test('answers machines with JSON alone', async () => {
    cluster = shop();
    const { code, out } = await cluster.run(['halt', 'orders', '-n', 'shop', '--yes', '--json', '--person', 'kim']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'cdk8s-kubestash/halt/v1', exitCode: 0, database: { state: 'halted', by: 'person/kim', services: [{ selects: 'halted', endpoints: 0 }] },
    });
  });

  test('interrupted, leaves a known state and prints it', async () => {
    cluster = shop([lease({}), service()], { pods: [] });
    const { code, out, err } = await cluster.run(['halt', 'orders', '-n', 'shop', '--yes'], { interruptOn: 'orders-client: halted' });
    expect(code).toBe(130);
    expect(err).toContain('stopped');
    expect(out).toContain('shop/orders: ');
    expect(cluster.object('Lease', 'orders-traffic').spec.holderIdentity).toBe('');
    expect(out).toContain('orders-client is halted');
  });
});

describe('resume', () => {
  test('opens what a restore left behind', async () => {
    cluster = shop(waiting());
    const { code, out } = await cluster.run(['resume', 'orders', '-n', 'shop']);
    expect(code).toBe(0);
    expect(out).toContain('serving orders-1a2b3c4d');
    expect(out).toContain('orders-client has 1 endpoint');
    expect(cluster.object('Service', 'orders-client').spec.selector['app.kubernetes.io/instance']).toBe('orders-1a2b3c4d');
  });

  const unchecked = () => [
    lease({ state: 'checking:1', by: 'orders-1a2b3c4d-bbbbbb', restore: '1a2b3c4d', passed: '', next: 'orders-1a2b3c4d', target: 'orders-1a2b3c4d', routes: BOTH }),
    service(halted()), postgres('orders-1a2b3c4d'),
  ];

  test('is refused where checks have not passed', async () => {
    cluster = shop(unchecked());
    const { code, err, out } = await cluster.run(['resume', 'orders', '-n', 'shop']);
    expect(code).toBe(1);
    expect(err).toContain('restore 1a2b3c4d is at work, or its Job was');
    expect(out).toContain('restore 1a2b3c4d, checking:1');
  });

  test('skips checks loudly, and only with consent', async () => {
    cluster = shop(unchecked());
    const refused = await cluster.run(['resume', 'orders', '-n', 'shop', '--skip-checks']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('although the checks of restore 1a2b3c4d have not passed');
    const { code, err } = await cluster.run(['resume', 'orders', '-n', 'shop', '--skip-checks', '--yes']);
    expect(code).toBe(0);
    expect(err).toContain('WARNING: opening shop/orders without passed checks');
    expect(cluster.object('Lease', 'orders-traffic').metadata.annotations['cdk8s-kubestash/state']).toBe('serving');
  });

  test('rechecks by making the Job anew', async () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'orders-1a2b3c4d-bbbbbb',
        namespace: 'shop',
        uid: 'x',
        creationTimestamp: '2026-11-22T11:00:00Z',
        labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/restore': '1a2b3c4d', 'batch.kubernetes.io/controller-uid': 'x' },
      },
      spec: {
        selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'x' } },
        template: { metadata: { labels: { 'batch.kubernetes.io/controller-uid': 'x', 'cdk8s-kubestash/run-of': 'orders' } }, spec: {} },
      },
      status: { conditions: [{ type: 'Failed', status: 'True', reason: 'PodFailurePolicy', message: 'container check-1' }] },
    };
    cluster = shop([...unchecked(), job], { afterApply: [waiting()[0]] });
    const { code, err } = await cluster.run(['resume', 'orders', '-n', 'shop', '--recheck']);
    expect(err).toContain('making Job orders-1a2b3c4d-bbbbbb anew');
    expect(code).toBe(0);
    const made = cluster.object('Job', 'orders-1a2b3c4d-bbbbbb');
    expect(made.spec.selector).toBeUndefined();
    expect(made.metadata.uid).not.toBe('x');
    expect(made.spec.template.metadata.labels).toEqual({ 'cdk8s-kubestash/run-of': 'orders' });
    expect(cluster.object('Lease', 'orders-traffic').metadata.annotations['cdk8s-kubestash/state']).toBe('serving');
  });
});

describe('rollback', () => {
  test('says where it leads, and goes there', async () => {
    cluster = shop([
      lease({ restore: '1a2b3c4d', passed: '1a2b3c4d', incarnation: 'orders-1a2b3c4d', previous: 'orders', routes: BOTH }),
      service(), postgres('orders-1a2b3c4d'),
    ]);
    const asked = await cluster.run(['rollback', 'orders', '-n', 'shop']);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('Applications of orders will be led to orders; what was written to orders-1a2b3c4d is not there.');
    const { code, out } = await cluster.run(['rollback', 'orders', '-n', 'shop', '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('serving orders since');
    expect(cluster.object('Lease', 'orders-traffic').metadata.annotations['cdk8s-kubestash/previous']).toBe('orders-1a2b3c4d');
  });
});
