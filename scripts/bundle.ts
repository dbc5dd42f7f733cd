import { writeFileSync } from 'fs';
import { builtinModules } from 'module';
import { join } from 'path';
import { buildSync } from 'esbuild';

// The agent as one file that a reviewer can read and any Node runs: `npx projen bundle` writes assets/agent.js out of src/agent/main.ts.

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'assets', 'agent.js');

/** It goes into a ConfigMap, beside the scripts of the databases. */
export const MOST_BYTES = 144 * 1024;

const HEADER = `// The agent of cdk8s-kubestash: the program of a restore run.
// Made by scripts/bundle.ts out of src/agent/main.ts and what it imports; change it there. It needs Node 20 or later and nothing else.
// Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
`;

/** What of a bundle must not be shipped. */
export function objections(text: string): string[] {
  const lineOf = (at: number) => `line ${text.slice(0, at).split('\n').length}: ${text.slice(0, at).split('\n').pop()}${text.slice(at).split('\n')[0]}`;
  const found = (what: RegExp, why: string) => [...text.matchAll(what)].slice(0, 3).map(m => `${why}, ${lineOf(m.index)}`);
  const bytes = Buffer.byteLength(text);
  return [
    ...(bytes > MOST_BYTES ? [`${bytes} bytes, at most ${MOST_BYTES} are allowed`] : []),
    ...found(/\{\{/g, 'Helm would read {{'),
    ...found(/\$\{/g, 'Flux would substitute ${'),
    ...found(/[^\n\x20-\x7e]/g, 'not printable ASCII'),
  ];
}

/** The bundle of a program. Throws with all that is wrong about it. */
export function bundle(program = 'src/agent/main.ts'): string {
  const { outputFiles: [file], metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [program],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // `a ${b} c` becomes "a ".concat(b, " c").
    supported: { 'template-literal': false },
    charset: 'ascii',
    legalComments: 'none',
    // Nothing of the machine or of settings that happen to lie there.
    tsconfigRaw: { compilerOptions: { target: 'ES2022', alwaysStrict: true } },
    logLevel: 'silent',
  });
  const text = HEADER + withoutComments(file.text);
  const outside = Object.keys(metafile.inputs).filter(input => !/^src\/(agent|protocol)\//.test(input));
  const foreign = Object.values(metafile.outputs).flatMap(o => o.imports).filter(i => !builtinModules.includes(i.path.replace(/^node:/, '')));
  const wrong = [
    ...outside.map(input => `${input} is neither of src/agent nor of src/protocol`),
    ...foreign.map(({ path }) => `${path} is no module of Node`),
    ...objections(text),
  ];
  if (wrong.length > 0) throw new Error(`the bundle of ${program}:\n${wrong.map(w => `  ${w}`).join('\n')}`);
  return text;
}

/** esbuild keeps those of members and arguments. No string runs over lines any more, so what begins a line like a comment is one. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[^]*?\*\/\n/gm, '').replace(/^[ \t]*\/\/(?! src\/).*\n/gm, '').replaceAll('/* @__PURE__ */ ', '');
}

if (require.main === module) writeFileSync(OUT, bundle());
