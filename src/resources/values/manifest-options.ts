import { yes } from './objects';
import { struct } from '../../values/compound';
import { optional } from '../../values/kind';
import { namespacedRef, namespaceName, secretName, serviceName, subdomain } from '../../values/names';
import { anyText, words } from '../../values/texts';
import {
  DruidManifestOptions, ManifestIssuerRef, ManifestOptions, ManifestRestoreOptions, MsSqlServerManifestOptions, RedisSentinelManifestOptions,
  WorkloadManifestOptions,
} from '../types/manifest-options';

const restoreNamespace = optional(namespaceName);
const secret = optional(secretName);
const tlsIssuerRef = optional(struct<ManifestIssuerRef>({ apiGroup: optional(anyText), kind: words('the kind of an issuer'), name: subdomain('the name of an issuer') }));

const DATABASE = { restoreNamespace, db: yes, dbName: optional(serviceName('the name of a database')), authSecret: yes, authSecretName: secret };
const ARCHIVED = { initScript: yes, archiver: yes, archiverRef: optional(namespacedRef('an archiver')), tlsIssuerRef };
const CONFIGURED = { configSecret: yes, configSecretName: secret };

const database = optional(struct<ManifestRestoreOptions>({ ...DATABASE, ...CONFIGURED, ...ARCHIVED }));

export const manifestOptions = struct<ManifestOptions>({
  postgres: database,
  mySql: database,
  mariaDb: database,
  mongoDb: database,
  msSqlServer: optional(struct<MsSqlServerManifestOptions>({ ...DATABASE, ...ARCHIVED })),
  clickhouse: database,
  druid: optional(struct<DruidManifestOptions>({ ...DATABASE, ...CONFIGURED, deepStorageSecret: yes })),
  zooKeeper: database,
  singlestore: database,
  redis: database,
  redisSentinel: optional(struct<RedisSentinelManifestOptions>({
    restoreNamespace, sentinel: yes, sentinelName: optional(serviceName('the name of a sentinel')), authSecret: yes, authSecretName: secret, tlsIssuerRef,
  })),
  workload: optional(struct<WorkloadManifestOptions>({ restoreNamespace })),
});
