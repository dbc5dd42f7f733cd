import { readdirSync } from 'fs';
import { join } from 'path';
import { Size } from 'cdk8s';
import { exported, full, logs, pinned, repository } from './samples';
import { Engine } from '../../src/engines/engine';
import { ask } from '../../src/findings/finding';
import { BackupMethod, SnapshotCatalog } from '../../src/snapshots';
import { snapshotRules } from '../../src/snapshots/rules';
import { attributeRules } from '../../src/snapshots/rules/attributes';
import { SnapshotSubject } from '../../src/snapshots/rules/subject';
import { timeRules } from '../../src/snapshots/rules/times';

const postgres = { facts: Engine.POSTGRES._facts, version: '17.5' };
const asked = (subject: Partial<SnapshotSubject>) => ask(snapshotRules, { snapshot: pinned(), target: postgres, ...subject });
const name = 'orders-logical-1795424400';
const catalogOf = (...objects: any[]) => SnapshotCatalog.fromObjects(objects);

test('nothing is said of a healthy Snapshot that fits, listed or pinned', () => {
  const catalog = catalogOf(exported({ name }), repository('orders-logical', { encryptionSecret: { name: 'restic' } }));
  expect(asked({})).toEqual([]);
  expect(asked({ catalog })).toEqual([]);
  expect(asked({ catalog, snapshot: catalog.database('orders').latest() })).toEqual([]);
  expect(asked({ catalog: SnapshotCatalog.empty() })).toEqual([]);
});

test.each<[string, any]>([
  ['snapshot-failed', { status: { phase: 'Failed' } }],
  ['snapshot-unfinished', { status: { phase: 'Running' } }],
  ['snapshot-unfinished', { status: { phase: undefined } }],
  ['snapshot-incomplete', { status: { totalComponents: 2 } }],
  ['snapshot-incomplete', { components: { dump: { phase: 'Failed' } } }],
  ['snapshot-corrupt', { status: { integrity: false } }],
  ['snapshot-corrupt', { status: { verificationStatus: 'VerificationFailed' } }],
  ['snapshot-being-deleted', { metadata: { name, namespace: 'shop', deletionTimestamp: '2026-11-20T10:00:00Z' } }],
])('%s: what the catalog says today counts, and it names others', (code, sample) => {
  const secret = repository('orders-logical', { encryptionSecret: { name: 'restic' } });
  const catalog = catalogOf(exported({ name, ...sample }), exported({ name: 'other', time: '2026-11-19T09:00:00Z' }), secret);
  const expected = [{ code, severity: 'error', value: `"${name}"`, allowed: 'other (logical, 2026-11-19T09:00:00Z)' }];
  expect(asked({ catalog })).toMatchObject(expected);
  expect(asked({ catalog, snapshot: catalog.database('orders').named(name) })).toMatchObject(expected);
});

test('a phase that was pinned counts where no catalog says otherwise', () => {
  expect(asked({ snapshot: pinned({ phase: 'Failed' }) })).toMatchObject([{ code: 'snapshot-failed' }]);
  expect(asked({ snapshot: pinned({ phase: 'Running' }) })).toMatchObject([{ code: 'snapshot-unfinished' }]);
});

test('a backup of another engine', () => {
  expect(asked({ target: { facts: Engine.MYSQL._facts, version: '8.0.36' } })).toMatchObject([{ code: 'snapshot-other-engine', value: '"postgres"', allowed: 'mysql' }]);
  expect(asked({ snapshot: pinned({ engine: Engine.ELASTICSEARCH }), target: { facts: Engine.OPENSEARCH._facts } })).toMatchObject([{ code: 'snapshot-other-engine' }]);
});

test('another major version stops a copy of files and warns of a dump', () => {
  const target = { ...postgres, version: '18.2' };
  const physical = pinned({ method: BackupMethod.PHYSICAL });
  expect(asked({ target, snapshot: physical })).toMatchObject([{ code: 'snapshot-version-mismatch', severity: 'error', value: '"18.2"' }]);
  expect(asked({ target })).toMatchObject([{ code: 'snapshot-version-differs', severity: 'warning', allowed: 'a version of major 17' }]);
  expect(asked({ target: { ...postgres, version: '17.2' } })).toEqual([]);
  expect(asked({ target, snapshot: pinned({ version: undefined }) })).toEqual([]);
});

test('a method that cannot be restored', () => {
  const target = { facts: Engine.REDIS._facts };
  expect(asked({ target, snapshot: pinned({ engine: Engine.REDIS, method: BackupMethod.PHYSICAL }) }))
    .toMatchObject([{ code: 'method-not-restorable', value: '"physical"', allowed: 'logical, manifest' }]);
});

test('a volume snapshot outside its cluster', () => {
  const snapshot = pinned({ method: BackupMethod.VOLUME_SNAPSHOT });
  expect(asked({ snapshot })).toEqual([]);
  expect(asked({ snapshot, otherCluster: true })).toMatchObject([{ code: 'snapshot-outside-its-cluster' }]);
  const catalog = catalogOf(exported({ name, components: { volumesnapshot: {} }, created: '2026-12-24T09:00:00Z' }));
  expect(asked({ snapshot, catalog })).toMatchObject([{ code: 'snapshot-outside-its-cluster' }]);
});

