import { exported, full, logs } from './samples';
import { SnapshotCatalog } from '../../src/snapshots';

const at = (hour: string): string => `2026-11-20T${hour}:00Z`;
const of = (...objects: any[]) => SnapshotCatalog.fromObjects(objects).database('orders', 'shop');

test('a window goes from the first full backup to the end of the logs', () => {
  expect(of(logs({ start: at('01:00'), end: at('09:00') }), full(at('00:30')), full(at('02:00')), full(at('04:00'))).windows).toEqual([{
    start: at('02:00'),
    end: at('09:00'),
    database: 'orders',
    repository: 'orders-full',
    namespace: 'shop',
    logSnapshot: 'orders-full-incremental-snapshot',
    fullSnapshot: `orders-full-${Date.parse(at('02:00')) / 1000}`,
    endsInGap: false,
  }]);
});

test('logs without a full backup make no window, and it is said why', () => {
  const snapshots = of(logs({ start: at('01:00'), end: at('09:00') }), full(at('00:30')));
  expect(snapshots.windows).toEqual([]);
  expect(snapshots.leftOut).toEqual([expect.objectContaining({ name: 'orders-full-incremental-snapshot', reason: 'no-full-backup' })]);
});

test('a full backup in another Repository, a failed one and a dump are none to replay logs on', () => {
  expect(of(
    logs({ start: at('01:00'), end: at('09:00') }),
    full(at('02:00'), { repository: 'orders-old' }),
    full(at('03:00'), { status: { phase: 'Failed' } }),
    exported({ repository: 'orders-full', time: at('04:00') }),
  ).windows).toEqual([]);
});

test('where an engine has no physical backup its dump is the full backup', () => {
  const sample = { kind: 'MSSQLServer', version: '2022-cu16' };
  expect(of(
    logs({ start: at('01:00'), end: at('09:00') }, sample),
    exported({ repository: 'orders-full', time: at('04:00'), ...sample }),
  ).windows).toMatchObject([{ start: at('04:00'), end: at('09:00') }]);
});

test('logs that were not shipped cut a window in two', () => {
  const stats = { start: at('01:00'), end: at('09:00'), lastFailedStats: [{ start: at('04:00'), end: at('05:00') }] };
  const snapshots = of(logs(stats), full(at('02:00')), full(at('06:00')));
  expect(snapshots.windows).toMatchObject([
    { start: at('02:00'), end: at('04:00'), endsInGap: true },
    { start: at('06:00'), end: at('09:00'), endsInGap: false },
  ]);
  expect([at('03:00'), at('04:30'), at('05:30'), at('07:00')].map(t => snapshots.covers(t))).toEqual([true, false, false, true]);
});

test('logs that were shipped at another attempt leave no gap', () => {
  const stats = {
    start: at('01:00'),
    end: at('09:00'),
    lastFailedStats: [{ start: at('04:00'), end: at('05:00') }],
    lastSucceededStats: [{ start: at('03:00'), end: at('05:00') }],
  };
  expect(of(logs(stats), full(at('02:00'))).windows).toMatchObject([{ start: at('02:00'), end: at('09:00') }]);
});

test('logs that fail now are said to end in a gap', () => {
  const stats = { start: at('01:00'), end: at('09:00'), lastFailedStats: [{ start: at('09:00'), error: 'no space' }] };
  expect(of(logs(stats), full(at('02:00'))).windows).toMatchObject([{ end: at('09:00'), endsInGap: true }]);
});

test('all parts of a log must be there', () => {
  const components = { metadata: { logStats: { start: at('01:00'), end: at('08:00') } }, data: { logStats: { start: at('01:30'), end: at('09:00') } } };
  const sample = { kind: 'ClickHouse', version: '24.4.1' };
  const snapshots = of(logs(undefined, { components, ...sample }), exported({ repository: 'orders-full', time: at('02:00'), ...sample }));
  expect(snapshots.windows).toMatchObject([{ start: at('02:00'), end: at('08:00') }]);
});

test('overlapping logs of one Repository are one window', () => {
  expect(of(
    logs({ start: at('01:00'), end: at('05:00') }, { name: 'first' }),
    logs({ start: at('04:00'), end: at('09:00') }, { name: 'second' }),
    full(at('02:00')),
  ).windows).toMatchObject([{ start: at('02:00'), end: at('09:00'), logSnapshot: 'second' }]);
});

test('times with zones and fractions are brought into one form', () => {
  const stats = { start: '2026-11-20T02:00:00+01:00', end: '2026-11-20T08:59:59.300216Z' };
  const snapshots = of(logs(stats), full(at('02:00')));
  expect(snapshots.windows).toMatchObject([{ end: '2026-11-20T08:59:59.300216Z' }]);
  expect(snapshots.covers('2026-11-20T08:59:59.300Z')).toBe(true);
  expect(snapshots.covers('2026-11-20T08:59:59.301Z')).toBe(false);
  expect(snapshots.covers('tomorrow')).toBe(false);
});

test.each([[undefined], [{}], [{ start: 'x', end: at('09:00') }], [{ start: at('09:00'), end: at('01:00') }]])('logs that state %j make no window', stats => {
  const snapshots = of(logs(stats), full(at('02:00')));
  expect(snapshots.windows).toEqual([]);
  expect(snapshots.leftOut).toMatchObject([{ reason: 'no-time' }]);
});
