import { FakeCluster } from './support/harness';
import { halted, lease, postgres, route, service, shop } from './support/shop';

jest.setTimeout(60_000);

let cluster: FakeCluster;
afterEach(() => cluster.remove());

const named = (apiVersion: string, kind: string, name: string, more: object = {}, namespace?: string): any => ({
  apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }), creationTimestamp: '2026-11-22T08:00:00Z' }, ...more,
});
const FINE = [
  named('apps/v1', 'Deployment', 'kubedb-kubedb-provisioner', { status: { availableReplicas: 1 } }, 'kubedb'),
  named('apps/v1', 'Deployment', 'kubestash-kubestash-operator', { status: { availableReplicas: 1 } }, 'stash'),
  named('addons.kubestash.com/v1alpha1', 'Addon', 'postgres-addon'),
  named('catalog.kubedb.com/v1alpha1', 'PostgresVersion', '17.5'),
  named('storage.k8s.io/v1', 'StorageClass', 'fast'),
];
const API = {
  apiVersions: ['kubedb.com/v1', 'appcatalog.appscode.com/v1alpha1', 'core.kubestash.com/v1alpha1', 'storage.kubestash.com/v1alpha1', 'addons.kubestash.com/v1alpha1', 'archiver.kubedb.com/v1alpha1'].join('\n'),
};

async function diagnose(objects: any[], more: object = {}, ...args: string[]) {
  cluster = shop([...FINE, ...objects], { ...API, ...more });
  const { code, out } = await cluster.run(['doctor', '-n', 'shop', '--json', ...args]);
  return { code, ...JSON.parse(out) };
}

test('has nothing to complain about where all is well', async () => {
  cluster = shop([...FINE, lease({}), service()], API);
  const { code, out } = await cluster.run(['doctor', '-n', 'shop']);
  expect(out).toBe('Nothing to complain about.\n');
  expect(code).toBe(0);
});

const BOTH = `${route('orders-client', 'orders')};${route('orders-client', 'orders-1a2b3c4d')}`;
const SESSION = (annotations: object, phase: string) => ({
  apiVersion: 'core.kubestash.com/v1alpha1',
  kind: 'RestoreSession',
  metadata: { name: 'old', namespace: 'shop', annotations, creationTimestamp: '2026-11-20T00:00:00Z' },
  spec: { target: { name: 'orders' } },
  status: { phase },
});

test('names what still leads to an incarnation that serves no more', async () => {
  const pool = (name: string, database: string, more: object = {}) => named('kubedb.com/v1', 'PgBouncer', name, { spec: { database: { databaseRef: { name: database } } }, ...more }, 'shop');
  const { findings } = await diagnose([
    lease({ incarnation: 'orders-1a2b3c4d', restore: '1a2b3c4d', previous: 'orders', routes: BOTH }), service(), pool('old', 'orders'), pool('new', 'orders-1a2b3c4d'),
    named('ops.kubedb.com/v1alpha1', 'PostgresOpsRequest', 'done', { spec: { databaseRef: { name: 'orders' } }, status: { phase: 'Successful' } }, 'shop'),
  ], {});
  expect(findings.filter((f: any) => f.code === 'refers-to-earlier-incarnation')).toMatchObject([
    { about: 'PgBouncer shop/old', value: '"spec.database.databaseRef: orders"', allowed: 'orders-1a2b3c4d', severity: 'warning' },
  ]);
});

test('names a MariaDB whose archiver came after it', async () => {
  const mine = { 'cdk8s-kubestash/incarnation': 'sales' };
  const mariadb = (name: string, spec: object = {}) => named('kubedb.com/v1', 'MariaDB', name, {
    metadata: { name, namespace: 'shop', labels: mine }, spec: { version: '11.8.5', storage: {}, ...spec },
  });
  const archiver = named('archiver.kubedb.com/v1alpha1', 'MariaDBArchiver', 'sales-archiver', {
    spec: { databases: { namespaces: { from: 'Same' }, selector: { matchLabels: mine } } },
  }, 'shop');
  const { findings } = await diagnose([
    mariadb('sales'), mariadb('attached', { archiver: { ref: { name: 'sales-archiver', namespace: 'shop' } } }), archiver,
    named('kubedb.com/v1', 'MariaDB', 'other', { spec: { version: '11.8.5', storage: {} } }, 'shop'),
  ]);
  expect(findings.filter((f: any) => f.code === 'archiver-not-attached')).toMatchObject([
    { about: 'MariaDB shop/sales', severity: 'error', allowed: 'sales-archiver', remedy: expect.stringContaining('kubectl annotate mariadbs.kubedb.com -n shop sales') },
  ]);
});

