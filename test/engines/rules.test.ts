import { alone, druid, singlestore, specOf, sqlserver, topologies, versionOf } from './samples';
import { Engine, Topology } from '../../src/engines';
import { engineRules } from '../../src/engines/rules';
import { SpecSubject } from '../../src/engines/rules/subject';
import { ask, formatFinding, Severity } from '../../src/findings/finding';
import { Json } from '../../src/values/json';

/** What the rules say about a spec, as people read it. */
function said(engine: Engine, spec: Json, more: Partial<SpecSubject> = {}): string[] {
  return ask(engineRules, { facts: engine._facts, version: versionOf(engine._facts), database: 'orders', spec, ...more }).map(formatFinding);
}

const storage = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

describe('nothing is said', () => {
  test.each(alone.map(e => [e.key, e] as const))('about the smallest %s', (_, engine) => {
    expect(said(engine, specOf(engine))).toEqual([]);
  });

  test.each(topologies)('about %s', (_, engine, topology, replicas) => {
    expect(said(engine, specOf(engine, topology, replicas), { topologyOf: topology._engineKeys })).toEqual([]);
  });
});

describe('counts', () => {
  const counts: [string, Engine, Json, string][] = [
    ['a group of two', Engine.MYSQL, { topology: { mode: 'GroupReplication' }, replicas: 2 },
      '[count-out-of-bounds] replicas does not fit a replication group of MySQL (given 2; allowed: 3 to 9); give a number that fits, or take another topology'],
    ['a group of ten', Engine.MYSQL, { topology: { mode: 'GroupReplication' }, replicas: 10 },
      '[count-out-of-bounds] replicas does not fit a replication group of MySQL (given 10; allowed: 3 to 9); give a number that fits, or take another topology'],
    ['servers that would not replicate', Engine.MYSQL, { replicas: 3 },
      '[count-out-of-bounds] replicas does not fit MySQL without a topology (given 3; allowed: 1); without a topology the servers would '
      + 'not replicate: choose Topology.mysqlGroupReplication(), mysqlInnoDbCluster() or mysqlSemiSync()'],
    ['a cluster of two', Engine.MARIADB, { topology: { mode: 'GaleraCluster' }, replicas: 2 },
      '[count-out-of-bounds] replicas does not fit a cluster of MariaDB (given 2; allowed: 3 or more); give a number that fits, or take another topology'],
    ['several standalone servers', Engine.MONGODB, { replicas: 2 },
      '[count-out-of-bounds] replicas does not fit a standalone MongoDB (given 2; allowed: 1); for more members say Topology.mongoReplicaSet(…) or Topology.mongoSharded(…)'],
    ['an even ensemble', Engine.ZOOKEEPER, { replicas: 2 },
      '[count-out-of-bounds] replicas does not fit ZooKeeper (given 2; allowed: 1 or more, but not 2); two members cannot outvote each other: take 1, or 3 and more'],
    ['several standalone servers', Engine.CLICKHOUSE, { replicas: 2 },
      '[count-out-of-bounds] replicas does not fit a standalone ClickHouse (given 2; allowed: 1); for more members say Topology.clickhouseCluster(…)'],
    ['one member in all racks', Engine.CASSANDRA, Topology.cassandraRacks([{ name: 'a' }])._spec,
      '[count-out-of-bounds] topology.rack does not fit the racks of Cassandra together (given 1; allowed: 2 or more); give some rack another member'],
    ['too few shards', Engine.REDIS, Topology.redisCluster({ shards: 2 })._spec,
      '[count-out-of-bounds] cluster.shards does not fit a Redis Cluster (given 2; allowed: 3 or more); give a number that fits, or take another topology'],
    ['shards without replicas', Engine.REDIS, Topology.redisCluster({ replicas: 1 })._spec,
      '[count-out-of-bounds] cluster.replicas does not fit a Redis Cluster (given 1; allowed: 2 or more); the number counts the master too: '
      + '2 is one master and one replica for each shard'],
    ['nobody to wait for', Engine.POSTGRES, { streamingMode: 'Synchronous', standbyMode: 'Hot', replicas: 1 },
      '[count-out-of-bounds] replicas does not fit synchronous replication of PostgreSQL (given 1; allowed: 2 or more); give a number that fits, or take another topology'],
    ['no proxies', Engine.MARIADB, { topology: { mode: 'MariaDBReplication', maxscale: { replicas: 0 } }, replicas: 3 },
      '[count-out-of-bounds] topology.maxscale.replicas does not fit replication of MariaDB (given 0; allowed: 1 or more); KubeDB runs it behind MaxScale only'],
    ['no server at all', Engine.POSTGRES, { replicas: 0 },
      '[count-out-of-bounds] replicas does not fit PostgreSQL (given 0; allowed: 1 or more); give a number that fits, or take another topology'],
    ['several standalone servers', Engine.QDRANT, { replicas: 3 },
      '[count-out-of-bounds] replicas does not fit a standalone Qdrant (given 3; allowed: 1); for more members say Topology.qdrantDistributed()'],
  ];

  test.each(counts)('%s of %o', (_, engine, spec, sentence) => {
    expect(said(engine, specOf(engine, undefined, undefined, spec))).toEqual([sentence]);
  });

  test('a SQL Server on its own is one', () => {
    expect(said(sqlserver, specOf(sqlserver, undefined, 2))).toEqual([
      '[count-out-of-bounds] replicas does not fit a standalone SQL Server (given 2; allowed: 1); for more members say Topology.mssqlAvailabilityGroup(…)',
    ]);
  });

  test('minimums are waived while init.archiver still has to restore, as upstream does', () => {
    const init = { archiver: { recoveryTimestamp: '2026-11-20T08:30:00Z' } };
    expect(said(Engine.MYSQL, specOf(Engine.MYSQL, Topology.mysqlGroupReplication(), 1, { init }))).toEqual([]);
    expect(said(Engine.MARIADB, specOf(Engine.MARIADB, Topology.mariadbGalera(), 1, { init }))).toEqual([]);
  });
});

