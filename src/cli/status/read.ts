import { DatabaseRecord, incarnationsOf, servicesOf } from '../cluster/record';
import { isUnknownKind, Kubectl, refusal, Resource } from '../kubectl';

/** A client Service as it is. */
export interface ServiceState {
  readonly name: string;
  /** `absent`, `empty` (no selector), `halted`, or `open`. */
  readonly selects: 'absent' | 'empty' | 'halted' | 'open';
  /** Incarnation that it selects, where it is the one of a route. */
  readonly incarnation?: string;
  readonly endpoints: number;
}

/** A database CR that stands, or stood, behind them. */
export interface IncarnationState {
  readonly name: string;
  /** `current`, `next`, `previous` or `earlier`. */
  readonly role: 'current' | 'next' | 'previous' | 'earlier';
  readonly exists: boolean;
  readonly uid?: string;
  readonly phase?: string;
  readonly created?: string;
  readonly version?: string;
  readonly deletionPolicy?: string;
}

/** What there is to know about a database at a moment. */
export interface DatabaseState {
  readonly record: DatabaseRecord;
  readonly services: readonly ServiceState[];
  readonly incarnations: readonly IncarnationState[];
  /** The record speaks of a database that is gone: its UID is not the one of the CR. */
  readonly isVoid: boolean;
}

const HALTED = 'cdk8s-kubestash/halted';

/** Reads Services, endpoints and incarnations of a record. */
export async function stateOf(kubectl: Kubectl, record: DatabaseRecord): Promise<DatabaseState> {
  const [services, incarnations] = await Promise.all([readServices(kubectl, record), readIncarnations(kubectl, record)]);
  const current = incarnations.find(i => i.role === 'current');
  const uid = record.done[record.restore];
  const isVoid = record.state === 'serving' && uid !== undefined && current?.uid !== undefined && uid !== current.uid
    && !Object.values(record.done).includes(current.uid);
  return { record, services, incarnations, isVoid };
}

async function readServices(kubectl: Kubectl, record: DatabaseRecord): Promise<ServiceState[]> {
  const names = servicesOf(record);
  if (names.length === 0) return [];
  const [found, slices] = await Promise.all([
    named(kubectl, 'services', names, record.namespace),
    kubectl.list('endpointslices.discovery.k8s.io', record.namespace, `kubernetes.io/service-name in (${names.join(',')})`),
  ]);
  return names.map(name => {
    const service = found.find(s => s.metadata.name === name);
    const selector: Record<string, string> | undefined = service?.spec?.selector;
    const { [HALTED]: halted, ...wanted } = selector ?? {};
    const route = record.routes.find(r => r.service === name && same(r.selector, wanted));
    return {
      name,
      selects: service === undefined ? 'absent' : selector === undefined || Object.keys(selector).length === 0 ? 'empty' : halted ? 'halted' : 'open',
      ...(route === undefined ? {} : { incarnation: route.incarnation }),
      endpoints: slices.filter(s => s.metadata.labels?.['kubernetes.io/service-name'] === name)
        .reduce((sum, s) => sum + (s.endpoints ?? []).reduce((n: number, e: Resource) => n + (e.addresses ?? []).length, 0), 0),
    };
  });
}

async function readIncarnations(kubectl: Kubectl, record: DatabaseRecord): Promise<IncarnationState[]> {
  const names = incarnationsOf(record);
  const found = record.resource === '' ? [] : await named(kubectl, record.resource, names, record.namespace);
  return names.map(name => {
    const cr = found.find(i => i.metadata.name === name);
    return {
      name,
      role: name === record.incarnation ? 'current' : name === record.next || name === record.target ? 'next' : name === record.previous ? 'previous' : 'earlier',
      exists: cr !== undefined,
      ...(cr === undefined ? {} : {
        uid: cr.metadata.uid,
        phase: cr.status?.phase,
        created: cr.metadata.creationTimestamp,
        version: cr.spec?.version,
        deletionPolicy: cr.spec?.deletionPolicy,
      }),
    };
  });
}

/** Objects by their names; those that are not there are left out. */
async function named(kubectl: Kubectl, resource: string, names: readonly string[], namespace: string): Promise<Resource[]> {
  const args = ['get', resource, ...names, `--namespace=${namespace}`, '--ignore-not-found', '-o', 'json'];
  const { code, stdout, stderr } = await kubectl.run(args);
  if (code !== 0 && isUnknownKind(stderr)) return [];
  if (code !== 0) throw refusal(args, stderr);
  if (stdout.trim() === '') return [];
  const parsed = JSON.parse(stdout);
  return parsed.items ?? [parsed];
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(k => a[k] === b[k]);
}
