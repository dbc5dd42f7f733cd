import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { buildSync } from 'esbuild';
import { createSourceFile, forEachChild, isObjectLiteralExpression, isSpreadAssignment, Node, ScriptTarget } from 'typescript';

// The library as one file: `npx projen one-file` writes lib/one-file/index.js out of what jsii has compiled. Node looks for, opens and wraps every file
// that is required, and some 370 of them take longer than all that is in them. What is beside it, in lib, stays for the command line and for reading.

/** Bundles a compiled library in place. It stands as deep as the files that look for `assets` from where they are. */
export function oneFile(lib: string): void {
  const { outputFiles: [{ text }] } = buildSync({
    absWorkingDir: dirname(lib),
    entryPoints: [join(lib, 'index.js')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    // One copy of constructs and cdk8s for everybody.
    packages: 'external',
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  const file = join(lib, 'one-file', 'index.js');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, sharingShapes(readOnce(withNames(text))));
}

/**
 * Gives classes their names back: one that names itself becomes `var X = class _X`, and what a class is called tells ours from others.
 * The bundler could keep all names of functions too, which takes a sixth of the time to load.
 */
function withNames(text: string): string {
  return text.replace(/\bvar (\w+) = class _\1( extends [^{]+)? \{/g, (found, name) => (
    `${found}\n      static {\n        Object.defineProperty(this, "name", { value: "${name}" });\n      }`
  ));
}

/**
 * Puts the function of every module into parentheses. V8 compiles such a one at once; any other it reads twice, to see where it ends and when it
 * is called, and all of them are called.
 */
function readOnce(text: string): string {
  let modules = 0;
  const begun = text.replace(/^  ("lib\/[^"]+")(\([\w, ]*\)) \{$/gm, (_, name, parameters) => {
    modules++;
    return `  ${name}: (function${parameters} {`;
  });
  const ended = begun.replace(/^ {2}\}\n\}\);$/gm, () => {
    modules--;
    return '  })\n});';
  });
  if (modules !== 0) throw new Error('the bundler writes modules in another form than it did');
  return ended;
}

/**
 * Lets objects that are written as `{ ...some, more }` begin as an empty one. V8 keeps the keys of objects that are made alike once, but the one of
 * Node 20 keeps them for each object that begins with a spread: a fifth of a large synthesis went into making them, reading them and taking them away.
 */
function sharingShapes(text: string): string {
  const begins: number[] = [];
  (function visit(node: Node): void {
    if (isObjectLiteralExpression(node) && node.properties.length > 1) {
      const [first] = node.properties;
      if (isSpreadAssignment(first)) begins.push(first.getStart());
    }
    forEachChild(node, visit);
  })(createSourceFile('index.js', text, ScriptTarget.ES2022, true));
  const edges = [0, ...begins, text.length];
  return edges.slice(1).map((end, i) => text.slice(edges[i], end)).join('...null, ');
}

if (require.main === module) oneFile(join(__dirname, '..', 'lib'));
