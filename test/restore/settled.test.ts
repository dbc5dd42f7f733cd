import { Size } from 'cdk8s';
import {
  BackupMethod, Check, Engine, PointInTimeRestore, PointInTimeRestoreProps, RestorableDatabase, RestorePoint, RestoreProcess, Resume,
  SnapshotCatalog, SnapshotClone, SnapshotRestore, Traffic,
} from '../../src';
import { containers, monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';
const undo = (props: Partial<PointInTimeRestoreProps> = {}, orders: object = {}): { shop: Shop; undo: PointInTimeRestore } => {
  const shop = new Shop();
  return { shop, undo: new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(orders), at: AT, ...props }) };
};
const cr = (shop: Shop, name: string): any => shop.object('Postgres', name);
const intents = (shop: Shop): any[] => shop.objects.filter(o => o.data?.['run.json'] !== undefined).map(o => JSON.parse(o.data['run.json']));
const intent = (shop: Shop): any => intents(shop)[0];

describe('a settled restore', () => {
  const before = undo({ resume: Resume.automatic({ checks: [Check.sql('select 1')] }) });
  const after = undo({ resume: Resume.automatic({ checks: [Check.sql('select 1')] }), settled: true });
  const name = before.undo.restored.incarnation;

  test('keeps id, names and CR byte for byte', () => {
    expect(after.undo.plan.id).toBe('bf648b95');
    expect(after.undo.restored.incarnation).toBe(name);
    expect(JSON.stringify(cr(after.shop, name))).toBe(JSON.stringify(cr(before.shop, name)));
  });

  test('has a run that opens what stands there, with the guard, and restores, ends and checks nothing', () => {
    const { process, settled, restore, target, resume, predecessors, guard, checks, ...others } = intent(after.shop);
    expect({ process, settled, id: restore.id, target: target.name, resume, predecessors, checks }).toEqual({
      process: 'open', settled: true, id: 'bf648b95', target: name, resume: 'automatic', predecessors: ['first'], checks: [],
    });
    expect(guard).toMatchObject({ storages: [{ name: 'storage', namespace: 'shop' }], repositories: expect.arrayContaining([`${name}-full`]) });
    for (const key of ['previous', 'session', 'isolation', 'disconnect', 'safety', 'volumes']) expect(others).not.toHaveProperty(key);
    expect(containers(after.shop.object('Job')).map(c => c.name).filter(n => /check|disconnect/.test(n))).toEqual([]);
  });

  test('changes nothing but the run', () => {
    const run = ['Job', 'ConfigMap', 'Role'];
    const rest = (shop: Shop): any[] => shop.objects.filter(o => !run.includes(o.kind));
    expect(rest(after.shop)).toEqual(rest(before.shop));
  });

  test('says so in its plan', () => {
    expect(after.undo.plan).toMatchObject({ settled: true, risks: [], unproven: [], process: 'archiver', downtime: expect.stringMatching(/^none/) });
    expect(after.undo.plan.steps[0]).toBe('nothing is restored: this restore is settled');
    expect(before.undo.plan.settled).toBe(false);
  });

  test('takes the last trace of a retired predecessor out: nobody has sessions to end there', () => {
    const { shop } = undo({ settled: true, retirePrevious: true });
    expect(shop.objects.filter(o => o.kind === 'Service').map(o => o.metadata.name)).not.toContain('orders-maintenance');
  });

  test('that was written over the database takes no safety backup and pauses nothing', () => {
    const shop = new Shop();
    const props = { snapshot: monday(), process: RestoreProcess.OVERWRITE };
    const back = new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), ...props, settled: true });
    const other = new Shop();
    expect(back.plan.id).toBe(new SnapshotRestore(other.chart, 'Back', { database: other.orders(), ...props }).plan.id);
    expect(shop.objects.filter(o => o.kind === 'BackupConfiguration').map(o => o.metadata.name)).toEqual(['orders']);
    expect(intent(shop)).toMatchObject({ process: 'open', target: { name: 'orders' } });
    for (const key of ['safety', 'session', 'acceptUnrecorded']) expect(intent(shop)).not.toHaveProperty(key);
  });

  test('has no RestoreSession in Git where Git declares everything', () => {
    const shop = new Shop();
    const orders = shop.orders({ traffic: Traffic.declared({ open: true }) });
    const back = new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), settled: true });
    expect(shop.objects.filter(o => o.kind === 'RestoreSession')).toEqual([]);
    expect(cr(shop, back.restored.incarnation).spec.init).toEqual({ waitForInitialRestore: true });
  });

  test.each([
    ['database', { name: 'copy' }], ['clone', { namespace: 'staging', name: 'demo' }],
  ])('may be that of a new %s', (_what, props) => {
    const build = (settled: boolean): any => {
      const shop = new Shop();
      const orders = shop.orders();
      const snapshot = monday({ method: BackupMethod.PHYSICAL, repository: 'orders-full', components: undefined });
      const made = 'namespace' in props ? new SnapshotClone(shop.chart, 'Made', { snapshot, like: orders, settled, ...props })
        : new RestorableDatabase(shop.chart, 'Made', { init: RestorePoint.snapshot(snapshot), like: orders, settled, ...props });
      return { id: made.plan.id, cr: cr(shop, props.name), codes: shop.codes.filter(c => c !== 'restored-password-unknown'), process: intents(shop).find(r => r.restore.id === made.plan.id).process };
    };
    const [open, settled] = [build(false), build(true)];
    expect([settled.id, settled.cr]).toEqual([open.id, open.cr]);
    expect(open.codes).toEqual(['physical-without-logs']);
    expect(settled.codes).toEqual([]);
    expect(settled.process).toBe('open');
  });
});

