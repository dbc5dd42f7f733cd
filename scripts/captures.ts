import { writeFileSync } from 'fs';
import { join } from 'path';
import { FakeCluster } from '../test/cli/support/harness';
import { halted, lease, postgres, route, service, shop } from '../test/cli/support/shop';

const STARTED = Math.floor(Date.now() / 1000) * 1000;
const OUT = join(__dirname, '..', 'docs', 'captures');
const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-2ef58483')}`;
const WAITING = lease({
  state: 'halted',
  reason: 'Restored and checked: orders-2ef58483 waits for a person. The command resume opens it, rollback goes back to what was before.',
  by: 'orders-2ef58483-9f64a0',
  since: '2026-11-22T11:48:00Z',
  restore: '2ef58483',
  passed: '2ef58483',
  next: 'orders-2ef58483',
  routes: BOTH,
});
const pods = ['orders', 'orders-2ef58483'].map((incarnation, i) => ({
  namespace: 'shop', labels: service().spec.selector && { ...service().spec.selector, 'app.kubernetes.io/instance': incarnation }, ip: `10.0.0.${i + 1}`,
}));
const serving = () => shop(undefined, { pods });
const waiting = () => shop([WAITING, service(halted()), postgres('orders-2ef58483')], { pods });

/** File, cluster, and the words after `cdk8s-kubestash`. */
const CAPTURES: readonly (readonly [string, () => FakeCluster, readonly string[]])[] = [
  ['snapshots', serving, ['snapshots', 'orders', '-n', 'shop', '--at', '2026-11-21T08:30:00Z', '--suggest']],
  ['plan', serving, ['plan', 'orders', '-n', 'shop', '--at', '2026-11-21T08:30:00Z']],
  ['code', serving, ['restore', 'orders', '-n', 'shop', '--snapshot', 'orders-logical-1795338000', '--code']],
  ['status', waiting, ['status', 'orders', '-n', 'shop']],
  ['resume', waiting, ['resume', 'orders', '-n', 'shop']],
  ['halt', serving, ['halt', 'orders', '-n', 'shop', '--reason', 'maintenance', '--person', 'kim', '--yes']],
];

/** What the script did just now, it did at the time of the captures: the same text every time. */
function steady(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)( \([^)]*\), \d+s)?/g, (all, time: string, local: string | undefined) =>
    Date.parse(time) < STARTED ? all : `2026-11-22T12:00:00Z${local === undefined ? '' : ' (2026-11-22 13:00:00 +01:00), 0s'}`)
    .replace(/(drained|serving): \d+ s/g, '$1: 1 s').replace('after 0.0 s', 'after 1.4 s');
}

async function capture(name: string, cluster: FakeCluster, argv: readonly string[]): Promise<void> {
  try {
    const { code, out, err } = await cluster.run([...argv], { terminal: 100, env: { NO_COLOR: '1' }, timeZone: 'Europe/Berlin' });
    const typed = argv.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
    const text = steady(`$ npx cdk8s-kubestash ${typed}\n${err}${out}${code === 0 ? '' : `(exit code ${code})\n`}`);
    writeFileSync(join(OUT, `${name}.txt`), text);
  } finally {
    cluster.remove();
  }
}

void (async () => {
  for (const [name, cluster, argv] of CAPTURES) await capture(name, cluster(), argv);
})();
