import { Chart, Cron, Size } from 'cdk8s';
import { postgres, restic, snapshotOf, storageOf } from '../harness/apps';
import { cli } from '../harness/cli';
import { control, identity } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough, settled } from '../harness/expect';
import { secrets } from '../harness/flows';
import { outcome, runsOf } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { carriedOut, documentedRequest } from '../harness/ops-requests';
import { pool } from '../harness/pool';
import { Random, seeds } from '../harness/random';
import { scale } from '../harness/scale';
import { alsoIn, inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { bucketOf, dataOf, write } from '../harness/world';
import { Commit, Year } from '../harness/year';
import { counted } from '../report/figures';
import {
  Backup, BackupMethod, Database, GitOps, LogicalBackupOptions, PointInTimeRestore, Resume, Snapshot, SnapshotClone, SnapshotRestore,
} from 'cdk8s-kubestash';

const SCENARIO = '7. Life after';

/** What is said of a restore once more is known of it. */
interface History {
  readonly settled?: boolean;
  readonly retirePrevious?: boolean;
}

/** A restore, as it stands in the code. */
type Restore = (chart: Chart, database: Database, history: History) => Database;

/** What stands in the code at a time: everything has one place, as in a repository. */
interface Code {
  readonly version: string;
  readonly gibibytes: number;
  readonly replicas: number;
  readonly dumps: Pick<LogicalBackupOptions, 'schedule' | 'name' | 'repository'>;
  readonly restores: readonly (readonly [Restore, History])[];
  readonly clone?: readonly [Snapshot, History];
}

const undo = (at: string): Restore => (chart, database, history) => new PointInTimeRestore(chart, `Undo${chart.node.children.length}`, {
  database, at, resume: Resume.automatic(), ...history,
}).restored;

const back = (snapshot: Snapshot, resume = Resume.automatic()): Restore => (chart, database, history) => new SnapshotRestore(chart, `Back${chart.node.children.length}`, {
  database, snapshot, resume, ...history,
}).restored;

/** The manifests of the code, and the incarnation that is the newest in it. */
function written(namespace: string, code: Code): { objects: Manifest[]; incarnation: string } {
  let incarnation = '';
  const objects = synth(namespace, chart => {
    GitOps.use(chart, GitOps.flux());
    const storage = storageOf(chart);
    const orders: Database = postgres(chart, 'Orders', {
      version: code.version,
      replicas: code.replicas,
      storage: { size: Size.gibibytes(code.gibibytes), storageClassName: 'fast' },
      backup: Backup.combined(
        Backup.continuous({ storage, encryptionSecret: restic, fullBackup: Cron.daily() }),
        Backup.logical({ storage, encryptionSecret: restic, ...code.dumps }),
      ),
    });
    const newest = code.restores.reduce((database, [restore, history]) => restore(chart, database, history), orders);
    incarnation = newest.incarnation;
    if (code.clone !== undefined) {
      new SnapshotClone(chart, 'Reports', {
        snapshot: code.clone[0],
        settled: code.clone[1].settled,
        name: 'reports',
        like: newest,
        replicas: 1,
        backup: Backup.logical({ storage, encryptionSecret: restic, schedule: Cron.weekly() }),
      });
    }
  });
  return { objects, incarnation };
}

/** The app of one namespace, what stands in its code, and what is known of it. */
class Postgres {
  public serves = 'orders';
  private code: Code = { version: '17.5', gibibytes: 50, replicas: 3, dumps: { schedule: Cron.daily() }, restores: [] };
  private holds = 'empty';
  private restored = 0;

  constructor(public year: Year) {}

  private get namespace(): string {
    return this.year.space.namespace;
  }

  public async commit(title: string, change: (code: Code) => Partial<Code>, expected: Partial<Pick<Commit, 'holds' | 'restored' | 'changes'>> = {}): Promise<void> {
    const objects = this.edit(change);
    ({ holds: this.holds = this.holds, restored: this.restored = this.restored } = expected);
    await this.year.commit({ title, objects, serves: this.serves, holds: this.holds, restored: this.restored, changes: expected.changes });
  }

  /** The manifests after a change of the code. */
  public edit(change: (code: Code) => Partial<Code>): Manifest[] {
    this.code = { ...this.code, ...change(this.code) };
    const { objects, incarnation } = written(this.namespace, this.code);
    this.serves = incarnation;
    return objects;
  }

  /** Applications write something. */
  public async goOn(content: string): Promise<void> {
    await write(this.namespace, this.serves, content);
    this.holds = content;
  }

  /** Has the requests of the page carried out for every database that stands in the code. */
  public async request(type: string, databases: readonly string[]): Promise<any> {
    const requests = databases.map(d => documentedRequest(type, this.year.space, d));
    await this.year.byHand(async () => { for (const request of requests) await carriedOut(this.year.space, request); });
    return requests[0].spec;
  }

  /** A Snapshot of what serves, as the command line prints it into the code. */
  public async snapshot(method: BackupMethod, session: string): Promise<Snapshot> {
    const found = await this.year.backup(method === BackupMethod.PHYSICAL ? `${this.serves}-archiver` : this.serves, session);
    return snapshotOf(this.namespace, this.serves, found.metadata.name, {
      method, repository: found.spec.repository, time: found.status.snapshotTime, version: this.code.version,
    });
  }

  /** A moment that can be gone back to. */
  public async moment(): Promise<string> {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    await this.year.backup(`${this.serves}-archiver`, 'full-backup');
    return at;
  }
}

/** The same restores, the oldest ones as they are spoken of from now on. */
function known(code: Code, ...histories: History[]): Code['restores'] {
  return code.restores.map(([restore, history], i) => [restore, histories[i] ?? history]);
}

const SETTLED: History = { settled: true };

async function yearOfPostgres(space: Space, random: Random): Promise<void> {
  const { namespace } = space;
  await secrets(space);
  const app = new Postgres(Year.begin(space, { apiVersion: 'kubedb.com/v1', kind: 'Postgres' }, random));

  await app.commit('January: first deployment', () => ({}));
  await app.goOn('orders of January');
  await app.moment();
  const at = await app.moment();
  await app.goOn('nothing: a table was dropped');

  await app.commit('February: back to the moment before', code => ({ restores: [...code.restores, [undo(at), {}]] }), { holds: `orders-full@${at}`, restored: 1 });
  const february = app.serves;

  await app.commit('March: dumps are taken at another time', () => ({ dumps: { schedule: Cron.schedule({ minute: '15', hour: '4' }) } }));

  const { volumeExpansion } = await app.request('VolumeExpansion', ['orders', february]);
  await app.commit('April: more storage, as the request left it', () => ({ gibibytes: parseInt(volumeExpansion.postgres, 10) }));

  const { horizontalScaling } = await app.request('HorizontalScaling', [february]);
  await app.commit('May: more members', () => ({ replicas: horizontalScaling.replicas }), { changes: ['orders'] });

  const { updateVersion } = await app.request('UpdateVersion', ['orders', february]);
  await app.commit('June: the next version, as the request left it', () => ({ version: updateVersion.targetVersion }));

  const files = await app.snapshot(BackupMethod.PHYSICAL, 'full-backup');
  await app.goOn('files that were damaged');
  await app.commit('July: back to the files of a physical Snapshot', code => ({ restores: [...code.restores, [back(files), {}]] }), {
    holds: `${february}-full@${files.time}`, restored: 1,
  });

  await app.commit('August: the first restore is settled', code => ({ restores: known(code, SETTLED) }));

  await app.goOn('orders of September');
  const dump = await app.snapshot(BackupMethod.LOGICAL, 'logical');
  await app.commit('September: a clone', () => ({ clone: [dump, {}] }));
  expect(await dataOf(namespace, 'reports')).toMatchObject({ content: 'orders of September', restores: [{ outcome: 'Succeeded' }] });

  await app.goOn('orders of October, half of them lost');
  await app.commit('October: back to the dump, and what is done is settled', code => ({
    restores: [...known(code, SETTLED, SETTLED), [back(dump), {}]], clone: [dump, SETTLED],
  }), { holds: 'orders of September', restored: 1 });

  await app.commit('November: the oldest incarnation leaves the code', code => ({ restores: known(code, { settled: true, retirePrevious: true }) }));
  await app.year.byHand(() => retired(space, 'orders'));

  await app.commit('December: dumps have another name, and so a Repository of their own', code => ({
    restores: known(code, { settled: true, retirePrevious: true }, SETTLED, SETTLED), dumps: { schedule: Cron.daily(), name: 'nightly', repository: '{database}-dumps' },
  }));
  await app.goOn('orders of the first year');
  const last = await app.snapshot(BackupMethod.LOGICAL, 'nightly');

  // The cluster is lost; Git and the bucket are what is left.
  const repositories = await bucketOf(namespace);
  await control('POST', '/reset', { namespace });
  await control('POST', '/backend', { location: `s3:${namespace}`, repositories });
  const anew = await alsoIn(space, namespace);
  await secrets(anew);
  app.year = app.year.inAnotherCluster(anew);
  await app.year.git.sync();
  await staysClosed(anew, /there are backups of an earlier one/);

  // Somebody points to a Snapshot that is too old, looks, and corrects it.
  await app.year.git.commit(app.edit(code => ({ restores: [...code.restores, [back(dump, Resume.manual()), {}]] })));
  await waitsForAPerson(anew, app.serves);
  await app.commit('January: the newest Snapshot is restored instead', code => ({ restores: [...code.restores.slice(0, -1), [back(last), {}]] }), {
    holds: 'orders of the first year', restored: 1,
  });
}

/** What is left behind is deleted by the command that docs/a-year.md names. */
async function retired({ namespace }: Space, incarnation: string): Promise<void> {
  const { code, err } = await cli(await identity('ada', ['system:masters']), 'retire', incarnation, '-n', namespace, '--yes');
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

async function staysClosed(space: Space, why: RegExp): Promise<void> {
  const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
  await eventually('the run to fail', async () => (await runsOf(space, 'orders')).some(j => outcome(j) === 'Failed'));
  expect(record.reason).toMatch(why);
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
}

async function waitsForAPerson(space: Space, incarnation: string): Promise<void> {
  await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '' && r.next === incarnation);
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
}

describe('7. Life after: a year', () => {
  test('PostgreSQL, commit by commit', async () => {
    await pool(seeds(scale().years), seed => counted(SCENARIO, () => inNamespace('year', space => yearOfPostgres(space, new Random(seed)))), seed => `CONFORMANCE_SEED=${seed}`);
  });
});
