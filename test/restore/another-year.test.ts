import { App, Chart, Cron, Size } from 'cdk8s';
import { Backup, BackupMethod, BackupStorage, Engine, Findings, PointInTimeRestore, RestorableDatabase, Snapshot, SnapshotCatalog, SnapshotClone, SnapshotRestore, StorageBackend, Topology } from '../../src';
import { hasCrd, validateObject } from '../support/crds';
import { intents, synthesized } from '../support/shop';
import { describeUpstream } from '../support/upstream';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

// A year of two apps that keep logs, in which things go wrong too: what each commit changes in what was applied, and what it is told.

interface Kind {
  readonly engine: Engine;
  readonly versions: readonly [string, string];
  readonly topology: (more: number) => Topology;
  readonly replicas?: (more: number) => number;
}

const KINDS: Record<string, Kind> = {
  'an InnoDB cluster of MySQL': { engine: Engine.MYSQL, versions: ['8.4.3', '8.4.3'], topology: more => Topology.mysqlInnoDbCluster({ routers: 1 + more }), replicas: more => 3 + 2 * more },
  'a sharded MongoDB': {
    engine: Engine.MONGODB, versions: ['8.0.10', '8.0.17'], topology: more => Topology.mongoSharded({ shards: 2 + more, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2 }),
  },
};

/** What the code says at a time. */
interface At {
  readonly undo?: 'new' | 'settled' | 'retired';
  /** The undo was to the wrong moment: one of an older moment, of the same incarnation, in its place; or after it. */
  readonly older?: 'instead' | 'new' | 'settled';
  readonly clone?: 'new' | 'settled';
  readonly newer?: boolean;
  readonly more?: number;
  readonly size?: number;
  readonly night?: boolean;
  readonly version?: string;
  readonly catalog?: SnapshotCatalog;
}

const encryptionSecret = { name: 'restic' };

