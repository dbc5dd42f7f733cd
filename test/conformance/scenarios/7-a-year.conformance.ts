import { Chart, Cron, Size } from 'cdk8s';
import { AppInGit, Code, restored, Restore } from '../harness/app-in-git';
import { postgres, restic, storageOf } from '../harness/apps';
import { cli } from '../harness/cli';
import { identity } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough, settled } from '../harness/expect';
import { secrets } from '../harness/flows';
import { outcome, runsOf } from '../harness/jobs';
import { pool } from '../harness/pool';
import { Random, seeds } from '../harness/random';
import { scale } from '../harness/scale';
import { inNamespace, Space } from '../harness/space';
import { dataOf } from '../harness/world';
import { Year } from '../harness/year';
import { counted } from '../report/figures';
import {
  Backup, BackupMethod, Database, Engine, LogicalBackupOptions, PointInTimeRestore, RestorableDatabase, RestoreProcess, Resume, Snapshot,
  SnapshotClone, SnapshotRestore,
} from 'cdk8s-kubestash';

const SCENARIO = '7. Life after';

type Story = (space: Space, random: Random) => Promise<void>;

interface Members extends Code {
  readonly replicas: number;
  readonly dumps: Pick<LogicalBackupOptions, 'schedule' | 'name' | 'repository'>;
}

interface PostgresCode extends Members {
  readonly gibibytes: number;
  readonly clone?: { readonly snapshot: Snapshot; readonly settled?: boolean };
}

const undo = (at: string): Restore => (chart, database, history) =>
  new PointInTimeRestore(chart, `UndoOf${database.incarnation}`, { database, at, resume: Resume.automatic(), ...history }).restored;

const back = (snapshot: Snapshot, resume = Resume.automatic(), process?: RestoreProcess): Restore => (chart, database, history) =>
  new SnapshotRestore(chart, `BackTo${snapshot.name}Of${database.incarnation}`, { database, snapshot, resume, process, ...history }).restored;

const over = (snapshot: Snapshot): Restore => back(snapshot, Resume.automatic(), RestoreProcess.OVERWRITE);

const ofPostgres = (chart: Chart, code: PostgresCode): Database => {
  const storage = storageOf(chart);
  const orders = postgres(chart, 'Orders', {
    version: code.version,
    replicas: code.replicas,
    storage: { size: Size.gibibytes(code.gibibytes), storageClassName: 'fast' },
    backup: Backup.combined(
      Backup.continuous({ storage, encryptionSecret: restic, fullBackup: Cron.daily() }),
      Backup.logical({ storage, encryptionSecret: restic, ...code.dumps }),
    ),
  });
  const newest = restored(chart, orders, code);
  if (code.clone !== undefined) {
    new SnapshotClone(chart, 'Reports', {
      ...code.clone,
      name: 'reports',
      like: newest,
      replicas: 1,
      backup: Backup.logical({ storage, encryptionSecret: restic, schedule: Cron.weekly() }),
    });
  }
  return newest;
};

const ofElasticsearch = (chart: Chart, code: Members): Database => restored(chart, new RestorableDatabase(chart, 'Orders', {
  engine: Engine.ELASTICSEARCH,
  version: code.version,
  replicas: code.replicas,
  storage: { size: Size.gibibytes(1) },
  backup: Backup.logical({ storage: storageOf(chart), encryptionSecret: restic, ...code.dumps }),
}), code);

const SETTLED = { settled: true };
const RETIRING = { settled: true, retirePrevious: true };
const EARLY = { schedule: Cron.schedule({ minute: '15', hour: '4' }) };
const RENAMED = { ...EARLY, name: 'nightly', repository: '{database}-dumps' };