describe('parts', () => {
  test('a sharded MongoDB has no counts and volumes of its own', () => {
    const spec = specOf(Engine.MONGODB, topologies.find(t => t[0] === 'mongoSharded')![2], undefined, { replicas: 3, storage });
    expect(said(Engine.MONGODB, spec)).toEqual([
      '[part-forbidden] a sharded MongoDB must not have replicas (given 3); shardTopology has its own: shardTopology.shard, .configServer and .mongos; leave replicas out',
      expect.stringContaining('[part-forbidden] a sharded MongoDB must not have storage (given {'),
    ]);
  });

  test('so have ClickHouse clusters, racks and node roles', () => {
    const forbidden = (engine: Engine, topology: Topology) => said(engine, specOf(engine, topology, undefined, { replicas: 1, storage }))
      .map(line => /^\[(\S+)\] .* must not have (\S+)/.exec(line)!.slice(1).join(' '));
    expect(forbidden(Engine.CLICKHOUSE, Topology.clickhouseCluster({ shards: 1, replicas: 2 }))).toEqual(['part-forbidden replicas', 'part-forbidden storage']);
    expect(forbidden(Engine.CASSANDRA, Topology.cassandraRacks([{ name: 'a', replicas: 2 }]))).toEqual(['part-forbidden replicas', 'part-forbidden storage']);
    expect(forbidden(Engine.ELASTICSEARCH, Topology.elasticsearch({ master: {}, ingest: {}, data: {} }))).toEqual([
      'part-forbidden replicas', 'part-forbidden storage',
    ]);
  });

  test('what a factory would have demanded is missed where an engine was read from a cluster', () => {
    const bare = (kind: string) => Engine._ofKind(kind)!;
    expect(said(bare('Singlestore'), specOf(bare('Singlestore')))).toEqual([
      '[part-missing] SingleStore needs licenseSecret.name; name the Secret with the licence: Engine.singlestore({ license })',
    ]);
    expect(said(bare('MSSQLServer'), specOf(bare('MSSQLServer'))).map(line => line.split(';')[0])).toEqual([
      '[part-missing] SQL Server needs tls.issuerRef.name',
      '[part-missing] SQL Server needs podTemplate.spec.containers.mssql.env.MSSQL_PID',
      '[part-missing] SQL Server needs podTemplate.spec.containers.mssql.env.ACCEPT_EULA',
    ]);
    expect(said(bare('Druid'), {}).length).toBe(6);
  });

  test('what asks for TLS has somebody who issues certificates', () => {
    const asked: [Engine, Json][] = [
      [Engine.POSTGRES, { sslMode: 'require' }], [Engine.POSTGRES, { clientAuthMode: 'cert' }], [Engine.MONGODB, { sslMode: 'requireSSL' }],
      [Engine.MONGODB, { clusterAuthMode: 'x509' }], [Engine.MYSQL, { requireSSL: true }], [Engine.MARIADB, { requireSSL: true }], [Engine.ZOOKEEPER, { enableSSL: true }], [druid, { ...Topology.druid()._spec, enableSSL: true }],
    ];
    const tls = { issuerRef: { kind: 'Issuer', name: 'ca' } };
    for (const [engine, spec] of asked) {
      expect(said(engine, specOf(engine, undefined, undefined, spec))).toEqual([expect.stringMatching(/^\[part-missing\] .* needs tls/)]);
      expect(said(engine, specOf(engine, undefined, undefined, { ...spec, tls }))).toEqual([]);
    }
    // It is its own issuer.
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, undefined, undefined, { enableSSL: true }))).toEqual([]);
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, undefined, undefined, { enableSSL: true, disableSecurity: true })))
      .toEqual([expect.stringContaining('[part-forbidden] an Elasticsearch without security must not have enableSSL')]);
  });

  test('variables that KubeDB sets itself are given by nobody else', () => {
    const pod = (name: string, list = 'containers') => ({ podTemplate: { spec: { [list]: [{ name: 'postgres', image: 'db:17', env: [{ name: 'TZ' }, { name }] }] } } });
    const refused: [Engine, Json, string][] = [
      [Engine.POSTGRES, pod('POSTGRES_PASSWORD'), 'POSTGRES_PASSWORD'],
      [Engine.MARIADB, pod('MYSQL_ROOT_PASSWORD', 'initContainers'), 'MYSQL_ROOT_PASSWORD'],
      [Engine.MONGODB, { shardTopology: { mongos: pod('MONGO_INITDB_ROOT_PASSWORD') } }, 'MONGO_INITDB_ROOT_PASSWORD'],
      [Engine.ELASTICSEARCH, { topology: { data: pod('node.name') } }, 'node.name'],
    ];
    for (const [engine, spec, name] of refused) {
      expect(said(engine, spec).filter(line => line.startsWith('[env-reserved]'))).toEqual([expect.stringContaining(`given "${name}"`)]);
    }
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, pod('MYSQL_ROOT_PASSWORD')))).toEqual([]);
  });

  describe('what the pods of KubeDB have themselves', () => {
    const reserving = alone.filter(engine => engine._facts.layout.reserved?.volumes !== undefined).map(engine => [engine.key, engine] as const);
    const pod = (spec: Json): Json => ({ podTemplate: { spec } });
    const container = (mountPath: string): Json => pod({ containers: [{ name: 'db', image: 'db:17', volumeMounts: [{ name: 'mine', mountPath }] }] });
    const refused = (engine: Engine, spec: Json): string[] => said(engine, specOf(engine, undefined, undefined, spec)).filter(line => line.startsWith('[volume-reserved]'));

    test.each(reserving)('is refused of %s, and what is called otherwise is not', (_, engine) => {
      const { volumes = [], mounts = [] } = engine._facts.layout.reserved!;
      expect(volumes.filter(name => refused(engine, pod({ volumes: [{ name, emptyDir: {} }] })).length !== 1)).toEqual([]);
      expect(mounts.filter(path => refused(engine, container(path)).length !== 1)).toEqual([]);
      expect(refused(engine, { ...pod({ volumes: [{ name: 'mine', emptyDir: {} }] }), ...container('/mine') })).toEqual([]);
    });

    test('of nearly every engine', () => {
      expect(reserving.length).toBeGreaterThanOrEqual(13);
    });

    test('in what is below it too, where the kind minds that', () => {
      expect(refused(Engine.MYSQL, container('/var/lib/mysql/files/'))).toEqual([expect.stringContaining('at /var/lib/mysql (given')]);
      expect(refused(Engine.MYSQL, container('/var/lib/mysql-files'))).toEqual([]);
      expect(refused(Engine.CASSANDRA, container('/var/lib/cassandra/extra'))).toEqual([]);
    });

    test('is told of a volume and not of its mounts, in parts of a topology too', () => {
      const spec = { volumes: [{ name: 'data', emptyDir: {} }], containers: [{ name: 'db', image: 'db:17', volumeMounts: [{ name: 'data', mountPath: '/var/pv' }] }] };
      expect(refused(Engine.POSTGRES, pod(spec))).toEqual([expect.stringContaining('the pods of Postgres have a volume of this name (given "data")')]);
      expect(refused(Engine.ELASTICSEARCH, { topology: { data: pod(spec) } })).toHaveLength(1);
    });
  });

  test('a keystore is filled in builds of the ElasticStack alone', () => {
    const spec = (version: string) => specOf(Engine.ELASTICSEARCH, undefined, undefined, { version, secureConfigSecret: { name: 'keys' } });
    expect(said(Engine.ELASTICSEARCH, spec('xpack-9.1.4'), { version: 'xpack-9.1.4' })).toEqual([]);
    expect(said(Engine.OPENSEARCH, spec('opensearch-3.4.0'), { version: 'opensearch-3.4.0' })).toEqual([expect.stringContaining('[part-unused] secureConfigSecret has no effect')]);
    expect(said(Engine.ELASTICSEARCH, spec('searchguard-7.9.3'), { version: 'searchguard-7.9.3' })).toEqual([expect.stringContaining('[part-unused]')]);
  });

  test('node roles are told apart by their suffixes', () => {
    const topology = { master: { suffix: 'x' }, ingest: {}, data: { suffix: 'x' } };
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, undefined, undefined, { topology }))).toEqual([expect.stringContaining('[name-given-twice]')]);
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, undefined, undefined, { topology: { ...topology, data: { suffix: 'ingest' } } })))
      .toEqual([expect.stringContaining('[name-given-twice]')]);
  });

  test('a Secret that is managed elsewhere has a name', () => {
    const externallyManaged = { externallyManaged: true };
    const nameless: [Engine, Json][] = [
      [Engine.POSTGRES, { authSecret: externallyManaged }],
      [Engine.CASSANDRA, { keystoreCredSecret: externallyManaged }],
      [Engine.NEO4J, { tls: { issuerRef: { name: 'ca' }, keystoreCredSecret: externallyManaged } }],
    ];
    for (const [engine, spec] of nameless) {
      expect(said(engine, specOf(engine, undefined, undefined, spec))).toEqual([expect.stringContaining('[auth-secret-nameless]')]);
    }
  });

  test('licence terms must be accepted', () => {
    const engine = Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: false, edition: 'Developer' });
    expect(said(engine, specOf(engine))).toEqual([
      '[part-missing] SQL Server needs podTemplate.spec.containers.mssql.env.ACCEPT_EULA; accept the licence terms of Microsoft: Engine.mssqlserver({ acceptEula: true })',
    ]);
  });

  test('both kinds of SingleStore nodes, both parts of a sentinel topology, a Druid with its nodes', () => {
    expect(said(singlestore, specOf(singlestore, undefined, undefined, { topology: { leaf: { replicas: 2 } } }))).toEqual([
      '[part-missing] a SingleStore cluster needs topology.aggregator; say topology.aggregator',
    ]);
    expect(said(Engine.REDIS, specOf(Engine.REDIS, undefined, undefined, { mode: 'Sentinel' }))).toEqual([
      '[part-missing] Redis under Sentinel needs sentinelRef.name; name the RedisSentinel',
    ]);
    expect(said(druid, specOf(druid))).toEqual(['[part-missing] Druid needs topology: coordinators, brokers, middleManagers, historicals; Topology.druid(…)']);
  });

  test('racks are told apart by their names', () => {
    const topology = Topology.cassandraRacks([{ name: 'a' }, { name: 'a' }]);
    expect(said(Engine.CASSANDRA, specOf(Engine.CASSANDRA, topology))).toEqual([
      '[name-given-twice] the name of a rack of Cassandra in topology.rack is given twice (given "a"); give each its own name',
    ]);
  });

  test('a topology of Elasticsearch has nodes that hold data', () => {
    const only = Topology.elasticsearch({ master: {}, ingest: {} });
    const hot = Topology.elasticsearch({ master: {}, ingest: {}, dataHot: {} });
    const xpack = { version: 'xpack-8.19.9' };
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, only, undefined, xpack), xpack)).toEqual([
      '[part-missing] a topology of Elasticsearch needs topology.data; add data nodes: Topology.elasticsearch(…)',
    ]);
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, hot, undefined, xpack), xpack)).toEqual([
      '[part-missing] a topology of Elasticsearch needs topology.dataContent; add dataContent nodes: Topology.elasticsearch(…)',
    ]);
    expect(said(Engine.OPENSEARCH, specOf(Engine.OPENSEARCH, only))).toEqual([]);
    const searchguard = { version: 'searchguard-7.9.3' };
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH, hot, undefined, searchguard), searchguard)).toEqual([
      '[part-missing] a topology of Elasticsearch needs topology.data; add data nodes: Topology.elasticsearch(…)',
    ]);
  });

  test('an InnoDB cluster has a version with a router', () => {
    const topology = Topology.mysqlInnoDbCluster();
    for (const version of ['8.0.36', '5.7.44']) {
      expect(said(Engine.MYSQL, specOf(Engine.MYSQL, topology, 3, { version }), { version })).toEqual([
        `[text-malformed] the version of an InnoDB cluster of MySQL, version, is not what KubeDB accepts (given "${version}"; `
        + 'allowed: one that has an image of MySQL Router: not 8.0.36, nor 5.x); write it in this form',
      ]);
    }
    expect(said(Engine.MYSQL, specOf(Engine.MYSQL, topology, 3, { version: '8.4.8' }), { version: '8.4.8' })).toEqual([]);
  });

  test('a group of MySQL has a UUID for a name', () => {
    const topology = Topology.mysqlGroupReplication({ groupName: 'orders' });
    expect(said(Engine.MYSQL, specOf(Engine.MYSQL, topology, 3))).toEqual([
      '[text-malformed] the name of a replication group of MySQL, topology.group.name, is not what KubeDB accepts (given "orders"; allowed: a UUID); write it in this form',
    ]);
  });
});

