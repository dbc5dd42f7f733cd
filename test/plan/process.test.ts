import { Engine, Snapshot } from '../../src';
import { EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { canonical } from '../../src/plan/identity';
import { decide } from '../../src/plan/plan';
import { RestoreRequest } from '../../src/plan/request';
import { BackupMethod } from '../../src/snapshots/method';

const facts = (key: string): EngineFacts => ENGINES.find(e => e.key === key)!;
const snapshot = (key: string, method: BackupMethod, withManifest = false): Snapshot => Snapshot.fromAttributes('s', {
  method,
  engine: Engine._ofKind(facts(key).kind, key === 'opensearch' ? 'opensearch-3.4.0' : undefined)!,
  namespace: 'shop',
  repository: 'r',
  database: 'orders',
  time: '2026-11-20T08:30:00Z',
  withManifest,
});
const request = (key: string, more: Partial<RestoreRequest>): RestoreRequest => ({
  database: 'orders', namespace: 'shop', facts: facts(key), spec: {}, manual: true, declared: false, safetyBackup: true, ...more,
});
const running = { name: 'orders', restore: { id: 'first', name: 'orders-first' }, predecessors: [] };
const logical = (key: string) => ({ kind: 'snapshot' as const, snapshot: snapshot(key, BackupMethod.LOGICAL) });

const NEW_DATABASE = ['postgres', 'mysql', 'mariadb', 'mongodb', 'mssqlserver', 'clickhouse', 'redis', 'elasticsearch', 'singlestore', 'cassandra', 'neo4j'];

describe('a logical Snapshot', () => {
  test.each([['a new', undefined], ['the next', running]])('of etcd is put into %s one by the operator', (_, current) => {
    const decision = decide(request('etcd', { point: logical('etcd'), current }));
    expect(decision.choice).toMatchObject({ process: 'archiver', method: 'logical', incarnation: current !== undefined });
    expect(decision.session).toBeUndefined();
    expect(decision.init).toEqual({ archiver: { recoveryTimestamp: '2026-11-20T08:30:00Z', fullDBRepository: { name: 'r', namespace: 'shop' } } });
    expect(decision.text().unproven.some(u => u.includes('wait for logs'))).toBe(false);
  });

  test.each(NEW_DATABASE)('of %s fills a new database that waits for it', key => {
    const d = decide(request(key, { point: logical(key) }));
    expect(d.choice).toMatchObject({ process: 'session', incarnation: false });
    expect(d.init).toEqual({ waitForInitialRestore: true });
    expect(d.next.name).toBe('orders');
  });

  test.each(['zookeeper', 'qdrant'])('of %s fills a new database once that is ready, since it cannot wait', key => {
    const d = decide(request(key, { point: logical(key) }));
    expect(d.choice.process).toBe('session');
    expect(d.init).toBeUndefined();
  });

  test.each(['postgres', 'mysql', 'mariadb', 'mongodb', 'redis', 'cassandra', 'neo4j'])('of %s comes back in a new incarnation beside the running one', key => {
    const d = decide(request(key, { point: logical(key), current: running }));
    expect(d.choice).toMatchObject({ process: 'session', incarnation: true });
    expect(d.next).toEqual({ name: `orders-${d.id}`, restore: { id: d.id, name: `orders-${d.id}` }, predecessors: [running.restore] });
  });

  test.each([['zookeeper', 'no spec.init'], ['qdrant', 'no spec.init'], ['elasticsearch', 'partial'], ['opensearch', 'partial'], ['druid', 'partial']])(
    'of %s is written over the running one: %s', (key, why) => {
      const d = decide(request(key, { point: logical(key), current: running }));
      expect(d.choice).toMatchObject({ process: 'overwrite', incarnation: false });
      expect(d.choice.why).toContain(why);
      expect(d.next.name).toBe('orders');
    });

  test('of a database of which only the name is known is written over it', () => {
    expect(decide(request('postgres', { point: logical('postgres'), current: running, spec: undefined })).choice.process).toBe('overwrite');
  });

  test('goes where the user insists', () => {
    const insist = (process: 'incarnation' | 'overwrite', key = 'postgres'): string =>
      decide(request(key, { point: logical(key), current: running, process })).choice.process;
    expect(insist('overwrite')).toBe('overwrite');
    expect(insist('incarnation', 'zookeeper')).toBe('session');
  });

  test('with its manifest restores a database of unknown shape in one session', () => {
    const point = { kind: 'snapshot' as const, snapshot: snapshot('postgres', BackupMethod.LOGICAL, true) };
    const d = decide(request('postgres', { point, spec: undefined }));
    expect(d.choice.process).toBe('manifest');
    expect(d.session!.addon.tasks.map((t: any) => t.name)).toEqual(['manifest-restore', 'logical-backup-restore']);
    expect(d.session).not.toHaveProperty('target');
  });
});

describe('what only a new database can start from', () => {
  const time = (key: string) => ({
    kind: 'time' as const,
    time: '2026-11-20T08:30:00Z',
    source: {
      database: 'orders',
      namespace: 'shop',
      facts: facts(key),
      fullRepository: { name: 'orders-full', namespace: 'shop' },
      manifestRepository: { name: 'orders-manifest', namespace: 'shop' },
    },
  });

  test.each(['postgres', 'mysql', 'mariadb', 'mongodb', 'mssqlserver', 'clickhouse', 'neo4j'])('a moment of %s makes an incarnation', key => {
    const d = decide(request(key, { point: time(key), current: running }));
    expect(d.choice).toMatchObject({ process: 'archiver', method: 'point-in-time', incarnation: true });
    expect(d.session).toBeUndefined();
  });

  test('a moment that is not archived yet: the plan says what comes of it', () => {
    const risks = (key: string) => decide(request(key, { point: time(key), current: running })).text().risks.join('\n');
    expect(risks('neo4j')).toMatch(/comes up with the newest data that is, without a word/);
    expect(risks('mysql')).toMatch(/may not be there yet/);
    expect(risks('postgres')).not.toMatch(/there yet/);
  });

  test.each([BackupMethod.PHYSICAL, BackupMethod.VOLUME_SNAPSHOT])('a %s Snapshot makes an incarnation, whatever the user insists on', method => {
    const point = { kind: 'snapshot' as const, snapshot: snapshot('postgres', method) };
    expect(decide(request('postgres', { point, current: running, process: 'overwrite' })).choice).toMatchObject({ process: 'archiver', incarnation: true });
  });

  test('an incarnation shares the Secrets of the one before it, a new database has those of its source restored', () => {
    expect(decide(request('postgres', { point: time('postgres'), current: running })).init!.archiver).not.toHaveProperty('manifestRepository');
    expect(decide(request('postgres', { point: time('postgres') })).init!.archiver.manifestRepository.name).toBe('orders-manifest');
  });
});

describe('isolation', () => {
  const isolated = (key: string, more: Partial<RestoreRequest> = {}): boolean =>
    decide(request(key, { point: logical(key), current: running, ...more })).isolated;

  test('is on for overwrites, for drivers that discover members, and where sessions cannot be ended', () => {
    expect(isolated('postgres', { process: 'overwrite' })).toBe(true);
    expect(isolated('cassandra')).toBe(true);
    expect(isolated('neo4j')).toBe(true);
    expect(isolated('zookeeper')).toBe(true);
  });

  test('is off where the client Service is all that clients know', () => {
    expect(isolated('postgres')).toBe(false);
    expect(isolated('mysql')).toBe(false);
  });

  test('is what the user says', () => {
    expect(isolated('postgres', { isolation: true })).toBe(true);
    expect(isolated('cassandra', { isolation: false })).toBe(false);
  });

  test('is never for a database that did not serve', () => {
    expect(decide(request('cassandra', { point: logical('cassandra') })).isolated).toBe(false);
  });
});

describe('the plan in words', () => {
  test('of every process ends with the client Service open for the target', () => {
    for (const point of [undefined, logical('postgres')]) {
      for (const current of [undefined, running]) {
        const { text, next } = decide(request('postgres', { point, current: point && current, manual: false }));
        expect(text().steps[text().steps.length - 1]).toBe(`open the client Service for ${next.name}`);
      }
    }
  });

  test('says when a person is waited for', () => {
    expect(decide(request('postgres', { point: logical('postgres'), current: running })).text().steps.join()).toContain('until a person resumes');
  });
});

describe('canonical text', () => {
  test('does not depend on the order of keys, nor on what is undefined', () => {
    expect(canonical({ b: 1, a: [{ d: 2, c: undefined }] })).toBe(canonical({ a: [{ d: 2 }], b: 1, z: undefined }));
  });

  test('tells different values apart', () => {
    expect(new Set([[1], ['1'], { 0: 1 }, null, [], {}].map(canonical)).size).toBe(6);
  });
});
