import { Size } from 'cdk8s';
import { BackupMethod, Engine, ExistingDatabase, Findings, PodOptions, RestorableDatabase, Snapshot, SnapshotRestore, Topology } from '../../src';
import { Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

const snapshotOf = (engine: Engine, version: string) => Snapshot.fromAttributes('orders-logical-1', {
  method: BackupMethod.LOGICAL, engine, version, namespace: 'shop', repository: 'orders-logical', database: 'orders', time: '2026-11-20T08:30:00Z', encryptionSecret: { name: 'restic' },
});

describe('the Job that restores a Neo4j keeps the volume that it restores into', () => {
  const jobOf = (pod: PodOptions) => {
    const shop = new Shop();
    const database = new RestorableDatabase(shop.chart, 'Orders', { engine: Engine.NEO4J, version: '2025.11.2', replicas: 3, storage: { size: Size.gibibytes(1) }, backup: shop.logical });
    new SnapshotRestore(shop.chart, 'Back', { database, snapshot: snapshotOf(Engine.NEO4J, '2025.11.2'), pods: { restore: pod } });
    expect(shop.codes).toEqual([]);
    const settings = shop.objects.find(o => o.data?.['run.json'] !== undefined);
    return JSON.parse(settings.data['run.json']).session.spec.addon.jobTemplate.spec;
  };
  const named = ({ volumes, volumeMounts }: any) => ({ volumes: volumes.map((v: any) => v.name), mounts: volumeMounts.map((m: any) => `${m.name} ${m.mountPath}`) });

  test.each([1, 2])('beside %d others', count => {
    const others = ['ca', 'tmp'].slice(0, count);
    const spec = jobOf({ volumes: others.map(name => ({ name, emptyDir: {} })), volumeMounts: others.map(name => ({ name, mountPath: `/${name}` })) });
    expect(named(spec)).toEqual({ volumes: ['data', ...others], mounts: ['data /data', ...others.map(name => `${name} /${name}`)] });
    expect(Object.keys(spec.volumes[0])).toEqual(['name', 'persistentVolumeClaim']);
  });

  test('unless its place is taken', () => {
    const spec = jobOf({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'mine' } }], volumeMounts: [{ name: 'data', mountPath: '/data' }] });
    expect(spec.volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'mine' } }]);
    expect(named(spec).mounts).toEqual(['data /data']);
  });
});

test('racks of an imported Cassandra grow together, and keep what else they have', () => {
  const other = new Shop();
  const declared = new RestorableDatabase(other.chart, 'Orders', {
    engine: Engine.CASSANDRA, version: '5.0.3', topology: Topology.cassandraRacks([{ name: 'a', replicas: 2 }, { name: 'b' }]), storage: { size: Size.gibibytes(5), storageClassName: 'fast' },
  });
  const manifest = declared.resource!.toJson();
  const shop = new Shop();
  const database = ExistingDatabase.fromManifest(shop.chart, 'Orders', manifest, { backup: shop.logical });
  const { restored } = new SnapshotRestore(shop.chart, 'Back', { database, snapshot: snapshotOf(Engine.CASSANDRA, '5.0.3'), overrides: { storage: { size: Size.gibibytes(20) } } });
  expect(Findings.of(shop.app).all.map(f => f.code)).toEqual([]);
  const { rack } = shop.object('Cassandra', restored.incarnation).spec.topology;
  const larger = manifest.spec.topology.rack.map((r: any) => ({ ...r, storage: { ...r.storage, resources: { requests: { storage: '20Gi' } } } }));
  expect(rack).toEqual(larger);
});
