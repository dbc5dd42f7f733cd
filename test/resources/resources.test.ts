import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { chartIn, codes, CONFIGURATION, findings, only, SESSION } from './harness';
import { ENGINES } from '../../src/engines/registry';
import { GitOps } from '../../src/gitops';
import {
  Archiver, ArchiverDriver, ArchiverKind, BackupBatch, BackupBlueprint, BackupConfiguration, BackupSession, BackupVerificationType,
  BackupVerifier, HookExecutorType, HookTemplate, RestoreSession, RetentionPolicy, UsagePolicy,
} from '../../src/resources';
import { hasCrd, validateObject } from '../support/crds';
import { describeUpstream } from '../support/upstream';

const RESTORE = {
  target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders' },
  dataSource: { repository: 'orders-logical', snapshot: 'latest', encryptionSecret: { name: 'restic' } },
  addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup-restore' }] },
};

describe('names and namespaces', () => {
  test('the name is the construct id in kebab-case, the namespace that of the chart', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'RestoreOrders', RESTORE);
    expect(only(chart).metadata).toEqual({ name: 'restore-orders', namespace: 'shop' });
  });

  test('name and namespace can be set, as properties and as metadata', () => {
    const chart = chartIn();
    const a = new RestoreSession(chart, 'A', { ...RESTORE, name: 'one', namespace: 'other' });
    const b = new RestoreSession(chart, 'B', { ...RESTORE, metadata: { name: 'two', namespace: 'third', labels: { x: 'y' } } });
    expect(a.toJson().metadata).toEqual({ name: 'one', namespace: 'other' });
    expect(b.toJson().metadata).toEqual({ name: 'two', namespace: 'third', labels: { x: 'y' } });
    expect(a.toJson().spec.target.namespace).toBe('other');
  });

  test('a name given twice is said to be so', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'A', { ...RESTORE, name: 'one', metadata: { name: 'two' } });
    expect(codes(chart)).toEqual(['spec-conflict']);
  });

  test('without any namespace there is an error and no YAML', () => {
    const chart = chartIn(null);
    new RestoreSession(chart, 'A', RESTORE);
    expect(codes(chart)).toEqual(['namespace-missing']);
    expect(() => (chart.node.root as any).synth()).toThrow(/namespace-missing/);
  });
});

describe('what is always written out', () => {
  test('the namespaces of a target, of an encryption Secret and of hook templates', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'R', {
      ...RESTORE,
      dataSource: { ...RESTORE.dataSource, namespace: 'elsewhere' },
      hooks: { preRestore: [{ name: 'stop', hookTemplate: { name: 'stop' } }] },
    });
    const { spec } = only(chart);
    expect(spec.target.namespace).toBe('shop');
    expect(spec.dataSource.encryptionSecret).toEqual({ name: 'restic', namespace: 'elsewhere' });
    expect(spec.hooks.preRestore[0].hookTemplate).toEqual({ name: 'stop', namespace: 'shop' });
  });

  test('the job template of a schedule', () => {
    const chart = chartIn();
    new BackupConfiguration(chart, 'C', { ...CONFIGURATION, sessions: [{ ...SESSION, scheduler: { schedule: '@daily' } }] });
    expect(only(chart).spec.sessions[0].scheduler).toEqual({ schedule: '@daily', jobTemplate: { backoffLimit: 1 } });
  });

  test('from which namespaces something may be used', () => {
    const chart = chartIn();
    const policy = new RetentionPolicy(chart, 'Keep', { successfulSnapshots: { last: 3 } });
    const hook = new HookTemplate(chart, 'Hook', {
      action: { tcpSocket: { port: 80 } }, executor: { type: HookExecutorType.OPERATOR }, usagePolicy: UsagePolicy.namespaces('a', 'b'),
    });
    expect(policy.toJson().spec.usagePolicy).toEqual({ allowedNamespaces: { from: 'Same' } });
    expect(hook.toJson().spec.usagePolicy.allowedNamespaces).toEqual({
      from: 'Selector', selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] },
    });
  });
});

