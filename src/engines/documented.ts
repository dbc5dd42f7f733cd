import { Difference, EngineFacts } from './facts';

/** Where the RestoreSessions of all engines differ from those in upstream's documentation. */
const WITH_ALL: readonly Difference[] = [
  { path: 'dataSource.namespace', only: 'ours', why: 'always written out: a Snapshot may lie in another namespace than the session' },
  { path: 'addon.jobTemplate.metadata', only: 'ours', why: 'a label by which the isolation of a database lets the Job in' },
  { path: 'manifestOptions.*.db', only: 'upstream', why: 'true is the default' },
  { path: 'manifestOptions.*.dbName', only: 'ours', why: 'the name is written out, so that it does not hang on what the Snapshot holds' },
];

/** Where the RestoreSessions of an engine differ from those in upstream's documentation, and why. */
export function sessionDifferences(facts: EngineFacts): readonly Difference[] {
  return [...WITH_ALL, ...facts.differences ?? []];
}

/** Where BackupConfigurations differ from those in upstream's documentation, and why. */
export const BACKUP_DIFFERENCES: readonly Difference[] = [
  { path: 'backends[].name', why: 'called like the session: a Backup of ours goes to one place' },
  { path: 'sessions[].repositories[].backend', why: 'likewise' },
  { path: 'backends[1]', only: 'upstream', why: 'a second place is a second Backup, with a session and a Repository of its own' },
  { path: 'sessions[].repositories[1]', only: 'upstream', why: 'likewise' },
];

/** Where archivers differ from those in upstream's documentation, and why. */
export const ARCHIVER_DIFFERENCES: readonly Difference[] = [
  { path: 'databases.selector.matchLabels.archiver', only: 'upstream', why: 'an archiver of ours is for one database, found by labels that nothing else carries' },
  { path: 'databases.selector.matchLabels', only: 'ours', why: 'likewise' },
  { path: 'databases.namespaces.from', why: 'that database is in the archiver\'s own namespace' },
  { path: 'databases.namespaces.selector', only: 'upstream', why: 'likewise' },
  { path: 'fullBackup.scheduler.successfulJobsHistoryLimit', only: 'upstream', why: 'how many Jobs are kept is left to the default, or to `spec`' },
  { path: 'fullBackup.scheduler.failedJobsHistoryLimit', only: 'upstream', why: 'likewise' },
  { path: 'manifestBackup.scheduler.successfulJobsHistoryLimit', only: 'upstream', why: 'likewise' },
  { path: 'manifestBackup.scheduler.failedJobsHistoryLimit', only: 'upstream', why: 'likewise' },
  { path: 'logBackup.runtimeSettings', only: 'ours', why: 'what is said of the pods of a backup holds for what archives its logs too' },
];
