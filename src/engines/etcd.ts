import { always, images, majorAndMinor, PLAIN_LAYOUT, plainMembers, replicasOf } from './common';
import { EngineFacts } from './facts';
import { ETCD_RESTORE, noEphemeral } from './in-place';
import { byTls, CLIENT, SERVER } from './tls';

/** etcd: KubeDB's `Etcd`, as far as its CRDs and catalog tell, and upstream's guide that was drafted from its source. */
export const etcd: EngineFacts = {
  key: 'etcd',
  kind: 'Etcd',
  plural: 'etcds',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'etcd-addon',
  tasks: {
    // A restore fills volumes before the members start: it is the operator's own business.
    logical: { backup: 'etcd-backup' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 999 },
  manifestRename: false,
  encryption: true,
  init: true,
  logicalRestore: 'whole',
  // `recoveryTimestamp` takes the newest Snapshot at or before it; there are no logs, and no ephemeral storage (upstream: guides/etcd/restore,
  // drafted from its source).
  archiver: {
    kind: 'EtcdArchiver',
    drivers: ['Restic'],
    encryption: true,
    replicationStrategies: [],
    repositories: { full: '-full', manifest: '-manifest' },
    refuses: noEphemeral,
  },
  operatorRestoresDumps: true,
  inPlace: ETCD_RESTORE,
  dumpHasAccounts: true,
  discoversMembers: () => false,
  client: {
    ports: () => [{ name: 'client', port: 2379, targetPort: 2379 }],
    selector: always({}),
  },
  shell: {
    script: 'etcd.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('ghcr.io/appscode-images/etcd', ['3.5.21', '3.6.4'], v => `v${v}`),
    runAsUser: 1000,
    statements: 'commands',
    databases: 'one',
    endsSessions: false,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    limits: spec => [{
      path: ['replicas'], value: replicasOf(spec), min: 1, except: [2], of: 'etcd', remedy: 'two members cannot outvote each other: take 1, or 3 and more',
    }],
  },
  majorOf: majorAndMinor,
  tls: byTls(SERVER, CLIENT),
  authSecret: true,
  unproven: [
    'Nothing about Etcd is documented upstream: port, Services, labels and certificates are assumed to be like those of the other engines.',
    'A restore of Etcd by spec.init.archiver is described upstream from its source only, and needs an operator with its feature gate on.',
    'etcd cannot end connections: clients that are connected when traffic is halted stay so until isolation ends them.',
  ],
};
