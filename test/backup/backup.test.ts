import { ApiObject, Cron, Duration, JsonPatch, Testing } from 'cdk8s';
import { basics, mssqlserver, object, planOf, problems, storageIn, target } from './harness';
import { Backup, Retention } from '../../src/backup';
import { mysql } from '../../src/engines/mysql';
import { neo4j } from '../../src/engines/neo4j';
import { ENGINES } from '../../src/engines/registry';
import { ArchiverDriver, BackupDeletionPolicy } from '../../src/resources';
import { BackupMethod } from '../../src/snapshots/method';
import { Json } from '../../src/values/json';
import { chartIn, codes } from '../resources/harness';
import { validateObject } from '../support/crds';
import { describeUpstream } from '../support/upstream';

const fullBackup = Cron.daily();

describe('a logical backup', () => {
  test('is a session of a BackupConfiguration named after the database, with everything written out', () => {
    const plan = planOf(Backup.logical({ ...basics(), schedule: Cron.weekly(), retention: Retention.keepLast(8) }));
    expect(plan.objects.map(o => `${o.kind} ${o.namespace}/${o.name}`)).toEqual(['RetentionPolicy shop/orders-logical', 'BackupConfiguration shop/orders']);
    expect(object(plan, 'RetentionPolicy').spec).toEqual({ successfulSnapshots: { last: 8 }, usagePolicy: { allowedNamespaces: { from: 'Same' } } });
    expect(object(plan, 'BackupConfiguration').spec).toEqual({
      target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' },
      backends: [{
        name: 'logical',
        storageRef: { name: 'storage', namespace: 'backups' },
        retentionPolicy: { name: 'orders-logical', namespace: 'shop' },
      }],
      sessions: [{
        name: 'logical',
        // The template and the limit are what upstream's webhook would add to this entry of a list.
        scheduler: { schedule: '0 0 * * 0', jobTemplate: { backoffLimit: 1, template: { controller: {}, metadata: {}, spec: { resources: {} } } } },
        addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] },
        repositories: [{
          name: 'orders-logical', backend: 'logical', directory: 'shop/orders/logical', encryptionSecret: { name: 'restic', namespace: 'shop' },
        }],
      }],
    });
  });

  test('says which Repositories there will be', () => {
    const plan = planOf(Backup.logical(basics()));
    expect(plan.repositories).toEqual([{
      name: 'orders-logical',
      method: BackupMethod.LOGICAL,
      storage: { name: 'storage', namespace: 'backups' },
      directory: 'shop/orders/logical',
      encryptionSecret: { name: 'restic', namespace: 'shop' },
    }]);
    expect(plan.configurations).toEqual([{ name: 'orders', sessions: [{ name: 'logical', method: BackupMethod.LOGICAL, repository: 'orders-logical' }] }]);
    expect(plan.storages).toEqual([{ name: 'storage', namespace: 'backups' }]);
    expect(plan.problems).toEqual([]);
  });

  test('takes the manifests along', () => {
    const { spec } = object(planOf(Backup.logical({ ...basics(), withManifest: true })), 'BackupConfiguration');
    expect(spec.sessions[0].addon.tasks.map((t: any) => t.name)).toEqual(['logical-backup', 'manifest-backup']);
  });

  test('can be told everything', () => {
    const { spec } = object(planOf(Backup.logical({
      ...basics(),
      params: { args: '--clean' },
      timeout: Duration.hours(2),
      retry: { maxRetry: 3 },
      sessionHistoryLimit: 5,
      paused: true,
      deletionPolicy: BackupDeletionPolicy.RETAIN,
      verifier: { name: 'proof' },
      pod: { serviceAccountName: 'backup' },
      hooks: { preBackup: [{ name: 'h', hookTemplate: { name: 'h' } }] },
      spec: { scheduler: { startingDeadlineSeconds: 60 } },
    })), 'BackupConfiguration');
    expect(spec.sessions[0]).toMatchObject({
      scheduler: { suspend: true, startingDeadlineSeconds: 60 },
      addon: { tasks: [{ params: { args: '--clean' } }], jobTemplate: { spec: { serviceAccountName: 'backup' } } },
      repositories: [{ deletionPolicy: 'Retain', backupVerifier: { name: 'proof', namespace: 'shop' } }],
      hooks: { preBackup: [{ hookTemplate: { name: 'h', namespace: 'shop' } }] },
      backupTimeout: '7200s',
      retryConfig: { maxRetry: 3 },
      sessionHistoryLimit: 5,
    });
  });

  test('can be called otherwise, for each incarnation anew', () => {
    const backup = Backup.logical({
      ...basics(),
      name: 'offsite',
      repository: '{database}-s3',
      directory: '/{namespace}/{database}',
      configuration: '{database}-backup',
      retention: Retention.of({ last: 3, name: 'keep-{database}' }),
    });
    const plan = planOf(backup, undefined, { database: 'orders-7f3a' });
    expect(plan.objects.map(o => o.name)).toEqual(['keep-orders-7f3a', 'orders-7f3a-backup']);
    expect(plan.repositories[0]).toMatchObject({ name: 'orders-7f3a-s3', directory: '/shop/orders-7f3a' });
    expect(plan.configurations[0].sessions[0].name).toBe('offsite');
  });

  test('can keep to a RetentionPolicy that is there', () => {
    const plan = planOf(Backup.logical({ ...basics(), retention: Retention.existing({ name: 'company', namespace: 'backups' }) }));
    expect(plan.objects.map(o => o.kind)).toEqual(['BackupConfiguration']);
    expect(object(plan, 'BackupConfiguration').spec.backends[0].retentionPolicy).toEqual({ name: 'company', namespace: 'backups' });
  });

  test('a path that spec sets again is an error', () => {
    expect(problems(Backup.logical({ ...basics(), spec: { name: 'other' } }))).toEqual(['spec-conflict']);
  });
});

