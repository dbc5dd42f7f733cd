import { ApiObject, Cron, Size } from 'cdk8s';
import {
  Backup, BackupStorage, DeletionPolicy, Engine, ExistingDatabase, PointInTimeRestore, resources, RestorableDatabase,
  RestorableDatabaseProps, RestorePoint, RestoreProcess, SnapshotClone, SnapshotRestore, StorageBackend,
} from '../../src';
import { monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';

describe('a new life does not write where the old one lies', () => {
  const rebuilt = (props: Partial<RestorableDatabaseProps>, source: object = {}): Shop => {
    const shop = new Shop();
    new RestorableDatabase(shop.chart, 'Orders', {
      init: RestorePoint.inRepositories(AT, {
        engine: Engine.POSTGRES, version: '17.5', database: 'orders', namespace: 'shop', encryptionSecret: { name: 'restic' }, ...source,
      }),
      storage: { size: Size.gibibytes(50) },
      authSecret: { name: 'orders-auth' },
      backup: shop.continuous,
      ...props,
    });
    return shop;
  };

  test('as a database of the same name in another cluster would', () => {
    const shop = rebuilt({});
    expect(shop.codes).toEqual(['backup-over-source']);
    expect(shop.finding('backup-over-source')?.value).toBe('"Repository shop/orders-full"');
    expect(() => shop.app.synthYaml()).toThrow('[backup-over-source]');
  });

  test('whatever its Repositories are called: the directory follows from the name', () => {
    expect(rebuilt({}, { fullRepository: 'imported' }).codes).toEqual(['backup-over-source']);
  });

  test('nor as one whose sessions name the Repository of the Snapshot', () => {
    const shop = new Shop();
    new RestorableDatabase(shop.chart, 'Orders', {
      init: RestorePoint.snapshot(monday()), storage: { size: Size.gibibytes(50) }, authSecret: { name: 'orders-auth' }, backup: shop.logical,
    });
    expect(shop.codes).toEqual(['backup-over-source']);
  });

  test.each([
    ['with another name', { name: 'orders2' }], ['in another namespace', { namespace: 'dr' }], ['without a backup', { backup: undefined }],
  ])('but may live %s', (_what, props) => {
    expect(rebuilt(props).codes).not.toContain('backup-over-source');
  });

  test('what is written over goes on with its own backups', () => {
    const shop = new Shop();
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), process: RestoreProcess.OVERWRITE });
    expect(shop.codes).toEqual([]);
  });

  test('and an imported one leaves its own Repository to itself', () => {
    const shop = new Shop();
    const backup = Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), repository: 'orders-logical' });
    const orders = ExistingDatabase.fromManifest(shop.chart, 'Orders', {
      apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'orders', namespace: 'shop' }, spec: { version: '17.5', storage: { resources: { requests: { storage: '1Gi' } } } },
    }, { backup });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
    expect(shop.codes).toContain('backup-over-source');
  });
});

