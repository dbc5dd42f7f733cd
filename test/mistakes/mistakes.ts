import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, Cron, Duration, Size } from 'cdk8s';
import { IN_WORDS } from './in-words';
import {
  AgentImage, Backup, BackupStorage, Check, Engine, ExistingDatabase, Expect, Findings, GitOps, Isolation, Platform, PointInTimeRestore, resources,
  RestorableDatabase, RestorePoint, RestoreProcess, Resume, Retention, SafetyBackup, SnapshotCatalog, SnapshotClone, SnapshotRestore,
  StorageBackend, Topology, Traffic,
} from '../../src';
import { monday, Shop } from '../support/shop';

/** A mistake, how it is made, and the one finding that tells it; `TypeError` where there is nothing to go on with. */
export interface Mistake {
  readonly what: string;
  readonly code: string;
  readonly property?: string;
  readonly make: (shop: Shop) => void;
}

const AT = '2026-11-20T08:30:00Z';
const bad = (value: unknown): any => value;

const mistake = (what: string, code: string, property: string | undefined, make: (shop: Shop) => void): Mistake => ({
  what, code, ...(property === undefined ? {} : { property }), make,
});

/** In the properties of a database. */
const database = (what: string, code: string, property: string | undefined, props: object): Mistake => (
  mistake(what, code, property, shop => { shop.orders(props); })
);

/** In the properties of a restore to a moment. */
const undo = (what: string, code: string, property: string | undefined, props: object): Mistake => (
  mistake(what, code, property, shop => { new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, ...props }); })
);

/** In the properties of a restore from a Snapshot. */
const back = (what: string, code: string, property: string | undefined, props: object | ((shop: Shop) => object)): Mistake => (
  mistake(what, code, property, shop => {
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), ...(typeof props === 'function' ? props(shop) : props) });
  })
);

/** In the options of a logical backup. */
const backup = (what: string, code: string, property: string | undefined, options: object): Mistake => (
  mistake(what, code, property, shop => {
    shop.orders({ backup: Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), ...options }) });
  })
);

/** In the backend of a BackupStorage. */
const backend = (what: string, code: string, property: string | undefined, make: () => StorageBackend): Mistake => (
  mistake(what, code, property, shop => { new BackupStorage(shop.chart, 'Other', { backend: make() }); })
);

/** In a file that is imported. */
const file = (what: string, code: string, content: string | Buffer | undefined): Mistake => (
  mistake(what, code, undefined, shop => {
    const path = join(mkdtempSync(join(tmpdir(), 'mistake-')), 'orders.yaml');
    if (content !== undefined) writeFileSync(path, content);
    ExistingDatabase.fromManifestFile(shop.chart, 'Orders', path);
  })
);

const MANIFEST = 'apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: { name: orders, namespace: shop }\nspec: { version: "17.5" }\n';
const circular: any = { a: {} };
circular.a.b = circular;

const ORDERS = { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' };
const ADDON = { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] };
const BACKENDS = [{ name: 'b', storageRef: { name: 'storage', namespace: 'shop' }, retentionPolicy: { name: 'keep', namespace: 'shop' } }];
const SESSION = { name: 'daily', scheduler: { schedule: '0 0 * * *', jobTemplate: { backoffLimit: 1 } }, addon: ADDON, repositories: [{ name: 'r', backend: 'b', directory: 'x' }] };

/** A BackupConfiguration in the words of KubeStash. */
function plainBackup(shop: Shop, session: object): void {
  new resources.BackupConfiguration(shop.chart, 'Backup', { target: ORDERS, backends: BACKENDS, sessions: [{ ...SESSION, ...session }] });
}

const catalogOf = (content: string): SnapshotCatalog => {
  const path = join(mkdtempSync(join(tmpdir(), 'mistake-')), 'snapshots.json');
  writeFileSync(path, content);
  return SnapshotCatalog.fromFile(path);
};

