import * as fc from 'fast-check';
import { Check, Expect } from '../../src';
import { EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { asWritten } from '../../src/platform/pod-words';
import { checkCommand, checkEnv } from '../../src/run/check-container';

const engine = (key: string): EngineFacts => ENGINES.find(e => e.key === key)!;

/** What the kubelet makes of a value: `$$` is `$`, `$(NAME)` is replaced. */
function kubelet(text: string): string {
  return text.replace(/\$(\$|\([^)]*\))/g, (_, what: string) => (what === '$' ? '$' : 'REPLACED'));
}

test('text arrives in a pod as it was written', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('$', '(', ')', 'A', '\\', '\n') }), text => {
    expect(kubelet(asWritten(text))).toBe(text);
  }));
});

test('a check tells the script its statement, database, field and expectation', () => {
  const check = Check.statement('DO $$ x $$', { database: 'shop', field: 'count', expect: Expect.equalTo('$(x)') });
  expect(checkEnv(check, engine('postgres'))).toEqual([
    { name: 'STATEMENT', value: 'DO $$$$ x $$$$' },
    { name: 'DB_NAME', value: 'shop' },
    { name: 'FIELD', value: 'count' },
    { name: 'EXPECT', value: 'equals' },
    { name: 'EXPECTED', value: '$$(x)' },
  ]);
});

test('a count is the question in the language of its engine, and expects one', () => {
  const env = (key: string) => Object.fromEntries(checkEnv(Check.count('orders'), engine(key)).map(e => [e.name, e.value]));
  expect(env('mariadb')).toEqual({ STATEMENT: 'select count(*) from orders', EXPECT: 'atLeast', EXPECTED: '1' });
  expect(env('elasticsearch')).toEqual({ STATEMENT: 'GET /orders/_count', FIELD: 'count', EXPECT: 'atLeast', EXPECTED: '1' });
  expect(env('zookeeper')).toMatchObject({ STATEMENT: 'stat "/orders"' });
});

test('a count in a database is one line for all engines: those whose databases have no names pass over it', () => {
  const asked = (check: Check) => ENGINES.filter(e => checkEnv(check, e).some(v => v.name === 'DB_NAME')).map(e => e.key);
  expect(asked(Check.count('orders', { database: 'shop' }))).toEqual([
    'postgres', 'mysql', 'mariadb', 'mongodb', 'mssqlserver', 'clickhouse', 'singlestore', 'cassandra', 'neo4j',
  ]);
  expect(asked(Check.count('orders', { database: '3' }))).toContain('redis');
  expect(asked(Check.statement('x', { database: 'shop' }))).toContain('redis');
});

test('a command is run as it is, unless its output matters', () => {
  const command = ['check', '$(DB_HOST)'];
  expect(checkCommand(Check.command({ image: 'a:1', command }), '/restore')).toEqual({ command: ['check', '$$(DB_HOST)'], env: [] });
  expect(checkCommand(Check.command({ image: 'a:1', command, expect: Expect.atLeast(2) }), '/restore')).toEqual({
    command: ['sh', '/restore/command.sh', 'check', '$$(DB_HOST)'],
    env: [{ name: 'EXPECT', value: 'atLeast' }, { name: 'EXPECTED', value: '2' }],
  });
});
