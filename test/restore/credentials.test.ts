import { Chart, Cron, Size } from 'cdk8s';
import { Backup, BackupMethod, Database, Engine, PointInTimeRestore, RestorableDatabase, RestorePoint, SnapshotClone } from '../../src';
import { monday, Shop } from '../support/shop';

const CODE = 'restored-password-unknown';
const WHEN = '2026-11-20T08:30:00Z';

/** Secret of the copy's spec, and whether the finding is there. */
function copy(shop: Shop, build: () => { readonly incarnation: string; readonly namespace: string }): { secret?: string; warned: boolean } {
  const { incarnation, namespace } = build();
  const made = shop.objects.find(o => o.kind === 'Postgres' && o.metadata.name === incarnation && o.metadata.namespace === namespace);
  return { secret: made.spec.authSecret?.name, warned: shop.codes.includes(CODE) };
}

describe('data that brings its passwords along', () => {
  const shop = () => new Shop();
  const at = (s: Shop, props: object = {}, orders: object = {}) => copy(s, () => new RestorableDatabase(s.chart, 'Copy', { init: RestorePoint.at(WHEN, s.orders(orders)), ...props }));
  const clone = (s: Shop, props: object = {}, snapshot = monday()) =>
    copy(s, () => new SnapshotClone(s.chart, 'Copy', { like: s.orders(), name: 'copy', snapshot, ...props }));
  const files = monday({ method: BackupMethod.PHYSICAL, repository: 'orders-full' });

  test('goes with the Secret of its source, in the namespace of the source', () => {
    expect(at(shop())).toEqual({ secret: 'orders-auth', warned: false });
    expect(clone(shop())).toEqual({ secret: 'orders-auth', warned: false });
    expect(clone(shop(), {}, files)).toEqual({ secret: 'orders-auth', warned: false });
    expect(at(shop(), {}, { authSecret: { name: 'keys' } })).toEqual({ secret: 'keys', warned: false });
  });

  test('keeps that Secret while its source is restored again and again', () => {
    const s = shop();
    const undone = (database: Database, moment: string): Database =>
      new PointInTimeRestore(s.chart, `Undo${moment}`, { database, at: moment, settled: true, retirePrevious: true }).restored;
    const first = undone(s.orders(), WHEN);
    const snapshot = monday({ database: first.incarnation, repository: `${first.incarnation}-logical` });
    const last = undone(undone(first, '2026-11-21T08:30:00Z'), '2026-11-22T08:30:00Z');
    const shaped = { replicas: 1, name: 'copy', snapshot };
    expect(copy(s, () => new SnapshotClone(s.chart, 'Copy', { ...shaped, like: last }))).toEqual({ secret: 'orders-auth', warned: false });
  });

  test('also goes with a Snapshot of an incarnation that comes after the model in the code', () => {
    const later = monday({ database: 'orders-bf648b95', repository: 'orders-bf648b95-logical' });
    expect(clone(shop(), {}, later)).toEqual({ secret: 'orders-auth', warned: false });
  });

  test('elsewhere needs a Secret that somebody names', () => {
    const staging = { namespace: 'staging' };
    expect(at(shop(), staging)).toEqual({ secret: undefined, warned: true });
    expect(clone(shop(), staging)).toEqual({ secret: undefined, warned: true });
    expect(clone(shop(), { ...staging, authSecret: { name: 'copied' } })).toEqual({ secret: 'copied', warned: false });
    expect(clone(shop(), { ...staging, spec: { authSecret: { name: 'copied' } } })).toEqual({ secret: 'copied', warned: false });
  });

  test('of another database is not taken for that of the model', () => {
    expect(clone(shop(), {}, monday({ database: 'payments' }))).toEqual({ secret: undefined, warned: true });
    expect(clone(shop(), {}, monday({ databaseNamespace: 'other' }))).toEqual({ secret: undefined, warned: true });
  });

  test('comes with its Secret where the manifest is restored too', () => {
    const s = shop();
    const backup = Backup.continuous({ storage: s.storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily(), manifestBackup: Cron.daily() });
    expect(at(s, {}, { backup })).toEqual({ secret: undefined, warned: false });
  });

  test('is of no account where there are no passwords', () => {
    const s = shop();
    const redis = new RestorableDatabase(s.chart, 'Redis', {
      engine: Engine.REDIS,
      version: '7.4.1',
      storage: { size: Size.gibibytes(1) },
      spec: { disableAuth: true },
      init: RestorePoint.snapshot(monday({ engine: Engine.REDIS, version: '7.4.1', method: BackupMethod.LOGICAL })),
    });
    expect(redis.authSecretName).toBe('redis-auth');
    expect(s.codes).not.toContain(CODE);
  });
});

test('a restore of a running database shares its Secret, also one that the spec names', () => {
  const shop = new Shop();
  const orders = shop.orders({ spec: { authSecret: { name: 'keys' } } });
  const undo = new PointInTimeRestore(new Chart(shop.app, 'later', { namespace: 'shop' }), 'Undo', { database: orders, at: WHEN });
  expect(orders.authSecretName).toBe('keys');
  expect(undo.restored.authSecretName).toBe('keys');
  expect(shop.object('Postgres', undo.restored.incarnation).spec.authSecret.name).toBe('keys');
  expect(shop.codes).not.toContain(CODE);
});
