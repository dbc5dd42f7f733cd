import { ExistingContinuousBackup } from './continuous-backup';
import { DeletionPolicy } from './deletion-policy';
import { ProcessOptions, RestoreOptions } from './restore-options';
import { RestoreProcess } from './restore-process';
import { RestoreSessionOptions } from './session-options';
import { DatabaseOverrides, DatabaseShape, DatabaseTls, StorageRequest } from './shape';
import { TrafficOptions } from './traffic-options';
import { issuerRef } from '../engines/values';
import { PLATFORM } from '../platform/platform';
import { LABEL } from '../protocol/names';
import { accessModes, restoreHooks } from '../resources/values';
import { Fields, instance, map, refined, struct } from '../values/compound';
import { data, dataWithNulls } from '../values/data';
import { optional, Reading } from '../values/kind';
import {
  annotations, dnsLabel, labels, namespacedRef, namespaceName, secretRef, serviceName, storageClassName, subdomain,
} from '../values/names';
import { size } from '../values/quantities';
import { anyText, choice, count, flag, version, words } from '../values/texts';
import { duration } from '../values/times';

export const database = instance('Database', 'a RestorableDatabase, an ExistingDatabase, or what a restore left behind (undo.restored)');
export const engine = instance('Engine', 'Engine.POSTGRES and the like');
export const snapshot = instance('Snapshot', 'Snapshot.fromAttributes(…), or one out of a SnapshotCatalog');
export const backup = optional(instance('Backup', 'Backup.logical(…), Backup.continuous(…) and the like'));
const catalog = optional(instance('SnapshotCatalog', 'SnapshotCatalog.fromFile(…)'));
const resume = optional(instance('Resume', 'Resume.automatic(…), Resume.manual(…)'));
const isolation = optional(instance('Isolation', 'Isolation.automatic(), Isolation.always(), Isolation.never()'));
const traffic = optional(instance('Traffic', 'Traffic.managed(), Traffic.declared(…)'));
const service = optional(serviceName('the name of a Service'));
export const restoreName = optional(dnsLabel('the name of a restore'));
const deletionPolicy = optional(choice('a deletion policy of KubeDB', DeletionPolicy));
const settled = optional(flag);
export const replicationStrategy = optional(words('a replication strategy'));

const SHAPE: Fields<DatabaseShape> = {
  version: optional(version),
  replicas: optional(count('a number of members', 0)),
  storage: optional(struct<StorageRequest>({
    size: optional(size), storageClassName: optional(storageClassName), accessModes: optional(accessModes),
  })),
  topology: optional(instance('Topology', 'a factory of Topology')),
  tls: optional(struct<DatabaseTls>({ issuer: issuerRef })),
  authSecret: optional(secretRef),
  labels: optional(refined(labels, withoutOurs)),
  annotations: optional(annotations),
  // What can be printed of it goes on, so that nothing seems to be missing for what cannot.
  spec: optional({ optional: false, read: data.read }),
};

/** Labels by which a database is known to its Services are not the user's. */
function withoutOurs(given: Record<string, string>, reading: Reading): void {
  for (const key of [LABEL.database, LABEL.incarnation].filter(k => k in given)) {
    reading.below(key, () => reading.refuse({
      code: 'label-invalid', message: `${reading.name} says which database it is, and is set for you`, value: given[key], remedy: 'leave it out, or take another key',
    }));
  }
}

export const TRAFFIC: Fields<TrafficOptions> = {
  traffic,
  isolation,
  clientServiceName: service,
  readOnlyServiceName: service,
  maintenanceServiceName: service,
  scriptsName: optional(subdomain('the name of a ConfigMap')),
  recordName: optional(subdomain('the name of a Lease')),
};

const name = optional(serviceName('the name of a database'));

const session = optional(struct<RestoreSessionOptions>({
  params: optional(map(words('the name of a parameter'), anyText)), hooks: optional(restoreHooks), timeout: optional(duration),
}));

/** What a database and a clone of one have in common. */
export const NEW = {
  ...SHAPE, ...TRAFFIC, ...PLATFORM, session, name, namespace: optional(namespaceName), backup, restoreName, resume, catalog, deletionPolicy, settled,
};

export const continuousBackup = optional(struct<ExistingContinuousBackup>({
  fullRepository: optional(subdomain('the name of a Repository')), encryptionSecret: optional(namespacedRef('a Secret')),
}));

export const RESTORE: Fields<RestoreOptions> = {
  ...PLATFORM,
  session,
  database,
  resume,
  // Null takes a key away that the database has.
  overrides: optional(struct<DatabaseOverrides>({ ...SHAPE, spec: optional(dataWithNulls), deletionPolicy })),
  backup,
  retirePrevious: optional(flag),
  settled,
  restoreId: optional(words('a text that tells one restore from another')),
  restoreName,
  maintenanceServiceName: service,
  isolation,
  catalog,
  replicationStrategy,
};

export const PROCESS: Fields<ProcessOptions> = {
  process: optional(choice('a process of restoring', RestoreProcess)),
  acceptUnrecordedTarget: optional(flag),
};
