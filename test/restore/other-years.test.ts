import { App, Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Database, Engine, Findings, PointInTimeRestore, RestorableDatabase, Snapshot, SnapshotRestore, StorageBackend,
  Topology,
} from '../../src';
import { hasCrd, validateObject } from '../support/crds';
import { intents, synthesized } from '../support/shop';
import { describeUpstream } from '../support/upstream';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

// The same year of databases of other engines: what is applied may be applied over what was, nothing is restored twice, and the
// database that serves is always in the code.

/** An engine, its versions and its topology, small and large. */
interface Kind {
  readonly engine: () => Engine;
  readonly versions: readonly [string, string];
  readonly topology: (more: number) => Topology;
  readonly replicas?: (more: number) => number;
  readonly continuous?: true;
  /** How a Snapshot comes back. */
  readonly back: 'session' | 'overwrite';
}

const KINDS: Record<string, Kind> = {
  'a sharded MongoDB with an archiver': {
    engine: () => Engine.MONGODB,
    versions: ['8.0.10', '8.0.17'],
    topology: more => Topology.mongoSharded({ shards: 2 + more, shardReplicas: 3, configServerReplicas: 3, mongosReplicas: 2 }),
    continuous: true,
    back: 'session',
  },
  'a group of MySQL servers': { engine: () => Engine.MYSQL, versions: ['8.4.3', '8.4.8'], topology: () => Topology.mysqlGroupReplication(), replicas: more => 3 + 2 * more, back: 'session' },
  'a cluster of Redis': { engine: () => Engine.REDIS, versions: ['7.4.1', '7.4.1'], topology: more => Topology.redisCluster({ shards: 3 + more, replicas: 2 }), back: 'session' },
  'an Elasticsearch with roles': {
    engine: () => Engine.ELASTICSEARCH,
    versions: ['xpack-8.19.9', 'xpack-8.19.9'],
    topology: more => Topology.elasticsearch({ master: { replicas: 3 }, ingest: {}, data: { replicas: 2 + more } }),
    back: 'overwrite',
  },
  'an availability group of SQL Server': {
    engine: () => Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: true, edition: 'Standard' }),
    versions: ['2022-cu16', '2022-cu19'],
    topology: () => Topology.mssqlAvailabilityGroup({ databases: ['orders'] }),
    replicas: more => 3 + 2 * more,
    continuous: true,
    back: 'session',
  },
  'racks of Cassandra': { engine: () => Engine.CASSANDRA, versions: ['5.0.3', '5.0.7'], topology: more => Topology.cassandraRacks([{ name: 'a', replicas: 2 + more }, { name: 'b', replicas: 2 }]), back: 'session' },
};

type Stage = 'new' | 'settled' | 'retired';

/** What the code says at a time. */
interface At {
  readonly chart?: string;
  readonly id?: string;
  readonly undoId?: string;
  readonly newer?: boolean;
  readonly more?: number;
  readonly size?: number;
  readonly undo?: Stage;
  readonly again?: Stage;
  readonly third?: Stage;
  readonly night?: boolean;
  readonly moved?: boolean;
}

const done: At = { undo: 'retired', again: 'retired' };
const large: At = { ...done, newer: true, more: 1, size: 100 };
const late: At = { ...large, third: 'retired', night: true, moved: true };

const YEAR: [string, At, changes?: 'nothing'][] = [
  ['first deployment', {}],
  ['an undo', { undo: 'new' }],
  ['settled', { undo: 'settled' }],
  ['an undo of the undo', { undo: 'settled', again: 'new' }],
  ['both settled', { undo: 'settled', again: 'settled' }],
  ['the older ones are retired', done],
  ['upgrade', { ...done, newer: true }],
  ['more members', { ...done, newer: true, more: 1 }],
  ['more storage', large],
  ['a third restore', { ...large, third: 'new' }],
  ['settled and retired', { ...large, third: 'retired' }],
  ['another schedule', { ...large, third: 'retired', night: true }],
  ['another bucket', late],
  ['the constructs are renamed', { ...late, id: 'Sales', undoId: 'March' }, 'nothing'],
  ['the chart is renamed', { ...late, id: 'Sales', undoId: 'March', chart: 'sales' }],
];