describe('a continuous backup', () => {
  test('is an archiver that selects this incarnation alone', () => {
    const plan = planOf(Backup.continuous({
      ...basics(), fullBackup, manifestBackup: Cron.weekly(), volumeSnapshotClassName: 'csi', logRetention: '30d',
    }));
    const archiver = object(plan, 'PostgresArchiver');
    expect(archiver.name).toBe('orders-archiver');
    expect(archiver.spec).toEqual({
      databases: { namespaces: { from: 'Same' }, selector: { matchLabels: { incarnation: 'orders' } } },
      backupStorage: { ref: { name: 'storage', namespace: 'backups' } },
      retentionPolicy: { name: 'orders-archiver', namespace: 'shop' },
      encryptionSecret: { name: 'restic', namespace: 'shop' },
      fullBackup: { driver: 'VolumeSnapshotter', task: { params: { volumeSnapshotClassName: 'csi' } }, scheduler: { schedule: '0 0 * * *' } },
      manifestBackup: { scheduler: { schedule: '0 0 * * 0' } },
      logBackup: { retentionPeriod: '30d' },
    });
  });

  test('says what KubeDB will make of it', () => {
    const plan = planOf(Backup.continuous({ ...basics(), fullBackup, manifestBackup: fullBackup, driver: ArchiverDriver.RESTIC }));
    expect(plan.archiver).toEqual({
      name: 'orders-archiver',
      kind: 'PostgresArchiver',
      driver: 'Restic',
      configuration: 'orders-archiver',
      fullRepository: 'orders-full',
      manifestRepository: 'orders-manifest',
      encryptionSecret: { name: 'restic', namespace: 'shop' },
    });
    expect(plan.repositories.map(r => [r.name, r.method])).toEqual([
      ['orders-full', BackupMethod.PHYSICAL], ['orders-manifest', BackupMethod.MANIFEST],
    ]);
  });

  test('of SQL Server needs no restic and has one Repository', () => {
    const plan = planOf(Backup.continuous({ storage: storageIn(), fullBackup }), mssqlserver);
    expect(plan.problems).toEqual([]);
    expect(plan.archiver).toMatchObject({ kind: 'MSSQLServerArchiver', driver: 'WalG' });
    expect(plan.repositories).toHaveLength(1);
  });

  test('of Neo4j takes differential backups, as often as upstream\'s guide or as it is told', () => {
    const plan = (spec?: Json) => planOf(Backup.continuous({ storage: storageIn(), fullBackup, spec }), neo4j);
    expect(plan().problems).toEqual([]);
    expect(plan().archiver).toMatchObject({ kind: 'Neo4jArchiver', driver: 'Neo4jAdmin', fullRepository: 'orders-full' });
    expect(plan().repositories.map(r => r.method)).toEqual([BackupMethod.LOGICAL]);
    expect(object(plan(), 'Neo4jArchiver').spec).toMatchObject({ fullBackup: { driver: 'Neo4jAdmin' }, differentialBackup: { backupInterval: '5m' } });
    const often = plan({ differentialBackup: { backupInterval: '1m' } });
    expect(often.problems).toEqual([]);
    expect(object(often, 'Neo4jArchiver').spec.differentialBackup).toEqual({ backupInterval: '1m' });
  });
});

