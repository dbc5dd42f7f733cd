import { Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { isSame, mergeSpec } from '../../src/resources/merge';

describe('mergeSpec', () => {
  test('puts what only one side says side by side', () => {
    expect(mergeSpec({ a: { b: 1 } }, { a: { c: 2 }, d: 3 })).toEqual({ merged: { a: { b: 1, c: 2 }, d: 3 }, conflicts: [] });
  });

  test('names each path that both sides set to different values', () => {
    const { conflicts } = mergeSpec({ a: { b: 1, c: [1] }, d: 'x' }, { a: { b: 2, c: [1, 2] }, d: 'x' });
    expect(conflicts).toEqual(['a.b', 'a.c']);
  });

  test('prints what stands in spec where both disagree, so nothing is invented', () => {
    expect(mergeSpec({ a: 1 }, { a: 2 }).merged).toEqual({ a: 2 });
  });

  test('merges lists of objects entry by entry if they have the same length', () => {
    const { merged, conflicts } = mergeSpec({ sessions: [{ name: 'a' }] }, { sessions: [{ hooks: { x: 1 } }] });
    expect(merged).toEqual({ sessions: [{ name: 'a', hooks: { x: 1 } }] });
    expect(conflicts).toEqual([]);
    expect(mergeSpec({ sessions: [{ name: 'a' }] }, { sessions: [{ name: 'b' }] }).conflicts).toEqual(['sessions[0].name']);
  });

  test('takes lists of different length as one value', () => {
    expect(mergeSpec({ l: [{ a: 1 }] }, { l: [{ a: 1 }, { a: 2 }] }).conflicts).toEqual(['l']);
  });

  test('quotes keys that would be misread in a path', () => {
    expect(mergeSpec({ labels: { 'a.b/c': '1' } }, { labels: { 'a.b/c': '2' } }).conflicts).toEqual(['labels."a.b/c"']);
  });

  test('takes undefined as not set, and null as a value', () => {
    expect(mergeSpec({ a: undefined, b: 1 }, { a: 1, b: undefined })).toEqual({ merged: { a: 1, b: 1 }, conflicts: [] });
    expect(mergeSpec({ a: 1 }, { a: null }).conflicts).toEqual(['a']);
  });

  test('keeps values that are only known later', () => {
    const later = Lazy.any({ produce: () => 1 });
    expect(mergeSpec({ a: later }, { b: 1 }).merged.a).toBe(later);
  });

  test('survives a key called __proto__', () => {
    const { merged } = mergeSpec({ a: 1 }, JSON.parse('{"__proto__":{"evil":true}}'));
    expect(({} as any).evil).toBeUndefined();
    expect(Object.keys(merged)).toEqual(['a', '__proto__']);
  });

  test('changes neither side and shares nothing with them', () => {
    const typed = { a: { b: [{ c: 1 }] } };
    const spec = { d: { e: [1] } };
    const before = JSON.stringify([typed, spec]);
    const { merged } = mergeSpec(typed, spec);
    merged.a.b[0].c = 2;
    merged.d.e.push(2);
    expect(JSON.stringify([typed, spec])).toBe(before);
  });

  test('merging something with itself changes nothing and conflicts with nothing', () => {
    fc.assert(fc.property(fc.object({ maxDepth: 3 }), o => {
      const { merged, conflicts } = mergeSpec(o, o);
      expect(conflicts).toEqual([]);
      expect(isSame(merged, o)).toBe(true);
    }), { numRuns: 200 });
  });
});
