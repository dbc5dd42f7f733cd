import { exported, repository } from './samples';
import { Engine, Findings, PointInTimeRestore, RestorableDatabase, SnapshotCatalog, SnapshotRestore } from '../../src';
import { monday, Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

const of = (...objects: any[]) => SnapshotCatalog.fromObjects(objects).database('orders', 'shop');

describe('a Snapshot that is not done', () => {
  test.each([
    ['nothing is known of', { status: undefined }, 'pending', 'nothing says how the backup ended (status.phase is missing)'],
    ['has not begun', { status: { phase: 'Pending' } }, 'pending', 'the backup has not begun'],
    ['is being made', { status: { phase: 'Running' } }, 'running', 'the backup is still running'],
    ['failed before it had anything', { status: { phase: 'Failed' } }, 'failed', 'the backup failed'],
    ['is in a phase that nobody knows', { status: { phase: 'Thinking' } }, 'pending', 'nobody knows how the backup ended: this library knows no phase Thinking'],
  ])('is left out for that, not for what it does not hold yet: one that %s', (_, { status }, reason, explanation) => {
    const object = { ...exported({ name: 'a' }), status };
    expect(of(object).leftOut).toMatchObject([{ name: 'a', reason, explanation }]);
  });

  test('but one that is done and holds nothing, for that', () => {
    expect(of({ ...exported({ name: 'a' }), status: { phase: 'Succeeded' } }).leftOut).toMatchObject([{ reason: 'unknown-method' }]);
  });
});

test('a Snapshot of a day that is still to come is doubted, as the newest one too', () => {
  const shop = new Shop();
  const catalog = SnapshotCatalog.fromObjects([
    exported({ name: 'a', time: '2126-11-20T09:00:00Z' }), repository('orders-logical', { encryptionSecret: { name: 'restic', namespace: 'shop' } }),
  ]);
  const snapshot = catalog.database('orders', 'shop').latest();
  new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot });
  expect(shop.codes).toContain('snapshot-in-future');
  expect(shop.finding('snapshot-in-future')).toMatchObject({ severity: 'warning', value: '"a of 2126-11-20T09:00:00Z"' });
});

test('facts of a pinned Snapshot have no name of their own', () => {
  const shop = new Shop();
  new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday({ name: 'tuesday' } as any) });
  expect(Findings.of(shop.app).all.map(f => `${f.code} ${f.property}`)).toEqual(['property-unknown snapshot.attributes.name']);
});

test.each(['soon', '2026-02-30T00:00:00Z', '2026-11-20T08:30:00'])('a settled restore prints no time that nobody can read: %s', at => {
  const shop = new Shop();
  new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at, settled: true });
  const found = Findings.of(shop.app).all;
  expect(found.map(f => `${f.severity} ${f.property}`)).toEqual(['error at']);
  expect(() => shop.app.synthYaml()).toThrow(found[0].code);
});

test('how replicas get their data is told to be said for nothing where no archive is read', () => {
  const shop = new Shop();
  const database = shop.orders({ replicationStrategy: 'sync' });
  new SnapshotRestore(shop.chart, 'Back', { database, snapshot: monday(), replicationStrategy: 'sync' });
  expect(Findings.of(shop.app).all.map(f => `${f.severity} ${f.code} ${f.path}`)).toEqual([
    'warning replication-strategy-unused shop/Orders', 'warning replication-strategy-unused shop/Back',
  ]);
  const undone = new Shop();
  new PointInTimeRestore(undone.chart, 'Undo', { database: undone.orders(), at: '2026-11-20T08:30:00Z', replicationStrategy: 'sync' });
  expect(undone.codes).toEqual([]);
});

test('what nobody can be different is not told of a manifest that nobody can read, or of what is no override', () => {
  const shop = new Shop();
  new SnapshotRestore(shop.chart, 'Back', {
    database: new RestorableDatabase(shop.chart, 'Orders', { engine: Engine.ELASTICSEARCH, version: 'xpack-8.19.9', replicas: 1, storage: { size: 'x' as any } }),
    snapshot: monday({ engine: Engine.ELASTICSEARCH, version: 'xpack-8.19.9' }),
    overrides: 'x' as any,
  });
  expect(shop.codes).not.toContain('overrides-need-incarnation');
});
