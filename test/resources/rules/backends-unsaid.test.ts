import { codesAbout, CONFIGURATION } from '../harness';

test('a BackupConfiguration without backends hangs on what is there when it is applied', () => {
  expect(codesAbout('BackupConfiguration', { ...CONFIGURATION, backends: undefined })).toEqual(['backends-unsaid']);
  expect(codesAbout('BackupConfiguration', CONFIGURATION)).toEqual([]);
});
