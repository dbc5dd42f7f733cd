import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import * as ts from 'typescript';

/**
 * The floors of `docs/architecture.md`, held against the code. For a floor, what an import brings at run time counts: a type is gone
 * once the code is compiled. In a circle, types count too: whoever reads one file of it has to read them all.
 */
const root = resolve(__dirname, '../..');

const files = ['src', 'console'].flatMap(folder => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map(file => join(folder, file)));

/** The files that names in a file lead to. */
function filesOf(file: string, names: readonly string[]): string[] {
  return names.filter(name => name.startsWith('.')).map(name => relative(root, resolve(root, dirname(file), name)))
    .flatMap(path => files.find(known => [`${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].includes(known)) ?? []);
}

const texts = new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]));

const imports = new Map([...texts].map(([file, text]) => {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX },
  });
  return [file, filesOf(file, [...outputText.matchAll(/require\("([^"]*)"\)/g)].map(match => match[1]))];
}));

const withTypes = new Map([...texts].map(([file, text]) => [file, filesOf(file, ts.preProcessFile(text).importedFiles.map(f => f.fileName))]));

/** From the top down, as the table of the page has them. */
const floors = readFileSync(join(root, 'docs/architecture.md'), 'utf8').split('## The floors')[1].split('\n## ')[0]
  .split('\n').flatMap(line => /^\| (`.+?) \|/.exec(line)?.[1] ?? [])
  .map(cell => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1]));

const floorOf = (file: string) => floors.findIndex(folders => folders.some(folder => file.startsWith(`${folder}/`)));

test('every folder of the code stands on a floor', () => {
  expect(files.filter(file => floorOf(file) < 0)).toEqual(['src/index.ts']);
});

test('a floor imports only from below', () => {
  const upwards = [...imports].flatMap(([file, asked]) => asked
    .filter(other => floorOf(other) < floorOf(file) && file !== 'src/index.ts')
    .map(other => `${file} -> ${other}`));
  expect(upwards).toEqual([]);
});

test('nothing is imported in a circle', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) {
      circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    } else if (!done.has(file)) {
      withTypes.get(file)!.forEach(next => visit(next, [...way, file]));
      done.add(file);
    }
  };
  files.forEach(file => visit(file, []));
  expect(circles).toEqual([]);
});