describe('upstream’s own words', () => {
  test('keys that jsii cannot spell are put right', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'R', {
      dataSource: { repository: 'r', snapshot: 'latest' },
      addon: { ...RESTORE.addon, jobTemplate: { spec: { hostIpc: false, hostPid: false } } },
      manifestOptions: {
        mySql: { dbName: 'a' },
        mariaDb: { db: false },
        mongoDb: {},
        msSqlServer: { archiver: true, archiverRef: { name: 'x' } },
        redisSentinel: { sentinelName: 's' },
      },
    });
    const { spec } = only(chart);
    expect(spec.manifestOptions).toEqual({
      mySQL: { dbName: 'a' },
      mariaDB: { db: false },
      mongoDB: {},
      msSQLServer: { archiver: true, archiverRef: { name: 'x', namespace: 'shop' } },
      redisSentinel: { SentinelName: 's' },
    });
    expect(spec.addon.jobTemplate.spec).toEqual({ hostIPC: false, hostPID: false });
  });

  test('a port is one field, number or name', () => {
    const chart = chartIn();
    new HookTemplate(chart, 'H', {
      action: { httpPost: { port: 443, path: '/x' }, tcpSocket: { portName: 'db' } }, executor: { type: HookExecutorType.OPERATOR },
    });
    expect(only(chart).spec.action).toEqual({ httpPost: { port: 443, path: '/x' }, tcpSocket: { port: 'db' } });
  });

  test('the logs of a ClickHouse archiver are called increments', () => {
    const chart = chartIn();
    new Archiver(chart, 'A', { kind: ArchiverKind.CLICKHOUSE, logBackup: { retentionPeriod: '30d' } });
    expect(only(chart).spec.incrementalBackup).toEqual({ retentionPeriod: '30d' });
  });

  test('the logs of a Neo4j archiver are called differences', () => {
    const chart = chartIn();
    new Archiver(chart, 'A', { kind: ArchiverKind.NEO4J, logBackup: { backupInterval: '1m' } });
    expect(only(chart).spec).toMatchObject({ differentialBackup: { backupInterval: '1m' } });
  });

  test('a construct that has a name stands for a reference', () => {
    class Secret extends Construct {
      public readonly name = 'restic';
    }
    const chart = chartIn();
    const secret = new Secret(chart, 'Secret');
    new RestoreSession(chart, 'R', { ...RESTORE, dataSource: { ...RESTORE.dataSource, encryptionSecret: secret } });
    expect(only(chart).spec.dataSource.encryptionSecret).toEqual({ name: 'restic', namespace: 'shop' });
  });
});

describe('escape hatches', () => {
  test('spec adds whatever the CRD allows', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'R', { ...RESTORE, spec: { addon: { tasks: [{ params: { args: '--clean' } }] }, restoreTimeout: '1h' } });
    const { spec } = only(chart);
    expect(spec.addon.tasks).toEqual([{ name: 'logical-backup-restore', params: { args: '--clean' } }]);
    expect(spec.restoreTimeout).toBe('1h');
  });

  test('a path that spec and a property set to different values is an error', () => {
    const chart = chartIn();
    new RestoreSession(chart, 'R', { ...RESTORE, spec: { dataSource: { snapshot: 'other' } } });
    expect(findings(chart).map(f => f.message)).toEqual(['RestoreSession r sets dataSource.snapshot twice, to different values']);
  });

  test('JSON patches keep working, on known and on unknown paths', () => {
    const chart = chartIn();
    const session = new RestoreSession(chart, 'R', RESTORE);
    ApiObject.of(session).addJsonPatch(
      JsonPatch.replace('/spec/dataSource/snapshot', 'orders-1'),
      JsonPatch.add('/spec/newerThanThis', { field: true }),
      JsonPatch.remove('/spec/target/apiGroup'),
    );
    const { spec } = only(chart);
    expect(spec.dataSource.snapshot).toBe('orders-1');
    expect(spec.newerThanThis).toEqual({ field: true });
    expect(spec.target).toEqual({ kind: 'Postgres', name: 'orders', namespace: 'shop' });
  });

  test('annotations of the user win over those of the GitOps option', () => {
    const chart = chartIn();
    GitOps.use(chart, GitOps.argoCd());
    new RestoreSession(chart, 'R', { ...RESTORE, metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '7' } } });
    expect(only(chart).metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('7');
  });
});

const driverOf = (kind: ArchiverKind) => ENGINES.find(e => e.archiver?.kind === kind)!.archiver!.drivers[0] as ArchiverDriver;