export const MISTAKES: Mistake[] = [
  // Names.
  database('a database in capitals', 'name-invalid', 'name', { name: 'Orders' }),
  database('a database that begins with a digit', 'name-invalid', 'name', { name: '1st' }),
  database('a database with a dot', 'name-invalid', 'name', { name: 'shop.orders' }),
  database('a name of 80 characters', 'name-invalid', 'name', { name: 'x'.repeat(80) }),
  database('an empty name', 'name-invalid', 'name', { name: '' }),
  database('a name that leaves no room for what hangs on it', 'derived-name-invalid', 'name', { name: 'a-name-that-is-much-longer-than-anybody-would-want-it' }),
  database('a namespace with an underscore', 'name-invalid', 'namespace', { namespace: 'my_shop' }),
  database('a client Service with a blank', 'name-invalid', 'clientServiceName', { clientServiceName: 'orders client' }),
  database('a read-only Service that begins with a digit', 'name-invalid', 'readOnlyServiceName', { readOnlyServiceName: '2nd' }),
  database('a maintenance Service with an umlaut', 'name-invalid', 'maintenanceServiceName', { maintenanceServiceName: 'tür' }),
  database('a record with a slash', 'name-invalid', 'recordName', { recordName: 'orders/traffic' }),
  database('scripts that end with a dash', 'name-invalid', 'scriptsName', { scriptsName: 'scripts-' }),
  database('a restore with a dot', 'name-invalid', 'restoreName', { restoreName: 'orders.first' }),
  database('a Secret in capitals', 'name-invalid', 'authSecret.name', { authSecret: { name: 'OrdersAuth' } }),
  database('a StorageClass with an underscore', 'name-invalid', 'storage.storageClassName', { storage: { size: Size.gibibytes(1), storageClassName: 'fast_ssd' } }),
  database('an issuer with a blank', 'name-invalid', 'tls.issuer.name', { tls: { issuer: { name: 'company ca' } } }),
  mistake('a database with the name of another one\'s governing Service', 'service-of-operator', undefined, shop => {
    shop.orders();
    new RestorableDatabase(shop.chart, 'Other', { engine: Engine.POSTGRES, version: '17.5', name: 'orders-pods', storage: { size: Size.gibibytes(1) } });
  }),
  database('a client Service with the name of KubeDB\'s own', 'service-of-operator', undefined, { clientServiceName: 'orders' }),
  database('a maintenance Service with the name of the governing one', 'service-of-operator', undefined, { maintenanceServiceName: 'orders-pods' }),
  mistake('a database with the name of a client Service', 'service-of-operator', undefined, shop => {
    shop.orders();
    new RestorableDatabase(shop.chart, 'Other', { engine: Engine.POSTGRES, version: '17.5', name: 'orders-client', storage: { size: Size.gibibytes(1) } });
  }),
  // Labels and annotations.
  database('a label with a blank in it', 'label-invalid', 'labels.team', { labels: { team: 'the shop' } }),
  database('a label of 64 characters', 'label-invalid', 'labels.team', { labels: { team: 'x'.repeat(64) } }),
  database('a key of a label with two slashes', 'label-invalid', 'labels.a/b/c', { labels: { 'a/b/c': 'x' } }),
  database('a key of an annotation with a blank', 'label-invalid', 'annotations.my key', { annotations: { 'my key': 'x' } }),
  database('a number for an annotation', 'wrong-type', 'annotations.cost', { annotations: { cost: bad(5) } }),
  mistake('annotations that no API server takes, of another library\'s object', 'label-invalid', 'metadata.annotations', shop => {
    new ApiObject(shop.chart, 'Plain', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain', annotations: { a: 'x'.repeat(200_000), b: 'x'.repeat(100_000) } } });
    shop.orders();
  }),
  mistake('a label with a blank, of another library\'s object', 'label-invalid', 'metadata.labels.team', shop => {
    new ApiObject(shop.chart, 'Plain', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'plain', labels: { team: 'the shop' } } });
    shop.orders();
  }),
  // Versions, counts, sizes.
  database('a version with a blank', 'version-invalid', 'version', { version: '17.5 ' }),
  database('a number for a version', 'wrong-type', 'version', { version: bad(17.5) }),
  database('a version that nobody has', 'version-not-listed', 'version', { version: '17.55' }),
  database('no number of members', 'count-invalid', 'replicas', { replicas: NaN }),
  database('half a member', 'count-invalid', 'replicas', { replicas: 1.5 }),
  database('a thousand million members', 'count-invalid', 'replicas', { replicas: 1e9 }),
  database('endless members', 'count-invalid', 'replicas', { replicas: Infinity }),
  database('less than no members', 'count-invalid', 'replicas', { replicas: -1 }),
  database('a text for a count', 'wrong-type', 'replicas', { replicas: bad('3') }),
  database('a thousand million members in the words of the CRD', 'count-invalid', 'spec.replicas', { replicas: undefined, spec: { replicas: 1e9 } }),
  database('a size of nothing', 'quantity-invalid', 'storage.size', { storage: { size: Size.gibibytes(0) } }),
  database('a size that is no number', 'quantity-invalid', 'storage.size', { storage: { size: Size.gibibytes(NaN) } }),
  database('a text for a size', 'wrong-type', 'storage.size', { storage: { size: bad('50Gi') } }),
  database('an access mode that Kubernetes does not have', 'choice-unknown', 'storage.accessModes[0]', { storage: { size: Size.gibibytes(1), accessModes: ['ReadWrite'] } }),
  database('no access mode', 'list-empty', 'storage.accessModes', { storage: { size: Size.gibibytes(1), accessModes: [] } }),
  database('a replicas beside a topology with counts', 'replicas-of-topology', 'replicas', {
    engine: Engine.REDIS, version: '7.4.1', topology: Topology.redisCluster({ shards: 3, replicas: 2 }), replicas: 3, backup: undefined,
  }),
  // Wrong types.
  database('null for a name', 'wrong-type', 'name', { name: bad(null) }),
  database('an object for a text', 'wrong-type', 'namespace', { namespace: bad({ name: 'shop' }) }),
  database('a text for an object', 'wrong-type', 'storage', { storage: bad('50Gi') }),
  database('a list for a map', 'wrong-type', 'labels', { labels: bad(['team']) }),
  database('a text for an engine', 'wrong-type', 'engine', { engine: bad('postgres') }),
  database('a text for a backup', 'wrong-type', 'backup', { backup: bad('daily') }),
  database('options for a backup', 'wrong-type', 'backup', { backup: bad({ schedule: Cron.daily() }) }),
  database('a list for a spec', 'data-invalid', 'spec', { spec: [1] }),
  database('a text for a spec', 'data-invalid', 'spec', { spec: 'x' }),
  database('a deletion policy that KubeDB does not have', 'choice-unknown', 'deletionPolicy', { deletionPolicy: bad('Keep') }),
  database('a property that does not exist', 'property-unknown', 'replica', { replica: 3 }),
  database('a property in other letters', 'property-unknown', 'storageclass', { storageclass: 'fast' }),
  // Data in the words of the CRD.
  database('a spec without an end', 'data-invalid', 'spec.a.b', { spec: circular }),
  database('a Date in a spec', 'data-invalid', 'spec.podTemplate.since', { spec: { podTemplate: { since: new Date(0) } } }),
  database('a function in a spec', 'data-invalid', 'spec.podTemplate.f', { spec: { podTemplate: { f: () => 1 } } }),
  database('null in a spec', 'data-invalid', 'spec.podTemplate', { spec: { podTemplate: null } }),
  database('no number in a spec', 'data-invalid', 'spec.maxUnavailable', { spec: { maxUnavailable: NaN } }),
  database('an instance of a class in a spec', 'data-invalid', 'spec.podTemplate', { spec: { podTemplate: new Map() } }),
  database('a mistyped key of a spec', 'key-unknown', 'spec.podTemplat', { spec: { podTemplat: {} } }),
  database('a key that no database has', 'field-unknown', 'spec.somethingElse', { spec: { somethingElse: 1 } }),
  database('a key that the pods of KubeDB do not have', 'key-unknown', 'spec.podTemplate.spec.nodeselector', { spec: { podTemplate: { spec: { nodeselector: { a: 'b' } } } } }),
  database('a key that a container does not have', 'key-unknown', 'spec.podTemplate.spec.containers[0].resource', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', resource: {} }] } } },
  }),
  database('a request that is misspelt', 'key-unknown', 'spec.podTemplate.spec.containers[0].resources.request', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', resources: { request: { cpu: '1' } } }] } } },
  }),
  database('a key that the pods of one part do not have', 'key-unknown', 'spec.topology.maxscale.podTemplate.spec.toleration', {
    engine: Engine.MARIADB,
    version: '11.8.5',
    topology: Topology.mariadbReplication(),
    backup: undefined,
    spec: { topology: { maxscale: { podTemplate: { spec: { toleration: [] } } } } },
  }),
  database('a part of a topology that another kind has', 'key-not-known', 'spec.topology.coordinators', {
    engine: Engine.MARIADB, version: '11.8.5', topology: Topology.mariadbGalera(), backup: undefined, spec: { topology: { coordinators: { replicas: 1 } } },
  }),
  database('a key one level too high', 'key-not-known', 'spec.storage.size', { storage: undefined, spec: { storage: { size: '1Gi' } } }),
  database('a mode of another kind', 'choice-unknown', 'spec.mode', { engine: Engine.REDIS, version: '7.4.1', replicas: undefined, backup: undefined, spec: { mode: 'Distributed' } }),
  database('a topology of another kind', 'choice-unknown', 'spec.topology.mode', { engine: Engine.MARIADB, version: '11.8.5', backup: undefined, spec: { topology: { mode: 'InnoDBCluster' } } }),
  database('a mode of TLS of another kind', 'choice-unknown', 'spec.sslMode', { spec: { sslMode: 'requireSSL' } }),
  database('a Service that another kind has', 'choice-unknown', 'spec.serviceTemplates[0].alias', { spec: { serviceTemplates: [{ alias: 'dashboard', metadata: { labels: { a: 'b' } } }] } }),
  backup('a key that no Job of KubeStash has', 'key-unknown', 'spec.sessions[0].addon.jobTemplate.spec.hostAliases', { spec: { addon: { jobTemplate: { spec: { hostAliases: [] } } } } }),
  backup('a key that no settings of a container have', 'key-unknown', 'spec.sessions[0].addon.containerRuntimeSettings.resource', {
    spec: { addon: { containerRuntimeSettings: { resource: {} } } },
  }),
  database('a label with a blank in the words of the CRD', 'label-invalid', 'spec.podTemplate.spec.nodeSelector.a', { spec: { podTemplate: { spec: { nodeSelector: { a: 'b c' } } } } }),
  database('memory in a unit that Kubernetes does not know', 'quantity-invalid', 'spec.podTemplate.spec.containers[0].resources.requests.memory', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', resources: { requests: { memory: '1GB' } } }] } } },
  }),
  database('a variable with a blank in its name', 'env-name-invalid', 'spec.podTemplate.spec.containers[0].env[0].name', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', env: [{ name: 'MY VAR', value: 'x' }] }] } } },
  }),
  database('a password as a variable', 'secret-in-plain-text', 'spec.podTemplate.spec.containers[0].env[0].value', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', env: [{ name: 'POSTGRES_PASSWORD', value: 'x' }] }] } } },
  }),
  database('a type of storage that KubeDB does not have', 'choice-unknown', 'spec.storageType', { spec: { storageType: 'Forever' } }),
  ...IN_WORDS.map(([what, code, property, spec]) => database(what, code, property, { spec })),
  database('a volume of nothing in the words of the CRD', 'quantity-invalid', 'spec.storage.resources.requests.storage', {
    storage: undefined, spec: { storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '0' } } } },
  }),
  database('a volume of no size', 'wrong-type', 'spec.storage.resources', { storage: undefined, spec: { storage: { accessModes: ['ReadWriteOnce'] } } }),
  database('the name of CRDs for an issuer', 'property-unknown', 'tls.issuerRef', { tls: bad({ issuerRef: { name: 'ca' } }) }),
  database('a file of a pod without a path', 'wrong-type', 'pods.volumes[0].configMap.items[0].path', { pods: { volumes: [{ name: 'a', configMap: { name: 'x', items: [{ key: 'a' }] } }] } }),
  database('an option of DNS that is a number, of runs', 'wrong-type', 'pods.run.spec.dnsConfig.options[0].value', { pods: { run: { spec: { dnsConfig: { options: [{ name: 'ndots', value: 2 }] } } } } }),
  // Engines and topologies.
  database('an edition that SQL Server does not have', 'choice-unknown', 'engine.edition', {
    engine: Engine.mssqlserver({ issuer: { name: 'ca' }, acceptEula: true, edition: 'Standrad' }), version: '2022-cu16', backup: undefined, replicas: 1,
  }),
  database('an issuer in small letters', 'choice-unknown', 'tls.issuer.kind', { tls: { issuer: { name: 'ca', kind: 'clusterissuer' } } }),
  database('a mode of Redis in small letters', 'choice-unknown', 'spec.mode', {
    engine: Engine.REDIS, version: '7.4.1', backup: undefined, replicas: undefined, spec: { mode: 'cluster', cluster: { shards: 3, replicas: 2 } },
  }),
  database('a topology of MariaDB in other words', 'choice-unknown', 'spec.topology.mode', {
    engine: Engine.MARIADB, version: '11.8.5', backup: undefined, spec: { topology: { mode: 'Galera' } },
  }),
  database('half a shard', 'count-invalid', 'topology.shards', {
    engine: Engine.REDIS, version: '7.4.1', topology: Topology.redisCluster({ shards: 3.5 }), replicas: undefined, backup: undefined,
  }),
  database('a topology of another engine', 'topology-of-another-engine', 'topology', { topology: Topology.redisCluster(), replicas: undefined }),
  database('an empty list of racks', 'list-empty', 'topology.racks', { engine: Engine.CASSANDRA, version: '5.0.3', topology: Topology.cassandraRacks([]), replicas: undefined, backup: undefined }),
  database('a rack in capitals', 'name-invalid', 'topology.racks[0].name', {
    engine: Engine.CASSANDRA, version: '5.0.3', topology: Topology.cassandraRacks([{ name: 'R1', replicas: 2 }]), replicas: undefined, backup: undefined,
  }),
  database('a Druid of no nodes', 'part-missing', 'spec', {
    engine: Engine.druid({
      deepStorage: { type: bad('s3') }, metadataStorage: { type: bad('MySQL'), name: 'meta', namespace: 'shop' }, zookeeper: { name: 'zk', namespace: 'shop' },
    }),
    version: '31.0.0',
    replicas: undefined,
    storage: undefined,
    backup: undefined,
  }),
  mistake('a database like one of another engine', 'like-of-another-engine', 'like', shop => {
    new RestorableDatabase(shop.chart, 'Other', { engine: Engine.MYSQL, like: shop.orders() });
  }),
  mistake('the dump of another engine, and a database like ours', 'like-of-another-engine', 'like', shop => {
    new SnapshotClone(shop.chart, 'Copy', { snapshot: monday({ engine: Engine.MYSQL, version: '8.4.3' }), name: 'copy', like: shop.orders(), authSecret: { name: 'a' } });
  }),
  mistake('a clone with the name of what is there', 'clone-of-itself', undefined, shop => {
    shop.orders();
    new SnapshotClone(shop.chart, 'Copy', { snapshot: monday(), name: 'orders', version: '17.5', storage: { size: Size.gibibytes(60) }, authSecret: { name: 'a' } });
  }),
  // Names of CRDs, or of other constructs, for properties.
  database('the key of a Secret in a pod', 'property-unknown', 'authSecret.secretName', { authSecret: bad({ secretName: 'a' }) }),
  backend('the name of a bucket, called as elsewhere', 'property-unknown', 'backend.bucketName', () => StorageBackend.s3(bad({ bucketName: 'bkt' }))),
  mistake('the schedule of a dump for a continuous backup', 'property-unknown', 'backup.schedule', shop => {
    shop.orders({ backup: Backup.continuous(bad({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() })) });
  }),
  mistake('a moment under another name', 'property-unknown', 'timestamp', shop => {
    new PointInTimeRestore(shop.chart, 'Undo', bad({ database: shop.orders(), timestamp: AT }));
  }),
  database('a whole volume in the words of the CRD too', 'spec-set-twice', 'spec.storage', {
    spec: { storage: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } } },
  }),
  database('a deletion policy in the words of the CRD', 'spec-set-twice', 'spec.deletionPolicy', { spec: { deletionPolicy: 'Delete' } }),
  database('a name of 60 characters', 'derived-name-invalid', 'name', { name: 'x'.repeat(60) }),
  undo('a restore of 60 characters', 'derived-name-invalid', 'restoreName', { restoreName: 'x'.repeat(60) }),
  // Runs.
  mistake('a version of which nobody knows a client', 'client-image-unknown', 'version', shop => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ version: '17.99' }), at: AT });
  }),
  undo('a version of which nobody knows a client, from a restore on', 'client-image-unknown', 'version', { overrides: { version: '17.99' } }),
  back('a Snapshot of a version with a blank', 'version-invalid', 'snapshot.version', () => ({ snapshot: monday({ version: '17.5 ' }) })),
  undo('a restore with the name of the database', 'restore-name-taken', 'restoreName', { restoreName: 'orders' }),
  undo('a deadline without end', 'duration-invalid', 'run.deadline', { run: { deadline: Duration.days(Infinity) } }),
  undo('no check where one was to be', 'wrong-type', 'resume.checks[0]', { resume: Resume.automatic({ checks: [bad(undefined)] }) }),
  database('labels that are still to come', 'wrong-type', 'labels', { labels: bad(Promise.resolve({ team: 'x' })) }),
  backup('a directory that no key of a bucket can begin with', 'path-invalid', 'backup.directory', { directory: 'a/'.repeat(400) + 'ab' }),
  database('an image in capitals', 'image-invalid', 'run.agent.image', { run: { agent: AgentImage.node('Registry/Node') } }),
  database('an image with a blank', 'image-invalid', 'run.clientImage', { run: { clientImage: 'postgres: 17' } }),
  database('a deadline of one and a half seconds', 'duration-invalid', 'run.deadline', { run: { deadline: Duration.millis(1500) } }),
  database('a deadline of nothing', 'duration-invalid', 'run.deadline', { run: { deadline: Duration.seconds(0) } }),
  database('a number for a deadline', 'wrong-type', 'run.guardTimeout', { run: { guardTimeout: bad(60) } }),
  database('a registry with a scheme', 'image-invalid', 'run.registry', { run: { registry: 'https://registry.example.com' } }),
  database('a policy for pulling that Kubernetes does not have', 'choice-unknown', 'run.imagePullPolicy', { run: { imagePullPolicy: 'Sometimes' } }),
  // Pods.
  ...(['backup', 'restore', 'run'] as const).map(part => database(`a tenth of a byte, of ${part}`, 'quantity-invalid', `pods.${part}.resources.requests.memory`, {
    pods: { [part]: { resources: { requests: { memory: '100m' } } } },
  })),
  database('half a device', 'quantity-invalid', 'spec.podTemplate.spec.containers[0].resources.limits.nvidia.com/gpu', {
    spec: { podTemplate: { spec: { containers: [{ name: 'postgres', resources: { limits: { 'nvidia.com/gpu': '500m' } } }] } } },
  }),
  database('processes that are shared with the node and in the pod', 'choice-unknown', 'spec.podTemplate.spec.shareProcessNamespace', {
    spec: { podTemplate: { spec: { hostPID: true, shareProcessNamespace: true } } },
  }),
  mistake('requests beyond the limits of a clone\'s pods', 'quantity-invalid', 'pods.resources.requests.cpu', shop => {
    new SnapshotClone(shop.chart, 'Copy', {
      like: shop.orders(), snapshot: monday(), name: 'copy', authSecret: { name: 'copy-auth' }, pods: { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } },
    });
  }),
  database('a pull secret in capitals', 'name-invalid', 'pods.imagePullSecrets[0].name', { pods: { imagePullSecrets: [{ name: 'Pull' }] } }),
  database('a property that no pod has', 'property-unknown', 'pods.nodeSelectors', { pods: bad({ nodeSelectors: { a: 'b' } }) }),
  database('a key that no PodSpec has', 'key-unknown', 'pods.run.spec.hostAlias', { pods: { run: { spec: { hostAlias: [] } } } }),
  database('a key that a run has and a Job of KubeStash has not', 'key-unknown', 'pods.spec.hostAliases', { pods: { spec: { hostAliases: [] } } }),
  database('a key that has a property of its own', 'key-unknown', 'pods.backup.spec.tolerations', { pods: { backup: { spec: { tolerations: [] } } } }),
  database('other containers for a run', 'key-unknown', 'pods.run.spec.containers', { pods: { run: { spec: { containers: [] } } } }),
  database('another ServiceAccount for a run', 'run-service-account', 'pods.run.serviceAccountName', { pods: { run: { serviceAccountName: 'admin' } } }),
  database('an effect that no taint has', 'choice-unknown', 'pods.tolerations[0].effect', { pods: { tolerations: [{ key: 'a', effect: 'NoRun' }] } }),
  database('a key that no toleration has', 'property-unknown', 'pods.tolerations[0].effects', { pods: { tolerations: [{ key: 'a', effects: 'NoExecute' }] } }),
  database('an affinity to nothing', 'property-unknown', 'pods.affinity.nodeAfinity', { pods: { affinity: { nodeAfinity: {} } } }),
  database('capabilities that are removed', 'property-unknown', 'pods.containerSecurityContext.capabilities.remove', { pods: { containerSecurityContext: { capabilities: { remove: ['ALL'] } } } }),
  database('a seccomp profile that no runtime has', 'choice-unknown', 'pods.securityContext.seccompProfile.type', { pods: { securityContext: { seccompProfile: { type: 'Default' } } } }),
  database('a label for meshes with two slashes', 'label-invalid', 'pods.labels.sidecar/istio.io/inject', { pods: { labels: { 'sidecar/istio.io/inject': 'false' } } }),
  database('a label that is a boolean', 'wrong-type', 'pods.run.labels.inject', { pods: { run: { labels: { inject: bad(false) } } } }),
  database('a variable that begins with a digit', 'env-name-invalid', 'pods.env.2_PROXY', { pods: { env: { '2_PROXY': 'x' } } }),
  database('more memory than the limit', 'quantity-invalid', 'pods.resources.requests.memory', { pods: { resources: { requests: { memory: '2Gi' }, limits: { memory: '1024Mi' } } } }),
  undo('a limit of memory below what the containers of a run ask for', 'pod-refused', 'pods', { pods: { resources: { limits: { memory: '32Mi' } } } }),
  undo('more memory than the limit of a run', 'pod-refused', 'pods', { pods: { checks: { resources: { requests: { memory: '1Gi' } } } } }),
  database('root that must not be root', 'count-invalid', 'pods.securityContext.runAsUser', { pods: { securityContext: { runAsUser: 0, runAsNonRoot: true } } }),
  database('root where a run is nobody', 'pod-refused', 'pods', { pods: { run: { containerSecurityContext: { runAsUser: 0 } } } }),
  undo('rights that a run may not gain', 'pod-refused', 'pods', { pods: { run: { containerSecurityContext: { privileged: true } } } }),
  database('two volumes of one name', 'name-given-twice', 'pods.volumes[1].name', { pods: { volumes: [{ name: 'ca', emptyDir: {} }, { name: 'ca', emptyDir: {} }] } }),
  database('two mounts at one path', 'name-given-twice', 'pods.volumeMounts[1].mountPath', { pods: { volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/a' }] } }),
  database('a volume that a run has itself', 'pod-refused', 'pods', { pods: { run: { volumes: [{ name: 'gates', emptyDir: {} }] } } }),
  undo('a mount of no volume', 'pod-refused', 'pods', { pods: { checks: { volumeMounts: [{ name: 'ca', mountPath: '/ca' }] } } }),
  undo('a variable that a check has itself', 'pod-refused', 'pods', { pods: { checks: { env: { DB_HOST: 'localhost' } } } }),
  database('a quantity of CPUs that is none', 'quantity-invalid', 'pods.checks.resources.limits.cpu', { pods: { checks: { resources: { limits: { cpu: 'two' } } } } }),
  database('an affinity without the values', 'list-empty', 'pods.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values', {
    pods: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } } } },
  }),
  database('an affinity to nodes in the form of one to pods', 'wrong-type', 'pods.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution', {
    pods: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } },
  }),
  database('a weight beyond a hundred', 'count-invalid', 'pods.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight', {
    pods: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 500, podAffinityTerm: { topologyKey: 'zone' } }] } } },
  }),
  database('pods that are spread over nothing', 'wrong-type', 'pods.topologySpreadConstraints[0].topologyKey', { pods: { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }] } }),
  database('a profile that nobody names', 'wrong-type', 'pods.containerSecurityContext.seccompProfile.localhostProfile', { pods: { containerSecurityContext: { seccompProfile: { type: 'Localhost' } } } }),
  database('a path of a mount with a colon', 'path-invalid', 'pods.run.volumeMounts[0].mountPath', { pods: { run: { volumes: [{ name: 'x', emptyDir: {} }], volumeMounts: [{ name: 'x', mountPath: '/a:b' }] } } }),
  database('a volume without a source', 'wrong-type', 'pods.run.volumes[0]', { pods: { run: { volumes: [{ name: 'x' }] } } }),
  database('huge pages of a size that is none', 'label-invalid', 'pods.resources.limits.hugepages-2mi', { pods: { resources: { limits: { 'hugepages-2mi': '1' } } } }),
  database('annotations that no API server takes', 'label-invalid', 'annotations', { annotations: { a: 'x'.repeat(300_000) } }),
  database('an image longer than a registry takes', 'image-invalid', 'run.clientImage', { run: { clientImage: `${'a/'.repeat(200)}b:17` } }),
  database('a node port that no API server of the usual kind gives', 'node-port-out-of-range', 'spec.serviceTemplates[0].spec.ports[0].nodePort', {
    spec: { serviceTemplates: [{ alias: 'primary', spec: { type: 'NodePort', ports: [{ name: 'primary', port: 5432, nodePort: 8080 }] } }] },
  }),
  database('a priority beside a PriorityClass, in all pods', 'priority-beside-class', 'spec.sessions[0].addon.jobTemplate.spec.priority', {
    pods: { priorityClassName: 'high', priority: 7 },
  }),
  database('a certificate of an alias that is none', 'tls-alias-unknown', 'spec.tls', {
    spec: { tls: { issuerRef: { apiGroup: 'cert-manager.io', kind: 'Issuer', name: 'ca' }, certificates: [{ alias: 'sever', subject: { organizations: ['shop'] } }] } },
  }),
  mistake('more acknowledgements than there are replicas', 'count-out-of-bounds', 'replicas', shop => {
    new RestorableDatabase(shop.chart, 'Cart', {
      engine: Engine.MYSQL, version: '8.4.3', replicas: 3, storage: { size: Size.gibibytes(1) }, topology: Topology.mysqlSemiSync({ acknowledgements: 3 }),
    });
  }),
  undo('a check that may take longer than the run', 'timeout-beyond-deadline', 'resume.checks', {
    run: { deadline: Duration.minutes(30) }, resume: Resume.automatic({ checks: [Check.sql('select 1', { timeout: Duration.hours(1) })] }),
  }),
  back('a RestoreSession that may take longer than the run', 'timeout-beyond-deadline', 'session.timeout', {
    process: RestoreProcess.OVERWRITE, run: { deadline: Duration.minutes(30) }, session: { timeout: Duration.hours(1) },
  }),
  undo('a field of rows', 'check-field-unused', 'resume.checks', {
    resume: Resume.automatic({ checks: [Check.sql('select id, total from orders', { field: 'total', expect: Expect.atLeast(1) })] }),
  }),
  mistake('a field of which nothing is expected', 'check-field-unused', 'resume.checks', shop => {
    new RestorableDatabase(shop.chart, 'Search', {
      engine: Engine.ELASTICSEARCH,
      version: 'xpack-8.18.2',
      storage: { size: Size.gibibytes(1) },
      init: RestorePoint.snapshot(monday({ engine: Engine.ELASTICSEARCH, version: 'xpack-8.18.2' })),
      resume: Resume.automatic({ checks: [Check.statement('GET /_cluster/health', { field: 'status' })] }),
    });
  }),
  backend('a bucket of Google in capitals', 'name-invalid', 'backend.bucket', () => StorageBackend.gcs({ bucket: 'Backups' })),
  mistake('the directory of one database inside another\'s', 'directory-nested', undefined, shop => {
    const of = (directory: string): Backup => Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), directory });
    shop.orders({ backup: of('shop') });
    new RestorableDatabase(shop.chart, 'Other', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) }, backup: of('./shop//other/') });
  }),
  // Backups.
  backup('a schedule of four fields', 'bad-cron', 'backup.schedule', { schedule: new Cron({ minute: '0', hour: '0', day: '1', month: '' as any, weekDay: '' }) }),
  backup('a minute that no clock shows', 'bad-cron', 'backup.schedule', { schedule: Cron.schedule({ minute: '61' }) }),
  backup('a day that never comes', 'bad-cron', 'backup.schedule', { schedule: Cron.schedule({ minute: '0', hour: '4', day: '30', month: '2' }) }),
  backup('a text for a schedule', 'wrong-type', 'backup.schedule', { schedule: bad('@daily') }),
  backup('an encryption secret in capitals', 'name-invalid', 'backup.encryptionSecret.name', { encryptionSecret: { name: 'Restic' } }),
  backup('no encryption secret', 'encryption-secret-missing', 'backup.encryptionSecret', { encryptionSecret: undefined }),
  backup('a retention of no Snapshots', 'count-invalid', 'backup.retention.last', { retention: Retention.keepLast(0) }),
  backup('a retention that cannot be read', 'bad-retention-period', 'backup.retention.maxAge', { retention: Retention.keepFor('a month') }),
  backup('a retention of no time', 'bad-retention-period', 'backup.retention.maxAge', { retention: Retention.keepFor('0d') }),
  backup('a directory that leaves the bucket', 'path-invalid', 'backup.directory', { directory: '../other' }),
  backup('a directory of what nobody fills in', 'path-invalid', 'backup.directory', { directory: '{ns}/{database}' }),
  backup('no try at all', 'count-invalid', 'backup.retry.maxRetry', { retry: { maxRetry: 0 } }),
  backup('a session with a blank', 'name-invalid', 'backup.name', { name: 'every night' }),
  backup('a timeout of half a second', 'duration-invalid', 'backup.timeout', { timeout: Duration.millis(500) }),
  backup('a memory limit that is none', 'quantity-invalid', 'backup.pod.resources.limits.memory', { pod: { resources: { limits: { memory: 'lots' } } } }),
  backup('a user id below zero', 'count-invalid', 'backup.pod.securityContext.runAsUser', { pod: { securityContext: { runAsUser: -1 } } }),
  backup('a misspelt part of a pod', 'property-unknown', 'backup.pod.serviceAccount', { pod: bad({ serviceAccount: 'x' }) }),
  backup('no storage', 'TypeError', 'storage', { storage: undefined }),
  backup('a deletion policy that KubeStash does not have', 'choice-unknown', 'backup.deletionPolicy', { deletionPolicy: bad('Keep') }),
  backup('no number of tries', 'count-invalid', 'backup.retry.maxRetry', { retry: { maxRetry: 0.5 } }),
  mistake('two backups of one name', 'backup-name-taken', 'backup.name', shop => { shop.orders({ backup: Backup.combined(shop.logical, shop.logical) }); }),
  mistake('a continuous backup of what has none', 'continuous-not-offered', 'backup', shop => {
    new RestorableDatabase(shop.chart, 'Cache', { engine: Engine.REDIS, version: '7.4.1', storage: { size: Size.gibibytes(1) }, backup: shop.continuous });
  }),
  mistake('logs that stay for an hour', 'bad-retention-period', 'backup.logRetention', shop => {
    shop.orders({ backup: Backup.continuous({ storage: shop.storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily(), logRetention: '1h' }) });
  }),
  mistake('one backup with a mistake for two databases', 'bad-cron', 'backup.schedule', shop => {
    const shared = Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.schedule({ hour: '25' }) });
    shop.orders({ backup: shared });
    new RestorableDatabase(shop.chart, 'Other', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) }, backup: shared });
  }),
  // Storages.
  backend('a bucket with a blank', 'name-invalid', 'backend.bucket', () => StorageBackend.s3({ bucket: 'my backups' })),
  backend('a bucket of two letters', 'name-invalid', 'backend.bucket', () => StorageBackend.s3({ bucket: 'ab' })),
  backend('an address for a bucket', 'name-invalid', 'backend.bucket', () => StorageBackend.s3({ bucket: '192.168.0.1' })),
  backend('a port that no server has', 'url-invalid', 'backend.endpoint', () => StorageBackend.s3({ bucket: 'bkt', endpoint: 'http://minio:99999' })),
  backend('a part of a volume from its root', 'path-invalid', 'backend.subPath', () => StorageBackend.pvc('claim', { subPath: '/abs' })),
  backend('an endpoint of another protocol', 'url-invalid', 'backend.endpoint', () => StorageBackend.s3({ bucket: 'bkt', endpoint: 'ftp://minio' })),
  backend('a Secret with an underscore', 'name-invalid', 'backend.secret.name', () => StorageBackend.s3({ bucket: 'bkt', secret: { name: 's3_credentials' } })),
  backend('no connections', 'count-invalid', 'backend.maxConnections', () => StorageBackend.gcs({ bucket: 'bkt', maxConnections: 0 })),
  backend('a storage account in capitals', 'name-invalid', 'backend.storageAccount', () => StorageBackend.azure({ storageAccount: 'Shop', container: 'backups' })),
  backend('a relative path of a node', 'path-invalid', 'backend.source.hostPath.path', () => StorageBackend.hostPath('backups')),
  backend('a claim in capitals', 'name-invalid', 'backend.source.persistentVolumeClaim.claimName', () => StorageBackend.pvc('Claim')),
  ...['/prod/', './prod', 'prod//', '/prod'].map(prefix => mistake(`one place under the names prod and ${prefix}`, 'storage-shared', undefined, shop => {
    new BackupStorage(shop.chart, 'One', { backend: StorageBackend.s3({ bucket: 'bkt', prefix: 'prod' }) });
    new BackupStorage(shop.chart, 'Two', { backend: StorageBackend.s3({ bucket: 'bkt', prefix }) });
  })),
  mistake('a namespace in capitals in a usage policy', 'name-invalid', 'usagePolicy.namespaces[0]', shop => {
    new BackupStorage(shop.chart, 'Other', { backend: StorageBackend.gcs({ bucket: 'bkt' }), usagePolicy: resources.UsagePolicy.namespaces('Shop') });
  }),
  mistake('an imported storage without a namespace', 'wrong-type', 'namespace', shop => { BackupStorage.fromName(shop.chart, 'Other', 'other', bad({})); }),
  // Moments and Snapshots.
  undo('a time without a zone', 'time-without-zone', 'at', { at: '2026-11-20T08:30:00' }),
  undo('a day that no calendar shows', 'time-impossible', 'at', { at: '2026-02-30T08:30:00Z' }),
  undo('a moment that is yet to come', 'time-in-future', 'at', { at: '2127-11-20T08:30:00Z' }),
  undo('a moment before Kubernetes', 'time-impossible', 'at', { at: '1969-01-01T00:00:00Z' }),
  undo('an archiver that is not named', 'wrong-type', 'spec.archiver.ref', { overrides: { spec: { archiver: { pause: true } } } }),
  undo('objects that are none of Kubernetes', 'catalog-unreadable', 'catalog', { catalog: SnapshotCatalog.fromObjects(bad([null, 5])) }),
  undo('no list of objects', 'catalog-unreadable', 'catalog', { catalog: SnapshotCatalog.fromObjects(bad(null)) }),
  undo('a peer in other letters', 'property-unknown', 'isolation.admit[0].podselector', { isolation: Isolation.always({ admit: [{ podselector: {}, namespaceSelector: {} }] }) }),
  undo('a peer that is a host', 'url-invalid', 'isolation.admit[0].ipBlock.cidr', { isolation: Isolation.always({ admit: [{ ipBlock: { cidr: '10.0.0.0' } }] }) }),
  undo('an exception from what is not let in', 'url-invalid', 'isolation.admit[0].ipBlock.except[0]', {
    isolation: Isolation.always({ admit: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }),
  }),
  undo('a peer with a bad label', 'label-invalid', 'isolation.admit[0].podSelector.matchLabels.a', { isolation: Isolation.always({ admit: [{ podSelector: { matchLabels: { a: 'b c' } } }] }) }),
  undo('a fraction of a second', 'time-of-fraction', 'at', { at: '2026-11-20T08:30:00.5Z' }),
  undo('a Date for a moment', 'wrong-type', 'at', { at: bad(new Date(0)) }),
  undo('no database', 'TypeError', 'database', { database: undefined }),
  undo('null for a database', 'TypeError', 'database', { database: bad(null) }),
  undo('a catalog that is no file', 'catalog-unreadable', 'catalog', { catalog: SnapshotCatalog.fromFile('/nowhere/snapshots.json') }),
  undo('a catalog that is another file', 'catalog-unreadable', 'catalog', { catalog: catalogOf('{"name": "shop", "version": "1.0.0"}') }),
  undo('a catalog of backups that are to be taken', 'catalog-unreadable', 'catalog', {
    catalog: catalogOf('{"kind": "List", "items": [{"apiVersion": "core.kubestash.com/v1alpha1", "kind": "BackupConfiguration", "metadata": {"name": "orders"}}]}'),
  }),
  undo('a catalog with a comma too many', 'catalog-unreadable', 'catalog', { catalog: catalogOf('{"kind": "List", "items": [1,]}') }),
  undo('an override of half a member', 'count-invalid', 'overrides.replicas', { overrides: { replicas: 2.5 } }),
  undo('less storage than the files need', 'storage-smaller-than-source', 'storage', { overrides: { storage: { size: Size.gibibytes(10) } } }),
  undo('a replication strategy that nobody knows', 'replication-strategy-unknown', 'replicationStrategy', { replicationStrategy: 'magic' }),
  mistake('a moment of a database that keeps no logs', 'source-not-archived', 'source', shop => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ backup: shop.logical }), at: AT });
  }),
  mistake('a moment of an engine that has no logs', 'point-in-time-not-offered', 'engine', shop => {
    const cache = new RestorableDatabase(shop.chart, 'Cache', { engine: Engine.REDIS, version: '7.4.1', storage: { size: Size.gibibytes(1) } });
    new PointInTimeRestore(shop.chart, 'Undo', { database: cache, at: AT });
  }),
  mistake('a restore of a database with a bad name', 'name-invalid', 'name', shop => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ name: 'Orders!' }), at: AT });
  }),
  mistake('a restore point with a bad time', 'time-unparsable', 'init', shop => {
    shop.orders({ init: RestorePoint.at('yesterday', new PointInTimeRestore(shop.chart, 'X', { database: old(shop), at: AT }).restored), replicas: 3 });
  }),
  back('a Snapshot of another database', 'snapshot-of-another-database', 'snapshot', { snapshot: monday({ database: 'billing' }) }),
  back('a Snapshot of a database of that name elsewhere', 'snapshot-of-another-database', 'snapshot', { snapshot: monday({ databaseNamespace: 'billing' }) }),
  back('a text for leave to take another one\'s Snapshot', 'wrong-type', 'fromAnotherDatabase', { snapshot: monday({ database: 'billing' }), fromAnotherDatabase: bad('yes') }),
  back('a Snapshot that is yet to be taken', 'time-in-future', 'snapshot', { snapshot: monday({ time: '2199-01-01T00:00:00Z' }) }),
  back('a number for the time of a Snapshot', 'wrong-type', 'snapshot.time', { snapshot: monday({ time: bad(1795424400) }) }),
  back('a text for the least number', 'check-expectation-invalid', 'resume.checks', { resume: Resume.manual({ checks: [Check.count('orders', { expect: Expect.atLeast(bad('5')) })] }) }),
  back('an expression of JavaScript', 'check-expectation-invalid', 'resume.checks', { resume: Resume.manual({ checks: [Check.sql('select 1', { expect: Expect.matches(bad(/1/)) })] }) }),
  back('a statement with a NUL', 'text-invalid', 'resume.checks[0].statement', { resume: Resume.manual({ checks: [Check.sql('select \u0000')] }) }),
  back('a password among the variables of a check', 'secret-in-plain-text', 'resume.checks[0].env.PASSWORD', { resume: Resume.manual({ checks: [Check.command({ image: 'busybox', command: ['true'], env: { PASSWORD: 'hunter2' } })] }) }),
  back('the password that a check has itself', 'secret-in-plain-text', 'resume.checks[0].env.DB_PASSWORD', {
    resume: Resume.manual({ checks: [Check.command({ image: 'busybox', command: ['true'], env: { DB_PASSWORD: 'hunter2' } })] }),
  }),
  undo('a password in every pod', 'secret-in-plain-text', 'pods.env.DB_PASSWORD', { pods: { env: { DB_PASSWORD: 'hunter2' } } }),
  undo('an address with a password for every pod', 'secret-in-plain-text', 'pods.env.HTTPS_PROXY', { pods: { env: { HTTPS_PROXY: 'http://me:hunter2@proxy:3128' } } }),
  back('a safety backup where nothing is written over', 'overwrite-option-unused', 'safetyBackup', { safetyBackup: SafetyBackup.none('no need'), process: RestoreProcess.INCARNATION }),
  back('a text for a Snapshot', 'TypeError', 'snapshot', { snapshot: bad('orders-logical-1795424400') }),
  back('a process that does not exist', 'choice-unknown', 'process', { process: bad('overwriet') }),
  back('a Snapshot of a method that does not exist', 'choice-unknown', 'snapshot.method', { snapshot: monday({ method: bad('logcal') }) }),
  back('a Snapshot without a Repository', 'snapshot-fact-missing', 'snapshot.repository', { snapshot: monday({ repository: '' }) }),
  back('a Snapshot in a namespace in capitals', 'name-invalid', 'snapshot.namespace', { snapshot: monday({ namespace: 'Shop' }) }),
  back('a Snapshot that fills less than nothing', 'snapshot-size-invalid', 'snapshot.size', { snapshot: monday({ size: -1 }) }),
  back('a dump without the Secret that opens it', 'encryption-secret-missing', 'snapshot', { snapshot: monday({ encryptionSecret: undefined }) }),
  back('a dump of another engine', 'snapshot-other-engine', 'snapshot', { snapshot: monday({ engine: Engine.MYSQL, version: '8.4.3' }) }),
  back('no reason for no safety backup', 'text-invalid', 'safetyBackup.reason', { process: RestoreProcess.OVERWRITE, safetyBackup: SafetyBackup.none(' ') }),
  back('an empty statement', 'check-statement-size', 'resume.checks', { resume: Resume.manual({ checks: [Check.sql('')] }) }),
  back('a check with a blank in its name', 'check-name-invalid', 'resume.checks[0].name', { resume: Resume.manual({ checks: [Check.sql('select 1', { name: 'my check' })] }) }),
  back('a check of another image that is none', 'image-invalid', 'resume.checks[0].image', { resume: Resume.manual({ checks: [Check.command({ image: 'Not An Image', command: ['true'] })] }) }),
  back('a check without a command', 'check-statement-size', 'resume.checks', { resume: Resume.manual({ checks: [Check.command({ image: 'busybox', command: [] })] }) }),
  back('a variable with a blank', 'env-name-invalid', 'resume.checks[0].env.A B', { resume: Resume.manual({ checks: [Check.command({ image: 'busybox', command: ['true'], env: { 'A B': 'x' } })] }) }),
  back('a text for a check', 'wrong-type', 'resume.checks[0]', { resume: Resume.manual({ checks: [bad('select 1')] }) }),
  back('an isolation that lets nobody in', 'list-empty', 'isolation.operatorNamespaces', { isolation: Isolation.always({ operatorNamespaces: [] }) }),
  mistake('a clone with the name of nothing', 'name-invalid', 'name', shop => {
    new SnapshotClone(shop.chart, 'Clone', { snapshot: monday(), name: 'Clone!', storage: { size: Size.gibibytes(60) }, authSecret: { name: 'a' } });
  }),
  mistake('traffic that is neither open nor closed', 'wrong-type', 'traffic.open', shop => { shop.orders({ traffic: Traffic.declared(bad({})) }); }),
  mistake('two databases of one name', 'duplicate-object', undefined, shop => {
    shop.orders();
    new RestorableDatabase(shop.chart, 'Again', { name: 'orders', engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) } });
  }),
  mistake('a chart in a namespace with a blank', 'object-name-invalid', undefined, shop => {
    new RestorableDatabase(new Chart(shop.app, 'two', { namespace: 'My Shop' }), 'Orders', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) } });
  }),
  mistake('a chart with a bad label', 'label-invalid', 'metadata.labels.team', shop => {
    new RestorableDatabase(new Chart(shop.app, 'two', { namespace: 'shop', labels: { team: 'a b' } }), 'Orders', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(1) } });
  }),
  mistake('a storage that another namespace may not use', 'usage-refused', undefined, shop => { shop.orders({ namespace: 'other' }); }),
  // Nothing to go on with.
  ...([
    ['a database', chart => new RestorableDatabase(chart, 'Other', bad('orders'))],
    ['a clone', chart => new SnapshotClone(chart, 'Other', bad(undefined))],
    ['a storage', chart => new BackupStorage(chart, 'Other', bad(null))],
    ['a backup', () => Backup.logical(bad(undefined))],
    ['a RestoreSession', chart => new resources.RestoreSession(chart, 'Other', bad('orders'))],
  ] as [string, (chart: Chart) => unknown][]).map(([what, make]) => mistake(`nothing of what makes ${what}`, 'TypeError', 'what was given is', shop => { make(shop.chart); })),
  // What would pass for ever, or never.
  undo('a count that is never below zero', 'check-expectation-invalid', 'resume.checks', { resume: Resume.automatic({ checks: [Check.count('orders', { expect: Expect.atLeast(0) })] }) }),
  undo('a count of a statement', 'check-count-invalid', 'resume.checks', { resume: Resume.automatic({ checks: [Check.count('select count(*) from orders')] }) }),
  undo('a count of two things', 'check-count-invalid', 'resume.checks', { resume: Resume.automatic({ checks: [Check.count('orders, items')] }) }),
  // Names that are taken.
  database('a label that says which database it is', 'label-invalid', 'labels.cdk8s-kubestash/incarnation', { labels: { 'cdk8s-kubestash/incarnation': 'orders-1' } }),
  database('a replica set with a blank', 'name-invalid', 'topology.name', {
    engine: Engine.MONGODB, version: '8.0.10', topology: Topology.mongoReplicaSet('my set'), backup: undefined,
  }),
  mistake('a clone with the name of what it is like', 'clone-of-itself', undefined, shop => {
    new SnapshotClone(shop.chart, 'Clone', { like: shop.orders(), snapshot: monday(), name: 'orders', authSecret: { name: 'a' } });
  }),
  // Files.
  file('a manifest that is not there', 'manifest-unreadable', undefined),
  file('an empty manifest', 'manifest-unreadable', ''),
  file('two manifests in one file', 'manifest-unreadable', `${MANIFEST}---\n${MANIFEST}`),
  file('a List of manifests', 'manifest-unreadable', 'kind: List\napiVersion: v1\nitems: []\n'),
  file('a manifest with a key twice', 'manifest-unreadable', `${MANIFEST}kind: MySQL\n`),
  file('a manifest that is not UTF-8', 'manifest-unreadable', Buffer.from([0xff, 0xfe, 0x00, 0x41])),
  file('a manifest that is a text', 'manifest-unreadable', 'hello\n'),
  file('a manifest of something else', 'manifest-not-a-database', 'apiVersion: v1\nkind: Service\nmetadata: { name: orders, namespace: shop }\n'),
  mistake('a folder for a manifest', 'manifest-unreadable', undefined, shop => { ExistingDatabase.fromManifestFile(shop.chart, 'Orders', tmpdir()); }),
  mistake('a number for a path', 'manifest-unreadable', undefined, shop => { ExistingDatabase.fromManifestFile(shop.chart, 'Orders', bad(5)); }),
  mistake('a manifest without an end', 'manifest-unreadable', undefined, shop => {
    ExistingDatabase.fromManifest(shop.chart, 'Orders', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'orders', namespace: 'shop' }, spec: circular });
  }),
  file('a manifest without metadata', 'manifest-unreadable', 'apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: []\nspec: { version: "17.5" }\n'),
  mistake('null for a manifest', 'manifest-not-a-database', undefined, shop => { ExistingDatabase.fromManifest(shop.chart, 'Orders', null); }),
  mistake('a manifest without a name', 'wrong-type', 'metadata.name', shop => {
    ExistingDatabase.fromManifest(shop.chart, 'Orders', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { namespace: 'shop' }, spec: { version: '17.5' } });
  }),
  mistake('a name that is none for what is there', 'name-invalid', 'name', shop => {
    ExistingDatabase.fromName(shop.chart, 'Orders', 'Orders', { engine: Engine.POSTGRES, version: '17.5' });
  }),
  mistake('no engine for what is there', 'TypeError', 'engine', shop => { ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', bad({})); }),
  // Acknowledgements and tools.
  mistake('an acknowledgement of a code that does not exist', 'acknowledged-in-vain', undefined, shop => { Findings.of(shop.app).acknowledge('snapshot-not-lsited', 'it is there'); }),
  mistake('an acknowledgement of an error', 'acknowledged-in-vain', undefined, shop => { Findings.of(shop.chart).acknowledge('time-impossible', 'we have such days'); }),
  mistake('an acknowledgement of a number', 'acknowledged-in-vain', undefined, shop => { Findings.of(shop.chart).acknowledge(bad(5), 'it is there'); }),
  mistake('a clone of a text', 'wrong-type', 'like', shop => {
    new SnapshotClone(shop.chart, 'Clone', { like: bad('orders'), snapshot: monday(), name: 'copy', authSecret: { name: 'a' } });
  }),
  mistake('an acknowledgement without a reason', 'acknowledged-in-vain', undefined, shop => { Findings.of(shop.chart).acknowledge('snapshot-not-listed', ''); }),
  mistake('a text for a GitOps tool', 'TypeError', 'gitOps', shop => { GitOps.use(shop.chart, bad('argo')); }),
  mistake('no GitOps tool', 'TypeError', 'gitOps', shop => { GitOps.use(shop.chart, bad(undefined)); }),
  mistake('a GitOps tool for nothing', 'TypeError', 'scope', () => { GitOps.use(bad(undefined), GitOps.flux()); }),
  mistake('a database in nothing', 'TypeError', 'the scope is undefined', () => { new RestorableDatabase(bad(undefined), 'Orders', {}); }),
  mistake('a database in a text', 'TypeError', 'the scope is a string', () => { new RestorableDatabase(bad('shop'), 'Orders', {}); }),
  mistake('a storage outside of charts', 'TypeError', 'in no Chart', shop => { new BackupStorage(shop.app, 'Storage', bad({})); }),
  mistake('a policy in an object', 'TypeError', 'the scope is an object', () => { new resources.RetentionPolicy(bad({}), 'Keep', bad({})); }),
  mistake('a number for an id', 'TypeError', 'the id is a number', shop => { new RestorableDatabase(shop.chart, bad(5), {}); }),
  mistake('no id', 'TypeError', 'the id is undefined', shop => { new resources.RetentionPolicy(shop.chart, bad(undefined), bad({})); }),
  mistake('an id without a letter', 'TypeError', 'the id is empty', shop => { new SnapshotRestore(shop.chart, '', bad({})); }),
  mistake('huge pages alone', 'quantity-invalid', 'spec.podTemplate.spec.containers[0].resources.limits.hugepages-2Mi', shop => {
    shop.orders({ spec: { podTemplate: { spec: { containers: [{ name: 'postgres', resources: { limits: { 'hugepages-2Mi': '4Mi' } } }] } } } });
  }),
  mistake('a cluster of a standalone Redis', 'part-unused', 'spec', shop => {
    new RestorableDatabase(shop.chart, 'Cache', { engine: Engine.REDIS, version: '7.4.1', storage: { size: Size.gibibytes(1) }, spec: { cluster: { shards: 3 } } });
  }),
  mistake('continuous backup of a standalone MongoDB that is to be restored to a time', 'continuous-not-offered', 'backup', shop => {
    const docs = new RestorableDatabase(shop.chart, 'Docs', {
      engine: Engine.MONGODB, version: '8.0.10', storage: { size: Size.gibibytes(1) }, backup: shop.continuous,
    });
    new PointInTimeRestore(shop.chart, 'Undo', { database: docs, at: '2026-11-20T08:30:00Z' });
  }),
  mistake('a platform of nothing', 'TypeError', 'scope', () => { Platform.of(bad(undefined)); }),
  mistake('half a wave', 'count-invalid', 'firstWave', shop => {
    GitOps.use(new Chart(shop.app, 'other', { namespace: 'shop' }), GitOps.argoCd({ firstWave: 0.5 }));
  }),
  // Plain resources.
  mistake('a RestoreSession of no Addon', 'wrong-type', 'addon', shop => {
    new resources.RestoreSession(shop.chart, 'Session', bad({ dataSource: { repository: 'orders-logical', snapshot: 'latest', namespace: 'shop' }, target: { name: 'orders', kind: 'Postgres', apiGroup: 'kubedb.com' } }));
  }),
  mistake('a Repository with a blank', 'name-invalid', 'dataSource.repository', shop => {
    new resources.RestoreSession(shop.chart, 'Session', { dataSource: { repository: 'x y', snapshot: 'latest', namespace: 'shop' }, target: ORDERS, addon: ADDON });
  }),
  mistake('a session with a blank, of a plain BackupConfiguration', 'name-invalid', 'sessions[0].name', shop => { plainBackup(shop, { name: 'Daily Backup' }); }),
  mistake('a Repository in capitals', 'name-invalid', 'sessions[0].repositories[0].name', shop => { plainBackup(shop, { repositories: [{ name: 'Repo', backend: 'b', directory: 'x' }] }); }),
  mistake('a directory that leaves the bucket, of a plain BackupConfiguration', 'path-invalid', 'sessions[0].repositories[0].directory', shop => {
    plainBackup(shop, { repositories: [{ name: 'r', backend: 'b', directory: '../../x' }] });
  }),
  mistake('a target of a batch that is none of its targets', 'backup-sessions-incomplete', undefined, shop => {
    const { name, scheduler, ...work } = SESSION;
    new resources.BackupBatch(shop.chart, 'Backup', { targets: [{ name: 'orders', appRef: ORDERS }], backends: BACKENDS, sessions: [{ name, scheduler, targets: [{ name: 'other', ...work }] }] });
  }),
  mistake('sessions that are no list', 'wrong-type', 'sessions', shop => { new resources.BackupConfiguration(shop.chart, 'Backup', bad({ sessions: {} })); }),
  mistake('a mistyped key of a RetentionPolicy', 'key-unknown', 'spec.maxRetentionPeriods', shop => {
    new resources.RetentionPolicy(shop.chart, 'Keep', { maxRetentionPeriod: '30d', spec: { maxRetentionPeriods: '30d' } });
  }),
  mistake('no Snapshot that is kept', 'retention-empty', undefined, shop => { new resources.RetentionPolicy(shop.chart, 'Keep', { successfulSnapshots: { last: 0 } }); }),
  mistake('an archiver with the kind of its databases', 'choice-unknown', 'kind', shop => { new resources.Archiver(shop.chart, 'Archiver', { kind: bad('Postgres') }); }),
  mistake('two defaults', 'default-twice', undefined, shop => {
    for (const name of ['one', 'two']) new BackupStorage(shop.chart, name, { backend: StorageBackend.gcs({ bucket: `bucket-${name}` }), default: true });
  }),
  mistake('half a Snapshot that is kept', 'count-invalid', 'successfulSnapshots.last', shop => {
    new resources.RetentionPolicy(shop.chart, 'Keep', { maxRetentionPeriod: '30d', successfulSnapshots: { last: 2.5 } });
  }),
  ...([
    ['Postgres', 'kubedb.com/v1', 'spec.podTemplat', { version: '17.5', podTemplat: {} }],
    ['Postgres', 'kubedb.com/v1', 'spec.podTemplate.spec.nodeselector', { version: '17.5', podTemplate: { spec: { nodeselector: {} } } }],
    ['BackupConfiguration', 'core.kubestash.com/v1alpha1', 'spec.sessions[0].repositorys', { target: ORDERS, backends: BACKENDS, sessions: [{ ...SESSION, repositorys: [] }] }],
  ] as [string, string, string, object][]).map(([kind, apiVersion, property, spec]) => mistake(`${property} in another library's ${kind}`, 'key-unknown', property, shop => {
    new ApiObject(shop.chart, 'Plain', { apiVersion, kind, metadata: { name: 'plain' }, spec });
    shop.orders();
  })),
  mistake('a name and a count in another library\'s database', 'count-invalid', 'spec.replicas', shop => {
    new ApiObject(shop.chart, 'Plain', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain' }, spec: { version: '17.5', replicas: 2.5 } });
  }),
];

/** A database to go back to before it is gone back to. */
function old(shop: Shop): RestorableDatabase {
  return new RestorableDatabase(shop.chart, 'Old', { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(50) }, backup: shop.continuous });
}

