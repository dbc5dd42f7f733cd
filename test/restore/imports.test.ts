import { Chart } from 'cdk8s';
import { Backup, ExistingDatabase, PointInTimeRestore, SnapshotRestore } from '../../src';
import { monday, Shop } from '../support/shop';

const manifest = (spec: object = {}, metadata: object = {}, more: object = {}): any => ({
  apiVersion: 'kubedb.com/v1',
  kind: 'Postgres',
  metadata: { name: 'orders', namespace: 'shop', ...metadata },
  spec: { version: '17.5', replicas: 3, storage: { resources: { requests: { storage: '50Gi' } } }, ...spec },
  ...more,
});

/** The incarnation that a restore makes of an imported database, and what was found. */
function incarnationOf(imported: any, options: { overrides?: object; backup?: Backup } = {}): { shop: Shop; made: () => any } {
  const shop = new Shop();
  const orders = ExistingDatabase.fromManifest(shop.chart as Chart, 'Orders', imported, {
    continuousBackup: { encryptionSecret: { name: 'restic' } }, backup: shop.continuous,
  });
  const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: orders, at: '2026-11-20T08:30:00Z', overrides: options.overrides });
  return { shop, made: () => shop.object(imported.kind, undo.restored.incarnation) };
}

describe('what people wrote on an imported database is on its incarnations too', () => {
  test('labels and annotations, but not those by which a tool tracks the one object', () => {
    const { made } = incarnationOf(manifest({}, {
      labels: { 'team': 'x', 'archiver': 'true', 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/managed-by': 'Helm', 'kustomize.toolkit.fluxcd.io/name': 'shop' },
      annotations: { 'linkerd.io/inject': 'enabled', 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'argocd.argoproj.io/tracking-id': 'shop:x', 'meta.helm.sh/release-name': 'shop' },
    }));
    const { labels, annotations } = made().metadata;
    expect(Object.keys(labels).sort()).toEqual(['archiver', 'cdk8s-kubestash/database', 'cdk8s-kubestash/incarnation', 'team']);
    expect(annotations).toEqual({ 'linkerd.io/inject': 'enabled' });
  });

  test('monitors, pod templates and TLS with the names of the user; not Secrets, accounts and names of the one object', () => {
    const { made } = incarnationOf(manifest({
      monitor: { agent: 'prometheus.io/operator', prometheus: { serviceMonitor: { labels: { release: 'prometheus' } } } },
      podTemplate: { spec: { serviceAccountName: 'orders', nodeSelector: { disk: 'fast' } } },
      tls: {
        issuerRef: { apiGroup: 'cert-manager.io', kind: 'Issuer', name: 'ca' },
        certificates: [
          {
            alias: 'server',
            secretName: 'orders-server-cert',
            duration: '2160h',
            dnsNames: ['localhost', 'orders', '*.orders-pods.shop.svc', 'orders.shop.svc.cluster.local', 'orders.example.com', 'orders-db.shop.example.com', 'db.corp'],
          },
          { alias: 'client', secretName: 'orders-client-cert', dnsNames: ['orders'] },
          { alias: 'metrics-exporter', secretName: 'orders-metrics-exporter-cert', subject: { organizations: ['shop'] } },
        ],
      },
    }));
    const { spec, metadata } = made();
    const own = `${metadata.name}-maintenance`;
    expect(spec.monitor.prometheus.serviceMonitor.labels).toEqual({ release: 'prometheus' });
    expect(spec.podTemplate).toEqual({ spec: { nodeSelector: { disk: 'fast' } } });
    const [server, exporter, client] = spec.tls.certificates;
    expect(server).toMatchObject({ alias: 'server', duration: '2160h', secretName: `${metadata.name}-server-cert` });
    expect(server.dnsNames).toEqual(expect.arrayContaining(['orders.example.com', 'orders-db.shop.example.com', 'db.corp', 'orders-client', own]));
    expect(exporter).toMatchObject({ alias: 'metrics-exporter', subject: { organizations: ['shop'] } });
    expect(client).toEqual({ alias: 'client', secretName: `${metadata.name}-client-cert` });
    for (const gone of ['localhost', 'orders', '*.orders-pods.shop.svc', 'orders.shop.svc.cluster.local']) expect(spec.tls.certificates[0].dnsNames).not.toContain(gone);
  });

  test('no names of the one object, whatever its namespace is called', () => {
    const dnsNames = ['orders.orders-eu.svc', 'orders-pods.orders-eu.svc.cluster.local', 'orders.orders-eu', 'orders-eu.example.com', 'orders.orders-eu.example.com'];
    const imported = manifest({ tls: { issuerRef: { apiGroup: 'cert-manager.io', kind: 'Issuer', name: 'ca' }, certificates: [{ alias: 'server', dnsNames }] } });
    const shop = new Shop();
    const orders = ExistingDatabase.fromManifest(shop.chart as Chart, 'Orders', { ...imported, metadata: { name: 'orders', namespace: 'orders-eu' } });
    const back = new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday({ namespace: 'orders-eu' }) });
    expect(shop.object('Postgres', back.restored.incarnation).spec.tls.certificates[0].dnsNames.filter((host: string) => !/-client|-maintenance|-read-only/.test(host)))
      .toEqual(['orders-eu.example.com', 'orders.orders-eu.example.com']);
  });

  test('a ServiceAccount of the user', () => {
    const { made } = incarnationOf(manifest({ podTemplate: { spec: { serviceAccountName: 'workload-identity' } } }));
    expect(made().spec.podTemplate.spec.serviceAccountName).toBe('workload-identity');
  });

  test('the name of a replication group is not: two groups would take each other for one', () => {
    const group = '11111111-2222-4333-8444-555555555555';
    const { made } = incarnationOf({ ...manifest({ version: '8.4.3', topology: { mode: 'GroupReplication', group: { name: group } } }), kind: 'MySQL' });
    expect(made().spec.topology).toEqual({ mode: 'GroupReplication' });
  });

  test('an empty name of a Secret is read as upstream reads it', () => {
    const { made } = incarnationOf(manifest({ authSecret: { apiGroup: '', kind: 'Secret', name: '' } }));
    expect(made().spec.authSecret).toEqual({ kind: 'Secret', name: 'orders-auth' });
  });
});

