import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(120_000);

const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
const RESTORED = { state: 'halted', restore: '1a2b3c4d', passed: '1a2b3c4d', next: 'orders-1a2b3c4d', target: 'orders-1a2b3c4d', routes: BOTH };
const DONE = { restore: '1a2b3c4d', passed: '1a2b3c4d', incarnation: 'orders-1a2b3c4d', previous: 'orders', routes: BOTH };

type Case = readonly [command: string, before: (more: object) => FakeCluster, state: string, incarnation: string];
const CASES: readonly Case[] = [
  ['halt', more => shop([lease({}), service()], more), 'halted', 'orders'],
  ['resume', more => shop([lease(RESTORED), service(halted()), postgres('orders-1a2b3c4d')], more), 'serving', 'orders-1a2b3c4d'],
  ['rollback', more => shop([lease(DONE), service(), postgres('orders-1a2b3c4d')], more), 'serving', 'orders'],
];
const record = (cluster: FakeCluster) => cluster.object('Lease', 'orders-traffic');
const note = (cluster: FakeCluster, key: string): string => record(cluster).metadata.annotations[`cdk8s-kubestash/${key}`];

describe.each(CASES)('%s, with Ctrl-C', (command, before, state, incarnation) => {
  const argv = [command, 'orders', '-n', 'shop', '--yes'];

  /** Runs it until Ctrl-C at one of its changes, and once more. */
  async function interrupted(interruptAt: number, interruptBefore: boolean): Promise<void> {
    const cluster = before({ interruptAt, interruptBefore });
    const first = await cluster.run(argv, { interruptWhen: () => cluster.interrupted });
    expect([interruptAt, cluster.interrupted, record(cluster).spec.holderIdentity]).toEqual([interruptAt, true, '']);
    expect(first.out).toMatch(/^shop\/orders: .*orders-client (is|has) /m);
    const ended = note(cluster, 'state') === state;
    if (!ended) expect([interruptAt, first.code, first.out]).toEqual([interruptAt, 130, expect.stringContaining('next: ')]);
    // A rollback that came to its end has nothing to go on with: the next one goes forward again.
    if (!(ended && command === 'rollback')) {
      const again = await cluster.run(argv);
      expect([interruptAt, again.code, note(cluster, 'state'), note(cluster, 'incarnation')]).toEqual([interruptAt, 0, state, incarnation]);
    }
    cluster.remove();
  }

  test('at each change: nobody holds the record, the state is printed, the same command goes on', async () => {
    const cluster = before({});
    expect([(await cluster.run(argv)).code, note(cluster, 'state')]).toEqual([0, state]);
    const { changes } = cluster;
    cluster.remove();
    expect(changes).toBeGreaterThan(2);
    // Once it is done but before that is answered; and, for the one that lies between taking and giving back the record, before it is done.
    await Promise.all([
      ...Array.from({ length: changes }, (_, i) => interrupted(i + 1, false)),
      interrupted(2, true),
    ]);
  });
});

test('Ctrl-C while things are only looked at changes nothing, and says so', async () => {
  const cluster = shop([lease(RESTORED), service(halted()), postgres('orders-1a2b3c4d')]);
  const { code, err, out } = await cluster.run(['resume', 'orders', '-n', 'shop', '--yes'], { interruptAfter: 1 });
  expect([code, err, out]).toEqual([130, 'error: stopped by Ctrl-C; nothing was changed\n', '']);
  cluster.remove();
});

describe('retire, with Ctrl-C', () => {
  test.each([
    [1, 'orders-1a2b3c4d is still there, but its deletionPolicy is Delete now'],
    [2, 'orders-1a2b3c4d is being deleted'],
  ])('at change %i says what has become of it', async (at, said) => {
    const cluster = shop([lease({ previous: 'orders-1a2b3c4d', routes: BOTH }), service(), postgres('orders-1a2b3c4d')], { interruptAt: at, slowDelete: true });
    const { code, err } = await cluster.run(['retire', 'orders-1a2b3c4d', '-n', 'shop', '--yes'], { interruptWhen: () => cluster.interrupted });
    expect([code, err]).toEqual([130, expect.stringContaining(said)]);
    cluster.remove();
  });
});

test('restore --apply, with Ctrl-C while it is applied: everything is applied, and it says that the run goes on', async () => {
  const cluster = shop([lease({}), service()], { interruptAt: 1 });
  const { code, out } = await cluster.run(['restore', 'orders', '-n', 'shop', '--at', '2026-11-21T08:30:00Z', '--apply', '--yes'], { interruptWhen: () => cluster.interrupted });
  expect([code, out]).toEqual([130, expect.stringMatching(/shop\/orders: interrupted after .* the run goes on in the cluster \(Job orders-/)]);
  expect(cluster.state.objects.some((o: any) => o.kind === 'Job')).toBe(true);
  cluster.remove();
});
