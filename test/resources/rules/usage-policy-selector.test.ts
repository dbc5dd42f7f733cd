import { codesAbout } from '../harness';

const withPolicy = (allowedNamespaces: any) => ({ maxRetentionPeriod: '30d', usagePolicy: { allowedNamespaces } });

test('a usage policy that selects says what', () => {
  expect(codesAbout('RetentionPolicy', withPolicy({ from: 'Selector' }))).toEqual(['usage-policy-selector']);
  expect(codesAbout('RetentionPolicy', withPolicy({ from: 'Selector', selector: {} }))).toEqual(['usage-policy-selector']);
  expect(codesAbout('RetentionPolicy', withPolicy({ from: 'Selector', selector: { matchLabels: { a: 'b' } } }))).toEqual([]);
  expect(codesAbout('RetentionPolicy', withPolicy({ from: 'All' }))).toEqual([]);
});
