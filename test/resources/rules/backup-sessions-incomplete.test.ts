import { normalDirectory } from '../../../src/resources/rules/backup-sessions-incomplete';
import { askAbout, CONFIGURATION, SESSION } from '../harness';

const messages = (spec: any, kind = 'BackupConfiguration') => askAbout(kind, spec).map(f => {
  expect(f.code).toBe('backup-sessions-incomplete');
  return f.message.replace(/^.* would be refused: /, '');
});
const session = (changes: any) => ({ ...CONFIGURATION, sessions: [{ ...SESSION, ...changes }] });

test('a complete one is let through', () => {
  expect(messages(CONFIGURATION)).toEqual([]);
});

test.each([
  ['no sessions', { ...CONFIGURATION, sessions: [] }, 'there are no sessions'],
  ['two sessions of one name', { ...CONFIGURATION, sessions: [SESSION, { ...SESSION }] }, 'two sessions are called nightly'],
  ['two backends of one name', { ...CONFIGURATION, backends: [...CONFIGURATION.backends, ...CONFIGURATION.backends] }, 'two backends are called s3'],
  ['a backend without storage', { ...CONFIGURATION, backends: [{ ...CONFIGURATION.backends[0], storageRef: undefined }] }, 'backends[0] has no storageRef'],
  ['a backend without retention', { ...CONFIGURATION, backends: [{ ...CONFIGURATION.backends[0], retentionPolicy: undefined }] },
    'backends[0] has no retentionPolicy'],
  ['no name', session({ name: '' }), 'sessions[0] has no name'],
  ['no schedule', session({ scheduler: undefined }), 'sessions[0] has no schedule'],
  ['no job template', session({ scheduler: { schedule: '@daily' } }), 'sessions[0] has no scheduler.jobTemplate'],
  ['no addon', session({ addon: { tasks: [{ name: 't' }] } }), 'sessions[0] has no addon'],
  ['no task', session({ addon: { name: 'a', tasks: [] } }), 'sessions[0] has no task'],
  ['an unnamed task', session({ addon: { name: 'a', tasks: [{}] } }), 'sessions[0] has a task without name'],
  ['no repository', session({ repositories: [] }), 'sessions[0] has no repository'],
  ['no directory', session({ repositories: [{ name: 'r', backend: 's3' }] }), 'sessions[0].repositories[0] has no directory'],
  ['an unknown backend', session({ repositories: [{ name: 'r', backend: 'gcs', directory: 'd' }] }),
    'sessions[0].repositories[0] names the backend "gcs", which is none of the backends'],
])('%s is refused', (_what, spec, message) => {
  expect(messages(spec)).toEqual([message]);
});

test('two repositories in one directory are found however it is spelled', () => {
  const repositories = [{ name: 'a', backend: 's3', directory: '/x/y/' }, { name: 'b', backend: 's3', directory: 'x/./z/../y' }];
  expect(messages(session({ repositories }))).toEqual(['the repositories a and b share the directory s3:x/y']);
});

test('the targets of a batch and the template of a blueprint are looked at', () => {
  const batch = { targets: [{ name: 't' }], sessions: [{ name: 's', scheduler: SESSION.scheduler, targets: [{ name: 't', addon: SESSION.addon, repositories: [] }] }] };
  expect(messages(batch, 'BackupBatch')).toEqual(['sessions[0].targets[0] has no repository']);
  expect(messages({}, 'BackupBlueprint')).toEqual(['backupConfigurationTemplate is missing']);
});

test.each([['/a/', 'a'], ['a', 'a'], ['a/./b', 'a/b'], ['a//b', 'a/b'], ['a/../b', 'b'], ['', '']])('the directory %j is %j', (given, normal) => {
  expect(normalDirectory(given)).toBe(normal);
});