test('a volume smaller than the source', () => {
  const snapshot = pinned({ method: BackupMethod.VOLUME_SNAPSHOT, volumeSize: Size.gibibytes(50) });
  expect(asked({ snapshot, targetSize: 10 * 2 ** 30 })).toMatchObject([{ code: 'volume-too-small', value: '"10 GiB"', allowed: 'at least 50 GiB' }]);
  expect(asked({ snapshot, targetSize: 50 * 2 ** 30 })).toEqual([]);
  expect(asked({ snapshot })).toEqual([]);
  expect(asked({ snapshot: pinned({ volumeSize: Size.gibibytes(50) }), targetSize: 1 })).toEqual([]);
});

test('a missing encryption secret', () => {
  const snapshot = pinned({ encryptionSecret: undefined });
  expect(asked({ snapshot })).toMatchObject([{ code: 'encryption-secret-missing', allowed: 'the encryptionSecret of Repository orders-logical' }]);
  const catalog = catalogOf(exported({ name }), repository('orders-logical', { encryptionSecret: { name: 'restic', namespace: 'vault' } }));
  expect(asked({ snapshot, catalog })).toMatchObject([{ allowed: "{ name: 'restic', namespace: 'vault' }" }]);
  expect(asked({ snapshot: pinned({ encryptionSecret: undefined, method: BackupMethod.VOLUME_SNAPSHOT }) })).toEqual([]);
  const cassandra = { snapshot: pinned({ encryptionSecret: undefined, engine: Engine.CASSANDRA }), target: { facts: Engine.CASSANDRA._facts } };
  expect(asked(cassandra)).toEqual([]);
});

test('a pinned Snapshot that the catalog no longer lists is a warning', () => {
  expect(asked({ catalog: catalogOf(exported({ name: 'newer' })) })).toMatchObject([
    { code: 'snapshot-not-listed', severity: 'warning', value: `"${name}"`, allowed: 'newer (logical, 2026-11-20T09:00:00Z)' },
  ]);
});

test('a Snapshot that was not found says that and nothing else', () => {
  const catalog = catalogOf(exported({ name: 'newer' }));
  const snapshot = catalog.database('orders').named('older');
  expect(snapshot._problems).toHaveLength(1);
  expect(asked({ catalog, snapshot, target: { facts: Engine.MYSQL._facts } })).toEqual([]);
});

describe('times', () => {
  const at = (hour: string): string => `2026-11-20T${hour}:00Z`;
  const stats = { start: at('01:00'), end: at('09:00'), lastFailedStats: [{ start: at('04:00'), end: at('05:00') }] };
  const { windows } = catalogOf(logs(stats), full(at('02:00')), full(at('06:00'))).database('orders');
  const about = (time: string, now?: string) => ask(timeRules, { time, windows, now });

  test.each([
    ['2026-11-20T08:30:00', 'time-without-zone'],
    ['08:30', 'time-unparsable'],
    ['2026-02-30T08:30:00Z', 'time-impossible'],
  ])('%s is %s', (time, code) => {
    expect(about(time, at('10:00'))).toMatchObject([{ code, value: `"${time}"`, allowed: expect.stringContaining('RFC 3339') }]);
  });

  test('inside a window nothing is said', () => {
    expect(about(at('03:00'), at('10:00'))).toEqual([]);
    expect(about('2026-11-20T09:00:00+01:00', at('10:00'))).toEqual([]);
    expect(ask(timeRules, { time: '2999-01-01T00:00:00Z' })).toEqual([]);
  });

  test('the future is what comes after the export', () => {
    expect(about(at('11:00'), at('10:00'))).toMatchObject([{ code: 'time-in-future', allowed: `up to ${at('10:00')}` }]);
  });

  test('before, after and between windows the nearest are named', () => {
    expect(about(at('01:30'))).toMatchObject([{ code: 'time-outside-windows', allowed: `${at('02:00')} to ${at('04:00')} (orders-full)` }]);
    expect(about(at('09:30'))).toMatchObject([{ code: 'time-outside-windows', allowed: `${at('06:00')} to ${at('09:00')} (orders-full)` }]);
    expect(about(at('05:30'))).toMatchObject([{
      code: 'time-between-windows',
      allowed: `${at('02:00')} to ${at('04:00')} (orders-full) or ${at('06:00')} to ${at('09:00')} (orders-full)`,
    }]);
    expect(ask(timeRules, { time: at('03:00'), windows: [] })).toMatchObject([{ code: 'time-outside-windows', allowed: 'none' }]);
  });
});

test('every rule is in a file of its code, and is registered', () => {
  const folder = join(__dirname, '../../src/snapshots/rules');
  const codes = [...snapshotRules, ...timeRules, ...attributeRules].map(r => r.code);
  const asks = ['snapshot-not-found', 'database-ambiguous', 'catalog-unreadable'];
  const shared = ['index', 'attributes', 'subject', 'time-subject', 'time-form', 'versions', 'times', 'pinned-facts'];
  const files = readdirSync(folder).map(f => f.replace('.ts', '')).filter(f => !shared.includes(f));
  expect([...new Set([...codes, ...asks])].sort()).toEqual(files.sort());
});
