import { Difference, EngineFacts } from './facts';

/** Where the RestoreSessions of all engines differ from those in upstream's documentation. */
const WITH_ALL: readonly Difference[] = [
  { path: 'dataSource.namespace', why: 'always written out: a Snapshot may lie in another namespace than the session' },
  { path: 'addon.jobTemplate.metadata', why: 'a label by which the isolation of a database lets the Job in' },
  { path: 'addon.jobTemplate.spec.resources', why: 'upstream\'s examples show that they can be chosen' },
  { path: 'addon.jobTemplate.spec.securityContext', why: 'upstream\'s examples show that a user can be chosen; where one is needed it is rendered' },
  { path: 'addon.tasks[].params.args', why: 'upstream\'s examples show that a part can be restored' },
  { path: 'addon.tasks[].params.databases', why: 'upstream\'s examples show that a part can be restored' },
  { path: 'addon.tasks[].params.neo4jAdminArgs', why: 'upstream\'s examples show that the tool can be told more; the catalog has defaults' },
  { path: 'manifestOptions.*.db', why: 'true is the default' },
  { path: 'manifestOptions.*.dbName', why: 'the name is written out, so that it does not hang on what the Snapshot holds' },
];

/** Where the RestoreSessions of an engine differ from those in upstream's documentation, and why. */
export function sessionDifferences(facts: EngineFacts): readonly Difference[] {
  return [...WITH_ALL, ...facts.differences ?? []];
}

const CHOSEN = 'upstream\'s examples show that it can be chosen';

/** Where BackupConfigurations differ from those in upstream's documentation, and why. */
export function backupDifferences(): readonly Difference[] {
  return [
    { path: 'sessions[].addon.jobTemplate', why: CHOSEN },
    { path: 'sessions[].addon.tasks[].params', why: CHOSEN },
  ];
}
