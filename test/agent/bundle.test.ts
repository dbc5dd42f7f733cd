import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { bundle, MOST_BYTES, objections } from '../../scripts/bundle';

const ROOT = join(__dirname, '..', '..');
const AGENT = join(ROOT, 'assets', 'agent.js');

test('assets/agent.js is up to date', () => {
  // If this fails: npx projen bundle
  expect(readFileSync(AGENT, 'utf8')).toBe(bundle());
});

test('is the same every time', () => expect(bundle('src/agent/transport.ts')).toBe(bundle('src/agent/transport.ts')));

test('can be read: names stay, templates are lowered', () => {
  const text = bundle('src/agent/mirror.ts') + bundle('src/agent/transport.ts');
  expect(text).toMatch(/^\/\/ src\/agent\/verdict\.ts$/m);
  expect(text).toContain('function refusalOf(code, status) {');
  expect(text).not.toMatch(/\/\*|^\s*\/\/ (?!src\/|The agent of|Made by|Licensed)/m);
  expect(objections(text)).toEqual([]);
  expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThan(250);
});

test('runs on nothing but Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const file = join(folder, 'agent.js');
    writeFileSync(file, readFileSync(AGENT));
    const { status, stderr } = spawnSync(process.execPath, [file], { cwd: folder, env: {}, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('usage')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each([
  ['a = {{b: 1}}', 'Helm would read {{, line 1: a = {{b: 1}}'],
  ['\na = `${b}`', 'Flux would substitute ${, line 2: a = `${b}`'],
  ['a = "ä"', 'not printable ASCII, line 1: a = "ä"'],
  ['a\r\n', 'not printable ASCII, line 1: a\r'],
  ['x'.repeat(MOST_BYTES + 1), `${MOST_BYTES + 1} bytes, at most ${MOST_BYTES} are allowed`],
])('%# is not shipped', (text, why) => expect(objections(text)).toEqual([why]));

test.each([
  ['an import of cdk8s', "import { ApiObject } from 'cdk8s';\nconsole.log(ApiObject);", 'is neither of src/agent nor of src/protocol'],
  ['a string that Flux would change', "console.log('$' + '{a}');", 'Flux would substitute ${'],
])('a program with %s is refused', (_, source, why) => {
  const folder = mkdtempSync(join(ROOT, 'test', 'agent', '.bundle-'));
  try {
    writeFileSync(join(folder, 'main.ts'), source);
    expect(() => bundle(relative(ROOT, join(folder, 'main.ts')))).toThrow(why);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the image carries the program, on a base that can be replaced', () => {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n').filter(l => l !== '' && !l.startsWith('#'));
  expect(lines[0]).toMatch(/^ARG NODE=\S+\/nodejs2\d\S*:nonroot$/);
  expect(lines.slice(1)).toEqual(['FROM ${NODE}', 'COPY assets/agent.js /agent/agent.js', 'CMD ["/agent/agent.js"]']);
});
