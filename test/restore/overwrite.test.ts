import { Cron, Size } from 'cdk8s';
import {
  Backup, BackupMethod, BackupStorage, Engine, ExistingDatabase, PointInTimeRestore, RestorableDatabase, RestoreProcess, SafetyBackup,
  SnapshotClone, SnapshotRestore, SnapshotRestoreProps,
} from '../../src';
import { containers, intents, monday, names, Shop } from '../support/shop';

const overwrite = (props: Partial<SnapshotRestoreProps> = {}): { shop: Shop; restore: SnapshotRestore } => {
  const shop = new Shop();
  const restore = new SnapshotRestore(shop.chart, 'Back', {
    database: shop.orders(), snapshot: monday(), process: RestoreProcess.OVERWRITE, ...props,
  });
  return { shop, restore };
};
const intent = (shop: Shop): any => intents(shop.objects)[0];

describe('writing over a running database', () => {
  const { shop, restore } = overwrite();

  test('makes no second one', () => {
    expect(names(shop.objects).filter(n => n.startsWith('Postgres '))).toEqual(['Postgres orders']);
    expect(restore.restored.incarnation).toBe('orders');
  });

  test.each([false, true])('leaves it where it is when older ones are retired, settled: %s', settled => {
    expect(names(overwrite({ retirePrevious: true, settled }).shop.objects).filter(n => /^(Postgres|PostgresArchiver|BackupConfiguration) orders(-archiver)?$/.test(n)))
      .toEqual(['Postgres orders', 'BackupConfiguration orders', 'PostgresArchiver orders-archiver']);
  });

  test('retires those before it; a later restore that retires it still ends its sessions', () => {
    const one = new Shop();
    const undo = new PointInTimeRestore(one.chart, 'Undo', { database: one.orders(), at: '2026-11-20T08:30:00Z', settled: true });
    const { incarnation } = undo.restored;
    const back = new SnapshotRestore(one.chart, 'Back', {
      database: undo.restored,
      snapshot: monday({ database: incarnation, repository: `${incarnation}-logical` }),
      process: RestoreProcess.OVERWRITE,
      settled: true,
      retirePrevious: true,
    });
    const standing = () => names(one.objects).filter(n => /^(Postgres |Service .*-maintenance)/.test(n));
    expect(standing()).toEqual([`Service ${incarnation}-maintenance`, `Postgres ${incarnation}`]);
    const last = new PointInTimeRestore(one.chart, 'Last', { database: back.restored, at: '2026-11-24T08:30:00Z', retirePrevious: true }).restored.incarnation;
    expect(standing()).toEqual([`Service ${incarnation}-maintenance`, `Service ${last}-maintenance`, `Postgres ${last}`]);
  });

  test('takes a safety backup that runs only when the run triggers it, to a Repository of its own', () => {
    const id = restore.plan.id;
    const safety = shop.object('BackupConfiguration', `orders-${id}-safety`);
    expect(safety.spec.sessions[0].scheduler.suspend).toBe(true);
    expect(safety.spec.sessions[0].repositories[0].name).toBe(`orders-${id}-safety`);
    expect(intent(shop).safety).toEqual({ configuration: `orders-${id}-safety`, session: 'safety' });
  });

  test('pauses the other backups meanwhile', () => {
    expect(intent(shop).backups.map((b: any) => `${b.type.plural} ${b.name}`).sort()).toEqual([
      'backupconfigurations orders', 'backupconfigurations orders-archiver', 'postgresarchivers orders-archiver',
    ]);
  });

  test('keeps other pods out, but lets KubeStash, the operators, the members and the run in', () => {
    const policy = JSON.stringify(intent(shop).isolation.spec);
    for (const peer of ['"cdk8s-kubestash/run-of":"orders"', '"cdk8s-kubestash/admitted-to":"orders"', '"kubedb"', '"app.kubernetes.io/instance":"orders"']) {
      expect(policy).toContain(peer);
    }
  });

  test('lets the Jobs of KubeStash in by a label that they carry', () => {
    expect(intent(shop).session.spec.addon.jobTemplate.metadata.labels).toEqual({ 'cdk8s-kubestash/admitted-to': 'orders' });
    const safety = shop.object('BackupConfiguration', `orders-${restore.plan.id}-safety`);
    expect(safety.spec.sessions[0].addon.jobTemplate.metadata.labels).toEqual({ 'cdk8s-kubestash/admitted-to': 'orders' });
  });

  test('refuses a database in use that was never opened by a run', () => {
    expect(intent(shop).acceptUnrecorded).toBeUndefined();
    expect(intent(overwrite({ acceptUnrecordedTarget: true }).shop).acceptUnrecorded).toBe(true);
  });

  test('lists the OpsRequests by which KubeDB might be putting it back, where KubeDB can', () => {
    const listed = (engine: Engine, version: string): [any, boolean] => {
      const one = new Shop();
      const database = new RestorableDatabase(one.chart, 'Db', { engine, version, storage: { size: Size.gibibytes(1) }, backup: one.logical });
      new SnapshotRestore(one.chart, 'Back', {
        database, process: RestoreProcess.OVERWRITE, snapshot: monday({ engine, version, database: 'db', repository: 'db-logical' }),
      });
      const type = intent(one).opsRequests;
      return [type?.plural, one.objects.some(o => o.kind === 'Role' && JSON.stringify(o.rules).includes(`"resources":["${engine._facts.key}opsrequests"],"verbs":["list","watch"]`))];
    };
    expect(listed(Engine.MYSQL, '8.4.3')).toEqual(['mysqlopsrequests', true]);
    expect(listed(Engine.POSTGRES, '17.5')).toEqual([undefined, false]);
  });

  test('says that it cannot be rolled back', () => {
    expect(restore.plan.risks.join()).toContain('cannot be rolled back');
  });

  test('without a safety backup says so in the plan', () => {
    const { shop: without, restore: bare } = overwrite({ safetyBackup: SafetyBackup.none('test data') });
    expect(bare.plan.steps).not.toContain('take a safety backup');
    expect(intent(without).safety).toBeUndefined();
  });

  test('cannot change the shape', () => {
    expect(overwrite({ overrides: { replicas: 5 } }).shop.codes).toContain('overrides-need-incarnation');
  });
});