describe('one place for two is found however it is spelled', () => {
  interface Stores { shop: Shop; build: (directories: string[], storages?: BackupStorage[]) => string[] }

  const stores = (one?: string, two?: string, more: object = {}): Stores => {
    const shop = new Shop();
    const storage = (id: string, prefix: string | undefined, other: object): BackupStorage => new BackupStorage(shop.chart, id, {
      backend: StorageBackend.s3({ bucket: 'other', region: 'eu-central-1', prefix, secret: { name: 's3' }, ...other }),
    });
    const both = [storage('One', one, {}), storage('Two', two, more)];
    return {
      shop,
      build: (directories, storages = both) => {
        directories.forEach((directory, i) => new RestorableDatabase(shop.chart, `Db${i}`, {
          engine: Engine.POSTGRES,
          version: '17.5',
          storage: { size: Size.gibibytes(1) },
          backup: Backup.logical({ storage: storages[i], encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), directory }),
        }));
        return shop.codes;
      },
    };
  };

  test.each([['prod', '/prod/'], ['prod', './prod'], ['a/b', 'a//b/'], ['a/b', 'a/c/../b'], [undefined, '/']])('prefixes %p and %p', (one, two) => {
    expect(stores(one, two).build([])).toEqual(['storage-shared']);
  });

  test.each([
    ['prod', 'orders', undefined, 'prod/orders'], ['prod', '/orders/', undefined, 'prod//orders'], ['a', 'b/c', 'a/b', './c'],
  ])('prefix %p with directory %p, and %p with %p', (one, first, two, second) => {
    expect(stores(one, two).build([first, second])).toEqual(['directory-shared']);
  });

  test.each([
    ['other directories', 'prod', 'orders', undefined, 'orders', {}], ['another endpoint', 'prod', 'orders', undefined, 'prod/orders', { endpoint: 'https://minio' }],
    ['another bucket', 'prod', 'orders', undefined, 'prod/orders', { bucket: 'else' }],
  ])('and is none with %s', (_what, one, first, two, second, more) => {
    expect(stores(one, two, more).build([first, second])).toEqual([]);
  });

  test.each([
    ['x', 'x/y'], ['x/y', 'x'], ['/x/', './x//y/z'], ['x/./y', 'x'], ['x', 'a/../x/y'], ['x/y/..', '/x/y'],
  ])('directories %p and %p of one storage, of which one lies in the other', (first, second) => {
    const { shop, build } = stores('a', 'b');
    expect(build([first, second], [shop.storage, shop.storage])).toEqual(['directory-nested']);
  });

  test.each([['prod', 'x', undefined, 'prod/x/y'], ['prod', '/', undefined, 'prod/x'], ['a', 'b/c', 'a/b', '.']])(
    'prefix %p with directory %p, and %p with %p, of which one lies in the other', (one, first, two, second) => {
      expect(stores(one, two).build([first, second])).toEqual(['directory-nested']);
    });

  test.each([['x', 'xy'], ['x/y', 'x/yz'], ['X', 'x/y'], ['a/x', 'x']])('and directories %p and %p lie beside each other', (first, second) => {
    expect(stores(undefined, undefined, { bucket: 'else' }).build([first, second])).toEqual([]);
    const { shop, build } = stores('a', 'b');
    expect(build([first, second], [shop.storage, shop.storage])).toEqual([]);
  });

  test('one database may order its own directories as it likes', () => {
    const shop = new Shop();
    const basics = { storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() };
    shop.orders({
      backup: Backup.combined(Backup.logical({ ...basics, directory: '{database}' }), Backup.physical({ ...basics, directory: '{database}/physical' })),
    });
    expect(shop.codes).toEqual([]);
  });

  test('a Repository that stands in the app counts too', () => {
    const shop = new Shop();
    shop.orders();
    new ApiObject(shop.chart, 'Repository', {
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'old' },
      spec: { appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'old', namespace: 'shop' }, storageRef: { name: 'storage' }, path: '/shop/orders/logical' },
    });
    expect(shop.codes).toEqual(['directory-shared']);
  });

  test('a session that takes the Repository of an archiver', () => {
    const shop = new Shop();
    const logical = Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), repository: 'orders-full' });
    shop.orders({ backup: Backup.combined(shop.continuous, logical) });
    expect(shop.codes).toEqual(['backup-name-taken']);
  });
});

describe('one archiver for each database', () => {
  const shared = (shop: Shop, databases: object): void => {
    new ApiObject(shop.chart, 'Shared', {
      apiVersion: 'archiver.kubedb.com/v1alpha1', kind: 'PostgresArchiver', metadata: { name: 'shared' }, spec: { databases, backupStorage: { ref: { name: 'storage', namespace: 'shop' } } },
    });
  };

  test.each([
    ['by label', { namespaces: { from: 'Same' }, selector: { matchLabels: { archiver: 'true' } } }],
    ['by expression, from everywhere', { namespaces: { from: 'All' }, selector: { matchExpressions: [{ key: 'archiver', operator: 'Exists' }] } }],
  ])('%s, also where labels are carried to an incarnation', (_what, databases) => {
    const shop = new Shop();
    shared(shop, databases);
    const orders = shop.orders({ labels: { archiver: 'true' } });
    new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: AT });
    expect(shop.codes.filter(c => c === 'archived-twice')).toHaveLength(2);
  });

  test('the labels of others are theirs', () => {
    const shop = new Shop();
    shared(shop, { namespaces: { from: 'Same' }, selector: { matchLabels: { archiver: 'true' } } });
    shop.orders({ labels: { archiver: 'false' } });
    expect(shop.codes).toEqual([]);
  });
});