test('several members of MariaDB without a topology are what upstream made of them: a Galera cluster', () => {
  const { made, shop } = incarnationOf({ ...manifest({ version: '11.6.2' }), kind: 'MariaDB' });
  expect(made().spec.topology).toEqual({ mode: 'GaleraCluster' });
  expect(shop.object('Service', 'orders-maintenance').spec.selector).toMatchObject({ 'kubedb.com/role': 'Primary' });
});

describe('an import is refused', () => {
  test('in an older API version, and the command that converts it is named', () => {
    const { shop } = incarnationOf({ ...manifest(), apiVersion: 'kubedb.com/v1alpha2' });
    expect(shop.finding('manifest-of-another-api-version')).toMatchObject({
      value: '"kubedb.com/v1alpha2"', allowed: 'kubedb.com/v1', remedy: expect.stringContaining('kubectl get postgreses.v1.kubedb.com orders -n shop -o yaml'), path: 'shop/Orders',
    });
    expect(() => shop.app.synthYaml()).toThrow('[manifest-of-another-api-version]');
  });

  test('unless it is the twin of the newest one that GitOps users write', () => {
    const { shop } = incarnationOf({ ...manifest(), apiVersion: 'gitops.kubedb.com/v1alpha1' });
    expect(shop.codes).toEqual([]);
  });

  test.each([undefined, '', 17.5])('without a version: %p', version => {
    const { shop } = incarnationOf(manifest({ version }));
    expect(shop.codes).toContain('version-unknown');
  });

  test('while the database is halted', () => {
    const { shop } = incarnationOf(manifest({ halted: true }));
    expect(shop.codes).toContain('halted-set');
  });
});
