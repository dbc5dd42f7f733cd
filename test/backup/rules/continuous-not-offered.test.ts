import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { mongodb } from '../../../src/engines/mongodb';
import { basics, elasticsearch, problems } from '../harness';

const continuous = () => Backup.continuous({ ...basics(), fullBackup: Cron.daily() });

test('an engine without archiver cannot be backed up continuously', () => {
  expect(problems(continuous(), elasticsearch)).toEqual(['continuous-not-offered']);
  expect(problems(continuous())).toEqual([]);
});

test('nor can a shape that its archiver refuses', () => {
  expect(problems(continuous(), mongodb, { spec: {} })).toEqual(['continuous-not-offered']);
  expect(problems(continuous(), mongodb, { spec: { replicaSet: { name: 'rs' } } })).toEqual([]);
});
