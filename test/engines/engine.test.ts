import { druid, engines, specOf, sqlserver, topologies } from './samples';
import { Engine, Topology } from '../../src/engines';
import { tasksFor } from '../../src/engines/common';
import { ENGINES, engineFactsOfKey, engineFactsOfKind } from '../../src/engines/registry';
import { dotted, has, valueAt, withValueAt } from '../../src/engines/spec';
import { Json } from '../../src/values/json';
import { ENGINES_HERE } from '../servers/engines';

const topology = (name: string) => topologies.find(t => t[0] === name)![2];
const role = (value: string) => ({ 'kubedb.com/role': value });

describe('engines', () => {
  test('are known by key, and by kind and version', () => {
    for (const engine of engines) {
      expect(engineFactsOfKey(engine.key)).toBe(engine._facts);
      expect(engineFactsOfKind(engine.kind, Object.keys(engine._facts.shell.images)[0])).toBe(engine._facts);
    }
    expect(engineFactsOfKind('Elasticsearch', 'opensearch-9.9.9')!.key).toBe('opensearch');
    expect(engineFactsOfKind('Elasticsearch', 'xpack-9.9.9')!.key).toBe('elasticsearch');
    expect(engineFactsOfKind('Elasticsearch')!.key).toBe('elasticsearch');
    expect(engineFactsOfKind('Kafka')).toBeUndefined();
    expect(Engine._ofKind('Kafka')).toBeUndefined();
  });

  test('say what they are', () => {
    expect([Engine.OPENSEARCH.key, Engine.OPENSEARCH.kind, Engine.OPENSEARCH.addon]).toEqual(['opensearch', 'Elasticsearch', 'opensearch-addon']);
  });

  test('begin a spec with what their factories were told', () => {
    expect(Engine.mssqlserver({ issuer: { name: 'ca', kind: 'ClusterIssuer' }, acceptEula: true, edition: 'Express', clientTls: true })._spec).toEqual({
      tls: { issuerRef: { apiGroup: 'cert-manager.io', kind: 'ClusterIssuer', name: 'ca' }, clientTLS: true },
      podTemplate: { spec: { containers: [{ name: 'mssql', env: [{ name: 'ACCEPT_EULA', value: 'Y' }, { name: 'MSSQL_PID', value: 'Express' }] }] } },
    });
    expect(druid._spec).toEqual({
      deepStorage: { type: 's3', configSecret: { name: 'segments' } },
      metadataStorage: { type: 'MySQL', name: 'metadata', namespace: 'shop' },
      zookeeperRef: { name: 'zookeeper', namespace: 'shop' },
    });
  });

  test('Druid is backed up by the tasks of its metadata store', () => {
    expect(tasksFor(druid._facts, druid._spec).logical!.backup).toBe('mysql-metadata-storage-backup');
    expect(tasksFor(druid._facts, { metadataStorage: { type: 'PostgreSQL' } }).logical!.restore).toBe('postgres-metadata-storage-restore');
    expect(tasksFor(Engine.POSTGRES._facts, undefined)).toBe(Engine.POSTGRES._facts.tasks);
  });

  test('PostGIS and TimescaleDB have the major releases of PostgreSQL', () => {
    const { majorOf } = Engine.POSTGRES._facts;
    expect(['17.5', '16.2-bullseye-postgis', '15-bullseye-postgis', 'timescaledb-2.14.2-pg13', '17.9-percona'].map(majorOf)).toEqual(['17', '16', '15', '13', '17']);
  });
});

