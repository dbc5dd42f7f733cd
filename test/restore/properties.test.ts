import { Size } from 'cdk8s';
import fc from 'fast-check';
import {
  BackupMethod, Check, Engine, Findings, PointInTimeRestore, RestorableDatabase, RestoreProcess, Resume, SafetyBackup, Severity,
  Snapshot, SnapshotRestore, Traffic,
} from '../../src';
import { ENGINES } from '../../src/engines/registry';
import { decide } from '../../src/plan/plan';
import { hasCrd, validateObject } from '../support/crds';
import { Shop, synthesized } from '../support/shop';
import { describeUpstream } from '../support/upstream';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const CODED = /^Validation failed with the following errors:\n( {2}\[[^\]]*\] \[[a-z0-9-]+\] [^\n]+(\n|$))+$/;

const text = fc.oneof(
  fc.string({ maxLength: 80 }), fc.constantFrom('orders', 'a', 'Über', '0o17', '${x}', 'x'.repeat(70), '', ' ', '-a', 'a_b', '\u2028', '__proto__'),
);
const time = fc.oneof(
  fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') }).map(d => d.toISOString()),
  fc.constantFrom('2026-11-20T08:30:00Z', '2026-11-20T09:30:00+01:00', '2026-11-20T08:30:00', 'now', ''), text,
);
const CONSTANTS = [
  Engine.POSTGRES, Engine.MYSQL, Engine.MARIADB, Engine.MONGODB, Engine.CLICKHOUSE, Engine.REDIS, Engine.ELASTICSEARCH, Engine.OPENSEARCH,
  Engine.ZOOKEEPER, Engine.CASSANDRA, Engine.NEO4J, Engine.QDRANT,
];
// Keys, not engines, so that a counterexample can be read.
const engineOf = (key: string): Engine => CONSTANTS.find(e => e.key === key)!;
const engine = fc.constantFrom(...CONSTANTS).chain(e => fc.record({
  engine: fc.constant(e.key),
  version: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...Object.keys(e._facts.shell.images)) }, { weight: 1, arbitrary: text }),
}));
const snapshot = fc.record({
  name: text,
  attributes: fc.record({
    method: fc.constantFrom(...Object.values(BackupMethod)),
    namespace: text,
    repository: text,
    database: text,
    time,
    encryptionSecret: fc.option(fc.record({ name: text }), { nil: undefined }),
    components: fc.option(fc.subarray(['dump', 'manifest', 'physical', 'wal', 'odd']), { nil: undefined }),
  }),
});
const wanted = fc.record({
  database: engine,
  name: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('orders', undefined) }, { weight: 1, arbitrary: text }),
  replicas: fc.oneof(fc.constantFrom(undefined, 1), fc.integer({ min: -1, max: 12 })),
  gib: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined, freq: 9 }),
  declared: fc.option(fc.boolean(), { nil: undefined }),
  backup: fc.boolean(),
  spec: fc.option(fc.dictionary(fc.constantFrom('replicas', 'version', 'podTemplate', 'odd', 'storageType'), fc.jsonValue()), { nil: undefined, freq: 1 }),
  restore: fc.oneof(
    fc.constant({}),
    fc.record({ at: time }),
    fc.record({ snapshot, process: fc.option(fc.constantFrom(...Object.values(RestoreProcess)), { nil: undefined }), safety: fc.boolean() }),
    fc.constant({}),
  ),
  checks: fc.oneof(fc.constant([]), fc.array(text, { maxLength: 2 })),
  automatic: fc.boolean(),
});

