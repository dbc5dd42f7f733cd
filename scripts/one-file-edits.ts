import {
  Block, createSourceFile, forEachChild, isCallExpression, isIdentifier, isMethodDeclaration, isObjectLiteralExpression, isSpreadAssignment,
  isStringLiteral, isVariableStatement, MethodDeclaration, Node, ScriptTarget, SourceFile,
} from 'typescript';

// What the bundler cannot do to the text of the one file. Each takes a text of JavaScript and gives another that does the same.

/** From where, to where, and what stands there afterwards. */
type Edit = readonly [start: number, end: number, text: string];

/**
 * Lets objects that are written as `{ ...some, more }` begin as an empty one. V8 keeps the keys of objects that are made alike once, but the one of
 * Node 20 keeps them for each object that begins with a spread, and takes twenty times as long to read from such objects.
 */
export function sharingShapes(text: string): string {
  const edits: Edit[] = [];
  (function visit(node: Node): void {
    if (isObjectLiteralExpression(node) && node.properties.length > 1 && isSpreadAssignment(node.properties[0])) {
      const start = node.properties[0].getStart();
      edits.push([start, start, '...null, ']);
    }
    forEachChild(node, visit);
  })(parsed(text));
  return edited(text, edits);
}

/**
 * Lets modules be evaluated when something of them is used, not when something that could use it is loaded. Each use of such a module is a call. So
 * only those that are loaded `atOnce` wait for others, which bind what they name when they are evaluated: it is they who work.
 *
 * @param atOnce paths of the modules that nobody waits for; without it, everybody waits for everybody
 */
export function loadedOnUse(text: string, atOnce?: ReadonlySet<string>): string {
  const all = modulesIn(text);
  const isWaitedFor = (name: string) => all.has(name) && !atOnce?.has(all.get(name)!.path);
  return edited(text, [...all.values()].flatMap(({ path, method }) => (
    atOnce === undefined || atOnce.has(path) ? usesAsCalls(method.body!, isWaitedFor) : []
  )));
}

/** `var x_1 = require_x()` goes, and `x_1` becomes `(require_x())`, which evaluates a module the first time only. */
function usesAsCalls(module: Block, isWaitedFor: (required: string) => boolean): Edit[] {
  const edits: Edit[] = [];
  const calls = new Map<string, string>();
  for (const statement of module.statements) {
    if (!isVariableStatement(statement)) continue;
    const [{ name, initializer }] = statement.declarationList.declarations;
    if (!initializer || !isCallExpression(initializer) || !isWaitedFor(initializer.expression.getText())) continue;
    calls.set(name.getText(), initializer.getText());
    edits.push([statement.getStart(), statement.end, '']);
  }
  (function visit(node: Node): void {
    const call = isIdentifier(node) && !isNameIn(node) ? calls.get(node.text) : undefined;
    if (call !== undefined) edits.push([node.getStart(), node.end, `(${call})`]);
    forEachChild(node, visit);
  })(module);
  return edits;
}

/** Whether this is what is declared, or a property, and no use of a variable. */
function isNameIn(node: Node): boolean {
  return (node.parent as { readonly name?: Node }).name === node;
}

/** Where a library that is `noting` leaves the paths of the modules that were evaluated. */
export const NOTED = 'globalThis.evaluatedModules';

/** Has each module leave its path where it is evaluated. */
export function noting(text: string): string {
  const begins = 'mod = { exports: {} }';
  if (!text.includes(begins)) throw new Error(ANOTHER_FORM);
  return text.replace(begins, `(${NOTED} ??= []).push(__getOwnPropNames(cb)[0]), ${begins}`);
}

/**
 * Puts the functions of modules into parentheses. V8 compiles such a one at once; any other it reads twice, to see where it ends and when it is called.
 */
export function readOnce(text: string, isNeeded: (path: string) => boolean): string {
  const needed = [...modulesIn(text).values()].filter(({ path }) => isNeeded(path));
  return edited(text, needed.flatMap(({ method }): Edit[] => {
    const parameters = method.parameters.pos - 1;
    return [[method.name.end, parameters, ': (function'], [method.end, method.end, ')']];
  }));
}

interface Bundled {
  /** `lib/….js`. */
  readonly path: string;
  readonly method: MethodDeclaration;
}

/** The modules of a bundle by the name of the function that evaluates each: `var require_x = __commonJS({ "lib/x.js"(exports) { … } })`. */
function modulesIn(text: string): ReadonlyMap<string, Bundled> {
  const all = new Map<string, Bundled>();
  for (const statement of parsed(text).statements) {
    if (!isVariableStatement(statement)) continue;
    const [{ name, initializer }] = statement.declarationList.declarations;
    if (!initializer || !isCallExpression(initializer) || initializer.expression.getText() !== '__commonJS') continue;
    const [held] = initializer.arguments;
    const method = isObjectLiteralExpression(held) ? held.properties[0] : undefined;
    if (method === undefined || !isMethodDeclaration(method) || !isStringLiteral(method.name)) throw new Error(ANOTHER_FORM);
    all.set(name.getText(), { path: method.name.text, method });
  }
  if (all.size === 0) throw new Error(ANOTHER_FORM);
  return all;
}

const ANOTHER_FORM = 'the bundler writes modules in another form than it did';

function parsed(text: string): SourceFile {
  return createSourceFile('index.js', text, ScriptTarget.ES2022, true);
}

function edited(text: string, edits: Edit[]): string {
  const inOrder = edits.sort(([a], [b]) => a - b);
  return inOrder.map(([start, , instead], i) => text.slice(i === 0 ? 0 : inOrder[i - 1][1], start) + instead).join('') + text.slice(inOrder.at(-1)?.[1] ?? 0);
}
