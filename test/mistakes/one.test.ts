import { ApiObject } from 'cdk8s';
import { IN_WORDS, RIGHT } from './in-words';
import { MISTAKES } from './mistakes';
import { AUTOSCALER, PLAIN_MISTAKES, REQUESTS } from './plain';
import { Check, Engine, Findings, PointInTimeRestore, Resume, Severity, SnapshotClone, Topology } from '../../src';
import { validateObject } from '../support/crds';
import { monday, Shop } from '../support/shop';
import { describeUpstream } from '../support/upstream';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe('a mistake', () => {
  test.each([...MISTAKES, ...PLAIN_MISTAKES])('is told once, with what to do: $what', ({ make, code, property }) => {
    const shop = new Shop();
    try {
      make(shop);
    } catch (e) {
      // There is nothing to go on with: the error names the property.
      expect(code).toBe('TypeError');
      expect(e).toBeInstanceOf(TypeError);
      expect((e as Error).message).toContain(property);
      return;
    }
    const found = Findings.of(shop.app).all;
    expect(found.map(f => `${f.code} ${f.property ?? ''}: ${f.message}`)).toHaveLength(1);
    const [{ code: given, message, remedy, path, severity, property: about }] = found;
    expect({ code: given, property: about }).toEqual({ code, property });
    expect(remedy ?? '').not.toBe('');
    expect(`${message}; ${remedy}`).not.toMatch(/(^| )a (?!one\b)[aeio]/i);
    expect(path).toBeDefined();
    if (severity === Severity.ERROR) expect(() => shop.app.synthYaml()).toThrow(`[${code}]`);
  });

  test('of more than a hundred kinds', () => {
    expect(new Set(MISTAKES.map(m => m.what)).size).toBeGreaterThanOrEqual(100);
  });
});

test.each(['orders', 'shop.orders', '"Orders"', 'shop."my orders"', '`orders`', '[dbo].[my orders]', '#temporary', 'größen'])('a count of %s is no mistake', name => {
  const shop = new Shop();
  new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', resume: Resume.automatic({ checks: [Check.count(name)] }) });
  expect(Findings.of(shop.app).all).toEqual([]);
});

describeUpstream('OpsRequests', () => {
  test.each(REQUESTS)('that one for %s is no mistake: %j', (kind, spec) => {
    const shop = new Shop();
    new ApiObject(shop.chart, 'Plain', {
      apiVersion: 'ops.kubedb.com/v1alpha1', kind: `${kind}OpsRequest`, metadata: { name: 'plain' }, spec: { databaseRef: { name: 'other' }, ...spec },
    });
    expect(Findings.of(shop.app).all).toEqual([]);
    expect(shop.objects.flatMap(validateObject)).toEqual([]);
  });
});

test('an autoscaler with all that it may have is no mistake', () => {
  const shop = new Shop();
  new ApiObject(shop.chart, 'Plain', { apiVersion: 'autoscaling.kubedb.com/v1alpha1', kind: 'PostgresAutoscaler', metadata: { name: 'plain' }, spec: AUTOSCALER });
  expect(Findings.of(shop.app).all).toEqual([]);
});

test.each([['kubedb.com/v1', 'Postgres'], ['core.kubestash.com/v1alpha1', 'BackupConfiguration'], ['ops.kubedb.com/v1alpha1', 'RedisOpsRequest']])('a %s %s whose spec is null breaks no rule', (apiVersion, kind) => {
  const shop = new Shop();
  new ApiObject(shop.chart, 'Plain', { apiVersion, kind, metadata: { name: 'plain' }, spec: null } as any);
  shop.orders();
  expect(() => Findings.of(shop.app).all).not.toThrow();
});

test('keys below a field of which nothing but its name is known are no mistake', () => {
  const shop = new Shop();
  shop.orders({ version: '17.9-percona', spec: { tde: { provider: { kind: 'vault' } } } });
  expect(Findings.of(shop.app).all).toEqual([]);
});

describe('a mistake in a spec', () => {
  // An address or a port that exists once is another matter.
  test.each(IN_WORDS.filter(([, , property]) => !/(clusterIP|externalIPs|serviceTemplates.*odePort)/.test(property)))('is told of the database, and not of what is made like it: %s', (_, code, property, spec) => {
    const shop = new Shop();
    const database = shop.orders({ spec });
    new SnapshotClone(shop.chart, 'Copy', { like: database, snapshot: monday(), name: 'copy', authSecret: { name: 'copy-auth' } });
    new PointInTimeRestore(shop.chart, 'Undo', { database, at: '2026-11-20T08:30:00Z' });
    expect(Findings.of(shop.app).all).toEqual([expect.objectContaining({ code, property, path: expect.stringMatching(/^shop\/Orders/) })]);
  });

  test('goes on, and so does a doubt about what a database is', () => {
    const shop = new Shop();
    const mariadb = { engine: Engine.MARIADB, version: '11.8.99', topology: Topology.mariadbGalera(), backup: shop.continuous };
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(mariadb), at: '2026-11-20T08:30:00Z', settled: true });
    const again = new PointInTimeRestore(shop.chart, 'Again', { database: undo.restored, at: '2026-11-21T08:30:00Z', settled: true });
    const told = () => Findings.of(shop.app).all.map(f => `${f.code} ${f.path}`);
    expect(told()).toEqual(['version-not-listed shop/Orders', 'logs-not-kept shop/Orders/Incarnation/Backup']);
    // Where it stops a restore, that says what to do.
    new PointInTimeRestore(shop.chart, 'Third', { database: again.restored, at: '2026-11-22T08:30:00Z' });
    expect(told()).toEqual(['logs-not-kept shop/Orders/Incarnation/Backup', 'client-image-unknown shop/Third']);
  });

  test('that a restore says itself is told of the restore', () => {
    const shop = new Shop();
    const overrides = { spec: { storageType: 'Forever' } };
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', overrides });
    expect(Findings.of(shop.app).all).toEqual([expect.objectContaining({ code: 'choice-unknown', path: 'shop/Undo/Incarnation/Resource' })]);
  });

  test('is acknowledged where it is told', () => {
    const shop = new Shop();
    const database = shop.orders({ spec: { somethingElse: 1 } });
    new PointInTimeRestore(shop.chart, 'Undo', { database, at: '2026-11-20T08:30:00Z' });
    expect(Findings.of(shop.app).all.map(f => `${f.code} ${f.path}`)).toEqual(['field-unknown shop/Orders']);
    Findings.of(database).acknowledge('field-unknown', 'our KubeDB is newer');
    expect(Findings.of(shop.app).all).toEqual([]);
  });
});

describeUpstream('no mistake', () => {
  test.each(RIGHT)('is refused: %s', (_, spec) => {
    const shop = new Shop();
    shop.orders({ spec });
    expect(Findings.of(shop.app).all).toEqual([]);
    expect(shop.objects.flatMap(validateObject)).toEqual([]);
  });
});
