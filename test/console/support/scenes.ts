import { writeFileSync } from 'fs';
import { FakeCluster } from '../../cli/support/harness';
import { exported, halted, lease, pod, postgres, route, service } from '../../cli/support/shop';

/** The present of all scenes. */
export const PRESENT = '2026-11-22T12:00:00Z';
const DAY = 86_400_000;
const KINDS = { 'kubedb.com': 'mysqls.kubedb.com\npostgreses.kubedb.com\n' };
const text = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** One database of a scene. */
interface Life {
  readonly name: string;
  readonly namespace: string;
  readonly days: number;
  /** Days ago of which logs are missing. */
  readonly gap?: readonly [number, number];
  readonly continuous?: boolean;
}

/** Snapshots as a cluster has them after a while of backups. */
export function backupsOf({ name, namespace, days, gap, continuous = true }: Life): any[] {
  const now = Date.parse(PRESENT);
  const repositories = [...(continuous ? ['full', 'manifest'] : []), 'logical'];
  const made: any[] = repositories.map(r => ({
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: `${name}-${r}`, namespace, creationTimestamp: text(now - days * DAY) },
    spec: { appRef: appRef(name, namespace), encryptionSecret: { name: 'restic', namespace }, path: `${namespace}/${name}/${r}`, storageRef: { name: 'storage', namespace } },
    status: { phase: 'Ready' },
  }));
  for (let day = days; day >= 1; day--) {
    const at = now - day * DAY + 14 * 3_600_000;
    if (continuous) {
      made.push(snapshot(name, namespace, 'full', at, { physical: component(day % 37 === 36) }));
      made.push(snapshot(name, namespace, 'manifest', at, { manifest: component(false) }));
    }
    if (!continuous || day % 7 === 3) made.push(snapshot(name, namespace, 'logical', at + 7 * 3_600_000, { dump: component(day % 11 === 10) }));
  }
  if (continuous) {
    const failed = gap === undefined ? [] : [{ start: text(now - gap[0] * DAY), end: text(now - gap[1] * DAY) }];
    made.push(snapshot(name, namespace, 'full', now - days * DAY, {
      wal: { driver: 'WalG', phase: 'Running', integrity: true, path: 'wal', logStats: { start: text(now - days * DAY), end: text(now - 62_000), lastFailedStats: failed } },
    }, `${name}-full-incremental-snapshot`));
  }
  return made;
}

/** A cluster with many Snapshots of one database, a few minutes apart. */
export function crowded(count: number): FakeCluster {
  const now = Date.parse(PRESENT);
  const made = backupsOf({ name: 'orders', namespace: 'shop', days: 60, gap: [21, 18.5] });
  for (let i = 0; i < count; i++) made.push(snapshot('orders', 'shop', 'logical', now - 3_600_000 - i * 300_000, { dump: component(i % 97 === 96) }, `orders-logical-${i}`));
  return new FakeCluster({ objects: [postgres(), lease({}), service(), ...made], pods: [pod('orders', '10.0.0.1')], apiResources: KINDS });
}

/** Another backup is taken. */
export function backedUp(cluster: FakeCluster): void {
  const { objects, ...state } = cluster.state;
  const taken = snapshot('orders', 'shop', 'logical', Date.parse(PRESENT) - 60_000, { dump: component(false) });
  writeFileSync(cluster.path('cluster.json'), JSON.stringify({ ...state, objects: [...objects, taken] }));
}

/** A cluster with a database in each state, and a week's, a season's and a year's backups. */
export function fleet(more: object = {}): FakeCluster {
  return new FakeCluster({
    objects: [
      postgres(), lease({}), service(),
      ...backupsOf({ name: 'orders', namespace: 'shop', days: 60, gap: [21, 18.5] }),
      ...waiting(),
      ...backupsOf({ name: 'customers', namespace: 'shop', days: 30 }),
      ...stopped(),
      ...backupsOf({ name: 'invoices', namespace: 'billing', days: 90, continuous: false }),
      ...backupsOf({ name: 'sessions', namespace: 'web', days: 7 }),
      ...['billing', 'shop', 'staging', 'web'].map(name => ({ kind: 'Namespace', metadata: { name } })),
      { kind: 'StorageClass', metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } },
      { kind: 'StorageClass', metadata: { name: 'slow' } },
    ],
    pods: [pod('orders', '10.0.0.1'), pod('customers', '10.0.0.2'), pod('customers-1a2b3c4d', '10.0.0.3')],
    apiResources: KINDS,
    logs: [
      '[pod/customers-1a2b3c4d-9f8e7d-x7/halt] 2026-11-22T11:31:02Z customers-client selects no pod, verified twice',
      '[pod/customers-1a2b3c4d-9f8e7d-x7/disconnect] 2026-11-22T11:31:04Z 12 sessions ended, none is left',
      '[pod/customers-1a2b3c4d-9f8e7d-x7/restore] 2026-11-22T11:36:40Z customers-1a2b3c4d is Ready',
      '[pod/customers-1a2b3c4d-9f8e7d-x7/check-connect] 2026-11-22T11:36:42Z connected as postgres',
      '[pod/customers-1a2b3c4d-9f8e7d-x7/check-rows] 2026-11-22T11:36:43Z count of customers gave "48211", expected was at least 40000',
      '[pod/invoices-77aa88bb-1c2d3e-k2/check-connect] 2026-11-22T10:12:28Z connected as postgres',
      '[pod/invoices-77aa88bb-1c2d3e-k2/check-rows] 2026-11-22T10:12:30Z count of invoices gave "0", expected was at least 1',
    ],
    ...more,
  });
}

