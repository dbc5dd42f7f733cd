import { eachOnce } from './agreements';
import { isMissing, list, parts, refined } from './compound';
import { kindsOf } from './keys';
import { Kind, Reading, Required, text } from './kind';
import { dnsLabel, namespaceName, secretName, serviceName, subdomain } from './names';
import { relativePath } from './texts';
import { nearest } from '../findings/nearest';

/** Something by its name, and the namespace that it is in. */
const named = (what: string): Required => parts({ name: subdomain(`the name of ${what}`), namespace: namespaceName }, ['name']);

/** A group without a version: an issuer may be of any. */
export const apiGroup = text({ code: 'name-invalid', what: 'an API group, without its version', allowed: 'kubedb.com, apps and the like', problem: v => !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(v) });

/** A kind, where there is a group; and one of KubeDB that is misspelt. One that is not known may be new. */
function kindAgrees({ apiGroup: group, kind }: Record<string, unknown>, reading: Reading): void {
  if (!isMissing(group) && isMissing(kind)) return reading.below('kind', () => void reading.refuse({ code: 'wrong-type', message: `${reading.name} is missing`, remedy: 'say kind' }));
  const kinds = group === 'kubedb.com' ? kindsOf('databases') : [];
  const meant = typeof kind !== 'string' || kinds.includes(kind) ? undefined : nearest(kind, kinds, 5);
  if (meant === undefined) return;
  reading.below('kind', () => reading.refuse({ code: 'choice-unknown', message: `${reading.name} is no kind of KubeDB`, value: kind, allowed: meant, remedy: `say ${meant}` }));
}

/** What is backed up or restored into. */
const target = refined(parts({ apiGroup, name: subdomain('the name of a target'), namespace: namespaceName }, ['name']), kindAgrees);

/** Hooks by their names, and what they do. */
const hooks = refined(list(parts({}, ['name', 'hookTemplate'])), eachOnce('name'));

/** Fields that refer to other objects, wherever they stand. */
export const REFERENCES: readonly [string, Kind][] = [
  ['target', target],
  ['appRef', target],
  ['invoker', parts({ apiGroup, name: subdomain('the name of a BackupConfiguration') }, ['name', 'kind'])],
  ['storageRef', named('a BackupStorage')],
  ['retentionPolicy', named('a RetentionPolicy')],
  ['hookTemplate', named('a HookTemplate')],
  ['backupVerifier', named('a BackupVerifier')],
  ['archiverRef', named('an archiver')],
  ['fullDBRepository', named('a Repository')],
  ['manifestRepository', named('a Repository')],
  ['sentinelRef', named('a RedisSentinel')],
  ['ref', named('an object')],
  ['backupStorage', parts({}, ['ref'])],
  ...['preBackup', 'postBackup', 'preRestore', 'postRestore'].map((field): [string, Kind] => [field, hooks]),
  ['restoreNamespace', namespaceName],
  ['dbName', serviceName('the name of a database')],
  ...['authSecretName', 'configSecretName', 'endpointCertSecretName', 'loginSecretName', 'masterKeySecretName'].map((field): [string, Kind] => [field, secretName]),
];

/** The same where a field of that name holds something else in others. */
export const REFERENCES_IN_PLACES: readonly [field: string, places: string, kind: Kind][] = [
  ['name', 'sessions', dnsLabel('the name of a session')],
  ['name', 'repositories', subdomain('the name of a Repository')],
  ['directory', 'repositories', relativePath],
  ['subDir', 'backupStorage', relativePath],
  ['repository', 'dataSource', subdomain('the name of a Repository')],
  ['snapshot', 'dataSource', subdomain('the name of a Snapshot')],
  ['params', 'HookTemplate', list(parts({}, ['name']))],
  ['function', 'BackupVerifier', subdomain('the name of a Function')],
  ['namespaces', 'podAffinityTerm requiredDuringSchedulingIgnoredDuringExecution', list(namespaceName)],
];
