import { always, images, majorAndMinor, neededByTls, PLAIN_LAYOUT, plainMembers, readAgainst, replicasOf } from './common';
import { EngineFacts } from './facts';
import { byTls, CLIENT, SERVER } from './tls';
import { Json } from '../values/json';

const isDistributed = (spec: Json) => spec.mode === 'Distributed';

/** Qdrant: KubeDB's `Qdrant`. */
export const qdrant: EngineFacts = {
  key: 'qdrant',
  kind: 'Qdrant',
  plural: 'qdrants',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'qdrant-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
  },
  jobs: { wizardUser: 1000 },
  manifestRename: false,
  encryption: true,
  init: false,
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'http', port: 6333, targetPort: 6333 }, { name: 'grpc', port: 6334, targetPort: 6334 }],
    selector: always({}),
  },
  shell: {
    script: 'qdrant.sh',
    // The Secret has no user: `api-key` and `read-only-api-key`.
    passwordKey: 'api-key',
    images: images('docker.io/qdrant/qdrant', ['1.15.4', '1.16.2', '1.17.0'], v => `v${v}-unprivileged`),
    runAsUser: 1000,
    statements: 'requests',
    databases: 'one',
    endsSessions: false,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: { volumes: ['data'] },
    limits: spec => [isDistributed(spec)
      ? { path: ['replicas'], value: replicasOf(spec), min: 1, of: 'a distributed Qdrant' }
      : {
        path: ['replicas'],
        value: replicasOf(spec),
        min: 1,
        max: 1,
        of: 'a standalone Qdrant',
        remedy: 'for more members say Topology.qdrantDistributed()',
      }],
    requires: spec => neededByTls(spec.tls?.client === true || spec.tls?.p2p === true, 'TLS of Qdrant', ['tls', 'issuerRef', 'name']),
    forbids: spec => (spec.tls?.p2p === true && !isDistributed(spec) ? [{
      path: ['tls', 'p2p'], of: 'a standalone Qdrant', remedy: 'members that encrypt between them need Topology.qdrantDistributed()',
    }] : []),
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT),
  authSecret: true,
  unproven: [
    readAgainst('Qdrant\'s manual (Security: api-key; API reference: Count points)'),
    'Whether the restore of Qdrant replaces collections that exist, and how many members the backed up one must have had, is not documented.',
    'Connections that clients keep alive outlast the halt: isolation ends them.',
  ],
};
