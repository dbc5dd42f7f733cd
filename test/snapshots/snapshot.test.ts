import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { exported, pinned, repository } from './samples';
import { Engine } from '../../src/engines/engine';
import { BackupMethod, Snapshot, SnapshotAttributes, SnapshotCatalog } from '../../src/snapshots';
import { snapshotToCode } from '../../src/snapshots/print';
import { carriedBy } from '../../src/values/carried';
import { findingOf } from '../../src/values/given';

test('a pinned Snapshot says what was pinned, and what follows from it', () => {
  expect(pinned({ time: '2026-11-20T10:00:00+01:00' })).toMatchObject({
    name: 'orders-logical-1795424400',
    method: BackupMethod.LOGICAL,
    databaseNamespace: 'shop',
    time: '2026-11-20T09:00:00Z',
    components: ['dump'],
    withManifest: false,
    phase: 'Succeeded',
    _listed: false,
    _missing: false,
    _problems: [],
  });
  expect(pinned({ components: ['dump', 'manifest'] }).withManifest).toBe(true);
  expect(pinned({ withManifest: true }).components).toEqual(['dump', 'manifest']);
  expect(pinned({ method: BackupMethod.VOLUME_SNAPSHOT }).components).toEqual(['volumesnapshot']);
});

test.each<[string, string, Partial<SnapshotAttributes>]>([
  ['snapshot-fact-missing', 'repository is not', { repository: '' }],
  ['components-contradict-method', 'a physical backup', { components: ['physical'] }],
  ['components-contradict-method', 'nothing', { components: ['wal'] }],
  ['snapshot-size-invalid', 'not a number of bytes', { size: -1 }],
  ['time-without-zone', 'no zone', { time: '2026-11-20T09:00:00' }],
  ['time-unparsable', 'no time', { time: 'monday' }],
  ['time-impossible', 'no calendar', { time: '2026-02-30T09:00:00Z' }],
])('it carries the problem %s (%s) instead of throwing', (code, message, attributes) => {
  const snapshot = pinned(attributes);
  const problems = [...snapshot._problems, ...carriedBy(snapshot).map(findingOf)];
  expect(problems).toMatchObject([{ code, severity: 'error', message: expect.stringContaining(message), value: expect.any(String), allowed: expect.any(String) }]);
});

describe('the line that pins it', () => {
  test('leaves out what follows from the rest', () => {
    expect(snapshotToCode(pinned())).toBe("Snapshot.fromAttributes('orders-logical-1795424400', { method: BackupMethod.LOGICAL, engine: Engine.POSTGRES, "
      + "version: '17.5', namespace: 'shop', repository: 'orders-logical', database: 'orders', time: '2026-11-20T09:00:00Z', "
      + "encryptionSecret: { name: 'restic' } })");
  });

  test('leaves the references of an engine to whoever pastes it', () => {
    expect(snapshotToCode(pinned({ engine: Engine.mssqlserver({ issuer: { name: 'ca' } } as any) }))).toContain('engine: Engine.mssqlserver({ /*');
    expect(snapshotToCode(pinned(), 'engine')).toContain('engine: engine,');
  });

  const read = (code: string): Snapshot => new Function('Snapshot', 'BackupMethod', 'Engine', 'Size', `return ${code}`)(Snapshot, BackupMethod, Engine, Size);

  test('makes the same Snapshot again', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const attributes = fc.record({
      method: fc.constantFrom(...Object.values(BackupMethod)),
      engine: fc.constantFrom(Engine.POSTGRES, Engine.MYSQL, Engine.OPENSEARCH),
      namespace: text,
      repository: text,
      database: text,
      time: fc.constantFrom('2026-11-20T09:00:00Z', '2026-11-20T09:00:00.500Z'),
      version: text,
      databaseNamespace: text,
      size: fc.nat(),
      volumeSize: fc.integer({ min: 1, max: 5000 }).chain(n => fc.constantFrom(Size.kibibytes(n), Size.gibibytes(n), Size.tebibytes(n))),
      components: fc.array(fc.constantFrom('dump', 'manifest', 'physical'), { minLength: 1 }),
      withManifest: fc.boolean(),
      encryptionSecret: fc.record({ name: text, namespace: text }, { requiredKeys: ['name'], noNullPrototype: true }),
      session: text,
      phase: text,
    }, { requiredKeys: ['method', 'engine', 'namespace', 'repository', 'database', 'time'], noNullPrototype: true });
    fc.assert(fc.property(text, attributes, (name, a) => {
      const before = Snapshot.fromAttributes(name, a);
      const after = read(snapshotToCode(before));
      const { volumeSize: sizeBefore, ...restBefore } = before;
      const { volumeSize: sizeAfter, ...restAfter } = after;
      const plain = (s: object) => ({ ...s, components: [...before.components].sort(), _problems: 0 });
      expect([...after.components].sort()).toEqual([...before.components].sort());
      expect(plain(restAfter)).toEqual(plain(restBefore));
      expect(sizeAfter?.toKibibytes()).toBe(sizeBefore?.toKibibytes());
    }));
  });

  test('of a listed Snapshot makes one that the catalog finds again', () => {
    const catalog = SnapshotCatalog.fromObjects([
      exported({ components: { dump: {}, manifest: {} } }),
      repository('orders-logical', { encryptionSecret: { name: 'restic', namespace: 'vault' } }),
    ]);
    const again = read(snapshotToCode(catalog.database('orders').latest()));
    expect(again).toMatchObject({ withManifest: true, encryptionSecret: { name: 'restic', namespace: 'vault' }, _listed: false, _problems: [] });
    expect(catalog._lookUp(again)?.name).toBe(again.name);
  });
});
