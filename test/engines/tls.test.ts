import { Size } from 'cdk8s';
import { druid, engines, singlestore, sqlserver, versionOf } from './samples';
import { Engine, ExistingDatabase, RestorableDatabase, SnapshotRestore, Topology } from '../../src';
import { certificatesOf, certificatesSaid, clientCertificate, speaksTls } from '../../src/engines/tls';
import { Json } from '../../src/values/json';
import { validateObject } from '../support/crds';
import { monday, Shop } from '../support/shop';
import { describeUpstream } from '../support/upstream';

const tls = { issuer: { name: 'ca' } };
const issuerRef = { apiGroup: 'cert-manager.io', kind: 'Issuer', name: 'ca' };

/** The CR of a database with TLS, as rendered. */
function rendered(engine: Engine, props: Json = {}): any {
  const shop = new Shop();
  new RestorableDatabase(shop.chart, 'Orders', {
    engine,
    version: versionOf(engine._facts),
    storage: { size: Size.gibibytes(1) },
    tls,
    ...(engine === druid ? { topology: Topology.druid() } : {}),
    ...(engine === singlestore ? { topology: Topology.singlestore() } : {}),
    ...props,
  });
  return shop.object(engine.kind);
}

const aliases = (spec: Json): string[] => spec.tls.certificates.map((c: Json) => c.alias);

describe('what is rendered with tls', () => {
  test.each(engines.filter(e => e !== sqlserver).map(e => [e.key, e] as const))('turns it on: %s', (_, engine) => {
    const { spec } = rendered(engine);
    expect(speaksTls(engine._facts, spec)).toBe(true);
    expect(clientCertificate(engine._facts, spec, 'orders')).toBe('orders-client-cert');
    expect(spec.tls.issuerRef).toEqual(issuerRef);
  });

  test.each(engines.map(e => [e.key, e] as const))('is what upstream leaves in the list, names sorted: %s', (_, engine) => {
    const { spec } = rendered(engine);
    const seen = spec.tls.certificates.filter((c: Json) => c.dnsNames !== undefined);
    expect(seen.map((c: Json) => c.dnsNames)).toEqual([[
      'orders-client', 'orders-client.shop', 'orders-client.shop.svc', 'orders-maintenance', 'orders-maintenance.shop',
      'orders-maintenance.shop.svc',
      ...(engine._facts.readOnly === undefined ? [] : ['orders-read-only', 'orders-read-only.shop', 'orders-read-only.shop.svc']),
    ]]);
    expect(aliases(spec)).toContain('client');
    // What is there already is not added to.
    expect(certificatesOf(engine._facts, spec, { database: 'orders', version: spec.version, hosts: [] })).toEqual(spec.tls.certificates);
  });

  test('is off in the fields that mean it for engines that need one', () => {
    const on: [Engine, Json, Json][] = [
      [Engine.ELASTICSEARCH, {}, { enableSSL: true }],
      [Engine.OPENSEARCH, {}, { enableSSL: true }],
      [Engine.ZOOKEEPER, {}, { enableSSL: true }],
      [druid, {}, { enableSSL: true }],
      [Engine.POSTGRES, {}, { sslMode: 'verify-full' }],
      [Engine.MONGODB, {}, { sslMode: 'requireSSL' }],
      [Engine.MONGODB, { topology: Topology.mongoReplicaSet('rs0'), replicas: 3 }, { sslMode: 'requireSSL', clusterAuthMode: 'x509' }],
    ];
    for (const [engine, props, fields] of on) expect(rendered(engine, props).spec).toMatchObject(fields);
  });

  test('is off in them where an override takes it away', () => {
    const stored: [Engine, Json, Json][] = [
      [Engine.POSTGRES, { sslMode: 'verify-full' }, { sslMode: 'disable' }],
      [Engine.MONGODB, { replicaSet: { name: 'rs0' }, sslMode: 'requireSSL', clusterAuthMode: 'x509' }, { sslMode: 'disabled', clusterAuthMode: 'keyFile' }],
    ];
    for (const [engine, on, off] of stored) {
      const shop = new Shop();
      const version = versionOf(engine._facts);
      const spec = { version, storage: { resources: { requests: { storage: '5Gi' } } }, tls: { issuerRef }, ...on };
      const database = ExistingDatabase.fromManifest(shop.chart, 'Orders', {
        apiVersion: engine._facts.apiVersion, kind: engine.kind, metadata: { name: 'orders', namespace: 'shop' }, spec,
      });
      const { restored } = new SnapshotRestore(shop.chart, 'Back', { database, snapshot: monday({ engine, version }), overrides: { spec: { tls: null } } });
      const made = shop.object(engine.kind, restored.incarnation).spec;
      expect(made).toMatchObject(off);
      expect(made.tls).toBeUndefined();
    }
  });

  test('leaves to the user how', () => {
    expect(rendered(Engine.POSTGRES, { spec: { sslMode: 'require' } }).spec.sslMode).toBe('require');
    expect(rendered(Engine.MONGODB, { topology: Topology.mongoReplicaSet('rs0'), spec: { sslMode: 'allowSSL' } }).spec.clusterAuthMode).toBeUndefined();
  });

  test('has the user\'s own names beside ours', () => {
    const { spec } = rendered(Engine.POSTGRES, { spec: { tls: { certificates: [{ alias: 'server', dnsNames: ['orders.example.com'] }] } } });
    expect(aliases(spec)).toEqual(['server', 'client', 'metrics-exporter']);
    expect(spec.tls.certificates[0].dnsNames).toEqual(expect.arrayContaining(['orders.example.com', 'orders-client.shop.svc']));
  });

  test('OpenSearch has an administrator with a certificate, members of an availability group have an endpoint, shards servers of their own', () => {
    expect(aliases(rendered(Engine.OPENSEARCH).spec)).toEqual(['transport', 'admin', 'http', 'client']);
    expect(aliases(rendered(Engine.ELASTICSEARCH, { version: 'xpack-8.19.9' }).spec)).toEqual(['transport', 'http', 'client']);
    const group = rendered(sqlserver, { tls: undefined, topology: Topology.mssqlAvailabilityGroup(), replicas: 3 });
    expect(aliases(group.spec)).toEqual(['server', 'client', 'endpoint']);
    const shards = Topology.mongoSharded({ shards: 1, shardReplicas: 1, configServerReplicas: 1, mongosReplicas: 1 });
    const sharded = rendered(Engine.MONGODB, { topology: shards });
    expect(sharded.spec.tls.certificates[0]).not.toHaveProperty('secretName');
  });

  test('and a field that turns it off is a finding', () => {
    for (const [engine, spec] of <[Engine, Json][]>[
      [Engine.POSTGRES, { sslMode: 'disable' }], [Engine.MONGODB, { sslMode: 'disabled' }], [Engine.ZOOKEEPER, { enableSSL: false }],
    ]) {
      const shop = new Shop();
      new RestorableDatabase(shop.chart, 'Orders', { engine, version: versionOf(engine._facts), storage: { size: Size.gibibytes(1) }, tls, spec });
      expect(shop.codes).toContain('tls-switched-off');
    }
  });
});