describe('what is settled is not judged', () => {
  const old = { version: '16.4', method: BackupMethod.PHYSICAL, repository: 'orders-full', components: undefined };
  const catalog = SnapshotCatalog.fromObjects([{
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: 'orders-logical', namespace: 'shop' },
    spec: { appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' }, storageRef: { name: 'storage', namespace: 'shop' } },
  }]);

  test.each([
    ['snapshot-version-mismatch', { snapshot: monday(old) }],
    ['snapshot-not-listed', { snapshot: monday(), catalog }],
    ['snapshot-failed', { snapshot: monday({ phase: 'Failed' }) }],
    ['encryption-secret-missing', { snapshot: monday({ encryptionSecret: undefined }) }],
  ])('%s', (code, props) => {
    const codes = (settled: boolean): string[] => {
      const shop = new Shop();
      new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), settled, ...props });
      return shop.codes;
    };
    const standing = codes(false).filter(c => c === code);
    expect(standing).not.toEqual([]);
    expect(codes(true)).toEqual([]);
  });

  test('a point in time: windows move on, versions grow, storage shrinks with the data', () => {
    const { shop } = undo({ settled: true, catalog, overrides: { version: '18.2', storage: { size: Size.gibibytes(10) } } });
    expect(shop.codes).toEqual([]);
    const unsettled = undo({ catalog, overrides: { version: '18.2', storage: { size: Size.gibibytes(10) } } }).shop;
    expect(unsettled.codes).toEqual(expect.arrayContaining(['source-of-another-major-version', 'storage-smaller-than-source']));
    expect(unsettled.finding('source-of-another-major-version')?.remedy).toContain('if this restore is done: settled: true');
  });

  test('but what stands there still is', () => {
    const { shop } = undo({ settled: true, overrides: { replicas: 0 } });
    expect(shop.codes).toEqual(['count-out-of-bounds']);
  });
});

describe('a continuous backup that is dropped later', () => {
  const name = undo().undo.restored.incarnation;

  test('has one cause, and names stay', () => {
    const { shop, undo: gone } = undo({}, { backup: undefined });
    expect(shop.codes).toEqual(['source-not-archived']);
    expect(gone.restored.incarnation).toBe(name);
  });

  test('leaves spec.init as it was, where the settled restore says which Secret it named', () => {
    const { shop, undo: done } = undo({ settled: true, sourceLogs: { encryptionSecret: { name: 'restic' } } }, { backup: undefined });
    const first = undo();
    expect(done.restored.incarnation).toBe(name);
    expect(shop.codes).toEqual([]);
    expect(JSON.stringify(cr(shop, name).spec)).toBe(JSON.stringify(cr(first.shop, name).spec));
  });

  test('is an error where nobody says that: KubeDB would refuse the change', () => {
    const { shop } = undo({ settled: true }, { backup: undefined });
    expect(shop.codes).toEqual(['settled-logs-unknown']);
  });

  test('is nothing where the engine never had any', () => {
    const shop = new Shop();
    const redis = new RestorableDatabase(shop.chart, 'Redis', { engine: Engine.REDIS, version: '7.4.1', storage: { size: Size.gibibytes(1) } });
    new PointInTimeRestore(shop.chart, 'Undo', { database: redis, at: AT });
    expect(shop.codes).toContain('point-in-time-not-offered');
    expect(shop.codes).not.toContain('source-not-archived');
  });
});
