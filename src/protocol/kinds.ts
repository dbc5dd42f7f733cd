/** A kind of object as the paths of the API server name it; `group` is empty for the core group. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

const of = (group: string, version: string, plural: string): ResourceType => ({ group, version, plural });

/** The kinds that runs and people read and change, beside the databases themselves. */
export const KIND = {
  lease: of('coordination.k8s.io', 'v1', 'leases'),
  service: of('', 'v1', 'services'),
  slice: of('discovery.k8s.io', 'v1', 'endpointslices'),
  job: of('batch', 'v1', 'jobs'),
  event: of('', 'v1', 'events'),
  claim: of('', 'v1', 'persistentvolumeclaims'),
  policy: of('networking.k8s.io', 'v1', 'networkpolicies'),
  restoreSession: of('core.kubestash.com', 'v1alpha1', 'restoresessions'),
  backupSession: of('core.kubestash.com', 'v1alpha1', 'backupsessions'),
  backupConfiguration: of('core.kubestash.com', 'v1alpha1', 'backupconfigurations'),
  backupStorage: of('storage.kubestash.com', 'v1alpha1', 'backupstorages'),
  snapshot: of('storage.kubestash.com', 'v1alpha1', 'snapshots'),
  binding: of('appcatalog.appscode.com', 'v1alpha1', 'appbindings'),
} as const;

/** `postgreses.v1.kubedb.com`: how the record and kubectl write a kind. */
export function typeText({ plural, version, group }: ResourceType): string {
  return [plural, version, group].filter(part => part !== '').join('.');
}

const DATABASE = /^([a-z]+)\.(v[0-9][a-z0-9]*)\.(kubedb\.com)$/;
const ARCHIVER = /^([a-z]+archivers)\.(v[0-9][a-z0-9]*)\.(archiver\.kubedb\.com)$/;
const REQUEST = /^([a-z]+opsrequests)\.(v[0-9][a-z0-9]*)\.(ops\.kubedb\.com)$/;

/** Reads what `typeText` wrote; undefined for anything but a kind of database. */
export function databaseType(text: string): ResourceType | undefined {
  return matched(DATABASE, text);
}

/** The same for what backs up, and can be paused. */
export function backupType(text: string): ResourceType | undefined {
  return text === typeText(KIND.backupConfiguration) ? KIND.backupConfiguration : matched(ARCHIVER, text);
}

/** The kind of what asks KubeDB to do something to a database: `MySQLOpsRequest`. */
export function requestTypeOf(kind: string): ResourceType {
  return of('ops.kubedb.com', 'v1alpha1', `${kind.toLowerCase()}s`);
}

/** The same for what asks KubeDB to do something to a database. */
export function requestType(text: string): ResourceType | undefined {
  return matched(REQUEST, text);
}

function matched(pattern: RegExp, text: string): ResourceType | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : of(found[3], found[2], found[1]);
}
