import { Chart, Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, Check, Engine, Findings, PointInTimeRestore, RestorableDatabase, RestorableDatabaseProps, RestorePoint,
  RestoreProcess, Resume, Snapshot, SnapshotClone, SnapshotRestore, Topology,
} from '../../src';
import { alone, copied, topologies, versionOf } from '../engines/samples';
import { validateObject } from '../support/crds';
import { intents, Shop } from '../support/shop';
import { describeUpstream } from '../support/upstream';

const AT = '2026-11-20T08:30:00Z';
const resume = Resume.automatic({ checks: [Check.count('orders')] });

/** A database of an engine, and what there is to restore it from. */
function worldOf(engine: Engine, topology: Topology | undefined, replicas: number | undefined, encrypted: boolean) {
  const shop = new Shop();
  const { app, chart, storage } = shop;
  const facts = engine._facts;
  const outline = topology?._spec ?? {};
  const version = outline.topology?.mode === 'InnoDBCluster' ? '8.4.8' : versionOf(facts);
  const shape: RestorableDatabaseProps = {
    engine, version, topology, replicas, storage: { size: Size.gibibytes(5) }, ...(encrypted ? { tls: { issuer: { name: 'ca' } } } : {}),
  };
  const key = (isNeeded: boolean) => (isNeeded ? { encryptionSecret: { name: 'restic' } } : {});
  const { archiver } = facts;
  const archives = archiver === undefined || archiver.refuses?.(outline) !== undefined ? [] : [Backup.continuous({
    storage, fullBackup: Cron.daily(), ...(archiver.encryption ? { manifestBackup: Cron.daily() } : {}), ...key(archiver.encryption),
  })];
  const dumps = Backup.logical({ storage, schedule: Cron.daily(), ...key(facts.encryption) });
  const snapshot = Snapshot.fromAttributes('orders-logical-1795424400', {
    method: BackupMethod.LOGICAL,
    engine,
    version,
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-11-23T09:00:00Z',
    ...key(facts.encryption),
  });
  const database = new RestorableDatabase(chart, 'Orders', { ...shape, backup: Backup.combined(dumps, ...archives) });
  return { shop, chart, other: new Chart(app, 'other', { namespace: 'other' }), facts, outline, shape, snapshot, database, copy: { engine: copied(engine) }, isArchived: archives.length > 0 };
}

type World = ReturnType<typeof worldOf>;

/** Everything that is offered for a database, where it is. */
const FLOWS: Record<string, (world: World) => unknown> = {
  'a Snapshot back in it': ({ chart, database, snapshot }) => new SnapshotRestore(chart, 'Back', { database, snapshot, resume }),
  'a Snapshot written over it': ({ facts, chart, database, snapshot }) => facts.operatorRestoresDumps !== true
    && new SnapshotRestore(chart, 'Back', { database, snapshot, process: RestoreProcess.OVERWRITE }),
  'a Snapshot as another one': ({ chart, database, snapshot, copy }) => new SnapshotClone(chart, 'Copy', { ...copy, snapshot, name: 'copy', like: database }),
  'a Snapshot in another namespace': ({ other, database, snapshot, copy }) => new SnapshotClone(other, 'Copy', { ...copy, snapshot, name: 'orders', like: database }),
  'a Snapshot as a new one': ({ other, shape, snapshot, copy }) => new RestorableDatabase(other, 'New', { ...shape, ...copy, init: RestorePoint.snapshot(snapshot) }),
  'a moment back': ({ chart, database, isArchived }) => isArchived && new PointInTimeRestore(chart, 'Back', { database, at: AT, resume }),
  'a moment as a new one': ({ other, shape, database, isArchived }) => isArchived
    && new RestorableDatabase(other, 'New', { ...shape, init: RestorePoint.at(AT, database) }),
  'a moment in place': ({ facts, chart, database, outline }) => facts.inPlace !== undefined && facts.inPlace.refuses(outline) === undefined
    && new PointInTimeRestore(chart, 'Back', { database, at: AT, process: RestoreProcess.IN_PLACE }),
};

type Case = [string, Engine, Topology | undefined, number | undefined, boolean];
const cases: Case[] = [
  ...alone.map((e): Case => [e.key, e, undefined, undefined, false]),
  ...topologies.map(([name, ...of]): Case => [`${name} with TLS`, ...of, true]),
];

describeUpstream('every engine, in every topology, is restored in every way that it has', () => {
  test.each(cases)('%s', (_, engine, topology, replicas, encrypted) => {
    for (const [flow, restore] of Object.entries(FLOWS)) {
      const world = worldOf(engine, topology, replicas, encrypted);
      if (restore(world) === false) continue;
      expect([flow, Findings.of(world.shop.app).all.filter(f => f.severity === 'error')]).toEqual([flow, []]);
      const { objects } = world.shop;
      const made = intents(objects).flatMap(({ session, request }) => [
        ...(session === undefined ? [] : [{ apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', metadata: { name: flow }, spec: session.spec }]),
        ...(request === undefined ? [] : [{ apiVersion: 'ops.kubedb.com/v1alpha1', kind: request.kind, metadata: { name: flow }, spec: request.spec }]),
      ]);
      expect([flow, [...objects, ...made].flatMap(validateObject)]).toEqual([flow, []]);
    }
  });
});
