import { Size } from 'cdk8s';
import {
  BackupMethod, Engine, RestorableDatabase, RestorePoint, Resume, SnapshotClone, Topology,
} from '../../src';
import { containers, intents, monday, names, Shop } from '../support/shop';

const intent = (shop: Shop, restore?: string): any =>
  intents(shop.objects).find(i => (restore === undefined ? i.session !== undefined : i.restore.id === restore));

describe('a new database from a logical Snapshot', () => {
  const shop = new Shop();
  const copy = new RestorableDatabase(shop.chart, 'Copy', { init: RestorePoint.snapshot(monday()), storage: { size: Size.gibibytes(60) } });
  const postgres = shop.object('Postgres');

  test('engine and version come from the Snapshot', () => {
    expect(copy.plan.engine).toBe('postgres');
    expect(postgres.spec.version).toBe('17.5');
  });

  test('it waits for its data, and nobody is let in before', () => {
    expect(postgres.spec.init).toEqual({ waitForInitialRestore: true });
    expect(shop.object('Service', 'copy-client').spec.selector).toBeUndefined();
    expect(intent(shop, copy.plan.id)).toMatchObject({ process: 'session', session: { waitFor: 'reachable' }, resume: 'automatic', restore: { name: copy.plan.name } });
  });

  test('there are no sessions to end on a database that never served', () => {
    expect(containers(shop.object('Job')).map(c => c.name)).toEqual(['agent', 'restore', 'check-connect', 'resume']);
  });

  test('the run creates the RestoreSession, so it does not stand in Git', () => {
    expect(shop.objects.filter(o => o.kind === 'RestoreSession')).toEqual([]);
    expect(intent(shop).session.spec.dataSource.snapshot).toBe('orders-logical-1795424400');
  });
});

describe('a clone', () => {
  const build = (props: object = {}, like = true): Shop => {
    const shop = new Shop();
    const orders = shop.orders();
    new SnapshotClone(shop.chart, 'Staging', {
      snapshot: monday(), ...(like ? { like: orders } : {}), namespace: 'staging', ...props,
    });
    return shop;
  };
  const clone = (shop: Shop): any => shop.objects.find(o => o.kind === 'Postgres' && o.metadata.namespace === 'staging');

  test('is called like what was backed up, in its own namespace, with the shape of its model', () => {
    expect(clone(build())).toMatchObject({ metadata: { name: 'orders' }, spec: { replicas: 3, storage: { resources: { requests: { storage: '50Gi' } } } } });
  });

  test('may have another size, class, replica count and name', () => {
    const shop = build({ name: 'demo', replicas: 1, storage: { size: Size.gibibytes(80), storageClassName: 'slow' } });
    expect(clone(shop)).toMatchObject({
      metadata: { name: 'demo' },
      spec: { replicas: 1, storage: { storageClassName: 'slow', resources: { requests: { storage: '80Gi' } } } },
    });
  });

  test('keeps what is not overridden, field by field', () => {
    expect(clone(build({ storage: { size: Size.gibibytes(80) } })).spec.storage.storageClassName).toBe('fast');
  });

  test('may go together with its code', () => {
    expect(clone(build()).spec.deletionPolicy).toBe('Delete');
  });

  test('reads the Snapshot where it lies', () => {
    const { spec } = intent(build()).session;
    expect(spec.dataSource.namespace).toBe('shop');
    expect(spec.target).toMatchObject({ apiGroup: 'kubedb.com', kind: 'Postgres', namespace: 'staging' });
  });

  test('does not take over the Secret of its model', () => {
    expect(clone(build()).spec.authSecret).toBeUndefined();
  });

  test('of a Snapshot that holds the manifest needs no shape: one session restores both', () => {
    const shop = new Shop();
    new SnapshotClone(shop.chart, 'Staging', { snapshot: monday({ components: ['dump', 'manifest'] }), name: 'demo', namespace: 'staging' });
    expect(shop.objects.filter(o => o.kind === 'Postgres')).toEqual([]);
    const { spec } = intent(shop).session;
    expect(spec.addon.tasks.map((t: any) => t.name)).toEqual(['manifest-restore', 'logical-backup-restore']);
    expect(spec.manifestOptions).toEqual({ postgres: { dbName: 'demo', restoreNamespace: 'staging' } });
    expect(spec).not.toHaveProperty('target');
  });

  test('of a Snapshot without manifest and without a shape is an error', () => {
    const shop = new Shop();
    new SnapshotClone(shop.chart, 'Staging', { snapshot: monday(), namespace: 'staging' });
    expect(shop.codes).toContain('storage-size-unknown');
  });
});

describe('a new database from a physical Snapshot', () => {
  const physical = monday({ method: BackupMethod.PHYSICAL, repository: 'orders-full', volumeSize: Size.gibibytes(50) });

  test('is restored by the operator, and the plan says what nobody has proven', () => {
    const shop = new Shop();
    const copy = new RestorableDatabase(shop.chart, 'Copy', { init: RestorePoint.snapshot(physical), storage: { size: Size.gibibytes(50) } });
    expect(shop.object('Postgres').spec.init.archiver).toEqual({
      recoveryTimestamp: '2026-11-23T09:00:00Z',
      encryptionSecret: { name: 'restic', namespace: 'shop' },
      fullDBRepository: { name: 'orders-full', namespace: 'shop' },
    });
    expect(copy.plan.unproven.join()).toContain('without logs');
    expect(shop.finding('physical-without-logs')?.severity).toBe('warning');
  });

  test('needs volumes at least as large', () => {
    const shop = new Shop();
    new RestorableDatabase(shop.chart, 'Copy', { init: RestorePoint.snapshot(physical), storage: { size: Size.gibibytes(40) } });
    expect(shop.codes).toContain('volume-too-small');
  });
});

describe('a new database at a moment', () => {
  test('needs only a source and a time', () => {
    const shop = new Shop();
    const orders = shop.orders();
    new RestorableDatabase(shop.chart, 'Friday', { init: RestorePoint.at('2026-11-20T08:30:00Z', orders) });
    expect(shop.object('Postgres', 'friday').spec).toMatchObject({
      version: '17.5', replicas: 3, init: { archiver: { fullDBRepository: { name: 'orders-full', namespace: 'shop' } } },
    });
    expect(shop.codes).toEqual([]);
  });

  test('leaves the run of its source where it is', () => {
    const shop = new Shop();
    new RestorableDatabase(shop.chart, 'Friday', { init: RestorePoint.at('2026-11-20T08:30:00Z', shop.orders()) });
    expect(names(shop.objects).filter(n => n.startsWith('Job orders-first'))).toHaveLength(1);
  });

  test('may come from Repositories of another cluster', () => {
    const shop = new Shop();
    new RestorableDatabase(shop.chart, 'Orders', {
      init: RestorePoint.inRepositories('2026-11-20T08:30:00Z', { engine: Engine.MYSQL, version: '8.4.3', database: 'orders', namespace: 'old' }),
      storage: { size: Size.gibibytes(5) },
      replicas: 3,
      topology: Topology.mysqlGroupReplication(),
      resume: Resume.manual(),
    });
    expect(shop.object('MySQL').spec.init.archiver.fullDBRepository).toEqual({ name: 'orders-full', namespace: 'old' });
  });
});