describe('the library chooses to write over', () => {
  test('an engine that cannot wait for its data', () => {
    const shop = new Shop();
    const zookeeper = new RestorableDatabase(shop.chart, 'Zookeeper', {
      engine: Engine.ZOOKEEPER, version: '3.9.1', replicas: 3, storage: { size: Size.gibibytes(1) }, backup: shop.logical,
    });
    const restore = new SnapshotRestore(shop.chart, 'Back', {
      database: zookeeper, snapshot: monday({ engine: Engine.ZOOKEEPER, version: '3.9.1', database: 'zookeeper', repository: 'zookeeper-logical' }),
    });
    expect(restore.plan).toMatchObject({ process: 'overwrite', why: expect.stringContaining('no spec.init') });
  });

  test('a database of which only the name is known', () => {
    const shop = new Shop();
    const orders = ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', { engine: Engine.POSTGRES, version: '17.5', backupConfigurations: ['nightly'] });
    const restore = new SnapshotRestore(shop.chart, 'Back', {
      database: orders, snapshot: monday(), safetyBackup: SafetyBackup.to({ storage: shop.storage, encryptionSecret: { name: 'restic' } }),
    });
    expect(restore.plan.process).toBe('overwrite');
    expect(intent(shop).backups.map((b: any) => b.name)).toEqual(['nightly']);
    expect(shop.codes).toEqual([]);
  });

  test('but does not guess where a safety backup may go', () => {
    const shop = new Shop();
    const orders = ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', { engine: Engine.POSTGRES, version: '17.5' });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
    expect(shop.codes).toContain('safety-backup-without-storage');
  });
});

