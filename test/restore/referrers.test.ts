import { ApiObject, Size } from 'cdk8s';
import { DruidDeepStorageType, DruidMetadataType, Engine, Findings, PointInTimeRestore, RestorableDatabase, RestoreProcess, SnapshotRestore, Topology } from '../../src';
import { monday, Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';
const object = (shop: Shop, apiVersion: string, kind: string, spec: object, namespace?: string): ApiObject => (
  new ApiObject(shop.chart, kind, {
    apiVersion, kind, metadata: { name: kind.toLowerCase(), ...(namespace === undefined ? {} : { namespace }) }, spec,
  })
);
const CODE = 'refers-to-earlier-incarnation';

// what names a Postgres `orders` in namespace shop (upstream)
const REFERRERS: [string, string, object][] = [
  ['kubedb.com/v1', 'PgBouncer', { database: { databaseRef: { name: 'orders', namespace: 'shop' } } }],
  ['kubedb.com/v1alpha2', 'Pgpool', { databaseRef: { name: 'orders' } }],
  ['kubedb.com/v1', 'ProxySQL', { backend: { name: 'orders' } }],
  ['autoscaling.kubedb.com/v1alpha1', 'PostgresAutoscaler', { databaseRef: { name: 'orders' } }],
  ['ops.kubedb.com/v1alpha1', 'PostgresOpsRequest', { type: 'Restart', databaseRef: { name: 'orders' } }],
  ['kubedb.com/v1alpha2', 'Pgpool', { postgresRef: { name: 'orders', namespace: 'shop' } }],
  ['kubedb.com/v1alpha2', 'FerretDB', { backend: { externallyManaged: true, postgresRef: { name: 'orders', namespace: 'shop' } } }],
  ['schema.kubedb.com/v1alpha1', 'PostgresDatabase', { database: { serverRef: { name: 'orders', namespace: 'shop' } } }],
  ['schema.kubedb.com/v1alpha1', 'PostgresDatabase', { database: { ref: { name: 'orders', namespace: 'shop' } } }],
  ['engine.kubevault.com/v1alpha1', 'SecretEngine', { postgres: { databaseRef: { name: 'orders', namespace: 'shop' } } }],
  ['core.kubestash.com/v1alpha1', 'BackupVerifier', { target: { kind: 'Postgres', name: 'orders', namespace: 'shop' } }],
  ['appcatalog.appscode.com/v1alpha1', 'AppBinding', { appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' } }],
];

describe('what names the CR that stood there before is named', () => {
  test.each(REFERRERS)('%s %s', (apiVersion, kind, spec) => {
    const shop = new Shop();
    object(shop, apiVersion, kind, spec, 'shop');
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT });
    const [found, ...others] = Findings.of(shop.chart).all.filter(f => f.code === CODE);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', path: 'shop/Undo' });
    expect(found.message).toContain(`${kind} shop/${kind.toLowerCase()} (spec.`);
    expect(found.allowed).toContain(undo.restored.incarnation);
    expect(undo.plan.risks.filter(r => r.startsWith(kind))).toHaveLength(1);
  });

  test('also where the namespace is that of the chart', () => {
    const shop = new Shop();
    object(shop, 'autoscaling.kubedb.com/v1alpha1', 'PostgresAutoscaler', { databaseRef: { name: 'orders' } });
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT });
    expect(shop.finding(CODE)?.message).toContain('PostgresAutoscaler shop/postgresautoscaler (spec.databaseRef)');
  });

  test('the metadata store of a Druid', () => {
    const shop = new Shop();
    const mysql = shop.orders({ engine: Engine.MYSQL, version: '8.4.3', replicas: 1 });
    new RestorableDatabase(shop.chart, 'Druid', {
      engine: Engine.druid({
        deepStorage: { type: DruidDeepStorageType.S3 }, metadataStorage: { type: DruidMetadataType.MYSQL, name: 'orders', namespace: 'shop' }, zookeeper: { name: 'zk', namespace: 'shop' },
      }),
      version: '30.0.1',
      storage: { size: Size.gibibytes(1) },
      topology: Topology.druid({}),
    });
    new PointInTimeRestore(shop.chart, 'Undo', { database: mysql, at: AT });
    expect(shop.finding(CODE)?.message).toContain('Druid shop/druid (spec.metadataStorage)');
  });

  test.each([
    ['another name', { databaseRef: { name: 'bills' } }], ['another namespace', { databaseRef: { name: 'orders', namespace: 'other' } }],
    ['another kind', { databaseRef: { kind: 'MySQL', name: 'orders' } }], ['a Secret', { authSecret: { name: 'orders' }, secretRef: { name: 'orders' } }],
    ['a container', { podTemplate: { spec: { containers: [{ name: 'orders' }] } } }],
  ])('but not %s', (_what, spec) => {
    const shop = new Shop();
    object(shop, 'kubedb.com/v1', 'PgBouncer', spec, 'shop');
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT });
    expect(shop.codes).toEqual([]);
  });

  test('each restore for the CR before it, and not where that is written over', () => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT });
    object(shop, 'kubedb.com/v1', 'PgBouncer', { database: { databaseRef: { name: undo.restored.incarnation } } }, 'shop');
    expect(shop.codes).toEqual([]);
    const over = new SnapshotRestore(shop.chart, 'Over', { database: undo.restored, snapshot: monday(), process: RestoreProcess.OVERWRITE });
    expect(shop.codes).toEqual([]);
    new SnapshotRestore(shop.chart, 'Back', { database: over.restored, snapshot: monday(), restoreId: 'again' });
    expect(shop.finding(CODE)?.path).toBe('shop/Back');
  });

  test('of a settled restore only what lasts: an OpsRequest that was done is history', () => {
    const shop = new Shop();
    object(shop, 'ops.kubedb.com/v1alpha1', 'PostgresOpsRequest', { type: 'Restart', databaseRef: { name: 'orders' } }, 'shop');
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: AT, settled: true });
    expect(shop.codes).toEqual([]);
    object(shop, 'kubedb.com/v1', 'PgBouncer', { database: { databaseRef: { name: 'orders' } } }, 'shop');
    expect(shop.codes).toEqual([CODE]);
    Findings.of(shop.chart).acknowledge(CODE, 'the pool is for reports on the old data');
    expect(shop.codes).toEqual([]);
  });
});