/** Commits of a year. Code and OpsRequests are those of docs/a-year.md. */
const yearOfPostgres: Story = async (space, random) => {
  const { namespace } = space;
  const year = Year.begin(space, { apiVersion: 'kubedb.com/v1', kind: 'Postgres' }, random);
  const app = new AppInGit<PostgresCode>(year, Engine.POSTGRES, {
    version: '17.5', gibibytes: 50, replicas: 3, dumps: { schedule: Cron.daily() }, restores: [],
  }, ofPostgres);

  await app.commit('January: first deployment', {});
  await app.goOn('orders of January');
  const at = await app.moment();
  await app.goOn('nothing: a table was dropped');

  await app.commit('February: back to the moment before', { restores: app.with(undo(at)) }, { holds: `orders-full@${at}`, restored: 1 });
  const february = app.serves;

  await app.commit('March: dumps are taken at another time', { dumps: EARLY });

  const { volumeExpansion } = await app.request('VolumeExpansion', ['orders', february]);
  await app.commit('April: more storage, as the request left it', { gibibytes: parseInt(volumeExpansion.postgres, 10) });

  const { horizontalScaling } = await app.request('HorizontalScaling', [february]);
  await app.commit('May: more members', { replicas: horizontalScaling.replicas }, { changes: ['orders'] });

  const { updateVersion } = await app.request('UpdateVersion', ['orders', february]);
  await app.commit('June: the next version, as the request left it', { version: updateVersion.targetVersion });

  const files = await app.snapshot(BackupMethod.PHYSICAL, 'full-backup');
  await app.goOn('files that were damaged');
  await app.commit('July: back to the files of a physical Snapshot', { restores: app.with(back(files)) }, {
    holds: `${february}-full@${files.time}`, restored: 1,
  });

  await app.commit('August: the first restore is settled', { restores: app.history(SETTLED) });

  await app.goOn('orders of September');
  const dump = await app.snapshot(BackupMethod.LOGICAL, 'logical');
  await app.commit('September: a clone', { clone: { snapshot: dump } });
  expect(await dataOf(namespace, 'reports')).toMatchObject({ content: 'orders of September', restores: [{ outcome: 'Succeeded' }] });

  await app.goOn('orders of October, half of them lost');
  await app.commit('October: back to the dump; what is done is settled', {
    restores: app.with(back(dump), SETTLED, SETTLED), clone: { snapshot: dump, settled: true },
  }, { holds: 'orders of September', restored: 1 });

  await app.commit('November: the oldest incarnation leaves the code', { restores: app.history(RETIRING) });
  await app.year.byHand(() => retired(space, 'orders'));

  await app.commit('December: dumps have another name, and so a Repository of their own', {
    restores: app.history(RETIRING, SETTLED, SETTLED), dumps: RENAMED,
  });
  await app.goOn('orders of the first year');
  const last = await app.snapshot(BackupMethod.LOGICAL, 'nightly');

  await app.loseTheCluster();
  await staysClosed(app.year.space);
  // Somebody points to a Snapshot that is too old, looks, and corrects it.
  // What was settled in the old cluster was never done in this one: the clone is to be made again.
  await app.year.git.commit(app.edit({ restores: app.with(back(dump, Resume.manual())), clone: { snapshot: dump } }));
  await waitsForAPerson(app.year.space, app.serves);
  await app.commit('January: the newest Snapshot instead', { restores: app.correctedBy(back(last)) }, {
    holds: 'orders of the first year', restored: 1,
  });

  const { serves } = app;
  const later = await app.moment();
  await app.goOn('nothing: a table was dropped again');
  await app.commit('February: back to a moment once more', { restores: app.with(undo(later), RETIRING, SETTLED, SETTLED, SETTLED) }, {
    holds: `${serves}-full@${later}`, restored: 1,
  });
};

/** An engine whose Snapshots are written over the running database. */
const yearOfElasticsearch: Story = async (space, random) => {
  const year = Year.begin(space, { apiVersion: 'kubedb.com/v1', kind: 'Elasticsearch' }, random);
  const app = new AppInGit<Members>(year, Engine.ELASTICSEARCH, {
    version: 'xpack-9.2.3', replicas: 1, dumps: { schedule: Cron.daily() }, restores: [],
  }, ofElasticsearch);

  await app.commit('January: first deployment', {});
  await app.goOn('documents of January');
  const january = await app.snapshot(BackupMethod.LOGICAL, 'logical');
  await app.goOn('an index was deleted');
  await app.commit('February: the Snapshot is written over it', { restores: app.with(over(january)) }, {
    holds: 'documents of January', restored: 1,
  });
  await app.commit('March: settled, and dumps are taken at another time', { restores: app.history(SETTLED), dumps: EARLY });
  await app.commit('April: more members', { replicas: 3 }, { changes: ['orders'] });
  await app.goOn('documents of May');
  await app.commit('May: dumps have another name, and so a Repository of their own', { dumps: RENAMED });
  const may = await app.snapshot(BackupMethod.LOGICAL, 'nightly');
  await app.goOn('an index was deleted again');
  await app.commit('June: another Snapshot is written over it', { restores: app.with(over(may)) }, { holds: 'documents of May', restored: 2 });
  await app.commit('July: settled', { restores: app.history(SETTLED, SETTLED) });

  await app.loseTheCluster();
  await staysClosed(app.year.space);
  // The same data once more is another restore.
  const again: Restore = (chart, database, history) => new SnapshotRestore(chart, 'Again', {
    database, snapshot: may, process: RestoreProcess.OVERWRITE, restoreId: 'after the loss', resume: Resume.automatic(), ...history,
  }).restored;
  await app.commit('August: what was backed up is written into the new one', { restores: app.with(again, SETTLED, SETTLED) }, {
    holds: 'documents of May', restored: 1,
  });
};

/** What is left behind is deleted by the command that docs/a-year.md names. */
async function retired({ namespace }: Space, incarnation: string): Promise<void> {
  const { code, err } = await cli(await identity('ada', ['system:masters']), 'retire', incarnation, '-n', namespace, '--yes');
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

/** The guard of a cluster that was made anew: what stands there is not what was backed up. */
async function staysClosed(space: Space): Promise<void> {
  const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
  await eventually('the run to fail', async () => (await runsOf(space, 'orders')).some(j => outcome(j) === 'Failed'));
  expect(record.reason).toMatch(/there are backups of an earlier one/);
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
}

async function waitsForAPerson(space: Space, incarnation: string): Promise<void> {
  await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '' && r.next === incarnation);
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
}

const STORIES: readonly (readonly [string, Story])[] = [['PostgreSQL', yearOfPostgres], ['Elasticsearch', yearOfElasticsearch]];

describe('7. Life after: a year', () => {
  test.each(STORIES)('%s, commit by commit', async (_, story) => {
    await pool(seeds(scale().years), seed => counted(SCENARIO, () => inNamespace('year', async space => {
      await secrets(space);
      await story(space, new Random(seed));
    })), seed => `CONFORMANCE_SEED=${seed}`);
  });
});