describeUpstream('the CRDs of upstream', () => {
  test('take every plain resource', () => {
    const chart = chartIn();
    const pod = {
      metadata: { labels: { a: 'b' } },
      spec: {
        serviceAccountName: 'backup',
        resources: { requests: { cpu: '100m' } },
        securityContext: { runAsUser: 1, fsGroup: 2 },
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }, { name: 'w', other: { cephfs: { monitors: ['m'] } } }],
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
        imagePullSecrets: [{ name: 'pull' }],
      },
    };
    const addon = {
      ...SESSION.addon,
      jobTemplate: pod,
      tasks: [{
        name: 'logical-backup',
        params: { args: '--clean' },
        variables: [{ name: 'A', value: 'b' }],
        addonVolumes: [{ name: 'kubestash-tmp-volume', source: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }],
        targetVolumes: { volumeMounts: [{ name: 'v', mountPath: '/v' }], volumes: [{ name: 'v', nfs: { server: 's', path: '/p' } }] },
      }],
    };
    const session = {
      ...SESSION,
      addon,
      hooks: { preBackup: [{ name: 'h', hookTemplate: { name: 'h' }, params: { a: 1 }, timeout: '10s' }] },
      retryConfig: { maxRetry: 2, delay: '1m' },
      backupTimeout: '1h',
    };
    new RestoreSession(chart, 'A', { ...RESTORE, addon: { ...addon, tasks: [{ ...addon.tasks[0], name: 'logical-backup-restore' }] }, restoreTimeout: '1h' });
    new BackupConfiguration(chart, 'B', { ...CONFIGURATION, sessions: [session], paused: true });
    new BackupBatch(chart, 'C', {
      targets: [{ name: 'db', appRef: CONFIGURATION.target }],
      backends: CONFIGURATION.backends,
      sessions: [{ name: 'n', scheduler: { schedule: '@daily' }, targets: [{ name: 'db', addon, repositories: SESSION.repositories }] }],
    });
    new BackupBlueprint(chart, 'D', {
      backupConfigurationTemplate: { backends: CONFIGURATION.backends, sessions: [session], deletionPolicy: 'OnDelete' },
      subjects: [{ apiVersion: 'kubedb.com/v1', kind: 'Postgres' }],
    });
    new BackupSession(chart, 'E', { invoker: { name: 'orders' }, session: 'nightly', retryLeft: 1 });
    new BackupVerifier(chart, 'F', {
      type: BackupVerificationType.RESTORE_ONLY,
      restoreOption: { addonInfo: addon, target: { name: 'proof' } },
      scheduler: { schedule: '@weekly' },
      volumes: [{ name: 'v', emptyDir: {} }],
    });
    new HookTemplate(chart, 'G', {
      params: [{ name: 'p', default: 'x' }],
      action: { exec: { command: ['true'] } },
      executor: { type: HookExecutorType.POD, pod: { selector: 'app=web' } },
    });
    new RetentionPolicy(chart, 'H', { maxRetentionPeriod: '30d', successfulSnapshots: { last: 1, daily: 2 }, failedSnapshots: { last: 3 } });
    for (const kind of Object.values(ArchiverKind)) {
      new Archiver(chart, kind, {
        kind,
        backupStorage: { ref: { name: 'storage' }, subDir: 'x' },
        retentionPolicy: { name: 'keep' },
        encryptionSecret: { name: 'restic' },
        databases: { selector: { matchLabels: { a: 'b' } }, namespaces: UsagePolicy.namespaces('a') },
        fullBackup: { driver: driverOf(kind), scheduler: { schedule: '@daily' }, jobTemplate: pod, task: { params: { a: 'b' } } },
        manifestBackup: { scheduler: { schedule: '@daily', jobTemplate: { backoffLimit: 2 } }, retryConfig: { maxRetry: 1 } },
        ...(kind === ArchiverKind.ETCD ? {} : { logBackup: { retentionPeriod: '30d', configSecret: { name: 's', envToSecretKey: { A: 'b' } } } }),
      });
    }
    const objects = chart.toJson();
    // Younger than the CRDs at hand.
    expect(objects.filter(o => !hasCrd(o)).map(o => o.kind)).toEqual([ArchiverKind.NEO4J]);
    expect(objects.flatMap(validateObject)).toEqual([]);
    expect(codes(chart)).toEqual([]);
  });
});
