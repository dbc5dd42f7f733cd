import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { mariadb } from '../../../src/engines/mariadb';
import { Json } from '../../../src/values/json';
import { basics, mssqlserver, postgres, problems } from '../harness';

const continuous = () => Backup.continuous({ ...basics(), fullBackup: Cron.daily() });
const withArgs = (...args: string[]): Json => ({ podTemplate: { spec: { containers: [{ name: 'mariadb', args }] } } });

test('MariaDB must be told to write a binary log', () => {
  expect(problems(continuous(), mariadb, { spec: {} })).toEqual(['logs-not-kept']);
  expect(problems(continuous(), mariadb, { spec: withArgs('--log-bin-trust-function-creators=1') })).toEqual(['logs-not-kept']);
  expect(problems(continuous(), mariadb, { spec: withArgs('--log-bin') })).toEqual([]);
  expect(problems(continuous(), mariadb, { spec: withArgs('--log_bin=mysql-bin', '--max-connections=10') })).toEqual([]);
  expect(problems(continuous(), mariadb, { spec: { configuration: { secretName: 'my-cnf' } } })).toEqual([]);
  expect(problems(Backup.logical(basics()), mariadb, { spec: {} })).toEqual([]);
});

test('databases of a SQL Server on its own must be in the full recovery model', () => {
  expect(problems(continuous(), mssqlserver, { spec: {} })).toEqual(['logs-not-kept']);
  expect(problems(continuous(), mssqlserver, { spec: { topology: { mode: 'AvailabilityGroup' } } })).toEqual([]);
  expect(problems(continuous(), postgres, { spec: {} })).toEqual([]);
});
