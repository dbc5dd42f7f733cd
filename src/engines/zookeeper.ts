import { always, images, majorAndMinor, neededByTls, PLAIN_LAYOUT, plainMembers, replicasOf } from './common';
import { EngineFacts } from './facts';
import { byEnableSsl, CLIENT, SERVER } from './tls';

/** ZooKeeper: KubeDB's `ZooKeeper`. */
export const zookeeper: EngineFacts = {
  key: 'zookeeper',
  kind: 'ZooKeeper',
  plural: 'zookeepers',
  apiVersion: 'kubedb.com/v1alpha2',
  addon: 'zookeeper-addon',
  tasks: {
    logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
    manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
  },
  jobs: { wizardUser: 1000 },
  manifestOption: 'zooKeeper',
  manifestRename: true,
  encryption: true,
  init: false,
  logicalRestore: 'whole',
  discoversMembers: () => false,
  client: {
    ports: spec => (spec.enableSSL === true
      ? [{ name: 'secure-client', port: 2182, targetPort: 'secure-client' }]
      : [{ name: 'client', port: 2181, targetPort: 'client' }]),
    selector: always({}),
  },
  shell: {
    script: 'zookeeper.sh',
    usernameKey: 'username',
    passwordKey: 'password',
    images: images('ghcr.io/appscode-images/zookeeper', ['3.7.2', '3.8.3', '3.9.1']),
    runAsUser: 1000,
    runAsUsers: { '3.7.2': 100 },
    statements: 'commands',
    databases: 'one',
    endsSessions: false,
    members: plainMembers,
  },
  layout: {
    ...PLAIN_LAYOUT,
    reserved: { volumes: ['data', 'script-vol', 'zookeeper-config'], mounts: ['/data', '/scripts', '/conf'] },
    storageType: false,
    requires: spec => neededByTls(spec.enableSSL === true, 'ZooKeeper with enableSSL', ['tls', 'issuerRef', 'name']),
    limits: spec => [{
      path: ['replicas'],
      value: replicasOf(spec),
      min: 1,
      except: [2],
      of: 'ZooKeeper',
      remedy: 'two members cannot outvote each other: take 1, or 3 and more',
    }],
  },
  majorOf: majorAndMinor,
  tls: byEnableSsl(() => [SERVER, CLIENT]),
  authSecret: true,
  unproven: [
    'ZooKeeper has no command that ends a client\'s session: sessions that stand when traffic is halted go on until isolation ends them.',
    'How KubeDB names the client certificate of ZooKeeper was not seen with a running database.',
  ],
};