/** The examples' own cluster. */
export function small(objects: any[] = [lease({}), service()], more: object = {}): FakeCluster {
  return new FakeCluster({
    objects: [postgres(), ...objects, ...exported(), { kind: 'Namespace', metadata: { name: 'shop' } }],
    pods: [pod('orders', '10.0.0.1'), pod('orders-1a2b3c4d', '10.0.0.2')],
    apiResources: KINDS,
    ...more,
  });
}

/** `customers`: restored beside the old incarnation, checked, and waiting for somebody. */
function waiting(): any[] {
  const next = 'customers-1a2b3c4d';
  const notes = {
    state: 'halted',
    reason: 'The data is back and the checks have passed: resume opens it, rollback goes back.',
    by: `${next}-9f8e7d`,
    since: '2026-11-22T11:36:44Z',
    restore: '1a2b3c4d',
    passed: '1a2b3c4d',
    target: next,
    next,
    incarnation: 'customers',
    previous: '',
    routes: [route('customers-client', 'customers'), route('customers-client', next)].join('; '),
  };
  const record = lease(notes);
  const closed = service(halted('customers'));
  return [
    named(postgres('customers'), 'customers'), named(postgres(next), next),
    { ...record, metadata: { ...record.metadata, name: 'customers-traffic' } },
    { ...closed, metadata: { ...closed.metadata, name: 'customers-client' } },
    job(`${next}-9f8e7d`, 'customers', '1a2b3c4d', '2026-11-22T11:30:58Z', { type: 'Complete', status: 'True' }),
  ];
}

/** `invoices`: its check has failed. */
function stopped(): any[] {
  const next = 'invoices-77aa88bb';
  const record = lease({
    state: 'checking:rows',
    reason: `Check rows runs, for 300 s at most. If this stays, it did not pass: look at the log of container check-rows of Job ${next}-1c2d3e.`,
    by: `${next}-1c2d3e`,
    since: '2026-11-22T10:12:30Z',
    restore: '77aa88bb',
    passed: 'first',
    target: next,
    next,
    incarnation: 'invoices',
    routes: [route('invoices-client', 'invoices'), route('invoices-client', next)].join('; '),
  });
  const closed = service(halted('invoices'));
  const failed = { type: 'Failed', status: 'True', reason: 'PodFailurePolicy', message: 'Container check-rows for pod billing/invoices-77aa88bb-1c2d3e-k2 failed with exit code 1' };
  return [
    named(postgres('invoices'), 'invoices'), named(postgres(next), next),
    { ...record, metadata: { ...record.metadata, name: 'invoices-traffic' } },
    { ...closed, metadata: { ...closed.metadata, name: 'invoices-client' } },
    job(`${next}-1c2d3e`, 'invoices', '77aa88bb', '2026-11-22T10:02:11Z', failed),
  ].map(o => within('billing', o));
}

/** A run that has ended. */
function job(name: string, database: string, restore: string, created: string, condition: object): any {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'shop', creationTimestamp: created, labels: { 'cdk8s-kubestash/database': database, 'cdk8s-kubestash/restore': restore } },
    spec: { template: { metadata: {}, spec: { initContainers: ['agent', 'check-connect', 'check-rows'].map(n => ({ name: n })) } } },
    status: { conditions: [condition] },
  };
}

function named(object: any, name: string): any {
  return { ...object, metadata: { ...object.metadata, name } };
}

function within(namespace: string, object: any): any {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

const appRef = (name: string, namespace: string) => ({ apiGroup: 'kubedb.com', kind: 'Postgres', name, namespace });

function component(failed: boolean): object {
  return failed ? { driver: 'Restic', phase: 'Failed', error: 'exit status 1: connection reset by peer' }
    : { driver: 'Restic', phase: 'Succeeded', integrity: true, size: '8.114 GiB', path: 'repository/v1' };
}

function snapshot(database: string, namespace: string, repository: string, at: number, components: Record<string, any>, name = `${database}-${repository}-${Math.floor(at / 1000)}`): any {
  const [first] = Object.values(components);
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Snapshot',
    metadata: {
      name,
      namespace,
      creationTimestamp: text(at),
      annotations: { 'kubedb.com/db-version': '17.5' },
      labels: { 'kubestash.com/app-ref-kind': 'Postgres', 'kubestash.com/app-ref-name': database, 'kubestash.com/app-ref-namespace': namespace, 'kubestash.com/repo-name': `${database}-${repository}` },
    },
    spec: { appRef: appRef(database, namespace), repository: `${database}-${repository}`, session: repository, type: 'FullBackup', version: 'v1' },
    status: { phase: first.phase, integrity: true, size: first.size, snapshotTime: text(at), totalComponents: 1, components },
  };
}
