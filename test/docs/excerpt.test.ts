import { difference } from './excerpt';

test.each([
  ['a part of a map', { a: 1 }, { a: 1, b: 2 }],
  ['elements in order, others between them', { l: [1, 3] }, { l: [1, 2, 3] }],
  ['a text up to a gap', 'select …', 'select 1'],
  ['lines with a gap', 'a\n…\nc\n', 'a\nb\nc\nd\n'],
])('%s fits', (_, excerpt, actual) => expect(difference(excerpt, actual)).toBeUndefined());

test.each([
  ['another value', { a: 1 }, { a: 2 }],
  ['a key that is not there', { a: { b: 1 } }, { a: {} }],
  ['another order', [2, 1], [1, 2]],
  ['another text', 'a', 'ab'],
  ['another text after a gap', 'a\n…\nd\n', 'a\nb\nc\n'],
  ['a number for a text', '1', 1],
])('%s does not', (_, excerpt, actual) => expect(difference(excerpt, actual)).toBeDefined());