describe('who clients reach', () => {
  const selectors: [string, Engine, Json, Record<string, string>][] = [
    ['one PostgreSQL', Engine.POSTGRES, {}, role('primary')],
    ['one MySQL', Engine.MYSQL, {}, {}],
    ['a group of MySQL', Engine.MYSQL, topology('mysqlGroupReplication')._spec, role('primary')],
    ['an InnoDB cluster', Engine.MYSQL, topology('mysqlInnoDbCluster')._spec, { ...role('primary'), 'mysql.kubedb.com/component': 'database' }],
    ['one MariaDB', Engine.MARIADB, { replicas: 1 }, {}],
    ['Galera', Engine.MARIADB, { replicas: 3, ...topology('mariadbGalera')._spec }, role('Primary')],
    ['MariaDB replication', Engine.MARIADB, { replicas: 3, ...topology('mariadbReplication')._spec }, role('Master')],
    ['one MongoDB', Engine.MONGODB, {}, {}],
    ['a replica set', Engine.MONGODB, topology('mongoReplicaSet')._spec, role('primary')],
    ['a replica set with an arbiter', Engine.MONGODB, { ...topology('mongoReplicaSet')._spec, arbiter: {} }, {
      ...role('primary'), 'mongodb.kubedb.com/node.type': 'replica',
    }],
    ['a sharded MongoDB', Engine.MONGODB, topology('mongoSharded')._spec, { 'mongodb.kubedb.com/node.mongos': '{database}-mongos' }],
    ['one SQL Server', sqlserver, {}, {}],
    ['an availability group', sqlserver, topology('mssqlAvailabilityGroup')._spec, role('primary')],
    ['ClickHouse', Engine.CLICKHOUSE, {}, { 'app.kubernetes.io/component': 'database' }],
    ['Redis Cluster', Engine.REDIS, topology('redisCluster')._spec, {}],
    ['Redis under Sentinel', Engine.REDIS, topology('redisSentinel')._spec, role('primary')],
    ['Elasticsearch', Engine.ELASTICSEARCH, {}, {}],
    ['node roles', Engine.ELASTICSEARCH, topology('elasticsearch')._spec, { 'kubedb.com/role-ingest': 'set' }],
    ['SingleStore', engineOf('singlestore'), topology('singlestore')._spec, role('Master')],
    ['Druid', druid, topology('druid')._spec, role('routers')],
    ['Druid without routers', druid, Topology.druid({ routers: 0 })._spec, role('brokers')],
    ['Cassandra', Engine.CASSANDRA, topology('cassandraRacks')._spec, {}],
  ];

  test.each(selectors)('%s', (_, engine, spec, labels) => {
    expect(engine._facts.client.selector(spec)).toEqual(labels);
  });

  test('no selector repeats what every pod of KubeDB carries', () => {
    for (const [, engine, , labels] of selectors) {
      expect(Object.keys(labels)).not.toEqual(expect.arrayContaining(['app.kubernetes.io/name']));
      expect(engine._facts.client.ports(engine._spec).length).toBeGreaterThan(0);
    }
  });

  const readers: [string, Engine, Json, Record<string, string> | undefined][] = [
    ['one PostgreSQL has none', Engine.POSTGRES, { replicas: 1 }, undefined],
    ['hot standby servers', Engine.POSTGRES, { replicas: 3 }, role('standby')],
    ['warm ones take no connections', Engine.POSTGRES, { replicas: 3, standbyMode: 'Warm' }, undefined],
    ['read replicas', Engine.POSTGRES, { replicas: 3, readReplicas: [{ name: 'reports', replicas: 2 }] }, role('read-replica')],
    ['secondaries of a group', Engine.MYSQL, { replicas: 3, topology: { mode: 'GroupReplication' } }, role('standby')],
    ['all are primaries', Engine.MYSQL, { replicas: 3, topology: { mode: 'GroupReplication', group: { mode: 'Multi-Primary' } } }, undefined],
    ['slaves of MariaDB', Engine.MARIADB, { replicas: 3, topology: { mode: 'MariaDBReplication' } }, role('Slave')],
    ['Galera has none', Engine.MARIADB, { replicas: 3, topology: { mode: 'GaleraCluster' } }, undefined],
    ['passive secondaries', sqlserver, { replicas: 3, topology: { availabilityGroup: {} } }, undefined],
    ['readable secondaries', sqlserver, { replicas: 3, topology: { availabilityGroup: { secondaryAccessMode: 'ReadOnly' } } }, role('secondary')],
  ];

  test.each(readers)('who is read from: %s', (_, engine, spec, labels) => {
    const { readOnly } = engine._facts;
    expect(readOnly!.when(spec)).toBe(labels !== undefined);
    if (labels !== undefined) expect(readOnly!.selector(spec)).toEqual(labels);
  });

  test('drivers that learn the members go round a Service', () => {
    const discovering = topologies.filter(([, engine, t]) => engine._facts.discoversMembers({ ...engine._spec, ...t._spec })).map(t => t[0]);
    expect(discovering).toEqual(['mongoReplicaSet', 'redisCluster', 'redisSentinel', 'elasticsearch', 'opensearch', 'cassandraRacks']);
  });

  test('TLS changes ports where engines have others for it', () => {
    const first = (engine: Engine, spec: Json) => engine._facts.client.ports(spec)[0].port;
    expect([first(Engine.CLICKHOUSE, {}), first(Engine.CLICKHOUSE, { tls: {} })]).toEqual([9000, 9440]);
    expect([first(Engine.ZOOKEEPER, {}), first(Engine.ZOOKEEPER, { enableSSL: true })]).toEqual([2181, 2182]);
    expect([first(druid, topology('druid')._spec), first(druid, { ...topology('druid')._spec, enableSSL: true })]).toEqual([8888, 9088]);
    expect(Engine.NEO4J._facts.client.ports({ tls: {} }).map(p => p.port)).toEqual([7687, 7473]);
  });
});