function build(kind: Kind, at: At) {
  const app = new App();
  const chart = new Chart(app, at.chart ?? 'shop', { namespace: 'shop' });
  const storageOf = (id: string, bucket: string) => new BackupStorage(chart, id, { backend: StorageBackend.s3({ bucket, region: 'eu-central-1', secret: { name: 's3' } }) });
  const storage = storageOf('Storage', 'backups');
  const encryptionSecret = { name: 'restic' };
  const schedule = at.night ? Cron.schedule({ minute: '15', hour: '4' }) : Cron.daily();
  const logical = at.moved ? Backup.logical({ storage: storageOf('Elsewhere', 'elsewhere'), encryptionSecret, schedule, name: 'elsewhere' })
    : Backup.logical({ storage, encryptionSecret, schedule });
  const engine = kind.engine();
  const version = kind.versions[at.newer ? 1 : 0];
  const orders = new RestorableDatabase(chart, at.id ?? 'Orders', {
    name: 'orders',
    engine,
    version,
    topology: kind.topology(at.more ?? 0),
    ...(kind.replicas === undefined ? {} : { replicas: kind.replicas(at.more ?? 0) }),
    storage: { size: Size.gibibytes(at.size ?? 50) },
    backup: kind.continuous ? Backup.combined(Backup.continuous({ storage, encryptionSecret, fullBackup: Cron.daily() }), logical) : logical,
  });
  let serving: Database = orders;
  const restore = (id: string, stage: Stage | undefined, day: string, byTime: boolean, of: string): void => {
    if (stage === undefined) return;
    const common = { database: serving, settled: stage !== 'new', retirePrevious: stage === 'retired' };
    const { incarnation } = serving;
    serving = (byTime ? new PointInTimeRestore(chart, id, { ...common, at: `2026-${day}T08:30:00Z` }) : new SnapshotRestore(chart, id, {
      ...common,
      snapshot: Snapshot.fromAttributes(`${incarnation}-logical-${day}`, {
        method: BackupMethod.LOGICAL, engine, version: of, namespace: 'shop', repository: `${incarnation}-logical`, database: incarnation, time: `2026-${day}T08:30:00Z`, encryptionSecret,
      }),
    })).restored;
  };
  restore(at.undoId ?? 'Undo', at.undo, '03-20', kind.continuous === true, kind.versions[0]);
  restore('Again', at.again, '03-21', false, kind.versions[0]);
  restore('Third', at.third, '09-20', kind.continuous === true, kind.versions[1]);
  return { codes: Findings.of(app).all.map(f => `${f.code} ${f.path}`), objects: synthesized(app), serving: serving.incarnation };
}

const keyOf = ({ kind, metadata: { namespace, name } }: any): string => `${kind} ${namespace}/${name}`;

/** What the API server, or a webhook, refuses to have changed. */
function fixed(object: any): unknown {
  switch (object.kind) {
    case 'Job': return object.spec;
    case 'RoleBinding': return object.roleRef;
    case 'BackupStorage': return object.spec.storage;
    case 'BackupConfiguration': return undefined;
    default: return object.spec?.init;
  }
}

/** Where each Repository lies. */
const placesOf = (objects: any[]): [string, unknown][] => objects.filter(o => o.kind === 'BackupConfiguration')
  .flatMap(({ spec: { sessions, backends } }) => sessions.flatMap(({ repositories }: any) => repositories.map(({ name, backend, directory }: any) => (
    [name, { directory, storage: backends.find((b: any) => b.name === backend).storageRef }]
  ))));

describeUpstream('a year', () => {
  test.each(Object.entries(KINDS))('of %s', (_, kind) => {
    const ever = new Map<string, unknown>();
    const places = new Map<string, unknown>();
    const processes: string[] = [];
    let before: any[] = [];
    for (const [title, at, changes] of YEAR) {
      const { codes, objects, serving } = build(kind, at);
      expect([title, codes]).toEqual([title, []]);
      expect([title, objects.filter(hasCrd).flatMap(validateObject)]).toEqual([title, []]);
      expect([title, objects.filter(o => /^kubedb\.com\//.test(o.apiVersion)).map(o => o.metadata.name)]).toEqual([title, expect.arrayContaining([serving])]);
      for (const object of objects) {
        const was = ever.get(keyOf(object));
        if (was !== undefined) expect([title, keyOf(object), fixed(object)]).toEqual([title, keyOf(object), was]);
        ever.set(keyOf(object), fixed(object));
      }
      for (const [repository, place] of placesOf(objects)) {
        if (places.has(repository)) expect([title, repository, place]).toEqual([title, repository, places.get(repository)]);
        places.set(repository, place);
      }
      if (changes === 'nothing') expect(objects).toEqual(before);
      processes.push(...intents(objects).map(({ process }) => process));
      before = objects;
    }
    const byTime = kind.continuous ? 'archiver' : kind.back;
    expect(processes).toEqual(['open', byTime, 'open', kind.back, 'open', 'open', 'open', 'open', 'open', byTime, 'open', 'open', 'open', 'open', 'open']);
  }, 120_000);
});
