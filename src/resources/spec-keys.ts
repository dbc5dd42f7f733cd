/** Keys of the `spec` of each kind, as the CRDs have them. */
const ARCHIVER = 'backupStorage databases deletionPolicy encryptionSecret fullBackup manifestBackup pause retentionPolicy';
const WORDS: Record<string, string> = {
  BackupBatch: 'backends paused sessions targets',
  BackupBlueprint: 'backupConfigurationTemplate subjects usagePolicy',
  BackupConfiguration: 'backends paused sessions target',
  BackupSession: 'backupTimeout invoker retryLeft session',
  BackupStorage: 'default deletionPolicy runtimeSettings storage usagePolicy',
  BackupVerifier: 'function query restoreOption retryConfig runtimeSettings scheduler script sessionHistoryLimit type volumeMounts volumes',
  ClickHouseArchiver: `${ARCHIVER} incrementalBackup`,
  EtcdArchiver: ARCHIVER,
  HookTemplate: 'action executor params usagePolicy',
  MSSQLServerArchiver: `${ARCHIVER} logBackup`,
  MariaDBArchiver: `${ARCHIVER} logBackup`,
  MongoDBArchiver: `${ARCHIVER} logBackup`,
  MySQLArchiver: `${ARCHIVER} logBackup`,
  // Of autumn 2026: a cluster may not have it yet.
  Neo4jArchiver: `${ARCHIVER} differentialBackup`,
  PostgresArchiver: `${ARCHIVER} logBackup`,
  RestoreSession: 'addon dataSource hooks manifestOptions restoreTimeout target',
  RetentionPolicy: 'default failedSnapshots maxRetentionPeriod successfulSnapshots usagePolicy',
};

const KEYS: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(WORDS).map(([kind, keys]) => [kind, new Set(keys.split(' '))]));

/** Keys that the `spec` of a kind has; undefined for kinds of others. An API server drops all others without a word. */
export function specKeys(kind: string): ReadonlySet<string> | undefined {
  return KEYS.get(kind);
}
