import { specConflict } from '../../../src/resources/rules/spec-conflict';

test('each path that is set twice is named', () => {
  const subject = { apiVersion: 'v1', kind: 'RestoreSession', name: 'r', spec: {}, conflicts: ['a.b', 'c'] };
  expect(specConflict.check(subject).map(p => p.message)).toEqual([
    'RestoreSession r sets a.b twice, to different values', 'RestoreSession r sets c twice, to different values',
  ]);
  expect(specConflict.check({ ...subject, conflicts: undefined })).toEqual([]);
});
