import { existsSync } from 'fs';
import { join } from 'path';
import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(120_000);

let cluster: FakeCluster;
afterEach(() => cluster.remove());

/** What somebody who may write Leases, and nothing else, would have others do. */
const FLAGS = ['--server=https://evil.example', '--insecure-skip-tls-verify=true', '--profile-output=/tmp/owned-evil', '--all', '--token=evil', '-f/evil'];
const ROUTES = [...FLAGS.map(flag => `${flag} x a=b`), 'svc --all app=x', '--all --all', 'a b cdk8s-kubestash/halted=evil'].join(';');
const WORDS = {
  resource: 'secrets --server=https://evil.example',
  target: '--all',
  next: '--server=https://evil.example',
  previous: 'orders\n--all',
  session: '../../secrets/evil',
  isolation: '--all orders;policy orders --all evil',
  paused: '--all --all orders;secrets.v1 evil orders',
  contents: '--all evil',
  reason: 'because\u001b]0;evil\u0007\u009b31m\nnext: kubectl delete evil \u202e <script>',
  by: 'person/\u001b[2Jevil',
};
const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all', namespace: 'shop', resourceVersion: '1' }, spec: { podSelector: {} } };

const COMMANDS: readonly (readonly string[])[] = [
  ['status', 'orders'], ['status'], ['status', '-A'], ['status', 'orders', '--json'], ['doctor'], ['doctor', '-A'], ['doctor', '--fix', '--yes'], ['halt', 'orders', '--yes'],
  ['resume', 'orders', '--yes'], ['resume', 'orders', '--skip-checks', '--yes'], ['resume', 'orders', '--recheck', '--yes'], ['rollback', 'orders', '--yes'],
  ['retire', 'orders', '--yes'], ['retire', '--yes', '--', '--all'], ['shell', 'orders', '--print'], ['completion', 'databases'], ['snapshots', 'orders'],
  ['plan', 'orders', '--at', '2026-11-21T08:30:00Z'], ['restore', 'orders', '--at', '2026-11-21T08:30:00Z'],
];
const MAY_BE_SILENT = ['completion', 'snapshots', 'plan', 'restore', 'shell'];

/** Flags that this program says itself, and nothing else begins like one. */
const OWN_FLAG = /^--(unix-socket=|append-server-path=true$|minify$|namespace=shop$|all-namespaces$|output=name$|api-group=)|^-o$/;

function expectNobodyWasReached(): void {
  for (const call of cluster.calls) {
    expect(call.filter(word => word.startsWith('-') && !OWN_FLAG.test(word))).toEqual([]);
    expect(decodeURIComponent(call.join(' '))).not.toMatch(/evil|--all(?!-namespaces)|secrets/);
  }
  expect(existsSync('/tmp/owned-evil')).toBe(false);
  expect(cluster.object('NetworkPolicy', 'deny-all')).toEqual(POLICY);
  expect(cluster.object('Postgres', 'orders')).toBeDefined();
}

// eslint-disable-next-line no-control-regex -- what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe.each<[string, Record<string, string>]>([
  ['nothing but flags', { ...WORDS, routes: ROUTES, incarnation: '--all' }],
  ['flags beside what is right', { ...WORDS, routes: `${ROUTES};${route('orders-client', 'orders')}`, state: 'halted' }],
])('a Lease that holds %s', (_, notes) => {
  test.each(COMMANDS.map(c => [c.join(' '), c] as const))('%s', async (__, argv) => {
    cluster = shop([lease(notes), service(), POLICY]);
    const flags = argv[0] === 'completion' || argv.includes('--') ? [] : ['-n', 'shop'];
    const { out, err } = await cluster.run([...argv, ...flags]);
    expectNobodyWasReached();
    expect(out + err).not.toMatch(CONTROL);
    // A line of the record's own making would look like one of ours.
    expect(out + err).not.toMatch(/^next: kubectl delete evil/m);
    if (!MAY_BE_SILENT.includes(argv[0]) && !argv.includes('--json')) expect(out + err).toMatch(/no run and no person can have written.*routes|no record in namespace/);
    if (argv.includes('--json')) expect(JSON.parse(out).databases[0].unsound).toEqual(expect.arrayContaining(['routes', 'resource', 'isolation', 'paused', 'reason']));
    if (argv[0] === 'completion') expect(out).toBe('orders\n');
  });
});