describe('several backups at once', () => {
  test('share a BackupConfiguration and nothing else', () => {
    const plan = planOf(Backup.combined(
      Backup.continuous({ ...basics(), fullBackup, manifestBackup: fullBackup }), Backup.logical(basics()), Backup.manifest(basics()),
      Backup.volumeSnapshot({ ...basics(), volumeSnapshotClassName: 'csi' }), Backup.physical(basics()),
    ));
    expect(plan.problems).toEqual([]);
    expect(plan.configurations.map(c => c.sessions.map(s => s.name))).toEqual([['logical', 'manifests', 'volume-snapshot', 'physical']]);
    const names = plan.repositories.map(r => r.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('can go to two places, as long as they have names', () => {
    const two = Backup.combined(Backup.logical(basics()), Backup.logical({ ...basics(), name: 'offsite' }));
    expect(problems(two)).toEqual([]);
    expect(problems(Backup.combined(Backup.logical(basics()), Backup.logical(basics())))).toContain('backup-name-taken');
  });
});

describe('binding', () => {
  test('makes the objects of the plan in the order in which they are applied', () => {
    const chart = chartIn();
    const binding = Backup.combined(Backup.logical(basics()), Backup.continuous({ ...basics(), fullBackup }))._bind(chart, 'Backup', target());
    expect(Testing.synth(chart).map(o => `${o.kind} ${o.metadata.name}`)).toEqual(binding.plan.objects.map(o => `${o.kind} ${o.name}`));
    expect(binding.objects.map(o => o.node.path)).toEqual([
      'shop/Backup/Retention-logical', 'shop/Backup/Configuration', 'shop/Backup/Retention-archiver', 'shop/Backup/Archiver',
    ]);
    expect(codes(chart)).toEqual([]);
  });

  test('JSON patches reach every object', () => {
    const chart = chartIn();
    Backup.logical(basics())._bind(chart, 'Backup', target());
    ApiObject.of(chart.node.findChild('Backup').node.findChild('Configuration')).addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(Testing.synth(chart)[1].spec.paused).toBe(true);
  });

  test('reports what is wrong and crashes at nothing', () => {
    const chart = chartIn();
    const bad = Backup.logical({ storage: storageIn(), schedule: Cron.schedule({ minute: '/30' }) });
    Backup.combined(bad, bad)._bind(chart, 'Backup', target());
    // Sessions of one name follow from backups of one name.
    expect(new Set(codes(chart))).toEqual(new Set(['encryption-secret-missing', 'backup-name-taken']));
  });
});

describe('users that Jobs need', () => {
  const root = { securityContext: { runAsUser: 0 } };
  const continuous = (more: object = {}) => Backup.continuous({ ...basics(), fullBackup: Cron.daily(), ...more });

  test('WAL-G of SQL Server is root, everywhere', () => {
    const { addon } = object(planOf(Backup.logical(basics()), mssqlserver), 'BackupConfiguration').spec.sessions[0];
    expect(addon.jobTemplate.spec).toMatchObject(root);
    const archiver = object(planOf(continuous(), mssqlserver), 'MSSQLServerArchiver').spec;
    expect(archiver.fullBackup.jobTemplate.spec).toEqual(root);
    expect(archiver.logBackup.runtimeSettings).toEqual({ pod: root, container: root });
  });

  test('full backups of MySQL by restic are the server, others are whoever they are', () => {
    const full = (more: object = {}) => object(planOf(continuous(more), mysql), 'MySQLArchiver').spec.fullBackup.jobTemplate?.spec;
    expect(full()).toEqual({ securityContext: { runAsUser: 999, runAsGroup: 0 } });
    expect(full({ volumeSnapshotClassName: 'csi' })).toBeUndefined();
  });

  test('what the user says goes over it', () => {
    const pod = { securityContext: { runAsUser: 10001, runAsNonRoot: true } };
    const { addon } = object(planOf(Backup.logical({ ...basics(), pod }), mssqlserver), 'BackupConfiguration').spec.sessions[0];
    expect(addon.jobTemplate.spec.securityContext).toEqual({ runAsUser: 10001, runAsNonRoot: true });
    const logBackup = { runtimeSettings: { pod: { securityContext: { runAsUser: 10001 } } } };
    const plan = planOf(continuous({ pod, spec: { logBackup } }), mssqlserver);
    expect(plan.problems.filter(p => p.code === 'spec-conflict')).toEqual([]);
    expect(object(plan, 'MSSQLServerArchiver').spec.logBackup.runtimeSettings.pod.securityContext.runAsUser).toBe(10001);
  });
});

describeUpstream('the CRDs of upstream', () => {
  test.each(ENGINES.map(e => [e.key, e] as const))('take every backup of %s', (_key, facts) => {
    const chart = chartIn();
    const { tasks, archiver } = facts;
    const parts = [
      ...(tasks.logical ? [Backup.logical({ ...basics(), withManifest: tasks.manifest !== undefined, timeout: Duration.hours(1) })] : []),
      ...(tasks.physical ? [Backup.physical(basics())] : []),
      ...(tasks.volumeSnapshot ? [Backup.volumeSnapshot({ ...basics(), volumeSnapshotClassName: 'csi' })] : []),
      ...(tasks.manifest ? [Backup.manifest(basics())] : []),
      ...(tasks.dashboard ? [Backup.dashboard(basics())] : []),
      ...(archiver && archiver.refuses?.({}) === undefined
        ? [Backup.continuous({ ...basics(), fullBackup, ...(facts.key === 'etcd' ? {} : { logRetention: '30d' }) })] : []),
    ];
    Backup.combined(...parts)._bind(chart, 'Backup', target(facts));
    expect(codes(chart)).toEqual([]);
    expect(Testing.synth(chart).flatMap(validateObject)).toEqual([]);
  });
});
