import { execFileSync } from 'child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Around, FakeCluster, NOW } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';
import { COMMANDS } from '../../src/cli/registry';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
const billing = join(__dirname, '..', '..', 'examples', 'billing.yaml');
mkdirSync(join(folder, '.config', 'fish'), { recursive: true });
mkdirSync(join(folder, 'manifests'));
cpSync(billing, join(folder, 'billing.yaml'));
cpSync(billing, join(folder, 'manifests', 'billing.yaml'));
cpSync(billing, join(folder, 'orders.yaml'));
const npx = join(folder, 'npx');
writeFileSync(npx, '#!/bin/sh\n[ "$1" = cdk8s-kubestash ] || exit 1\nshift\n: >"$WORDS"\nfor word; do printf "%s\\0" "$word" >>"$WORDS"; done\n');
chmodSync(npx, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell makes of a line. Where it leads the output to is made, too. */
function words(line: string): string[] {
  const file = join(folder, 'words');
  execFileSync('sh', ['-c', line], { cwd: folder, env: { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH}`, WORDS: file } });
  return readFileSync(file, 'utf8').split('\0').slice(0, -1);
}

const ROUTES = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
const serving = () => shop([lease({}), service(), postgres('orders-1a2b3c4d')]);
const restored = (notes: object = {}) => shop([
  lease({ state: 'halted', restore: '1a2b3c4d', passed: '1a2b3c4d', next: 'orders-1a2b3c4d', target: 'orders-1a2b3c4d', routes: ROUTES, ...notes }),
  service(halted()), postgres('orders-1a2b3c4d'),
]);
const behind = () => shop([lease({ previous: 'orders-1a2b3c4d', routes: ROUTES }), service(), postgres('orders-1a2b3c4d', { deletionPolicy: 'Delete' })]);
const well = () => shop([
  lease({}), service(),
  { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'kubedb-provisioner', namespace: 'kubedb' }, status: { availableReplicas: 1 } },
  { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'kubestash-operator', namespace: 'stash' }, status: { availableReplicas: 1 } },
  ...[['addons.kubestash.com/v1alpha1', 'Addon', 'postgres-addon'], ['catalog.kubedb.com/v1alpha1', 'PostgresVersion', '17.5'], ['storage.k8s.io/v1', 'StorageClass', 'fast']]
    .map(([apiVersion, kind, name]) => ({ kind, apiVersion, metadata: { name } })),
], { apiVersions: ['kubedb.com/v1', 'appcatalog.appscode.com/v1alpha1', 'core.kubestash.com/v1alpha1', 'storage.kubestash.com/v1alpha1', 'addons.kubestash.com/v1alpha1', 'archiver.kubedb.com/v1alpha1'].join('\n') });
const DONE = lease({ 'restore': 'RESTORE', 'passed': 'RESTORE', 'incarnation': 'orders-RESTORE', 'done.RESTORE': 'uid' });

const CLUSTERS: Record<string, () => FakeCluster> = {
  resume: restored, rollback: behind, retire: behind, doctor: well, shell: () => shop([lease({ routes: ROUTES }), service(), postgres('orders-1a2b3c4d')]),
};
// It ends when it is told to.
const UNTIL_READY: Around = { interruptAfter: 3000 };
const AROUND: Record<string, Around> = {
  ...Object.fromEntries(COMMANDS.find(c => c.name === 'console')!.load().examples.map(example => [example, UNTIL_READY])),
  'status orders -n shop --watch': { interruptAfter: 300 },
};

const EXAMPLES = COMMANDS.flatMap(c => c.load().examples.map(example => [c.name, example] as const));

test.each(EXAMPLES)('%s: npx cdk8s-kubestash %s', async (name, example) => {
  let cluster = (CLUSTERS[name] ?? serving)();
  try {
    const argv = words(`npx cdk8s-kubestash ${example}`);
    expect(argv[0]).toBe(name);
    if (argv.includes('--apply')) {
      // What the run will have made of it.
      const { plan } = JSON.parse((await cluster.run([...argv.filter(w => w !== '--apply').map(w => (w === 'restore' ? 'plan' : w)), '--json'])).out);
      cluster.remove();
      cluster = shop([lease({}), service()], { afterApply: [JSON.parse(JSON.stringify(DONE).replace(/RESTORE/g, plan.id))] });
    }
    // Files are named from where the user stands.
    const local = argv.map(word => (existsSync(join(folder, word)) && word !== '-' || /^(app|staging\/|snapshots\.json)$/.test(word) ? join(folder, word) : word));
    const { code, out, err } = await cluster.run(local, { terminal: 100, types: 'y\n', ...AROUND[example] });
    expect([code, err.replace(/^[^]*(error:[^]*)$/, '$1')]).toEqual([0, expect.not.stringContaining('error:')]);
    expect(out + err).not.toBe('');
  } finally {
    cluster.remove();
    rmSync(join(folder, 'app'), { recursive: true, force: true });
  }
});

test('the present of these tests is the one of the examples', () => {
  expect(NOW).toMatch(/^2026-11-22/);
});
