import { EngineFacts } from './facts';
import { Json } from '../values/json';

/** A place in an object that leads to the pods of a database without naming its CR: a host name, or labels that select them. */
export interface Reach {
  /** `spec.podSelector.matchLabels`. */
  readonly path: string;
  /** Name of the database that may be meant. */
  readonly name: string;
  readonly namespace?: string;
  /** What is appended to that name in the name of the Service, where a host is named. */
  readonly suffix?: string;
  /** Labels that are asked for, where pods are selected. */
  readonly labels?: { readonly [key: string]: string };
}

/** A database whose pods may be reached. */
export interface Reached {
  readonly kind: string;
  readonly plural: string;
  readonly name: string;
  readonly namespace: string;
  /** Labels of its CR, which its pods carry. */
  readonly labels: { readonly [key: string]: string };
}

/** What KubeDB's operator appends to the name of a database to name its Services, for every kind. */
export const SERVICES_OF_ALL = ['', '-pods'];

/** What it appends for some kinds. */
export const SERVICES_OF_KIND: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  Postgres: ['-standby'],
  MySQL: ['-standby'],
  MariaDB: ['-standby'],
  MSSQLServer: ['-secondary'],
  MongoDB: ['-configsvr-pods', '-mongos-pods', '-shard0-pods'],
  Elasticsearch: ['-master', '-dashboard'],
  ClickHouse: ['-keeper', '-keeper-pods'],
  ZooKeeper: ['-admin-server'],
  Druid: ['-routers', '-coordinators', '-overlords', '-brokers'],
}));

/** All of them, where the kind is not known. */
export const SERVICE_SUFFIXES = [...new Set([...SERVICES_OF_ALL, ...[...SERVICES_OF_KIND.values()].flat()])];

/** `<service>.<namespace>.svc`, perhaps of a pod behind it. */
const HOST = /(?<![\w-])([a-z0-9][a-z0-9-]*)\.([a-z0-9][a-z0-9-]*)\.svc(?![\w-])/g;

/** Keys of maps that select pods. */
const SELECTORS = /^(selector|matchLabels)$/;

/** Keys of labels that only the operator, or Kubernetes, gives to pods. */
const OPERATORS = /(^|\.)(kubedb\.com|kubernetes\.io)\//;

const INSTANCE = 'app.kubernetes.io/instance';

/** The labels of every pod of a database. */
export function instanceLabels({ plural }: Pick<EngineFacts, 'plural'>, incarnation: string): Record<string, string> {
  return { 'app.kubernetes.io/name': `${plural}.kubedb.com`, [INSTANCE]: incarnation, 'app.kubernetes.io/managed-by': 'kubedb.com' };
}

/** What in an object leads to pods of databases. Labels and annotations of its own say nothing of that. */
export function reachesIn({ metadata, status: _, ...object }: Json): Reach[] {
  const found: Reach[] = [];
  const visit = (value: any, path: string, key: string, namespaces: readonly string[]): void => {
    if (typeof value === 'string') {
      if (value.includes('.svc')) found.push(...hostsIn(value, path));
    } else if (Array.isArray(value)) {
      value.forEach((v, i) => visit(v, `${path}[${i}]`, key, namespaces));
    } else if (value !== null && typeof value === 'object') {
      // The selector of what makes pods is about its own.
      const own = path.startsWith('spec.selector') && object.spec?.template !== undefined;
      if (SELECTORS.test(key) && typeof value[INSTANCE] === 'string' && !own) {
        for (const namespace of namespaces) found.push({ path, name: value[INSTANCE], namespace, labels: value });
      }
      const within = namespacesIn(value.namespaceSelector) ?? namespaces;
      for (const k of Object.keys(value)) visit(value[k], path === '' ? k : `${path}.${k}`, k, within);
    }
  };
  visit(object, '', '', [metadata?.namespace]);
  return found;
}

/** Whether it leads to this database and to no other. */
export function reaches(reach: Reach, { kind, plural, name, namespace, labels }: Reached): boolean {
  if (reach.name !== name || reach.namespace !== namespace) return false;
  if (reach.labels === undefined) return SERVICES_OF_ALL.includes(reach.suffix!) || SERVICES_OF_KIND.get(kind)?.includes(reach.suffix!) === true;
  const pods: Json = { ...labels, ...instanceLabels({ plural }, name) };
  // Labels of single pods and of roles are the operator's.
  return Object.entries(reach.labels).every(([key, value]) => pods[key] === value || (OPERATORS.test(key) && !(key in pods)));
}

function hostsIn(text: string, path: string): Reach[] {
  return [...text.matchAll(HOST)].flatMap(([, service, namespace]) => SERVICE_SUFFIXES
    .filter(suffix => service.endsWith(suffix) && service !== suffix)
    .map(suffix => ({ path, name: service.slice(0, service.length - suffix.length), namespace, suffix })));
}

/** Namespaces that a selector beside names; undefined where there is none that does. */
function namespacesIn(selector: any): readonly string[] | undefined {
  const name = selector?.matchLabels?.['kubernetes.io/metadata.name'];
  if (typeof name === 'string') return [name];
  return Array.isArray(selector?.matchNames) ? selector.matchNames : undefined;
}