describe('what leads to pods of the CR that stood there before is named, with what leads to all', () => {
  const instance = { 'app.kubernetes.io/instance': 'orders' };
  const env = (value: string) => ({ template: { spec: { containers: [{ name: 'web', image: 'web', env: [{ name: 'DB', value }] }] } } });
  const found = (apiVersion: string, kind: string, spec: object, namespace = 'shop', props: object = {}) => {
    const shop = new Shop();
    object(shop, apiVersion, kind, spec, namespace);
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(props), at: AT });
    return Findings.of(shop.app).all.filter(f => f.code === CODE);
  };

  test.each<[string, string, object]>([
    ['v1', 'Service', { selector: { ...instance, 'app.kubernetes.io/name': 'postgreses.kubedb.com', 'kubedb.com/role': 'primary' } }],
    ['policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: instance } }],
    ['networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: { ...instance, team: 'x' } } }],
    ['networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, egress: [{ to: [{ podSelector: { matchLabels: instance } }] }] }],
    ['monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: instance }, endpoints: [{ port: 'metrics' }] }],
  ])('labels that %s %s selects by', (apiVersion, kind, spec) => {
    const [finding, ...others] = found(apiVersion, kind, spec, 'shop', { labels: { team: 'x' } });
    expect(others).toEqual([]);
    expect(finding.message).toContain(`${kind} shop/${kind.toLowerCase()} (spec.`);
    expect(finding.remedy).toContain('cdk8s-kubestash/database: orders');
  });

  test.each(['orders.shop.svc', 'postgres://u@orders-standby.shop.svc.cluster.local:5432/x', 'orders-0.orders-pods.shop.svc:5432'])('a host of KubeDB\'s own Services: %s', host => {
    const [finding] = found('apps/v1', 'Deployment', env(host), 'web');
    expect(finding.message).toContain('Deployment web/deployment (spec.template.spec.containers[0].env[0].value)');
    expect(finding.remedy).toContain('orders-client');
  });

  test('from another namespace, if the selector says which', () => {
    const egress = (name: string) => ({ egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } }, podSelector: { matchLabels: instance } }] }] });
    expect(found('networking.k8s.io/v1', 'NetworkPolicy', egress('shop'), 'web')).toHaveLength(1);
    expect(found('networking.k8s.io/v1', 'NetworkPolicy', egress('other'), 'shop')).toEqual([]);
  });

  test.each<[string, string, string, object]>([
    ['an application of the same name', 'v1', 'Service', { selector: { ...instance, 'app.kubernetes.io/name': 'shop' } }],
    ['pods of something else', 'policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: { ...instance, app: 'web' } } }],
    ['its own pods', 'apps/v1', 'Deployment', { selector: { matchLabels: instance }, template: { metadata: { labels: instance } } }],
    ['all incarnations', 'networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: { 'cdk8s-kubestash/database': 'orders' } } }],
    ['the client Service', 'apps/v1', 'Deployment', env('orders-client.shop.svc')],
    ['another database', 'apps/v1', 'Deployment', env('old-orders.shop.svc')],
    ['a Service that its kind does not have', 'apps/v1', 'Deployment', env('orders-mongos-pods.shop.svc')],
  ])('but not %s', (_what, apiVersion, kind, spec) => {
    expect(found(apiVersion, kind, spec)).toEqual([]);
  });

  test('and not in another namespace', () => {
    expect(found('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: instance } }, 'other')).toEqual([]);
  });
});