describe('an incarnation without a backup', () => {
  const imported = (shop: Shop, options: object = {}): ExistingDatabase => ExistingDatabase.fromManifest(shop.chart, 'Orders', {
    apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'orders', namespace: 'shop' }, spec: { version: '17.5', storage: { resources: { requests: { storage: '1Gi' } } } },
  }, options);

  test('is a warning and a risk', () => {
    const shop = new Shop();
    const back = new SnapshotRestore(shop.chart, 'Back', { database: imported(shop), snapshot: monday() });
    expect(shop.codes).toEqual(['incarnation-without-backup']);
    expect(back.plan.risks).toContain('the new incarnation has no backup: what backs up the old one stays with that');
  });

  test('is none with the backup of the database or of the restore, nor where the copy is for throwing away', () => {
    for (const [options, props] of [[{ backup: new Shop().logical }, {}], [{}, { backup: new Shop().logical }]]) {
      const shop = new Shop();
      const back = new SnapshotRestore(shop.chart, 'Back', { database: imported(shop, options), snapshot: monday(), ...props });
      expect(shop.codes).toEqual([]);
      expect(back.plan.risks.join()).not.toContain('no backup');
    }
    const shop = new Shop();
    const orders = shop.orders({ backup: undefined, deletionPolicy: DeletionPolicy.DELETE });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
    expect(shop.codes).toEqual([]);
  });
});

describe('a blueprint that backs a database up', () => {
  const annotations: { [key: string]: string } = { 'blueprint.kubestash.com/name': 'postgres', 'variables.kubestash.com/repoName': 'orders' };
  const codes = (of: { [key: string]: string }, overrides?: object): string[] => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ annotations: of }), at: AT, overrides });
    return shop.codes;
  };

  test('would put the next incarnation into the same Repository', () => {
    expect(codes(annotations)).toEqual(['blueprint-shared']);
  });

  test('does not with other words, or without any', () => {
    expect(codes(annotations, { annotations: { 'variables.kubestash.com/repoName': 'orders-2' } })).toEqual([]);
    expect(codes({ team: 'x' })).toEqual([]);
  });
});

describe('a copy of a database onto itself', () => {
  const clone = (props: object): Shop => {
    const shop = new Shop();
    new SnapshotClone(shop.chart, 'Copy', {
      snapshot: monday(), version: '17.5', storage: { size: Size.gibibytes(50) }, authSecret: { name: 'x' }, ...props,
    });
    return shop;
  };

  test('is an error where nobody gave it a name', () => {
    const shop = clone({});
    expect(shop.finding('clone-of-itself')).toMatchObject({ severity: 'error', value: '"shop/orders"', path: 'shop/Copy' });
    expect(() => shop.app.synthYaml()).toThrow('[clone-of-itself]');
  });

  test('is a warning where somebody meant it: the original may be in another cluster', () => {
    expect(clone({ name: 'orders' }).finding('clone-of-itself')?.severity).toBe('warning');
  });

  test('is none with another name or namespace', () => {
    expect(clone({ name: 'staging' }).codes).toEqual([]);
    expect(clone({ namespace: 'staging' }).codes).toEqual([]);
  });
});

describe('a RestoreSession of its own', () => {
  const session = (shop: Shop, name: string): resources.RestoreSession => new resources.RestoreSession(shop.chart, 'Session', {
    target: { apiGroup: 'kubedb.com', kind: 'Postgres', name, namespace: 'shop' },
    dataSource: { repository: 'orders-logical', snapshot: 'latest', namespace: 'shop', encryptionSecret: { name: 'restic', namespace: 'shop' } },
    addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] },
  });

  test.each(['declared', 'restored', 'imported'])('does not write into a database whose traffic runs decide about: %s', how => {
    const shop = new Shop();
    const target = how === 'imported' ? ExistingDatabase.fromName(shop.chart, 'Other', 'other', { engine: Engine.POSTGRES, version: '17.5' })
      : how === 'declared' ? shop.orders() : new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT }).restored;
    session(shop, target.incarnation);
    expect(shop.codes).toEqual(['session-into-managed-database']);
  });

  test('may write into any other', () => {
    const shop = new Shop();
    shop.orders();
    session(shop, 'bills');
    expect(shop.codes).toEqual([]);
  });
});
