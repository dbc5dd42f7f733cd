import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import * as Yaml from 'yaml';
import * as kubestash from '../../src';
import { run } from './support/harness';
import { EXPORT, postgres } from './support/shop';

jest.setTimeout(60_000);

const MANIFEST = join(mkdtempSync(join(tmpdir(), 'code-')), 'orders.yaml');
writeFileSync(MANIFEST, JSON.stringify(postgres()));
const OFFLINE = ['orders', '--manifest', MANIFEST, '--from', EXPORT];

/** Runs the code as it was printed, in a program that has a chart and the database. */
function execute(code: string): any[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const orders = kubestash.ExistingDatabase.fromManifest(chart, 'Orders', postgres(), { continuousBackup: { encryptionSecret: { name: 'restic' } } });
  const names = { chart, orders, Size, ...kubestash };
  const body = code.replace(/^import .*$/gm, '');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- that is what is tested
  new Function(...Object.keys(names), body)(...Object.values(names));
  return chart.toJson();
}

function imagesOf({ spec: { template: { spec: { initContainers = [], containers } } } }: any): string[] {
  return [...initContainers, ...containers].map((c: any) => `${c.name} ${c.image}`);
}

/** What the run is told, apart from the backups that only code knows of. */
function told(objects: any[], { metadata: { name } }: any): object {
  const { data } = objects.find(o => o.kind === 'ConfigMap' && o.metadata.name === `${name}-settings`);
  const { restore, process, target, resume, checks, predecessors, session, archiver } = JSON.parse(data['run.json']);
  return { restore, process, target, resume, checks, predecessors, session, archiver };
}

test.each([
  [['--at', '2026-11-21T08:30:00Z', '--check', "select 'x'"]],
  [['--snapshot', 'orders-logical-1795338000', '--resume', 'automatic']],
  [['--snapshot', 'orders-logical-1795338000', '--storage', '70Gi', '--restore-id', 'again']],
  [['--snapshot', 'orders-logical-1795338000', '--overwrite', '--no-safety-backup', 'it is a copy']],
  [['--at', '2026-11-21T08:30:00Z', '--to', 'copy/staging', '--storage', '60Gi']],
  [['--latest', '--method', 'logical', '--to', 'copy/staging', '--storage', '50Gi']],
  [['--at', '2026-11-21T08:30:00Z', '--client-image', 'mirror/postgres:17', '--agent-image', 'mirror/node:22', '--resume', 'automatic', '--check', 'select 1']],
  [['--snapshot', 'orders-logical-1795338000', '--to', 'copy/shop', '--client-image', 'mirror/postgres:17', '--db-version', '17.5', '--replicas', '2']],
])('%j: the code declares the same restore', async args => {
  const plan = JSON.parse((await run(['plan', ...OFFLINE, ...args, '--json'])).out).plan;
  const { code, out, err } = await run(['restore', ...OFFLINE, ...args, '--code']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const imported = [...out.matchAll(/^import \{ (.*) \} from '(.*)';$/gm)];
  for (const [, names, from] of imported.filter(i => i[2] === 'cdk8s-kubestash')) {
    for (const name of names.split(', ')) expect([from, name, name in kubestash]).toEqual([from, name, true]);
  }
  const described = execute(out);
  const [made] = described.filter(o => o.kind === 'Job' && o.metadata.labels['cdk8s-kubestash/restore'] === plan.id);
  const applied = Yaml.parseAllDocuments((await run(['restore', ...OFFLINE, ...args])).out).map(d => d.toJS());
  const job = applied.find(o => o.kind === 'Job');
  expect(imagesOf(made)).toEqual(imagesOf(job));
  expect(told(described, made)).toEqual(told(applied, job));
});
