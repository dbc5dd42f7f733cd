import { Json } from '../values/json';

/** A place in an object that names another. */
export interface Reference {
  /** `spec.databaseRef`. */
  readonly path: string;
  /** Absent where the field says which kind it means. */
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A database CR as others name it. */
export interface Referred {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Groups whose objects are about databases: KubeDB and its autoscalers, schemas, OpsRequests; KubeStash; KubeVault; AppBindings. */
const GROUPS = ['kubedb.com', 'kubestash.com', 'kubevault.com', 'appscode.com'];

/** Keys below which an object names a database; Secrets, issuers, storages and their like have keys of their own. */
const KEYS = /^(target|ref|appRef|databaseRef|appBindingRef|dbRef|postgresRef|serverRef|sourceRef|primaryRef|zookeeperRef|metadataStorage|backend|database|appBinding)$/;

/** Whether objects of an API group may name databases. */
export function mayRefer(group: string): boolean {
  return isIn(group, GROUPS);
}

/** Whether an API group is KubeDB's or KubeStash's. */
export function isUpstream(group: string): boolean {
  return isIn(group, ['kubedb.com', 'kubestash.com']);
}

function isIn(group: string, domains: readonly string[]): boolean {
  return domains.some(domain => group === domain || group.endsWith(`.${domain}`));
}

/** What an object names that may be a database. */
export function referencesIn(object: Json): Reference[] {
  const own = object.metadata?.namespace;
  const found: Reference[] = [];
  const visit = (value: any, path: string, key: string): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      value.forEach((v, i) => visit(v, `${path}[${i}]`, key));
      return;
    }
    if (KEYS.test(key) && typeof value.name === 'string') {
      found.push({ path, kind: value.kind || undefined, name: value.name, namespace: value.namespace || own });
    }
    for (const k of Object.keys(value)) visit(value[k], `${path}.${k}`, k);
  };
  visit(object.spec, 'spec', 'spec');
  return found;
}

/** Whether a database is meant, or the AppBinding that KubeDB calls like it. */
export function refersTo(reference: Reference, { kind, name, namespace }: Referred): boolean {
  return reference.name === name && reference.namespace === namespace && [undefined, kind, 'AppBinding'].includes(reference.kind);
}

/** Whether an object acts once, so that what it names is history when it is done. */
export function actsOnce({ apiVersion, kind }: Json): boolean {
  return String(apiVersion).startsWith('ops.kubedb.com/') || ['RestoreSession', 'BackupSession'].includes(kind);
}
