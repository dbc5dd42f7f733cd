import { run } from './support/harness';
import { parse } from '../../src/cli/parse';
import { COMMANDS } from '../../src/cli/registry';

test.each(COMMANDS.map(c => [c.name, c] as const))('%s: help has examples that parse', async (name, registered) => {
  const command = registered.load();
  const { code, out } = await run(['help', name]);
  expect(code).toBe(0);
  expect(command.examples.length).toBeGreaterThan(0);
  for (const printed of command.examples) {
    const example = printed.replace(/^cdk8s-kubestash /, '');
    expect(out).toContain(`npx cdk8s-kubestash ${example}`);
    const [first, ...rest] = words(example.replace(/ > .*$/, ''));
    expect(first).toBe(name);
    expect(() => parse(name, command, rest)).not.toThrow();
  }
  expect((await run([name, '--help'])).out).toBe(out);
  expect(out.split('\n').filter(l => !l.includes('npx')).every(l => l.length <= 110)).toBe(true);
});

test('options and their letters are not given twice', () => {
  for (const registered of COMMANDS) {
    const letters = Object.values(registered.load().options).map(o => o.short).filter(s => s !== undefined);
    expect([registered.name, letters.length]).toEqual([registered.name, new Set(letters).size]);
  }
});

test('the overview lists every command', async () => {
  const { out, code } = await run(['help']);
  expect(code).toBe(0);
  for (const { name } of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  const nothing = await run([]);
  expect(nothing.code).toBe(2);
  expect(nothing.err).toBe(out);
});

test.each([
  [['restor'], 'there is no command "restor"'],
  [['snapshots', '--form', 'x'], 'unknown option \'--form\''],
  [['snapshots', 'a', 'b'], 'one argument too many: "b"'],
  [['halt'], 'DB is missing'],
  [['health', 'jenkins'], 'TOOL cannot be "jenkins"'],
  [['restore', 'orders', '--apply', '--code'], 'exclude each other'],
])('%j is called wrongly', async (argv, message) => {
  const { code, err, out } = await run(argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(out).toBe('');
});

test('prints its version', async () => {
  expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each(['argocd', 'flux'])('health of %s is ready to paste', async tool => {
  const { code, out } = await run(['health', tool]);
  expect(code).toBe(0);
  expect(out).toContain('RestoreSession');
});

/** Words as a shell would part them. */
function words(line: string): string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map(w => w.replace(/"/g, ''));
}
