import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['src/protocol', 'src/agent'].map(folder => join(ROOT, folder));
const text = readFileSync(join(ROOT, 'docs', 'protocol.md'), 'utf8');
const code = FOLDERS.flatMap(folder => readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))).join('\n');

/** What stands in italics and as code says where a rule is. */
const named = [...text.matchAll(/\*((?:`[^`]+`(?:, )?)+)\*/g)].flatMap(([, names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));

test('every rule of docs/protocol.md is where it says', () => {
  expect(named.length).toBeGreaterThan(60);
  const isFile = (name: string) => [ROOT, ...FOLDERS, join(ROOT, 'src/run')].some(folder => existsSync(join(folder, name)));
  const isFunction = (name: string) => new RegExp(`(function|private async|private|public async|public) ${name}\\(`).test(code);
  expect(named.filter(name => !(name.endsWith('.ts') ? isFile(name) : isFunction(name)))).toEqual([]);
});

test('every file of src/protocol is described', () => {
  expect(readdirSync(FOLDERS[0]).filter(file => !text.includes(`\`${file}\``) && !text.includes(`/${file}\``))).toEqual([]);
});
