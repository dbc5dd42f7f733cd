import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { about, object } from './harness';
import { visitStrings } from '../../../../src/resources/rules/app/subject';
import { isChanged, yamlChangesString } from '../../../../src/resources/rules/app/yaml-changes-string';

test.each(['0o17', '0X1F', '0B1', '0__b0', '-0o7', '+0XaB', '\u2028', 'a\u2028b', '\u0085', 'a\u0080', '\ud800', '0E0_', '0_x1', '0b+1'])('%j arrives as something else', text => {
  expect(isChanged(text)).toBe(true);
});

test.each(['Y', 'on', '0123', '1e3', '12:30', '0x1F', '0b1', 'true', '', '0', 'a0X1F', '0o18', '0XG', 'plain text', '1_000', '_0', '\u00a0', 'Zoë 🐘'])('%j arrives as it is', text => {
  expect(isChanged(text)).toBe(false);
});

test('values and keys are looked at, and the place is said', () => {
  const found = about(yamlChangesString, object('v1', 'ConfigMap', 'a', { data: { 'mode': '0o17', 'list': ['x', '0B1'], '0X1F': 'y' } }));
  expect(found.map(f => f.message)).toEqual([
    'ConfigMap shop/a holds a string at data.mode that kubectl reads as something else',
    'ConfigMap shop/a holds a string at data.list.1 that kubectl reads as something else',
    'ConfigMap shop/a holds a string at data that kubectl reads as something else',
  ]);
});

// Asked of sigs.k8s.io/yaml, which kubectl reads with: all texts up to four of these characters, and some longer ones.
test('whatever is printed unquoted is no number to Go', () => {
  fc.assert(fc.property(fc.stringMatching(/^[-+.0-9][0-9a-fA-FxXoObB_.eE+-]{0,7}$/), text => {
    if (Yaml.stringify(text).trim() !== text || isChanged(text)) return;
    expect(isGoNumber(text)).toBe(false);
  }), { numRuns: 3000 });
});

test('decimals are quoted by what prints them, so nothing has to be printed to know it', () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{1,12}(\.[0-9]{1,8})?$/), text => {
    expect(Yaml.stringify(text)).toMatch(/^["']/);
    expect(isChanged(text)).toBe(false);
  }), { numRuns: 1000 });
});

test('what is said is what looking at every place would say', () => {
  const text = fc.oneof(fc.constantFrom('0o17', '0B1', 'a\u2028', '17.5', 'plain'), fc.string());
  const map = (of: fc.Arbitrary<unknown>) => fc.dictionary(text, of, { maxKeys: 4, noNullPrototype: true });
  const body = map(fc.oneof(text, fc.array(text, { maxLength: 3 }), map(text)));
  fc.assert(fc.property(body, data => {
    const places: string[] = [];
    const subject = object('v1', 'ConfigMap', 'a', { data });
    visitStrings(subject.json, (t, path) => { if (isChanged(t)) places.push(path.join('.')); });
    expect(about(yamlChangesString, subject).map(f => f.message)).toEqual(places.map(p => `ConfigMap shop/a holds a string at ${p} that kubectl reads as something else`));
  }), { numRuns: 300 });
});

/** What Go takes for a number: integers of any base after underscores are gone, and floats. */
function isGoNumber(text: string): boolean {
  const bare = text.replace(/_/g, '');
  return /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.test(bare)
    || /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(bare);
}
