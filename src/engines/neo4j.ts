import { always, images, majorNumber, PLAIN_LAYOUT, plainMembers, replicasOf } from './common';
import { EngineFacts } from './facts';
import { byTls, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

const isEncrypted = (spec: Json, protocol: string) => spec.tls !== undefined && (spec.tls[protocol]?.mode ?? 'TLS') !== 'Disabled';

/** Neo4j: KubeDB's `Neo4j`. */
export const neo4j: EngineFacts = {
  key: 'neo4j',
  kind: 'Neo4j',
  plural: 'neo4js',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'neo4j-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
  },
  // The first member seeds the others: its volume is restored into (upstream: guides/neo4j/backup/kubestash/customization/restore). The wizard
  // has fsGroup 7474 beside it since 2026; the guides have not, nor does the newest of them wait for the restore (init.waitForInitialRestore).
  jobs: {
    wizardUser: 7474,
    restoreParams: target => ({ seedServerName: `${target}-0` }),
    restore: target => ({
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-${target}-0` } }],
      volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'data' }],
      securityContext: { runAsNonRoot: true, runAsUser: 7474 },
    }),
  },
  manifestRename: false,
  encryption: false,
  init: true,
  // Upstream: types of archiver.kubedb.com and guide to recovery, since autumn 2026; CRDs before that have no such kind.
  archiver: {
    kind: 'Neo4jArchiver',
    drivers: ['Neo4jAdmin'],
    logPart: 'differentialBackup',
    young: 'a differential backup is taken every 5 minutes, unless the archiver says otherwise: a moment younger than that may not be there yet, '
      + 'and Neo4j then comes up with the newest data that is, without a word',
    encryption: false,
    replicationStrategies: [],
    repositories: { full: '-full', manifest: '-manifest' },
    needs: () => ({ differentialBackup: { backupInterval: '5m' } }),
  },
  logicalRestore: 'whole',
  // Routing drivers learn the members from the server.
  discoversMembers: () => true,
  client: {
    ports: spec => [
      { name: 'bolt', port: 7687, targetPort: 7687 },
      ...(isEncrypted(spec, 'http') ? [{ name: 'https', port: 7473, targetPort: 7473 }] : [{ name: 'http', port: 7474, targetPort: 7474 }]),
    ],
    selector: always({}),
  },
  databaseName: 'neo4j',
  shell: {
    script: 'neo4j.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('docker.io/library/neo4j', ['5.26.28', '2025.10.1', '2025.11.2', '2025.12.1', '2026.05.0', '2026.06.0'], v => `${v}-enterprise`),
    runAsUser: 7474,
    statements: 'Cypher',
    endsSessions: true,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: { volumes: ['data'] },
    secretsFirst: [['configuration', 'secretName']],
    limits: spec => [{ path: ['replicas'], value: replicasOf(spec), min: 1, of: 'Neo4j' }],
    requires: spec => (spec.tls === undefined ? [] : [{ path: ['tls', 'issuerRef', 'name'], of: 'TLS of Neo4j' }]),
  },
  majorOf: majorNumber,
  tls: { ...byTls(SERVER, CLIENT), on: spec => isEncrypted(spec, 'bolt') },
  authSecret: true,
  unproven: [
    'Recovery of Neo4j to a point in time is documented upstream since autumn 2026 only, and needs an operator as new as that; it was not seen with a running database.',
    'Of differentialBackup in a Neo4jArchiver only backupInterval is known: whether it takes retention and pods as the logs of other engines do was not seen.',
    'A backup leaves out the database `system`: users and privileges are those of the new Neo4j.',
  ],
};
