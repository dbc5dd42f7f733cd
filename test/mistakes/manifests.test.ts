import { ExistingDatabase, Findings, PointInTimeRestore, RestoreProcess, SafetyBackup, SnapshotRestore } from '../../src';
import { monday, Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

const metadata = { name: 'orders', namespace: 'shop' };
const spec = { version: '17.5', storageType: 'Durable', storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const RIGHT = { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata, spec };

/** Manifests that something is wrong with. */
const WRONG: [string, string, any][] = [
  ['nothing', 'manifest-not-a-database', null],
  ['an object of another kind', 'manifest-not-a-database', { apiVersion: 'v1', kind: 'Service', metadata, spec: {} }],
  ['an object without a version of its API', 'manifest-not-a-database', { ...RIGHT, apiVersion: undefined }],
  ['a kind in small letters', 'manifest-not-a-database', { ...RIGHT, kind: 'postgres' }],
  ['an older version of the API', 'manifest-of-another-api-version', {
    ...RIGHT, apiVersion: 'kubedb.com/v1alpha2', spec: { ...spec, terminationPolicy: 'Delete', podTemplate: { spec: { resources: {}, nodeSelector: { a: 'b' } } } },
  }],
  ['no metadata', 'manifest-unreadable', { ...RIGHT, metadata: [] }],
  ['no spec', 'manifest-unreadable', { ...RIGHT, spec: undefined }],
  ['a list for a spec', 'manifest-unreadable', { ...RIGHT, spec: [] }],
  ['a Date in it', 'manifest-unreadable', { ...RIGHT, spec: { ...spec, podTemplate: { since: new Date(0) } } }],
  ['no name', 'wrong-type', { ...RIGHT, metadata: { namespace: 'shop' } }],
  ['a name in capitals', 'name-invalid', { ...RIGHT, metadata: { name: 'Orders', namespace: 'shop' } }],
  ['no namespace', 'namespace-unknown', { ...RIGHT, metadata: { name: 'orders' } }],
  ['a namespace with an underscore', 'name-invalid', { ...RIGHT, metadata: { name: 'orders', namespace: 'a_b' } }],
  ['no version', 'version-unknown', { ...RIGHT, spec: { ...spec, version: undefined } }],
  ['a number for a version', 'version-unknown', { ...RIGHT, spec: { ...spec, version: 17.5 } }],
  ['a halted database', 'halted-set', { ...RIGHT, spec: { ...spec, halted: true } }],
];

/** What is done with the database. */
const THEN: Record<string, (shop: Shop, database: ExistingDatabase) => void> = {
  'left alone': () => undefined,
  'put back to a Snapshot': ({ chart }, database) => { new SnapshotRestore(chart, 'Back', { database, snapshot: monday() }); },
  'taken back in time': ({ chart }, database) => { new PointInTimeRestore(chart, 'Undo', { database, at: '2026-11-20T08:30:00Z' }); },
  'written over': ({ chart }, database) => {
    new SnapshotRestore(chart, 'Back', { database, snapshot: monday(), process: RestoreProcess.OVERWRITE, safetyBackup: SafetyBackup.none('a copy') });
  },
};

function imported(manifest: any, then: string): Shop {
  const shop = new Shop();
  THEN[then](shop, ExistingDatabase.fromManifest(shop.chart, 'Orders', manifest, { backup: shop.logical, continuousBackup: {} }));
  return shop;
}

describe.each(Object.keys(THEN))('a database that is imported and %s', then => {
  test('is right as kubectl prints it', () => {
    expect(Findings.of(imported(RIGHT, then).app).all).toEqual([]);
  });

  test.each(WRONG)('is refused for the manifest, and not for what follows from it: %s', (_, code, manifest) => {
    const { app } = imported(manifest, then);
    const found = Findings.of(app).all;
    expect(found.map(f => `${f.code} ${f.path}: ${f.message}`)).toEqual([expect.stringMatching(`^${code} shop/Orders: `)]);
    expect(found[0].remedy).toBeDefined();
    expect(() => app.synthYaml()).toThrow(`[${code}]`);
  });
});
