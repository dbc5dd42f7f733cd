import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { oneFile } from '../../scripts/one-file';

// A library of five files: the index loads a class, which extends another one and works with the help of a third, which needs a fourth.
const FILES = {
  // What finds out which modules are needed at once runs in a process of its own, where nobody has made the list.
  'index.js': 'globalThis.order ??= []; exports.Undo = require("./undo").Undo;',
  'undo.js': `
    const plan_1 = require("./plan");
    const base_1 = require("./base");
    globalThis.order.push("undo");
    class Undo extends base_1.Base {
      plan(more) { return new plan_1.Plan({ ...more, at: plan_1.AT }).all; }
      named() { return { plan_1: 1 }.plan_1; }
    }
    exports.Undo = Undo;`,
  'base.js': 'globalThis.order.push("base"); exports.Base = class Base {};',
  'plan.js': `
    const words_1 = require("./words");
    globalThis.order.push("plan");
    exports.AT = "now";
    exports.Plan = class Plan { constructor(some) { this.all = { ...some, ...words_1.WORDS, last: true }; } };`,
  'words.js': 'globalThis.order.push("words"); exports.WORDS = { ready: "yes" };',
};

const order: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'one-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

let text: string;
beforeAll(() => {
  const lib = join(folder, 'lib');
  mkdirSync(lib);
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(lib, name), `"use strict";\n${content}\n`);
  oneFile(lib);
  text = readFileSync(join(lib, 'one-file', 'index.js'), 'utf8');
  Object.assign(globalThis, { order });
});

test('a module is evaluated when something of it is used, with everything that it works with', () => {
  const { Undo } = run();
  expect(order).toEqual(['base', 'undo']);
  expect(new Undo().plan({ from: 'orders' })).toEqual({ from: 'orders', at: 'now', ready: 'yes', last: true });
  expect(order).toEqual(['base', 'undo', 'words', 'plan']);
  expect(new Undo().plan({})).toEqual({ at: 'now', ready: 'yes', last: true });
  expect(order).toHaveLength(4);
});

test('a property that is called like a module stays what it is', () => {
  expect(new (run().Undo)().named()).toBe(1);
});

test('objects that begin with a spread begin as an empty one', () => {
  expect(text).toContain('{ ...null, ...more, at: ');
  expect(text).toContain('{ ...null, ...some, ');
});

test('classes have their names', () => {
  expect(new (run().Undo)().constructor.name).toBe('Undo');
});

function run(): { readonly Undo: new () => { plan(more: object): object; named(): number } } {
  order.length = 0;
  const exports = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('exports', 'require', text)(exports, () => undefined);
  return exports as ReturnType<typeof run>;
}
