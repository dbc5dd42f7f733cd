import { askAbout } from '../harness';

const addon = { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] };
const messages = (spec: any) => askAbout('RestoreSession', spec).map(f => {
  expect(f.code).toBe('restore-session-incomplete');
  return f.message.replace(/^.* would be refused: /, '');
});

test.each([
  ['no data source', { addon }, ['dataSource is missing']],
  ['no snapshot', { addon, dataSource: { repository: 'r' } }, ['dataSource has no snapshot']],
  ['the latest of nothing', { addon, dataSource: { snapshot: 'latest' } }, ['the snapshot latest needs a repository']],
  ['a time without repository', { addon, dataSource: { pitr: { targetTime: '2026-11-20T08:30:00Z' } } }, ['dataSource.pitr needs a repository']],
  ['no time', { addon, dataSource: { pitr: {}, repository: 'r' } }, ['dataSource.pitr has no targetTime']],
  ['no addon', { dataSource: { snapshot: 's' } }, ['addon has no name', 'addon has no task']],
  ['a named snapshot', { addon, dataSource: { snapshot: 's' } }, []],
  ['the latest of a repository', { addon, dataSource: { snapshot: 'latest', repository: 'r' } }, []],
  ['a time', { addon, dataSource: { pitr: { targetTime: '2026-11-20T08:30:00+01:00' }, repository: 'r' } }, []],
  ['a time that is none', { addon, dataSource: { pitr: { targetTime: '2026-11-20 08:30' }, repository: 'r' } },
    ['dataSource.pitr.targetTime "2026-11-20 08:30" is no time such as 2026-11-20T08:30:00Z']],
])('%s', (_what, spec, expected) => {
  expect(messages(spec)).toEqual(expected);
});