describe('topologies', () => {
  test('MariaDB servers do not become a Galera cluster by accident', () => {
    expect(said(Engine.MARIADB, specOf(Engine.MARIADB, undefined, 3))).toEqual([
      '[topology-unsaid] several members of MariaDB without a topology would silently become a Galera cluster (given 3); '
      + 'say which it is to be: Topology.mariadbGalera() or Topology.mariadbReplication()',
    ]);
  });

  test('one of another engine is refused', () => {
    const topology = Topology.mongoReplicaSet('rs0');
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES), { topologyOf: topology._engineKeys })).toEqual([
      '[topology-of-another-engine] this topology is not one of Postgres (given "mongodb"; allowed: postgres); take a factory of Topology that is for postgres',
    ]);
  });
});

describe('versions', () => {
  test('OpenSearch is not Elasticsearch', () => {
    expect(said(Engine.ELASTICSEARCH, specOf(Engine.ELASTICSEARCH), { version: 'opensearch-2.19.2' })).toEqual([
      '[version-of-another-engine] this version is not one of elasticsearch (given "opensearch-2.19.2"; allowed: a version without opensearch-); choose Engine.OPENSEARCH',
      expect.stringContaining('[version-not-listed]'),
    ]);
    expect(said(Engine.OPENSEARCH, specOf(Engine.OPENSEARCH), { version: 'xpack-8.17.6' })[0]).toBe(
      '[version-of-another-engine] this version is not one of opensearch (given "xpack-8.17.6"; allowed: opensearch-…); choose the engine of this version');
  });

  test('one that the catalog is not known to offer is a warning with the nearest ones', () => {
    const findings = ask(engineRules, { facts: Engine.MYSQL._facts, version: '8.0.11', database: 'orders', spec: specOf(Engine.MYSQL) });
    expect(findings.map(f => f.severity)).toEqual([Severity.WARNING]);
    expect(formatFinding(findings[0])).toBe(
      '[version-not-listed] KubeDB\'s catalog is not known to offer this version of MySQL: it may be deprecated (the webhook refuses it then), '
      + 'or newer than this library (given "8.0.11"; allowed: 8.0.35, 8.0.31-innodb, 8.0.36, …); look at `kubectl get mysqlversions`; '
      + 'checks in its own image need the name of the image');
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES), { version: '99.1' })[0]).toContain('allowed: ');
  });
});

