import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { run, typeErrors } from './run';
import { keyOf, unexplained } from './semantic';
import { adopt, AdoptResult } from '../../../src/cli/adopt';
import { run as command } from '../support/harness';

jest.setTimeout(120_000);

const read = (file: string): string => readFileSync(join(__dirname, 'odd', file), 'utf8');
const PLAIN = read('comments.yaml');

/** Files of shapes that people have: from Helm, from kubectl, by hand, and broken ones. */
const FILES: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(readdirSync(join(__dirname, 'odd')).map(file => [file, read(file)])),
  'line ends of Windows': PLAIN.replace(/\n/g, '\r\n'),
  'line ends of old': PLAIN.replace(/\n/g, '\r'),
  'byte order mark': `\ufeff${PLAIN}`,
  'NUL at the end': `${PLAIN}\0\n`,
  'a very long line': PLAIN.replace('metadata:\n', `metadata:\n  annotations: {long: "${'x'.repeat(200_000)}"}\n`),
  'aliases of aliases': [...'abcdefg'].map((c, i, all) => `${c}: &${c} [${Array(9).fill(i === 0 ? '1' : `*${all[i - 1]}`).join(',')}]`).join('\n'),
  'deep down': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\ndata: ${'['.repeat(3000)}${']'.repeat(3000)}\n`,
  'no UTF-8': undefined,
};

const adopted = (text: string | undefined): AdoptResult => adopt([{ path: 'odd.yaml', text }], { declaredOnly: true });
const codeOf = ({ files }: AdoptResult): string => files.find(f => f.path === 'main.ts')?.text ?? '';

/** Objects of a text by another reading than that of adopt; none where it cannot be read. */
function objectsOf(text: string): any[] {
  try {
    const flat = (o: any): any[] => (o?.kind?.endsWith?.('List') && 'items' in o ? (o.items ?? []).flatMap(flat) : [o]);
    return parseAllDocuments(text, { version: '1.1', merge: true, logLevel: 'silent' }).flatMap(d => flat(d.toJS({ maxAliasCount: 100 })))
      .filter(o => typeof o?.kind === 'string' && typeof o?.apiVersion === 'string');
  } catch {
    return [];
  }
}

test.each(Object.keys(FILES))('%s: code that prints the same objects, or a finding', name => {
  const text = FILES[name];
  const result = adopted(text);
  const { findings, objects } = result.report;
  expect(findings.filter(f => !/^[a-z][a-z0-9-]+$/.test(f.code) || f.message === '')).toEqual([]);
  const given = text === undefined ? [] : objectsOf(text);
  const code = codeOf(result);
  const printed = code === '' ? [] : run(code);
  expect(printed).toHaveLength(objects.length);
  if (findings.length === 0) expect(printed).toHaveLength(given.length);
  // Dates are texts for kubectl, as they are here.
  const dated = (o: any): any => JSON.parse(JSON.stringify(o).replace(/"(\d{4}-\d\d-\d\d)T00:00:00\.000Z"/g, '"$1"'));
  const wrong = printed.filter(p => !given.some(g => keyOf(g) === keyOf(p) && unexplained(dated(g), p).length === 0));
  expect(wrong).toEqual([]);
});

test('all of that code compiles', () => {
  expect(typeErrors(Object.values(FILES).map(text => codeOf(adopted(text))).filter(code => code !== ''))).toEqual([]);
});

test('the command says in a line what is wrong with a file, and goes on with the others', async () => {
  const folder = join(__dirname, 'odd');
  const { code, out, err } = await command(['adopt', join(folder, 'recursive-alias.yaml'), join(folder, 'helm.yaml'), join(folder, 'json.yaml')]);
  expect(code).toBe(1);
  expect(err.match(/\[adopt-yaml-invalid\]/g)).toHaveLength(2);
  expect(err).not.toMatch(/\n {4}at /);
  expect(out).toContain("kind: 'ConfigMap'");
});