describe('an imported database', () => {
  const manifest = {
    apiVersion: 'kubedb.com/v1',
    kind: 'Postgres',
    metadata: { name: 'billing', namespace: 'shop', uid: '1' },
    spec: {
      version: '16.4',
      replicas: 2,
      storageType: 'Durable',
      storage: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
      authSecret: { kind: 'Secret', name: 'billing-credentials' },
      init: { initialized: true },
      podTemplate: { spec: { nodeSelector: { disk: 'ssd' } } },
      deletionPolicy: 'Delete',
    },
    status: { phase: 'Ready' },
  };
  const restored = (props: Partial<SnapshotRestoreProps> = {}): Shop => {
    const shop = new Shop();
    const billing = ExistingDatabase.fromManifest(shop.chart, 'Billing', manifest);
    new SnapshotRestore(shop.chart, 'Back', { database: billing, snapshot: monday({ version: '16.4', database: 'billing' }), ...props });
    return shop;
  };
  const incarnation = (shop: Shop): any => shop.objects.find(o => o.kind === 'Postgres');

  test('is not made again, but gets client and maintenance Services', () => {
    const shop = new Shop();
    ExistingDatabase.fromManifest(shop.chart, 'Billing', manifest);
    expect(names(shop.objects)).toEqual(expect.arrayContaining(['Service billing-client', 'Service billing-read-only', 'Service billing-maintenance']));
    expect(names(shop.objects).filter(n => n.startsWith('Postgres'))).toEqual([]);
  });

  test('gets incarnations with everything that its manifest says, but what is its own', () => {
    const { spec } = incarnation(restored());
    expect(spec).toMatchObject({
      version: '16.4',
      replicas: 2,
      storage: manifest.spec.storage,
      podTemplate: manifest.spec.podTemplate,
      authSecret: { name: 'billing-credentials' },
      init: { waitForInitialRestore: true },
      deletionPolicy: 'DoNotTerminate',
    });
  });

  test('gets incarnations of another size where that is asked for', () => {
    const { spec } = incarnation(restored({ overrides: { storage: { size: Size.gibibytes(40) } } }));
    expect(spec.storage).toEqual({ ...manifest.spec.storage, resources: { requests: { storage: '40Gi' } } });
  });

  test('is a model for clones, with all that its manifest says', () => {
    const shop = new Shop();
    const billing = ExistingDatabase.fromManifest(shop.chart, 'Billing', manifest);
    new SnapshotClone(shop.chart, 'Copy', { snapshot: monday({ version: '16.4' }), like: billing, name: 'copy' });
    const { spec } = shop.object('Postgres', 'copy');
    expect(spec).toMatchObject({ storage: manifest.spec.storage, podTemplate: manifest.spec.podTemplate, init: { waitForInitialRestore: true } });
    expect(spec.authSecret).toBeUndefined();
  });

  test('of no known kind is an error', () => {
    const shop = new Shop();
    ExistingDatabase.fromManifest(shop.chart, 'Billing', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x', namespace: 'y' } });
    expect(shop.finding('manifest-not-a-database')?.value).toContain('apps/v1 Deployment');
  });
});

describe('a storage imported by name', () => {
  test('serves for safety backups', () => {
    const shop = new Shop();
    const storage = BackupStorage.fromName(shop.chart, 'Elsewhere', 'backups', { namespace: 'backup' });
    const { chart } = shop;
    const orders = ExistingDatabase.fromName(chart, 'Orders', 'orders', { engine: Engine.POSTGRES, version: '17.5' });
    new SnapshotRestore(chart, 'Back', { database: orders, snapshot: monday(), safetyBackup: SafetyBackup.to({ storage, encryptionSecret: { name: 'restic' } }) });
    expect(shop.objects.find(o => o.kind === 'BackupConfiguration').spec.backends[0].storageRef).toEqual({ name: 'backups', namespace: 'backup' });
    expect(containers(shop.object('Job')).map(c => c.name)).toContain('disconnect');
  });
});

test('a volume that could not hold its VolumeSnapshot is a risk, where volumes come out of one', () => {
  const risks = (method: BackupMethod) => {
    const shop = new Shop();
    return new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday({ method }) }).plan.risks.join();
  };
  expect(risks(BackupMethod.VOLUME_SNAPSHOT)).toContain('status.restoreSize');
  expect(risks(BackupMethod.LOGICAL)).not.toContain('restoreSize');
});

test('so it is with volumes that logs are replayed onto', () => {
  const risks = (options: object): string => {
    const shop = new Shop();
    const backup = Backup.continuous({ storage: shop.storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily(), ...options });
    return new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ backup }), at: '2026-11-20T08:30:00Z' }).plan.risks.join('\n');
  };
  expect(risks({ volumeSnapshotClassName: 'csi' })).toContain('status.restoreSize');
  expect(risks({})).not.toContain('restoreSize');
});

test('a moment that may be too young to be archived is a risk, by how each engine archives', () => {
  const young = (engine: Engine, version: string): string => {
    const shop = new Shop();
    const database = new RestorableDatabase(shop.chart, 'Orders', { engine, version, storage: { size: Size.gibibytes(10) }, backup: shop.continuous });
    return new PointInTimeRestore(shop.chart, 'Undo', { database, at: '2026-11-20T08:30:00Z' }).plan.risks.filter(r => r.includes('younger')).join();
  };
  expect(young(Engine.NEO4J, '5.26.28')).toMatch(/a differential backup is taken every 5 minutes.*Neo4j then comes up with the newest data that is, without a word/);
  expect(young(Engine.MYSQL, '8.4.3')).toMatch(/a new log every 5 to 10 minutes/);
  expect(young(Engine.POSTGRES, '17.5')).toBe('');
});