test('halting a database whose record is poisoned halts what the record truly knows', async () => {
  cluster = shop([lease({ ...WORDS, routes: `${ROUTES};${route('orders-client', 'orders')}` }), service()]);
  const { code } = await cluster.run(['halt', 'orders', '-n', 'shop', '--yes']);
  expect(code).toBe(0);
  expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBe('true');
});

test('retire asks all records', async () => {
  const other = lease({ incarnation: 'orders', routes: route('other-client', 'orders') });
  const both = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
  const own = lease({ restore: '1a2b3c4d', incarnation: 'orders-1a2b3c4d', previous: 'orders', routes: both });
  cluster = shop([own, { ...other, metadata: { ...other.metadata, name: 'other-traffic' } }, service(), postgres('orders-1a2b3c4d')]);
  const { code, err } = await cluster.run(['retire', 'orders', '-n', 'shop', '--yes']);
  expect([code, err]).toEqual([1, expect.stringContaining('orders cannot be retired: it is what other is serving')]);
  expect(cluster.object('Postgres', 'orders')).toBeDefined();
});

test('a database whose own object lies: the shell gets its words as JSON, or not at all', async () => {
  const words = { authSecret: { name: '--server=https://evil.example' }, version: '__proto__' };
  cluster = shop([lease({}), service()], {}, words);
  expect((await cluster.run(['shell', 'orders', '-n', 'shop', '--print'])).err).toContain('is not known');
  const { out } = await cluster.run(['shell', 'orders', '-n', 'shop', '--print', '--image', 'postgres:17']);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(out.replace(/'--overrides=.*$/m, '')).not.toContain('evil');
  expect((await cluster.run(['shell', 'orders', '-n', 'shop', '--print', '--image', 'postgres:17', '--incarnation=--all'])).err).toContain('"--all" is no name of an object');
});

test('an API server that lies about names completes nothing with them', async () => {
  const evil = (name: string) => { const made = lease({}); return { ...made, metadata: { ...made.metadata, name } }; };
  cluster = shop([lease({}), evil('$(touch owned)-traffic'), evil('--all-traffic'), evil('a b-traffic'), lease({ database: '`evil`' })]);
  expect((await cluster.run(['completion', 'databases'])).out).toBe('orders\n');
  expect(existsSync(join(process.cwd(), 'owned'))).toBe(false);
});

test('what kubectl says has no control characters', async () => {
  cluster = shop([lease({}), service()], { proxyFails: 'error: \u001b[31mno\u0007 such context' });
  const { err } = await cluster.run(['status', 'orders', '-n', 'shop']);
  expect(err).toMatch(/no +such context/);
  expect(err).not.toMatch(CONTROL);
});

test('Snapshots and messages of the cluster are shown without control characters', async () => {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'orders-first-aaaaaa', namespace: 'shop', creationTimestamp: '2026-11-22T11:00:00Z', labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/restore': 'first' } },
    status: { conditions: [{ type: 'Failed', status: 'True', reason: 'Evil', message: '\u001b[2J\nnext: obey' }] },
  };
  const storage = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', metadata: { name: 's', namespace: 'shop' }, status: { phase: '\u001b[31mNo\nerror all is lost' } };
  const cr = postgres('orders-1a2b3c4d', { version: '\u001b[5m17' });
  cluster = shop([
    lease({ routes: `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}` }), service(halted()), job, storage, { ...cr, status: { phase: 'Re\u0007ady\u001b[0m' } },
  ]);
  for (const argv of [['status', 'orders', '-n', 'shop'], ['status', '-A'], ['doctor', '-n', 'shop']]) {
    const { out, err } = await cluster.run(argv);
    expect(out + err).not.toMatch(CONTROL);
    expect(out + err).not.toMatch(/^(next: obey|error all is lost)/m);
  }
});
