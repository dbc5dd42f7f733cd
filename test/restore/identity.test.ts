import { AgentImage, PointInTimeRestore, RestorableDatabase, RestorePoint, RunOptions, SnapshotRestore } from '../../src';
import { restoreId } from '../../src/plan/identity';
import { find, monday, Shop } from '../support/shop';

// Names of databases hang on these. If one of these tests fails, every restore that was ever applied would be done again.
describe('identity of a restore is held for good', () => {
  test('restore ids', () => {
    expect(restoreId({
      point: { time: '2026-11-20T08:30:00Z', repository: 'orders-full', namespace: 'shop' },
      database: 'orders',
      namespace: 'shop',
      from: 'orders',
      overwrites: false,
    })).toBe('bf648b95');
    expect(restoreId({
      point: { snapshot: 'orders-logical-1795424400', repository: 'orders-logical', namespace: 'shop' },
      database: 'orders',
      namespace: 'shop',
      from: 'orders-bf648b95',
      overwrites: false,
    })).toBe('0ba998f0');
  });

  test('names of incarnations', () => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    const back = new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday() });
    expect(undo.restored.incarnation).toBe('orders-bf648b95');
    expect(back.restored.incarnation).toBe('orders-0ba998f0');
  });

  test('spec.init of a recovery to a point in time', () => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    expect(JSON.stringify(shop.object('Postgres', 'orders-bf648b95').spec.init)).toBe(
      '{"archiver":{"encryptionSecret":{"name":"restic","namespace":"shop"},"fullDBRepository":{"name":"orders-full","namespace":"shop"},'
      + '"recoveryTimestamp":"2026-11-20T08:30:00Z"}}',
    );
  });

  test('spec.init of a database that waits for a RestoreSession', () => {
    const shop = new Shop();
    shop.orders({ init: RestorePoint.snapshot(monday()), name: 'copy' });
    expect(shop.object('Postgres', 'copy').spec.init).toEqual({ waitForInitialRestore: true });
  });
});

describe('identity of a restore does not depend on', () => {
  const nameOf = (build: (shop: Shop) => PointInTimeRestore): string => build(new Shop()).restored.incarnation;
  const plain = nameOf(shop => new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' }));

  test('the construct id', () => {
    expect(nameOf(shop => new PointInTimeRestore(shop.chart, 'Elsewhere', { database: shop.orders(), at: '2026-11-20T08:30:00Z' }))).toBe(plain);
  });

  test('how the time is written', () => {
    expect(nameOf(shop => new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T09:30:00+01:00' }))).toBe(plain);
  });

  test('neighbours', () => {
    expect(nameOf(shop => {
      new RestorableDatabase(shop.chart, 'Other', { like: shop.orders(), name: 'other' });
      return new PointInTimeRestore(shop.chart, 'Undo', { database: shop.chart.node.findChild('Orders') as RestorableDatabase, at: '2026-11-20T08:30:00Z' });
    })).toBe(plain);
  });

  test('how the run is run, but the Job does', () => {
    const build = (run: RunOptions): any[] => {
      const shop = new Shop();
      new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', run });
      return shop.objects;
    };
    const [one, two] = [build({}), build({ agent: AgentImage.node('example.com/node:22') })];
    expect(find(two, 'Postgres', plain)).toEqual(find(one, 'Postgres', plain));
    expect(find(two, 'Job').metadata.name).not.toBe(find(one, 'Job').metadata.name);
  });
});

describe('identity of a restore depends on', () => {
  const ids = (restores: ((shop: Shop) => PointInTimeRestore | SnapshotRestore)[]): string[] =>
    restores.map(build => build(new Shop()).restored.incarnation);

  test('time, Snapshot, source and the user\'s own id', () => {
    const all = ids([
      shop => new PointInTimeRestore(shop.chart, 'A', { database: shop.orders(), at: '2026-11-20T08:30:00Z' }),
      shop => new PointInTimeRestore(shop.chart, 'A', { database: shop.orders(), at: '2026-11-20T08:30:01Z' }),
      shop => new PointInTimeRestore(shop.chart, 'A', { database: shop.orders(), at: '2026-11-20T08:30:00Z', restoreId: 'again' }),
      shop => new PointInTimeRestore(shop.chart, 'A', {
        database: new PointInTimeRestore(shop.chart, 'B', { database: shop.orders(), at: '2026-11-20T08:30:00Z' }).restored,
        at: '2026-11-21T08:30:00Z',
      }),
      shop => new SnapshotRestore(shop.chart, 'A', { database: shop.orders(), snapshot: monday() }),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});