const ORDERS = [lease({}), service()];

// Several faults in one cluster each: a cluster is asked some thirty things.
test.each<[string, string[], string[], any[], object]>([
  ['foundations', [
    'kubernetes-too-old', 'kinds-missing', 'operator-not-running', 'addon-missing', 'version-object-missing', 'storage-class-missing',
    'backup-storage-not-ready', 'webhook-without-endpoints', 'argocd-replaces', 'argocd-keeps-selectors',
  ], ['backups-paused', 'permission-missing', 'flux-forces', 'restore-session-in-git', 'not-looked-at'], [
    ...ORDERS,
    named('apps/v1', 'Deployment', 'kubedb-kubedb-provisioner', {}, 'other'),
    named('kubedb.com/v1', 'MySQL', 'sales', { spec: { version: '8.0.36', storage: { storageClassName: 'gone' } } }, 'shop'),
    named('storage.kubestash.com/v1alpha1', 'BackupStorage', 's', { status: { phase: 'NotReady' } }, 'shop'),
    named('core.kubestash.com/v1alpha1', 'BackupConfiguration', 'b', { spec: { paused: true } }, 'shop'),
    named('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'kubedb', {
      webhooks: [{ name: 'validators.kubedb.com', failurePolicy: 'Fail', clientConfig: { service: { namespace: 'kubedb', name: 'webhook' } } }],
    }),
    named('argoproj.io/v1alpha1', 'Application', 'shop', {
      spec: {
        destination: { namespace: 'shop' },
        ignoreDifferences: [{ group: '', kind: 'Service', jsonPointers: ['/spec/selector'] }],
        syncPolicy: { syncOptions: ['Replace=true', 'RespectIgnoreDifferences=true'] },
      },
    }, 'argocd'),
    named('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'shop', { spec: { force: true } }, 'flux-system'),
    SESSION({ 'argocd.argoproj.io/tracking-id': 'x' }, 'Succeeded'),
  ], {
    serverVersion: 'v1.27.3',
    apiVersions: API.apiVersions.replace('core.kubestash.com/v1alpha1', ''),
    denied: ['services'],
    forbidden: ['mutatingwebhookconfigurations'],
  }],
  ['a Service that lost its selector', ['client-service-without-selector', 'record-of-another-database'], ['incarnation-not-retired', 'restore-session-unfinished'],
    [lease({ 'routes': BOTH, 'done.first': 'another' }), service({}), postgres('orders-1a2b3c4d'), SESSION({}, 'Pending')], {}],
  ['a Service that is not as the record says', ['client-service-differs'], [], [lease({}), service(halted())], {}],
  ['things that are gone', ['client-service-missing', 'incarnation-gone'], [], [lease({ incarnation: 'orders-1a2b3c4d', previous: 'orders', routes: BOTH })], {}],
  ['nobody behind the Service', ['client-service-without-endpoints'], [], ORDERS, { pods: [] }],
  ['a run that is gone', ['run-gone'], [], [lease({ state: 'restoring' }), service(halted())], {}],
])('%s', async (_, errors, warnings, objects, more) => {
  const answer = await diagnose(objects, more);
  const codes = (severity: string) => [...new Set(answer.findings.filter((f: any) => f.severity === severity).map((f: any) => f.code))].sort();
  expect(codes('error')).toEqual([...errors].sort());
  expect(codes('warning')).toEqual([...warnings].sort());
  expect(answer.code).toBe(1);
  expect(answer.findings.every((f: any) => f.remedy !== null)).toBe(true);
});

test('--fix mends a client Service that lost its selector, from the record', async () => {
  const answer = await diagnose([lease({}), service({})], {}, '--fix', '--yes');
  expect(answer).toMatchObject({ ok: true, fixed: ['shop/orders: client Services are as the record says again (open)'], findings: [] });
  expect(cluster.object('Service', 'orders-client').spec.selector['app.kubernetes.io/instance']).toBe('orders');
});

test('--fix asks', async () => {
  cluster = shop([...FINE, lease({}), service({})], API);
  const { code, err } = await cluster.run(['doctor', '-n', 'shop', '--fix']);
  expect(code).toBe(2);
  expect(err).toContain('Service shop/orders-client: will be made as the record says.');
});
