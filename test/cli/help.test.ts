import { existsSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { parse as parseYaml } from 'yaml';
import { run } from './support/harness';
import { parse } from '../../src/cli/parse';
import { COMMANDS } from '../../src/cli/registry';

test.each(COMMANDS.map(c => [c.name, c] as const))('%s: help has examples that parse', async (name, registered) => {
  const command = registered.load();
  const { code, out } = await run(['help', name]);
  expect(code).toBe(0);
  expect(command.examples.length).toBeGreaterThan(0);
  for (const printed of command.examples) {
    expect(out).toContain(`\n  npx cdk8s-kubestash ${printed}\n`);
    const [first, ...rest] = words(printed.replace(/ >>? .*$/, ''));
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
  [['restor'], 'there is no command "restor"\n       did you mean restore?'],
  [['rseume'], 'did you mean resume?'],
  [['frobnicate'], '\n       see: cdk8s-kubestash help'],
  [['restore', 'orders', '--aply'], 'did you mean --apply?'],
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

test('help roles prints what docs/cli.md shows', async () => {
  const { out, code } = await run(['help', 'roles']);
  expect(code).toBe(0);
  const roles = out.split('---\n').map(text => ({ text, ...parseYaml(text) }));
  expect(roles.map(r => [r.kind, r.rules.length > 0])).toEqual(roles.map(r => [r.kind, true]));
  const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'cli.md'), 'utf8');
  expect(roles.filter(r => !docs.includes(r.text.trimEnd())).map(r => r.metadata.name)).toEqual([]);
});

test('no import of the command line leads back to where it began', () => {
  const root = join(__dirname, '..', '..', 'src', 'cli');
  const imports = (file: string): string[] => [...readFileSync(file, 'utf8').matchAll(/(?:from|require\(|import\() ?'(\.[^']*)'/g)]
    .map(([, path]) => join(file, '..', path)).map(path => [`${path}.ts`, join(path, 'index.ts')].find(existsSync)!).filter(path => path.startsWith(root));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].map(f => relative(root, f)).join(' → '));
    if (way.includes(file) || done.has(file)) return;
    imports(file).forEach(next => walk(next, [...way, file]));
    done.add(file);
  };
  walk(join(root, 'main.ts'), []);
  expect(done.size).toBeGreaterThan(60);
  expect(circles).toEqual([]);
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
