import { Duration, Size } from 'cdk8s';
import {
  Backup, BackupMethod, Engine, PointInTimeRestore, PointInTimeRestoreProps, RestorableDatabase, RestorableDatabaseProps, RestoreProcess,
  SnapshotRestore, Topology, Traffic,
} from '../../src';
import { intents, monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';

const mysql = (shop: Shop, props: Partial<RestorableDatabaseProps> = {}): RestorableDatabase => new RestorableDatabase(shop.chart, 'Orders', {
  name: 'orders',
  engine: Engine.MYSQL,
  version: '8.4.3',
  replicas: 3,
  topology: Topology.mysqlGroupReplication(),
  storage: { size: Size.gibibytes(10) },
  backup: Backup.combined(shop.continuous, shop.logical),
  ...props,
});
const put = (props: Partial<PointInTimeRestoreProps> = {}, of: Partial<RestorableDatabaseProps> = {}) => {
  const shop = new Shop();
  const restore = new PointInTimeRestore(shop.chart, 'Back', { database: mysql(shop, of), at: AT, process: RestoreProcess.IN_PLACE, ...props });
  return { shop, restore };
};
const intent = (shop: Shop): any => intents(shop.objects)[0];
const rules = (shop: Shop, name: string): any[] => shop.object('Role', name).rules;

describe('KubeDB puts a running database back to a moment', () => {
  const { shop, restore } = put();
  const { request } = intent(shop);

  test('there is no second database, and the plan says how and what follows', () => {
    expect(shop.objects.filter(o => o.kind === 'MySQL').map(o => o.metadata.name)).toEqual(['orders']);
    expect(restore.plan).toMatchObject({ process: 'in-place', method: 'point-in-time', target: 'orders', previous: 'orders' });
    expect(restore.plan.steps.slice(-1)).toEqual(['take up archiving again, wait for the first log, and take a full backup']);
    expect(restore.plan.risks.join('\n')).toMatch(/volumes with the present data are kept/);
    expect(restore.plan.risks.join('\n')).toMatch(/a new log every 5 to 10 minutes/);
    expect(restore.plan.unproven.join('\n')).toMatch(/ArchiverRestore is new/);
  });

  test('the OpsRequest is what upstream documents', () => {
    expect(request).toEqual({
      kind: 'MySQLOpsRequest',
      type: { group: 'ops.kubedb.com', version: 'v1alpha1', plural: 'mysqlopsrequests' },
      labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/restore': restore.plan.id },
      spec: {
        type: 'ArchiverRestore',
        databaseRef: { name: 'orders' },
        apply: 'Always',
        timeout: '24h',
        archiver: {
          recoveryTimestamp: AT,
          fullDBRepository: { name: 'orders-full', namespace: 'shop' },
          encryptionSecret: { name: 'restic', namespace: 'shop' },
          retainPV: true,
        },
      },
      archiving: {
        repository: 'orders-full', configuration: 'orders-archiver', session: 'full-backup', backup: `orders-archiver-${parseInt(restore.plan.id, 16)}`,
      },
    });
  });

  test('volumes that are kept are way enough back: no safety backup', () => {
    expect(intent(shop).safety).toBeUndefined();
    expect(shop.objects.some(o => o.metadata.name.endsWith('-safety'))).toBe(false);
  });

  test('the Role has the rights for it, by name wherever that can be, and those of no other process', () => {
    const named = rules(shop, restore.plan.name);
    expect(named).toContainEqual({ apiGroups: ['ops.kubedb.com'], resources: ['mysqlopsrequests'], verbs: ['create', 'list', 'watch'] });
    expect(named).toContainEqual({ apiGroups: ['ops.kubedb.com'], resources: ['mysqlopsrequests'], verbs: ['delete'], resourceNames: [restore.plan.name] });
    expect(named).toContainEqual({ apiGroups: ['kubedb.com'], resources: ['mysqls'], verbs: ['patch'], resourceNames: ['orders'] });
    expect(named.filter(r => r.resources.includes('restoresessions'))).toEqual([{ apiGroups: ['core.kubestash.com'], resources: ['restoresessions'], verbs: ['list', 'watch'] }]);
    const other = new Shop();
    const beside = new PointInTimeRestore(other.chart, 'Back', { database: mysql(other), at: AT });
    // One that an earlier restore has left is waited for, and no more.
    expect(rules(other, beside.plan.name).filter(r => r.apiGroups.includes('ops.kubedb.com'))).toEqual([{ apiGroups: ['ops.kubedb.com'], resources: ['mysqlopsrequests'], verbs: ['list', 'watch'] }]);
    expect(rules(other, beside.plan.name).some(r => r.apiGroups.includes('kubedb.com') && r.verbs.includes('patch'))).toBe(false);
  });

  test('the deadline of the user limits each step too', () => {
    expect(intent(put({ run: { deadline: Duration.minutes(30) } }).shop).request.spec.timeout).toBe('1800s');
  });

  test('it is another restore than that to the same moment beside it, and is followed by one like any other', () => {
    const other = new Shop();
    const beside = new PointInTimeRestore(other.chart, 'Back', { database: mysql(other), at: AT });
    expect(beside.plan.id).not.toBe(restore.plan.id);
    const next = new PointInTimeRestore(shop.chart, 'Next', { database: restore.restored, at: '2026-11-22T08:30:00Z' });
    expect(next.plan).toMatchObject({ process: 'archiver', previous: 'orders' });
  });

  test('a settled one only opens what stands there', () => {
    expect(intent(put({ settled: true }).shop)).toMatchObject({ process: 'open' });
  });
});

describe('it is chosen only where it is asked for and KubeDB can do it', () => {
  const remedy = (shop: Shop) => shop.finding('in-place-not-offered');

  test('never by itself', () => {
    expect(put({ process: undefined }).restore.plan.process).toBe('archiver');
  });

  test.each([
    ['another engine', () => {
      const shop = new Shop();
      new PointInTimeRestore(shop.chart, 'Back', { database: shop.orders(), at: AT, process: RestoreProcess.IN_PLACE });
      return shop;
    }, /no such OpsRequest for Postgres/],
    ['a Snapshot, where logs are replayed', () => {
      const shop = new Shop();
      const snapshot = monday({ engine: Engine.MYSQL, version: '8.4.3' });
      new SnapshotRestore(shop.chart, 'Back', { database: mysql(shop), snapshot, process: RestoreProcess.IN_PLACE });
      return shop;
    }, /replays logs up to a moment/],
    ['a topology that it refuses', () => put({}, { topology: Topology.mysqlSemiSync() }).shop, /topology SemiSync/],
    ['ephemeral storage', () => put({}, { spec: { storageType: 'Ephemeral' } }).shop, /ephemeral/],
    ['declared mode', () => put({}, { traffic: Traffic.declared({ open: false }) }).shop, /where Git declares everything/],
    ['a database whose spec.init stands in Git', () => {
      const shop = new Shop();
      const first = new PointInTimeRestore(shop.chart, 'First', { database: mysql(shop), at: AT });
      new PointInTimeRestore(shop.chart, 'Second', { database: first.restored, at: '2026-11-22T08:30:00Z', process: RestoreProcess.IN_PLACE });
      return shop;
    }, /spec\.init stands in Git/],
    ['the logs of another incarnation', () => {
      const shop = new Shop();
      const orders = mysql(shop);
      const first = new PointInTimeRestore(shop.chart, 'First', { database: orders, at: AT });
      new PointInTimeRestore(shop.chart, 'Second', { database: first.restored, source: orders, at: AT, process: RestoreProcess.IN_PLACE, restoreId: 'again' });
      return shop;
    }, /it replays its own/],
  ])('not for %s', (_, build, why) => {
    expect(remedy(build())).toMatchObject({ severity: 'error', message: expect.stringMatching(why), remedy: expect.stringContaining('leave process out') });
  });

  test('nor with another shape', () => {
    expect(put({ overrides: { replicas: 5 } }).shop.codes).toContain('overrides-need-incarnation');
  });
});

describe('etcd is put back', () => {
  const etcdIn = (shop: Shop, backup: Backup) => new RestorableDatabase(shop.chart, 'Config', {
    name: 'config', engine: Engine.ETCD, version: '3.6.4', replicas: 3, storage: { size: Size.gibibytes(2) }, backup,
  });
  const shop = new Shop();
  const etcd = etcdIn(shop, shop.logical);
  const snapshot = monday({ engine: Engine.ETCD, version: '3.6.4', database: 'config', repository: 'config-logical', method: BackupMethod.LOGICAL });
  const restore = new SnapshotRestore(shop.chart, 'Back', { database: etcd, snapshot, process: RestoreProcess.IN_PLACE });

  test('to a Snapshot by an EtcdOpsRequest of type Restore, which keeps nothing: a safety backup comes first', () => {
    const { request, safety } = intent(shop);
    expect(request).toMatchObject({
      kind: 'EtcdOpsRequest',
      spec: {
        type: 'Restore',
        apply: 'Always',
        timeout: '24h',
        databaseRef: { name: 'config' },
        restore: { recoveryTimestamp: snapshot.time, fullDBRepository: { name: 'config-logical', namespace: 'shop' } },
      },
    });
    expect(request.archiving).toBeUndefined();
    expect(safety).toEqual({ configuration: `${restore.plan.name}-safety`, session: 'safety' });
    expect(rules(shop, restore.plan.name).some(r => r.apiGroups.includes('kubedb.com') && r.verbs.includes('patch'))).toBe(false);
  });

  test('to a moment, which is the newest full backup until then', () => {
    const other = new Shop();
    const back = new PointInTimeRestore(other.chart, 'Back', { database: etcdIn(other, other.continuous), at: AT, process: RestoreProcess.IN_PLACE });
    expect(intent(other).request.spec).toEqual({
      type: 'Restore',
      apply: 'Always',
      timeout: '24h',
      databaseRef: { name: 'config' },
      restore: {
        recoveryTimestamp: AT, fullDBRepository: { name: 'config-full', namespace: 'shop' }, encryptionSecret: { name: 'restic', namespace: 'shop' },
      },
    });
    expect(intent(other).safety).toEqual({ configuration: `${back.plan.name}-safety`, session: 'safety' });
    expect(back.plan.risks.join('\n')).toMatch(/Etcd keeps no logs: what comes back is the newest full backup at or before the moment/);
  });
});

describe('a new etcd is made by its operator', () => {
  const made = (spec: object = {}) => {
    const shop = new Shop();
    const database = new RestorableDatabase(shop.chart, 'Config', {
      name: 'config', engine: Engine.ETCD, version: '3.6.4', storage: { size: Size.gibibytes(2) }, spec, backup: shop.continuous,
    });
    return { shop, database };
  };

  test.each([
    ['of a moment', (shop: Shop, database: RestorableDatabase) => new PointInTimeRestore(shop.chart, 'Back', { database, at: AT }).restored, AT, 'config-full'],
    ['of a Snapshot', (shop: Shop, database: RestorableDatabase) => new SnapshotRestore(shop.chart, 'Back', {
      database, snapshot: monday({ engine: Engine.ETCD, version: '3.6.4', database: 'config', repository: 'config-logical' }),
    }).restored, '2026-11-23T09:00:00Z', 'config-logical'],
  ])('%s', (_, restore, recoveryTimestamp, name) => {
    const { shop, database } = made();
    const { incarnation } = restore(shop, database);
    expect(shop.codes).toEqual([]);
    expect(shop.object('Etcd', incarnation).spec.init).toEqual({
      archiver: { recoveryTimestamp, fullDBRepository: { name, namespace: 'shop' }, encryptionSecret: { name: 'restic', namespace: 'shop' } },
    });
  });

  test('with an archiver of its own, which takes full backups alone', () => {
    const { spec } = made().shop.object('EtcdArchiver');
    expect(spec).toMatchObject({ fullBackup: { driver: 'Restic' }, encryptionSecret: { name: 'restic', namespace: 'shop' } });
    expect(spec).not.toHaveProperty('logBackup');
    const { shop, database } = made({ storageType: 'Ephemeral' });
    new PointInTimeRestore(shop.chart, 'Back', { database, at: AT });
    // What a restore would make of it is not told again.
    expect(shop.codes).toEqual(['storage-ephemeral', 'continuous-not-offered', 'backup-of-ephemeral-storage']);
  });
});