describe('names', () => {
  test('a Service of that name must be possible', () => {
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES), { database: '1st_orders' })).toEqual([
      '[database-name-invalid] KubeDB names a Service after the Postgres, and this would not be the name of one (given "1st_orders"; '
      + 'allowed: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash); give the database another name',
    ]);
  });

  test('pods of the longest PetSet carry labels that hold its name and a hash', () => {
    const long = 'o'.repeat(45);
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES), { database: long })).toEqual([]);
    expect(said(Engine.MONGODB, specOf(Engine.MONGODB, topologies.find(t => t[0] === 'mongoSharded')![2]), { database: long })).toEqual([
      `[pod-name-too-long] pods of the PetSet ${long}-configsvr could not be made: their names and labels would be longer than 63 characters `
      + `(given "${long}"; allowed: a name of at most 42 characters); give the database a shorter name`,
    ]);
  });

  test('MySQL 5 has its own limit', () => {
    const more = { version: '5.7.44', database: 'orders-of-all-the-shops', namespace: 'department' };
    expect(said(Engine.MYSQL, specOf(Engine.MYSQL), more)).toEqual([
      '[pod-name-too-long] the DNS name of a MySQL 5 server would be too long (given '
      + '"orders-of-all-the-shops.orders-of-all-the-shops-pods.department.svc"; allowed: 60 characters); give the database a shorter name',
    ]);
    expect(said(Engine.MYSQL, specOf(Engine.MYSQL), { ...more, version: '8.4.8' })).toEqual([]);
  });
});

