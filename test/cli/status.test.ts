import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(60_000);

let cluster: FakeCluster;
afterEach(() => cluster.remove());

const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;

test('a database that serves', async () => {
  cluster = shop();
  const { code, out, err } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toBe([
    'shop/orders  serving',
    '  serving orders since 2026-11-20T09:00:00Z, 2d3h; orders-client has 1 endpoint',
    '  reason: Restore first is done.',
    '',
    '  INCARNATION  ROLE     PHASE  AGE  VERSION',
    '  orders       current  Ready  52d  17.5',
    '',
    '  SERVICE        SELECTS  INCARNATION  ENDPOINTS',
    '  orders-client  open     orders               1',
    '',
  ].join('\n'));
});

test.each([
  ['halted by a person', lease({ state: 'halted', by: 'person/kim', reason: 'volumes' }), 'halted by person/kim', 'resume orders -n shop makes it available again'],
  ['waiting', lease({ state: 'halted', restore: '1a2b3c4d', passed: '1a2b3c4d', next: 'orders-1a2b3c4d', routes: BOTH }),
    'restored as orders-1a2b3c4d, waits for a person', 'rollback orders -n shop goes back to orders'],
  ['failed', lease({ state: 'failed', reason: 'RestoreSession orders-1a2b3c4d failed.' }), 'failed since', 'mend what the reason says'],
])('%s', async (_, record, sentence, next) => {
  cluster = shop([record, service(halted())]);
  const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect(code).toBe(1);
  expect(out).toContain(sentence);
  expect(out).toMatch(new RegExp(`next: .*${next}`));
});

test('a restore at work, with its progress', async () => {
  const session = {
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'RestoreSession',
    metadata: { name: 'orders-1a2b3c4d', namespace: 'shop', creationTimestamp: '2026-11-22T11:50:00Z' },
    spec: { target: { kind: 'Postgres', name: 'orders-1a2b3c4d', namespace: 'shop' } },
    status: { phase: 'Running', components: { dump: { phase: 'Running', progress: { percentDone: '45%' } } } },
  };
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'orders-1a2b3c4d-ffffff', namespace: 'shop', creationTimestamp: '2026-11-22T11:45:00Z', labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/restore': '1a2b3c4d' } },
    status: { active: 1 },
  };
  cluster = shop([lease({ state: 'restoring', restore: '1a2b3c4d', target: 'orders-1a2b3c4d', routes: BOTH }), service(halted()), session, job]);
  const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect(code).toBe(0);
  expect(out).toContain('run: Job orders-1a2b3c4d-ffffff, active, 15m ago');
  expect(out).toContain('session: orders-1a2b3c4d into orders-1a2b3c4d, Running (dump Running 45%)');
  const { databases: [answer] } = JSON.parse((await cluster.run(['status', 'orders', '-n', 'shop', '--json'])).out);
  expect(answer).toMatchObject({ state: 'restoring', step: 'restoring', runs: [{ status: 'active' }], sessions: [{ phase: 'Running', progress: ['dump Running 45%'] }] });
});

test('a record about a database that was made anew', async () => {
  cluster = shop([lease({ 'done.first': 'another-uid' }), service()]);
  const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect(code).toBe(1);
  expect(out).toContain('the record speaks of another orders (UID another-uid)');
});

test('all databases, a line each', async () => {
  cluster = shop();
  const { code, out } = await cluster.run(['status', '-A']);
  expect(code).toBe(0);
  expect(out.split('\n')[1]).toMatch(/^shop +orders +serving +2d3h +orders +serving orders since/);
  const none = await cluster.run(['status', '-n', 'elsewhere']);
  expect(none.code).toBe(1);
  expect(none.err).toContain('no database in namespace elsewhere has a record yet');
});

test('--watch prints again only what has changed', async () => {
  cluster = shop();
  const { code, out } = await cluster.run(['status', 'orders', '-n', 'shop', '--watch'], { interruptAfter: 4500 });
  expect(code).toBe(0);
  expect(out.match(/shop\/orders {2}serving/g)).toHaveLength(1);
});

describe('retire', () => {
  const second = (notes: Record<string, string> = {}) => [
    lease({ restore: '1a2b3c4d', passed: '1a2b3c4d', incarnation: 'orders-1a2b3c4d', previous: 'orders', routes: BOTH, ...notes }),
    service(), postgres('orders-1a2b3c4d'),
  ];

  test('deletes what no longer serves', async () => {
    cluster = shop(second());
    const asked = await cluster.run(['retire', 'orders', '-n', 'shop']);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('postgreses.kubedb.com orders is deleted with its volumes, and there is no way back to it by rollback; its Snapshots stay.');
    const { code, out } = await cluster.run(['retire', 'orders', '-n', 'shop', '--yes']);
    expect(code).toBe(0);
    expect(out).toBe('shop/orders is deleted; orders goes on with orders-1a2b3c4d\n');
    expect(cluster.object('Postgres', 'orders')).toBeUndefined();
    expect(cluster.object('Postgres', 'orders-1a2b3c4d')).toBeDefined();
  });

  test.each([
    ['orders-1a2b3c4d', {}, 'it is what orders is serving'],
    ['orders-1a2b3c4d', { incarnation: 'orders', previous: '', next: 'orders-1a2b3c4d', state: 'halted' }, 'restore 1a2b3c4d of orders is about to open it'],
    ['invoices', {}, 'no record in namespace shop knows an incarnation "invoices"'],
  ])('refuses %s', async (name, notes, why) => {
    cluster = shop(second(notes));
    const { code, err } = await cluster.run(['retire', name, '-n', 'shop', '--yes']);
    expect(code).toBe(1);
    expect(err).toContain(why);
    expect(cluster.object('Postgres', 'orders-1a2b3c4d')).toBeDefined();
  });
});

describe('shell', () => {
  test('--print prints a kubectl command, without secrets', async () => {
    cluster = shop();
    const { code, out } = await cluster.run(['shell', 'orders', '-n', 'shop', '--print']);
    expect(code).toBe(0);
    expect(out).toMatch(/kubectl run orders-shell-\w+ --namespace=shop --rm --stdin --tty/);
    const overrides = JSON.parse(/--overrides=(\{.*\})'$/m.exec(out)![1].replace(/'\\''/g, "'"));
    const [container] = overrides.spec.containers;
    expect(container.env).toEqual([
      { name: 'DB_HOST', value: 'orders-maintenance.shop.svc' },
      { name: 'DB_PORT', value: '5432' },
      { name: 'DB_USERNAME', valueFrom: { secretKeyRef: { name: 'orders-auth', key: 'username' } } },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-auth', key: 'password' } } },
    ]);
    expect(overrides.metadata.labels).toEqual({ 'cdk8s-kubestash/run-of': 'orders' });
  });

  test('needs a terminal', async () => {
    cluster = shop();
    const { code, err } = await cluster.run(['shell', 'orders', '-n', 'shop']);
    expect(code).toBe(2);
    expect(err).toContain('--print');
  });
});

test('a name that nobody has leads to those that are like it, or are there', async () => {
  cluster = shop();
  expect((await cluster.run(['status', 'order', '-n', 'shop'])).err).toContain('did you mean orders?');
  expect((await cluster.run(['rollback', 'billing', '-n', 'shop', '--yes'])).err).toContain('databases of namespace shop that have one: orders');
  expect((await cluster.run(['status', 'orders', '-n', 'shopp'])).err).toContain('no database of namespace shopp has one');
});