describe('TLS of a database that is there', () => {
  const stored: Json = {
    version: 'xpack-8.19.9',
    enableSSL: undefined,
    tls: { certificates: [{ alias: 'transport', secretName: 'orders-transport-cert', privateKey: { encoding: 'PKCS8' }, subject: { organizations: ['kubedb'] } }] },
  };

  test('is not believed because certificates are listed', () => {
    expect(speaksTls(Engine.ELASTICSEARCH._facts, stored)).toBe(false);
    expect(speaksTls(Engine.ELASTICSEARCH._facts, { enableSSL: true })).toBe(true);
  });

  test('of SQL Server is for clients only if it says so', () => {
    expect(speaksTls(sqlserver._facts, sqlserver._spec)).toBe(false);
    expect(speaksTls(sqlserver._facts, { tls: { clientTLS: true } })).toBe(true);
  });

  test('of Neo4j is that of bolt', () => {
    expect(speaksTls(Engine.NEO4J._facts, { tls: { bolt: { mode: 'Disabled' }, http: { mode: 'TLS' } } })).toBe(false);
    expect(speaksTls(Engine.NEO4J._facts, { tls: { issuerRef } })).toBe(true);
  });

  test('may have a Secret that the user chose', () => {
    const spec = { tls: { certificates: [{ alias: 'client', secretName: 'from-the-vault' }] } };
    expect(clientCertificate(Engine.REDIS._facts, spec, 'orders-1a2b3c4d')).toBe('from-the-vault');
    spec.tls.certificates[0].secretName = 'orders-client-cert';
    expect(clientCertificate(Engine.REDIS._facts, spec, 'orders-1a2b3c4d')).toBe('orders-1a2b3c4d-client-cert');
  });

  test('can be had in what is restored: upstream\'s "disable" does not come along', () => {
    const shop = new Shop();
    const orders = ExistingDatabase.fromManifest(shop.chart, 'Orders', {
      apiVersion: 'kubedb.com/v1',
      kind: 'Postgres',
      metadata: { name: 'orders', namespace: 'shop' },
      spec: { version: '17.5', sslMode: 'disable', storage: { resources: { requests: { storage: '50Gi' } } } },
    });
    new SnapshotRestore(shop.chart, 'Undo', { database: orders, snapshot: monday(), overrides: { tls } });
    expect(shop.object('Postgres').spec).toMatchObject({ sslMode: 'verify-full', tls: { issuerRef } });
  });

  test.each(engines.map(e => [e.key, e] as const))('what upstream added to its certificates can be told from what was said: %s', (_, engine) => {
    const { _facts: facts } = engine;
    const said = [{ alias: 'client', duration: '720h' }];
    const spec = { ...engine._spec, tls: { issuerRef, certificates: said } };
    const about = { database: 'orders', version: versionOf(facts), hosts: ['orders-client'] };
    const certificates = certificatesOf(facts, spec, about);
    expect(certificatesSaid(facts, { ...spec, tls: { issuerRef, certificates } }, about)).toEqual(said);
  });
});

describeUpstream('databases with TLS', () => {
  test.each(engines.map(e => [e.key, e] as const))('pass their CRD: %s', (_, engine) => {
    expect(validateObject(rendered(engine))).toEqual([]);
  });
});
