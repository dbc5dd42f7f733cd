import { PLAIN_LAYOUT, plainMembers, readAgainst, replicasOf, ROLE, when } from './common';
import { EngineFacts } from './facts';
import { has, listOf } from './spec';
import { byTls, CLIENT, SERVER, subject } from './tls';
import { Json } from '../values/json';

const REPOSITORY = 'mcr.microsoft.com/mssql/server';

const VERSIONS: Record<string, string> = {
  '2022-cu12': `${REPOSITORY}:2022-CU12-ubuntu-22.04`,
  '2022-cu14': `${REPOSITORY}:2022-CU14-ubuntu-22.04`,
  '2022-cu16': `${REPOSITORY}:2022-CU16-ubuntu-22.04`,
  '2022-cu19': `${REPOSITORY}:2022-CU19-ubuntu-22.04`,
  '2022-cu22': `${REPOSITORY}:2022-CU22-ubuntu-22.04`,
  '2025-cu0': `${REPOSITORY}:2025-RTM-ubuntu-22.04`,
};

const AS_ROOT = { securityContext: { runAsUser: 0 } };

const isCluster = (spec: Json) => has(spec, ['topology']);
const secondariesRead = (spec: Json) => ['ReadOnly', 'All'].includes(spec.topology?.availabilityGroup?.secondaryAccessMode);

/** Microsoft SQL Server: KubeDB's `MSSQLServer`. */
export const mssqlserver: EngineFacts = {
  key: 'mssqlserver',
  kind: 'MSSQLServer',
  plural: 'mssqlservers',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'mssqlserver-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  // WAL-G reads and writes the files of the server, and runs as root (upstream: guides/mssqlserver/backup/application-level and pitr).
  jobs: { wizardUser: 10001, backup: AS_ROOT, restore: () => AS_ROOT },
  manifestOption: 'msSQLServer',
  manifestRename: true,
  encryption: false,
  init: true,
  archiver: {
    kind: 'MSSQLServerArchiver',
    drivers: ['WalG'],
    logPart: 'logBackup',
    encryption: false,
    replicationStrategies: [],
    repositories: { full: '-archiver' },
    needs: () => ({ fullBackup: { jobTemplate: { spec: AS_ROOT } }, logBackup: { runtimeSettings: { pod: AS_ROOT, container: AS_ROOT } } }),
    // Databases of an availability group are in the full recovery model: SQL Server lets no others in (Microsoft's manual: Recovery models).
    advice: spec => (isCluster(spec) ? undefined : {
      message: 'SQL Server keeps the logs of a database only in the full recovery model, and which one a database has is not seen here',
      remedy: 'run ALTER DATABASE [name] SET RECOVERY FULL for each, and acknowledge this',
    }),
  },
  differences: [
    { path: 'manifestOptions.msSQLServer.tlsIssuerRef', only: 'upstream', why: 'the manifest of the Snapshot names its issuer; one of another name belongs in a RestoreSession of your own' },
  ],
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'primary', port: 1433, targetPort: 'db' }],
    // A server on its own has no coordinator, so nobody labels it.
    selector: spec => when(isCluster(spec), { [ROLE]: 'primary' }),
  },
  readOnly: {
    when: spec => isCluster(spec) && secondariesRead(spec),
    ports: () => [{ name: 'secondary', port: 1433, targetPort: 'db' }],
    selector: () => ({ [ROLE]: 'secondary' }),
  },
  databaseName: 'master',
  shell: {
    script: 'mssqlserver.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: VERSIONS,
    runAsUser: 10001,
    statements: 'SQL',
    asksFirst: 'master',
    endsSessions: true,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: {
      env: ['MSSQL_SA_USERNAME', 'MSSQL_SA_PASSWORD', 'MSSQL_ENABLE_HADR', 'MSSQL_AGENT_ENABLED', 'MSSQL_VERSION'],
      volumes: ['data', 'config', 'init-scripts', 'endpoint-cert', 'certs', 'tls', 'security-ca-certificates', 'cacerts'],
      mounts: [
        '/var/opt/mssql', '/var/opt/mssql/mssql.conf', '/scripts', '/var/opt/mssql/endpoint-cert', '/var/opt/mssql/certs', '/var/opt/mssql/tls',
        '/var/opt/mssql/security/ca-certificates', '/etc/ssl/certs',
      ],
    },
    limits: spec => [isCluster(spec)
      ? { path: ['replicas'], value: replicasOf(spec), min: 1, of: 'an availability group of SQL Server' }
      : {
        path: ['replicas'],
        value: replicasOf(spec),
        min: 1,
        max: 1,
        of: 'a standalone SQL Server',
        remedy: 'for more members say Topology.mssqlAvailabilityGroup(…)',
      }],
    requires: spec => [
      { path: ['tls', 'issuerRef', 'name'], of: 'SQL Server', remedy: 'KubeDB encrypts between its parts: Engine.mssqlserver({ issuer })' },
      ...(isCluster(spec) ? [{ path: ['topology', 'mode'], of: 'a topology of SQL Server' }] : []),
      ...MANDATORY.filter(v => !hasVariable(spec, v.name)).map(v => ({
        path: ['podTemplate', 'spec', 'containers', 'mssql', 'env', v.name], of: 'SQL Server', remedy: v.remedy,
      })),
    ],
  },
  // Backups go to the same or a later major release: 2022 of 2022-cu14.
  majorOf: version => version.split('-')[0],
  tls: {
    ...byTls(),
    // spec.tls is there always, for the servers among themselves.
    on: spec => spec.tls?.clientTLS === true,
    certificates: spec => [SERVER, CLIENT, ...(isCluster(spec) ? [{ alias: 'endpoint' }] : [])].map(c => ({ ...c, more: { subject: subject(c.alias) } })),
  },
  announced: [['topology', 'distributedAG', 'self', 'url']],
  authSecret: true,
  unproven: [
    readAgainst('Microsoft\'s manual (sqlcmd utility; Connecting with sqlcmd; sys.dm_exec_sessions; KILL)'),
    'Whether WAL-G needs an encryption secret is not documented; upstream\'s examples set one on the archiver, in spec.init.archiver and in sessions that bring the manifest along, and none in others.',
    'The name of the Repository that the archiver writes (<database>-archiver) is taken from examples.',
  ],
};

/** What the server does not start without, or the webhook refuses. An empty podTemplate is defaulted before it looks. */
const MANDATORY = [
  { name: 'MSSQL_PID', remedy: 'say the edition: Engine.mssqlserver({ edition })' },
  { name: 'ACCEPT_EULA', remedy: 'accept the licence terms of Microsoft: Engine.mssqlserver({ acceptEula: true })' },
];

function hasVariable(spec: Json, name: string): boolean {
  return listOf(spec.podTemplate?.spec?.containers).some(c => c.name === 'mssql' && listOf(c.env).some(e => e.name === name));
}
