import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as Yaml from 'yaml';
import { run } from './support/harness';
import { EXPORT, postgres } from './support/shop';

const MANIFEST = join(mkdtempSync(join(tmpdir(), 'checks-')), 'orders.yaml');
writeFileSync(MANIFEST, JSON.stringify(postgres()));
const ASK = ['orders', '--manifest', MANIFEST, '--from', EXPORT, '--at', '2026-11-21T08:30:00Z'];

/** What the client is told, a list a check. */
async function told(...args: string[]): Promise<Record<string, string>[]> {
  const { code, out } = await run(['restore', ...ASK, ...args]);
  expect(code).toBe(0);
  const job = Yaml.parseAllDocuments(out).map(d => d.toJS()).find(o => o.kind === 'Job');
  const { initContainers, containers } = job.spec.template.spec;
  return [...initContainers, ...containers].map(c => Object.fromEntries((c.env ?? []).map((e: any) => [e.name, e.value])))
    .filter(env => 'STATEMENT' in env)
    .map(env => Object.fromEntries(['STATEMENT', 'EXPECT', 'EXPECTED', 'DB_NAME'].filter(name => name in env).map(name => [name, env[name]])));
}

test.each([
  [['--check', 'select 1'], [{ STATEMENT: 'select 1' }]],
  [['--check', 'select 1', '--expect', 'runs'], [{ STATEMENT: 'select 1' }]],
  [['--check', 'select count(*) from orders', '--expect', '>=100'], [{ STATEMENT: 'select count(*) from orders', EXPECT: 'atLeast', EXPECTED: '100' }]],
  [['--check', 'select state', '--expect', '=it is $paid'], [{ STATEMENT: 'select state', EXPECT: 'equals', EXPECTED: 'it is $$paid' }]],
  [['--check', 'select 1', '--expect', '='], [{ STATEMENT: 'select 1', EXPECT: 'equals', EXPECTED: '' }]],
  [['--check', 'select version()', '--expect', '~^PostgreSQL 17'], [{ STATEMENT: 'select version()', EXPECT: 'matches', EXPECTED: '^PostgreSQL 17' }]],
  [
    ['--check', 'select 1', '--expect', 'runs', '--check', 'select 2', '--expect', '=2', '--check', 'select 3'],
    [{ STATEMENT: 'select 1' }, { STATEMENT: 'select 2', EXPECT: 'equals', EXPECTED: '2' }, { STATEMENT: 'select 3' }],
  ],
  [['--check-count', 'orders'], [{ STATEMENT: 'select count(*) from orders', EXPECT: 'atLeast', EXPECTED: '1' }]],
  [
    ['--check-count', 'shop.orders>=1e3', '--check-database', 'shop'],
    [{ STATEMENT: 'select count(*) from shop.orders', EXPECT: 'atLeast', EXPECTED: '1000', DB_NAME: 'shop' }],
  ],
])('%j', async (args, wanted) => {
  expect(await told(...args)).toEqual(wanted);
});

test.each([
  [['--expect', '>=1'], 'there are more --expect than --check'],
  [['--check', 'select 1', '--expect', '>=many'], '">=many" is nothing to expect'],
  [['--check', 'select 1', '--expect', '>='], '">=" is nothing to expect'],
  [['--check', 'select 1', '--expect', '3'], '"3" is nothing to expect'],
  [['--check-count', 'orders>=Infinity'], '">=Infinity" is nothing to expect'],
])('%j is told at once', async (args, said) => {
  const { code, out, err } = await run(['restore', ...ASK, ...args]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(said);
});

test.each([
  [['--check', ' ; -- nothing'], 'check-statement-size'],
  [['--check', ''], 'check-statement-size'],
  [['--check', `select '${'x'.repeat(128_000)}'`], 'check-statement-size'],
  [['--check-count', ' '], 'check-statement-size'],
  [['--check', 'select 1', '--expect', '~('], 'check-expectation-invalid'],
])('%.80j is a finding', async (args, code) => {
  const { out, err } = await run(['restore', ...ASK, ...args]);
  expect(out + err).toContain(`[${code}]`);
});