function build(w: any): Shop {
  const shop = new Shop();
  const { version } = w.database;
  const of = engineOf(w.database.engine);
  const database = new RestorableDatabase(shop.chart, 'Database', {
    engine: of,
    version,
    name: w.name,
    replicas: w.replicas,
    storage: w.gib === undefined ? undefined : { size: Size.gibibytes(w.gib) },
    traffic: w.declared === undefined ? undefined : Traffic.declared({ open: w.declared }),
    backup: w.backup ? (of._facts.archiver ? shop.continuous : shop.logical) : undefined,
    spec: w.spec,
  });
  const checks = w.checks.map((statement: string) => Check.statement(statement));
  const resume = w.automatic ? Resume.automatic({ checks }) : Resume.manual({ checks });
  if (w.restore.at !== undefined) new PointInTimeRestore(shop.chart, 'Undo', { database, at: w.restore.at, resume });
  if (w.restore.snapshot !== undefined) {
    new SnapshotRestore(shop.chart, 'Back', {
      database,
      resume,
      process: w.restore.process,
      safetyBackup: w.restore.safety ? undefined : SafetyBackup.none('property'),
      snapshot: Snapshot.fromAttributes(w.restore.snapshot.name, { engine: of, version, ...w.restore.snapshot.attributes }),
    });
  }
  return shop;
}

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe('whatever is asked for', () => {
  test('is answered by YAML or by coded findings, never by a crash', () => {
    let accepted = 0;
    fc.assert(fc.property(wanted, w => {
      const shop = build(w);
      const errors = Findings.of(shop.app).all.filter(f => f.severity === Severity.ERROR);
      if (errors.length > 0) {
        expect(() => shop.app.synthYaml()).toThrow(CODED);
      } else {
        accepted++;
        expect(synthesized(shop.app).length).toBeGreaterThan(0);
      }
    }), { numRuns: RUNS });
    expect(accepted).toBeGreaterThan(0);
  });

  test('gives the same bytes again', () => {
    fc.assert(fc.property(wanted, w => {
      const once = (): string => {
        try { return build(w).app.synthYaml(); } catch (e) { return String(e); }
      };
      expect(once()).toBe(once());
    }), { numRuns: Math.ceil(RUNS / 3) });
  });
});

describeUpstream('what is accepted', () => {
  const good = fc.record({
    database: fc.constantFrom(...CONSTANTS).chain(e => fc.record({
      engine: fc.constant(e.key), version: fc.constantFrom(...Object.keys(e._facts.shell.images)),
    })),
    name: fc.constantFrom(undefined, 'orders', 'a'),
    replicas: fc.constantFrom(undefined, 1, 3, 5),
    gib: fc.integer({ min: 1, max: 1000 }),
    declared: fc.constantFrom(undefined, true, false),
    backup: fc.boolean(),
    spec: fc.constantFrom(undefined, { healthChecker: { periodSeconds: 15 } }),
    restore: fc.oneof(fc.record({ at: fc.constantFrom('2026-11-20T08:30:00Z', '2026-11-20T08:30:00.123Z') }), fc.constant({})),
    checks: fc.constant([]),
    automatic: fc.constant(false),
  });

  test('is what upstream\'s CRDs accept', () => {
    let checked = 0;
    fc.assert(fc.property(good, w => {
      const shop = build(w);
      if (Findings.of(shop.app).all.some(f => f.severity === Severity.ERROR)) return;
      const objects = synthesized(shop.app);
      checked += objects.filter(hasCrd).length;
      expect(objects.flatMap(validateObject)).toEqual([]);
    }), { numRuns: RUNS });
    expect(checked).toBeGreaterThan(RUNS / 2);
  });
});

describe('two different restores', () => {
  test('never share a name; the same one always has the same', () => {
    const request = fc.record({
      database: fc.constantFrom('orders', 'billing'),
      namespace: fc.constantFrom('shop', 'office'),
      time: fc.date({ noInvalidDate: true, min: new Date('2024-01-01'), max: new Date('2027-01-01') }).map(d => d.toISOString()),
      from: fc.constantFrom(undefined, 'orders', 'orders-12345678'),
      id: fc.constantFrom(undefined, 'a', 'b'),
    });
    const names = new Map<string, string>();
    fc.assert(fc.property(request, fc.constantFrom(...ENGINES.filter(e => e.archiver !== undefined).map(e => e.key)), (r, key_) => {
      const facts = ENGINES.find(e => e.key === key_)!;
      const { name } = decide({
        database: r.database,
        namespace: r.namespace,
        facts,
        spec: {},
        current: r.from === undefined ? undefined : { name: r.from, restore: { id: 'first', name: 'orders-first' }, predecessors: [] },
        point: { kind: 'time', time: r.time, source: { database: 'orders', namespace: 'shop', facts, fullRepository: { name: 'orders-full', namespace: 'shop' } } },
        id: r.id,
        manual: false,
        declared: false,
        safetyBackup: false,
      });
      const asked = JSON.stringify(r);
      const key = `${r.namespace}/${name}`;
      expect(names.get(key) ?? asked).toBe(asked);
      names.set(key, asked);
    }), { numRuns: RUNS * 10 });
  });
});
