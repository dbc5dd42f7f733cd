import * as fc from 'fast-check';
import { Splitter } from '../../src/snapshots/splitter';

function split(bytes: Buffer, cuts: readonly number[] = []): { items: unknown[]; rests: unknown[] } {
  const items: unknown[] = [];
  const rests: unknown[] = [];
  const splitter = new Splitter(t => items.push(JSON.parse(t)), t => rests.push(JSON.parse(t)));
  const places = [0, ...cuts.map(c => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < places.length; i++) {
    // One buffer for all chunks, as streams do that use their buffers again.
    const chunk = Buffer.from(bytes.subarray(places[i - 1], places[i]));
    splitter.push(chunk);
    chunk.fill(0x7d);
  }
  splitter.end();
  return { items, rests };
}

const text = (value: unknown, space?: number): Buffer => Buffer.from(JSON.stringify(value, undefined, space));
// What comes back from JSON: no -0, no keys that parsing treats specially.
const json = fc.jsonValue().map(v => JSON.parse(JSON.stringify(v)));
const object = fc.dictionary(fc.oneof(fc.constant('items'), fc.string({ unit: 'binary' })), json, { noNullPrototype: true })
  .map(v => JSON.parse(JSON.stringify(v)));
const cuts = fc.array(fc.nat(), { maxLength: 12 });
const indent = fc.constantFrom(undefined, 2, 4);

test('gives the items of a list and what is around them', () => {
  const { items, rests } = split(text({ apiVersion: 'v1', items: [{ a: 1 }, { b: ']}"\\' }], kind: 'List', metadata: { items: [{ c: 1 }] } }));
  expect(items).toEqual([{ a: 1 }, { b: ']}"\\' }]);
  expect(rests).toEqual([{ apiVersion: 'v1', items: [], kind: 'List', metadata: { items: [{ c: 1 }] } }]);
});

test('gives an object that is no list as it is', () => {
  expect(split(text({ kind: 'Snapshot', spec: { items: [{ a: 1 }] } }))).toEqual({ items: [], rests: [{ kind: 'Snapshot', spec: { items: [{ a: 1 }] } }] });
});

test('takes one document after the other', () => {
  expect(split(Buffer.from('\ufeff{"a":1}\n{"items":[{"b":2}]}[{"c":3}]'))).toEqual({
    items: [{ b: 2 }, { c: 3 }],
    rests: [{ a: 1 }, { items: [] }, []],
  });
});

test.each([['{"items":[{"a":1}', 'ends before'], ['{"a":"', 'ends before'], ['}', 'closes more'], ['kind: List', 'neither'], ['"text"', 'neither']])(
  'says what is wrong with %s', (bad, why) => {
    expect(() => split(Buffer.from(bad))).toThrow(why);
  });

test('any cut into chunks gives the same items', () => {
  fc.assert(fc.property(fc.array(object), object, cuts, indent, (items, rest, at, space) => {
    const { items: _, ...around } = rest;
    const list = { ...around, items, kind: 'List' };
    const taken = split(text(list, space), at);
    expect(taken.items).toEqual(items);
    expect(taken.rests).toEqual([{ ...list, items: [] }]);
  }));
});

test('one byte at a time is a cut like any other', () => {
  fc.assert(fc.property(fc.array(object, { maxLength: 3 }), items => {
    const bytes = text({ kind: 'List', items });
    expect(split(bytes, [...bytes.keys()]).items).toEqual(items);
  }), { numRuns: 30 });
});

test('elements that are no objects are passed over', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null), object)), cuts, (items, at) => {
    expect(split(text({ items }), at).items).toEqual(items.filter(i => typeof i === 'object' && i !== null));
  }));
});

test('whatever the bytes are, it answers or says why not', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '"items"', 'x', ' ')), tokens => {
    const splitter = new Splitter(() => undefined, () => undefined);
    try {
      splitter.push(Buffer.from(tokens.join('')));
      splitter.end();
    } catch (e) {
      expect(e).toBeInstanceOf(SyntaxError);
    }
  }), { numRuns: 1000 });
});