describe('layouts', () => {
  test('sessions may be on every member', () => {
    const members = (engine: Engine, t?: Topology, replicas?: number) => engine._facts.shell.members!('orders', specOf(engine, t, replicas));
    expect(members(Engine.POSTGRES, undefined, 2)).toEqual(['orders-0.orders-pods', 'orders-1.orders-pods']);
    expect(members(Engine.MYSQL, topology('mysqlGroupReplication'))).toHaveLength(3);
    expect(members(Engine.MONGODB, topology('mongoSharded'))).toEqual(['orders-mongos-0.orders-mongos-pods', 'orders-mongos-1.orders-mongos-pods']);
    expect(members(Engine.REDIS, topology('redisCluster'))[5]).toBe('orders-shard2-1.orders-pods');
    expect(members(Engine.CLICKHOUSE, topology('clickhouseCluster'))[0]).toBe('orders-cluster-shard-0-0.orders-pods');
    expect(members(Engine.CASSANDRA, topology('cassandraRacks'))[2]).toBe('orders-rack-b-0.orders-rack-b-pods');
    expect(members(engineOf('singlestore'), topology('singlestore'))[0]).toBe('orders-aggregator-0.orders-pods');
  });

  test.each(topologies)('%s has PetSets with pods', (_, engine, t, replicas) => {
    const spec = specOf(engine, t, replicas);
    const { layout, shell } = engine._facts;
    const sets = layout.petSets(spec);
    expect(new Set(sets.map(s => `${s.prefix ?? ''}.${s.suffix}`)).size).toBe(sets.length);
    expect(sets.every(s => s.replicas > 0)).toBe(true);
    expect(shell.members!('orders', spec).length).toBeGreaterThan(0);
  });

  test('hidden members and arbiters are pods too', () => {
    const spec = specOf(Engine.MONGODB, topology('mongoSharded'), undefined, { arbiter: {}, hidden: { replicas: 2, storage: {} } });
    expect(Engine.MONGODB._facts.layout.petSets(spec).map(s => s.suffix)).toEqual([
      '-shard0', '-shard0-arbiter', '-shard0-hidden', '-shard1', '-shard1-arbiter', '-shard1-hidden', '-configsvr', '-mongos',
    ]);
  });

  test('a client script is proven on a server, or said to be unproven', () => {
    for (const { key, unproven } of ENGINES) {
      const read = unproven.some(sentence => sentence.startsWith('No server was to be had'));
      expect([key, read]).toEqual([key, !ENGINES_HERE.some(e => e.key === key)]);
    }
  });

  test('all engines tell what is not proven', () => {
    for (const facts of ENGINES) for (const sentence of facts.unproven) expect(sentence).toMatch(/^[A-Z].*\.$|^etcd.*\.$/);
  });
});

test('paths into specs', () => {
  const spec = { topology: { rack: [{ name: 'a' }] }, storage: null };
  expect(valueAt(spec, ['topology', 'rack', '0', 'name'])).toBe('a');
  expect([has(spec, ['storage']), has(spec, ['topology', 'rack', '1'])]).toEqual([false, false]);
  expect(withValueAt(spec, ['topology', 'rack', '0', 'replicas'], 2)).toEqual({ topology: { rack: [{ name: 'a', replicas: 2 }] }, storage: null });
  expect(withValueAt({}, ['a', '0', 'b'], 1)).toEqual({ a: [{ b: 1 }] });
  expect(spec.topology.rack[0]).toEqual({ name: 'a' });
  expect(dotted(['topology', 'rack', '0', 'storage'])).toBe('topology.rack[0].storage');
});

function engineOf(key: string): Engine {
  return engines.find(e => e.key === key)!;
}