function build({ engine, versions, topology, replicas }: Kind, at: At) {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const storage = new BackupStorage(chart, 'Storage', { backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3' } }) });
  const schedule = at.night ? Cron.schedule({ minute: '15', hour: '4' }) : Cron.daily();
  const orders = new RestorableDatabase(chart, 'Orders', {
    engine,
    version: at.version ?? versions[at.newer ? 1 : 0],
    topology: topology(at.more ?? 0),
    ...(replicas === undefined ? {} : { replicas: replicas(at.more ?? 0) }),
    storage: { size: Size.gibibytes(at.size ?? 50) },
    backup: Backup.combined(
      Backup.continuous({ storage, encryptionSecret, fullBackup: Cron.daily() }), Backup.logical({ storage, encryptionSecret, schedule }),
    ),
  });
  const { catalog } = at;
  const snapshot = Snapshot.fromAttributes('orders-logical-1', {
    method: BackupMethod.LOGICAL, engine, version: versions[0], namespace: 'shop', repository: 'orders-logical', database: 'orders', time: '2026-03-19T00:00:00Z', encryptionSecret,
  });
  let serving: { incarnation: string } = orders;
  if (at.undo !== undefined) {
    const time = at.older === 'instead' ? '2026-03-20T07:00:00Z' : '2026-03-20T08:30:00Z';
    const undo = new PointInTimeRestore(chart, 'Undo', { database: orders, at: time, settled: at.undo !== 'new', retirePrevious: at.undo === 'retired', catalog });
    serving = undo.restored;
    if (at.older === 'new' || at.older === 'settled') {
      serving = new SnapshotRestore(chart, 'Older', { database: undo.restored, snapshot, settled: at.older === 'settled', catalog }).restored;
    }
  }
  if (at.clone !== undefined) new SnapshotClone(chart, 'Copy', { name: 'copy', snapshot, like: orders, authSecret: { name: 'copy-auth' }, settled: at.clone === 'settled', catalog });
  return { told: Findings.of(app).all.map(f => `${f.severity} ${f.code}`), objects: synthesized(app), serving: serving.incarnation };
}

/** What is applied anew, changed and taken out, but for what belongs to a run. */
function changes(before: any[], after: any[]): string[] {
  const isRun = ({ kind }: any) => ['Job', 'ConfigMap', 'Role', 'RoleBinding', 'ServiceAccount'].includes(kind);
  const byName = (all: any[]) => new Map<string, string>(all.filter(o => !isRun(o)).map(o => [`${o.kind} ${o.metadata.name}`, JSON.stringify(o)]));
  const [was, is] = [byName(before), byName(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(name => was.get(name) !== is.get(name)).map(name => `${!is.has(name) ? '-' : was.has(name) ? '~' : '+'} ${name}`).sort();
}

const EMPTIED = SnapshotCatalog.fromObjects([{
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'Repository',
  metadata: { name: 'other', namespace: 'shop' },
  spec: { appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'other', namespace: 'shop' }, storageRef: { name: 'storage', namespace: 'shop' }, path: '/other' },
}]);

describeUpstream('a year', () => {
  describe.each(Object.entries(KINDS))('of %s', (_, kind) => {
    const database = kind.engine.kind;
    const steps = (...all: At[]) => {
      const built = all.map(at => build(kind, at));
      for (const { objects } of built) expect(objects.filter(hasCrd).flatMap(validateObject)).toEqual([]);
      return built;
    };

    test('an undo, another moment instead, settled, retired, and a cluster that is made anew', () => {
      const [first, undo, instead, settled, retired] = steps({}, { undo: 'new' }, { undo: 'new', older: 'instead' }, { undo: 'settled', older: 'instead' }, { undo: 'retired', older: 'instead' });
      const of = (name: string) => [`${database} ${name}`, `BackupConfiguration ${name}`];
      for (const name of of(undo.serving)) expect(changes(first.objects, undo.objects)).toContain(`+ ${name}`);
      expect(changes(first.objects, undo.objects).filter(c => c.startsWith('-'))).toEqual([]);
      // The wrong one is not in the code any more, and leaves nothing.
      expect(instead.objects.filter(o => JSON.stringify(o).includes(undo.serving))).toEqual([]);
      expect(changes(instead.objects, settled.objects)).toEqual([]);
      for (const name of of('orders')) expect(changes(settled.objects, retired.objects)).toContain(`- ${name}`);
      expect(changes(settled.objects, retired.objects).filter(c => !c.startsWith('-'))).toEqual([]);
      expect(intents(retired.objects).map(({ process, guard }) => [process, guard !== undefined])).toEqual([['open', true]]);
      expect([first, undo, instead, settled, retired].flatMap(b => b.told)).toEqual([]);
    });

    test('a clone, which goes on by itself', () => {
      const [before, clone, settled, grown] = steps({ undo: 'retired' }, { undo: 'retired', clone: 'new' }, { undo: 'retired', clone: 'settled' }, { undo: 'retired', clone: 'settled', size: 100 });
      expect(changes(before.objects, clone.objects).filter(c => !c.startsWith('+'))).toEqual([]);
      expect(changes(clone.objects, settled.objects)).toEqual([]);
      expect(changes(settled.objects, grown.objects)).toEqual([`~ ${database} copy`, `~ ${database} ${before.serving}`]);
    });

    test('an upgrade, members, storage and a schedule change what they are about', () => {
      const large = { undo: 'retired', more: 1 } as const;
      const [before, members, storage, schedule] = steps({ undo: 'retired' }, large, { ...large, size: 100 }, { ...large, size: 100, night: true });
      expect(changes(before.objects, members.objects)).toEqual([`~ ${database} ${before.serving}`]);
      expect(changes(members.objects, storage.objects)).toEqual([`~ ${database} ${before.serving}`]);
      expect(changes(storage.objects, schedule.objects)).toEqual([`~ BackupConfiguration ${before.serving}`]);
    });

    test('what expired, and a version that is gone, is told of what is asked for, and not of what is done', () => {
      const [pinned, done, gone] = steps({ undo: 'settled', older: 'new', catalog: EMPTIED }, { undo: 'settled', older: 'settled', catalog: EMPTIED }, { undo: 'settled', older: 'settled', version: `${kind.versions[0]}-gone` });
      expect(pinned.told).toEqual(['warning snapshot-not-listed']);
      expect(done.told).toEqual([]);
      expect(changes(pinned.objects, done.objects)).toEqual([]);
      // Once, however many incarnations have it.
      expect(gone.told).toEqual(['warning version-not-listed']);
    });
  });
});
