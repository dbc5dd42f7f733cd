import { ADDON_OPTIONS, RESTORE_HOOKS } from './addon';
import { TARGET_REF } from './sessions';
import { RestoreDataSource, RestorePitr, RestoreSessionProps } from '../../../resources/restore-session';
import { DruidManifestOptions, ManifestIssuerRef, ManifestOptions, ManifestRestoreOptions, MsSqlServerManifestOptions, RedisSentinelManifestOptions, WorkloadManifestOptions } from '../../../resources/types/manifest-options';
import { WORDS } from '../../../resources/words';
import { FLAG, list, must, reference, struct, TEXT, Typed } from '../shape';

export const RESTORE_PITR = struct<RestorePitr>({ targetTime: must(TEXT), exclusive: FLAG });

export const RESTORE_DATA_SOURCE = struct<RestoreDataSource>({
  namespace: TEXT,
  repository: TEXT,
  snapshot: TEXT,
  encryptionSecret: reference(),
  components: list(TEXT),
  pitr: RESTORE_PITR,
});

export const MANIFEST_ISSUER_REF = struct<ManifestIssuerRef>({ apiGroup: TEXT, kind: must(TEXT), name: must(TEXT) });

export const MANIFEST_RESTORE_OPTIONS = struct<ManifestRestoreOptions>({
  restoreNamespace: TEXT,
  db: FLAG,
  dbName: TEXT,
  authSecret: FLAG,
  authSecretName: TEXT,
  configSecret: FLAG,
  configSecretName: TEXT,
  initScript: FLAG,
  archiver: FLAG,
  archiverRef: reference(),
  tlsIssuerRef: MANIFEST_ISSUER_REF,
});

export const MS_SQL_SERVER_MANIFEST_OPTIONS = struct<MsSqlServerManifestOptions>({
  restoreNamespace: TEXT,
  db: FLAG,
  dbName: TEXT,
  authSecret: FLAG,
  authSecretName: TEXT,
  initScript: FLAG,
  archiver: FLAG,
  archiverRef: reference(),
  tlsIssuerRef: MANIFEST_ISSUER_REF,
});

export const DRUID_MANIFEST_OPTIONS = struct<DruidManifestOptions>({
  restoreNamespace: TEXT,
  db: FLAG,
  dbName: TEXT,
  authSecret: FLAG,
  authSecretName: TEXT,
  configSecret: FLAG,
  configSecretName: TEXT,
  deepStorageSecret: FLAG,
});

export const REDIS_SENTINEL_MANIFEST_OPTIONS = struct<RedisSentinelManifestOptions>({
  restoreNamespace: TEXT,
  sentinel: FLAG,
  sentinelName: TEXT,
  authSecret: FLAG,
  authSecretName: TEXT,
  tlsIssuerRef: MANIFEST_ISSUER_REF,
}, { words: WORDS.sentinel });

export const WORKLOAD_MANIFEST_OPTIONS = struct<WorkloadManifestOptions>({ restoreNamespace: TEXT });

export const MANIFEST_OPTIONS = struct<ManifestOptions>({
  postgres: MANIFEST_RESTORE_OPTIONS,
  mySql: MANIFEST_RESTORE_OPTIONS,
  mariaDb: MANIFEST_RESTORE_OPTIONS,
  mongoDb: MANIFEST_RESTORE_OPTIONS,
  msSqlServer: MS_SQL_SERVER_MANIFEST_OPTIONS,
  clickhouse: MANIFEST_RESTORE_OPTIONS,
  druid: DRUID_MANIFEST_OPTIONS,
  zooKeeper: MANIFEST_RESTORE_OPTIONS,
  singlestore: MANIFEST_RESTORE_OPTIONS,
  redis: MANIFEST_RESTORE_OPTIONS,
  redisSentinel: REDIS_SENTINEL_MANIFEST_OPTIONS,
  workload: WORKLOAD_MANIFEST_OPTIONS,
}, { words: WORDS.manifests });

export const RESTORE_SESSION_PROPS = struct<Typed<RestoreSessionProps>>({
  target: TARGET_REF,
  dataSource: must(RESTORE_DATA_SOURCE),
  addon: must(ADDON_OPTIONS),
  hooks: RESTORE_HOOKS,
  manifestOptions: MANIFEST_OPTIONS,
  restoreTimeout: TEXT,
});