describe('fields', () => {
  test('that no CRD has are said, with what may be meant', () => {
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, { storagetype: 'Durable', foo: 1 }))).toEqual([
      '[field-unknown] kubedb.com/v1 Postgres is not known to have spec.foo (given "foo"); '
      + 'mend the name, or acknowledge this if your KubeDB is newer than this library',
      '[key-unknown] a Postgres has no such key, so the cluster would drop it without a word (given "spec.storagetype"; allowed: storageType); '
      + 'say storageType',
    ]);
  });

  test('that name a Secret which must be there first', () => {
    expect(said(Engine.NEO4J, specOf(Engine.NEO4J, undefined, undefined, { configuration: { secretName: 'conf' } }))).toEqual([
      '[secret-first] the webhook refuses the Neo4j until the Secret of configuration.secretName is there (given "conf"); '
      + 'apply the Secret first (an earlier sync wave, dependsOn), and acknowledge this',
    ]);
  });

  test('of transparent encryption, which other builds of PostgreSQL lack', () => {
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, { version: '17.5', tde: {} }), { version: '17.5' })[0]).toContain('[text-malformed]');
    const percona = { version: '17.9-percona' };
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, { ...percona, tde: {} }), percona)).toEqual([]);
  });
});

describe('what would not stay, or lose data', () => {
  const cases: [string, Json, string][] = [
    ['ephemeral volumes', { storageType: 'Ephemeral' }, '[storage-ephemeral] with storageType Ephemeral, restored data is lost with its pod, '
      + 'and the database would not be restored again by itself (given "Ephemeral"; allowed: Durable); take durable storage, or acknowledge that the data may go'],
    ['KubeDB\'s halted', { halted: true }, '[halted-set] halted deletes the pods, the Services and the AppBinding, so nothing can be restored, '
      + 'and rewrites deletionPolicy to Halt (given true); to keep clients out, halt the traffic; the pods go on'],
    ['the old name of deletionPolicy', { terminationPolicy: 'Delete' }, '[termination-policy] kubedb.com/v1 has no terminationPolicy: '
      + 'it would be dropped without a word (given "Delete"); say deletionPolicy'],
    ['the operator\'s own mark', { init: { initialized: true } }, '[initialized-set] init.initialized is the operator\'s own: set from outside, '
      + 'it takes the database for restored (given true); leave it out'],
    ['two ways to be filled', { init: { waitForInitialRestore: true, archiver: { recoveryTimestamp: '2026-11-20T08:30:00Z' } } },
      '[init-contradictory] the operator would restore by init.archiver and wait for a RestoreSession that never comes '
      + '(given "init.archiver and init.waitForInitialRestore"); leave one of them out'],
    ['a Secret without a name', { authSecret: { externallyManaged: true } },
      '[auth-secret-nameless] authSecret is managed elsewhere, and needs its name (given "externallyManaged: true"); give authSecret.name'],
  ];

  test.each(cases)('%s', (_, extra, sentence) => {
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, extra))).toEqual([sentence]);
  });

  test('ephemeral databases have no volumes to keep', () => {
    expect(said(Engine.POSTGRES, specOf(Engine.POSTGRES, undefined, undefined, { storageType: 'Ephemeral', deletionPolicy: 'Halt' }))[1]).toBe(
      '[halt-of-ephemeral] deletionPolicy Halt keeps the volumes, and an ephemeral database has none (given "Halt"; allowed: Delete, WipeOut or DoNotTerminate); take durable storage, or another deletion policy');
  });

  test('ephemeral parts of a topology are found too', () => {
    const spec = { topology: { rack: [{ name: 'a', replicas: 2, storageType: 'Ephemeral' }] } };
    expect(said(Engine.CASSANDRA, specOf(Engine.CASSANDRA, undefined, undefined, spec))[0]).toContain('with topology.rack[0].storageType Ephemeral');
  });

  test('archivers where there are none, or none for such a database', () => {
    const init = { archiver: { recoveryTimestamp: '2026-11-20T08:30:00Z' } };
    expect(said(Engine.REDIS, specOf(Engine.REDIS, undefined, undefined, { init }))).toEqual([
      '[archiver-not-supported] init.archiver would do nothing: Redis has no archiver (given "init.archiver"); leave it out',
    ]);
    expect(said(Engine.MONGODB, specOf(Engine.MONGODB, undefined, undefined, { archiver: { ref: { name: 'daily' } } }))).toEqual([
      '[archiver-not-supported] archiver would do nothing: a standalone MongoDB has no operation log: make it a replica set, '
      + 'Topology.mongoReplicaSet(…) (given "archiver"); leave it out',
    ]);
  });

  test('the webhook of MariaDB chooses the archiver', () => {
    const findings = ask(engineRules, {
      facts: Engine.MARIADB._facts,
      database: 'orders',
      spec: specOf(Engine.MARIADB, undefined, undefined, { archiver: { ref: { name: 'daily' } } }),
    });
    expect(findings.map(f => [f.code, f.severity, f.value])).toEqual([['archiver-overwritten', Severity.WARNING, '"daily"']]);
  });
});

test('every rule has a code of its own, in kebab-case', () => {
  const codes = engineRules.map(r => r.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
