import { about, CORE, object } from './harness';
import { directoryShared } from '../../../../src/resources/rules/app/directory-shared';
import { SESSION } from '../../harness';

test('the targets of a batch have directories of their own, too', () => {
  const work = (name: string) => ({ name, addon: SESSION.addon, repositories: [{ name: `repo-${name}`, backend: 's3', directory: 'same' }] });
  const batch = object(CORE, 'BackupBatch', 'b', {
    spec: {
      targets: [{ name: 'a', appRef: { name: 'a' } }, { name: 'b', appRef: { name: 'b' } }],
      backends: [{ name: 's3', storageRef: { name: 'storage' } }],
      sessions: [{ name: 's', targets: [work('a'), work('b')] }],
    },
  });
  expect(about(directoryShared, batch)).toMatchObject([{ code: 'directory-shared', value: '"same"' }]);
});

test('without a backend nothing can be compared', () => {
  const lone = object(CORE, 'BackupConfiguration', 'c', { spec: { sessions: [SESSION] } });
  expect(about(directoryShared, lone, { ...lone, name: 'd' })).toEqual([]);
});
