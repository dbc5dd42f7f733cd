import { readFileSync } from 'fs';
import { join } from 'path';
import { FakeCluster } from './harness';

const LABELS = (incarnation: string) => ({
  'app.kubernetes.io/name': 'postgreses.kubedb.com',
  'app.kubernetes.io/instance': incarnation,
  'app.kubernetes.io/managed-by': 'kubedb.com',
  'kubedb.com/role': 'primary',
});

/** What the record says of a Service and an incarnation. */
export function route(name: string, incarnation: string): string {
  return `${name} ${incarnation} ${Object.entries(LABELS(incarnation)).map(([k, v]) => `${k}=${v}`).join(',')}`;
}

/** A record of `orders`. */
export function lease(notes: Record<string, string>, spec: object = {}): any {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: 'orders-traffic',
      namespace: 'shop',
      resourceVersion: '10',
      annotations: Object.fromEntries(Object.entries({
        state: 'serving',
        reason: 'Restore first is done.',
        by: 'orders-first-aaaaaa',
        since: '2026-11-20T09:00:00Z',
        restore: 'first',
        passed: 'first',
        resource: 'postgreses.v1.kubedb.com',
        incarnation: 'orders',
        routes: route('orders-client', 'orders'),
        ...notes,
      }).map(([k, v]) => [`cdk8s-kubestash/${k}`, v])),
    },
    spec: { holderIdentity: '', leaseTransitions: 3, ...spec },
  };
}

/** A client Service; open for an incarnation, or as given. */
export function service(selector: object | undefined = LABELS('orders')): any {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'orders-client', namespace: 'shop', resourceVersion: '11', labels: { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/service': 'client' } },
    spec: { ports: [{ port: 5432 }], ...(selector === undefined ? {} : { selector }) },
  };
}

/** The selector of a halted Service. */
export function halted(incarnation = 'orders'): object {
  return { ...LABELS(incarnation), 'cdk8s-kubestash/halted': 'true' };
}

/** A Postgres. */
export function postgres(name = 'orders', more: object = {}): any {
  return {
    apiVersion: 'kubedb.com/v1',
    kind: 'Postgres',
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, creationTimestamp: '2026-10-01T00:00:00Z', resourceVersion: '12' },
    spec: {
      version: '17.5',
      replicas: 1,
      storageType: 'Durable',
      storage: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } },
      authSecret: { kind: 'Secret', name: 'orders-auth' },
      deletionPolicy: 'DoNotTerminate',
      ...more,
    },
    status: { phase: 'Ready' },
  };
}

/** A pod of an incarnation, as Services see it. */
export function pod(incarnation: string, ip: string): any {
  return { namespace: 'shop', labels: LABELS(incarnation), ip };
}

/** The Snapshots and Repositories of the examples. */
export function exported(): any[] {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'examples', 'snapshots.json'), 'utf8')).items;
}

/** The export of the examples. */
export const EXPORT = join(__dirname, '..', '..', '..', 'examples', 'snapshots.json');

/** A cluster with the database `orders`, which serves. */
export function shop(objects: any[] = [lease({}), service()], more: object = {}, spec: object = {}): FakeCluster {
  return new FakeCluster({
    objects: [postgres('orders', spec), ...objects, ...exported()],
    pods: [pod('orders', '10.0.0.1'), pod('orders-1a2b3c4d', '10.0.0.2')],
    ...more,
  });
}
