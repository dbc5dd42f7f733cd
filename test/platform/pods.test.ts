import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import {
  Backup, BackupStorage, Check, Database, Engine, ExistingDatabase, Platform, PlatformOptions, PodsOptions, PointInTimeRestore, RestorableDatabase,
  RestoreOptions, RestorePoint,
  RestoreProcess, Resume, SnapshotClone, SnapshotRestore, StorageBackend, Traffic,
} from '../../src';
import { ENGINES } from '../../src/engines/registry';
import { bytesOfQuantity } from '../../src/protocol/quantity';
import { containers, intents, monday, Shop } from '../support/shop';

const session = (shop: Shop): any => intents(shop.objects).find(i => i.session !== undefined).session.spec;

/** A database whose dump is written back over it. */
function overwrite({ platform, pods, backup, restore }: {
  platform?: PlatformOptions; pods?: PodsOptions; backup?: object; restore?: Partial<RestoreOptions>;
} = {}): Shop {
  const shop = new Shop(platform);
  const orders = shop.orders({
    pods, backup: Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), ...backup }),
  });
  new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), process: RestoreProcess.OVERWRITE, ...restore });
  return shop;
}

describe('what is said once for an app', () => {
  const shop = new Shop({ pods: { labels: { 'sidecar.istio.io/inject': 'false' }, nodeSelector: { pool: 'jobs' }, resources: { limits: { cpu: '1' } } } });
  const storage = new BackupStorage(shop.chart, 'Later', { backend: StorageBackend.s3({ bucket: 'later' }) });
  const orders = shop.orders({
    backup: Backup.combined(
      Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily(), manifestBackup: Cron.weekly() }),
      Backup.logical({ storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() }),
    ),
  });
  new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), process: RestoreProcess.OVERWRITE });
  const job = { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } }, spec: { nodeSelector: { pool: 'jobs' }, resources: { limits: { cpu: '1' } } } };
  const settings = { pod: { podLabels: job.metadata.labels, nodeSelector: { pool: 'jobs' } }, container: { resources: { limits: { cpu: '1' } } } };

  test('reaches the pod of a run and every container in it', () => {
    const { metadata, spec } = shop.object('Job').spec.template;
    expect(metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'false', 'cdk8s-kubestash/run-of': 'orders' });
    expect(spec.nodeSelector).toEqual({ pool: 'jobs' });
    expect(containers(shop.object('Job')).map(c => c.resources.limits.cpu)).toEqual(containers(shop.object('Job')).map(() => '1'));
  });

  test('reaches Jobs that back up, and what triggers them', () => {
    const [configured] = shop.objects.filter(o => o.kind === 'BackupConfiguration').map(o => o.spec.sessions[0]);
    expect(configured.addon.jobTemplate).toMatchObject(job);
    expect(configured.scheduler.jobTemplate.template).toMatchObject(job);
  });

  test('reaches the Job that restores, and the safety backup', () => {
    expect(session(shop).addon.jobTemplate).toMatchObject(job);
    const safety = shop.objects.find(o => o.kind === 'BackupConfiguration' && o.metadata.name.endsWith('-safety'));
    expect(safety.spec.sessions[0].addon.jobTemplate).toMatchObject(job);
  });

  test('reaches an archiver: its full backups, its manifests, their triggers, and what archives logs', () => {
    const { fullBackup, manifestBackup, logBackup } = shop.object('PostgresArchiver').spec;
    expect([fullBackup.jobTemplate, manifestBackup.jobTemplate, fullBackup.scheduler.jobTemplate.template]).toEqual([job, job, job]);
    expect(logBackup.runtimeSettings).toEqual(settings);
  });

  test.each(['storage', 'later'])('reaches what looks after a storage: %s', name => {
    expect(shop.object('BackupStorage', name).spec.runtimeSettings).toEqual(settings);
  });
});

describe('single parts', () => {
  const shop = overwrite({
    pods: {
      run: { priorityClassName: 'run' },
      checks: { env: { A: '$(x)' } },
      backup: { priorityClassName: 'backup' },
      restore: { env: { B: 'restore' } },
      safetyBackup: { priorityClassName: 'safety' },
    },
  });
  const configurations = Object.fromEntries(shop.objects.filter(o => o.kind === 'BackupConfiguration').map(o => [o.metadata.name === 'orders' ? 'backup' : 'safety', o.spec.sessions[0]]));

  test('say what holds for them alone', () => {
    expect(shop.object('Job').spec.template.spec.priorityClassName).toBe('run');
    expect(configurations.backup.addon.jobTemplate.spec.priorityClassName).toBe('backup');
    expect(configurations.safety.addon.jobTemplate.spec.priorityClassName).toBe('safety');
    expect(configurations.backup.scheduler.jobTemplate.template.spec).toEqual({ resources: {} });
    expect(session(shop).addon.jobTemplate.spec).toEqual({ priorityClassName: 'backup', env: [{ name: 'B', value: 'restore' }] });
  });

  test('checks are the containers that talk to the database, and text arrives in them as it was written', () => {
    const having = containers(shop.object('Job')).filter(c => c.env?.some((e: any) => e.name === 'A' && e.value === '$$(x)')).map(c => c.name);
    expect(having).toEqual(containers(shop.object('Job')).map(c => c.name).filter(name => /^(disconnect|check-)/.test(name)));
    expect(having.length).toBeGreaterThan(1);
  });

  test('a check of one\'s own image says for itself what is nearer', () => {
    const own = new Shop();
    new PointInTimeRestore(own.chart, 'Undo', {
      database: own.orders(),
      at: '2026-11-20T08:30:00Z',
      pods: { checks: { resources: { limits: { cpu: '1' } } }, volumes: [{ name: 'ca', configMap: { name: 'ca' } }] },
      resume: Resume.manual({
        checks: [Check.command({
          name: 'own', image: 'a:1', command: ['x'], resources: { limits: { cpu: '2' } }, containerSecurityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'ca', mountPath: '/ca' }],
        })],
      }),
    });
    const check = containers(own.object('Job')).find(c => c.name === 'check-own');
    expect(check).toMatchObject({
      resources: { limits: { cpu: '2', memory: '256Mi' } }, securityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'ca', mountPath: '/ca' }],
    });
    expect(own.object('Job').spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
    expect(own.object('Job').spec.template.spec.volumes).toContainEqual({ name: 'ca', configMap: { name: 'ca' } });
  });
});

describe('the Job of a restore', () => {
  test('takes what the backup says that wrote the Snapshot, and not what another backup says', () => {
    const shop = new Shop();
    const basics = { storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() };
    const backup = Backup.combined(
      Backup.logical({ ...basics, pod: { serviceAccountName: 'dumps' } }), Backup.physical({ ...basics, pod: { serviceAccountName: 'files' } }),
    );
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders({ backup }), snapshot: monday(), process: RestoreProcess.OVERWRITE });
    expect(session(shop).addon.jobTemplate.spec.serviceAccountName).toBe('dumps');
  });

  test('can be told parameters, hooks and a time-out', () => {
    const hooks = { postRestore: [{ name: 'mask', hookTemplate: { name: 'mask' } }] };
    const spec = session(overwrite({ restore: { session: { params: { args: '--no-owner' }, hooks, timeout: Duration.hours(3) } } }));
    expect(spec.addon.tasks[0].params).toEqual({ args: '--no-owner' });
    expect(spec.hooks).toEqual({ postRestore: [{ name: 'mask', hookTemplate: { name: 'mask', namespace: 'shop' } }] });
    expect(spec.restoreTimeout).toBe('10800s');
  });

  test('can be told so for a new database, a clone, and where Git declares everything', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const props = { engine: Engine.POSTGRES, version: '17.5', storage: { size: Size.gibibytes(50) }, session: { params: { args: '--no-owner' } }, pods: { restore: { priorityClassName: 'low' } } };
    new RestorableDatabase(chart, 'New', { ...props, init: RestorePoint.snapshot(monday()) });
    new SnapshotClone(chart, 'Copy', { ...props, snapshot: monday(), name: 'copy' });
    new RestorableDatabase(chart, 'Declared', { ...props, init: RestorePoint.snapshot(monday()), traffic: Traffic.declared({ open: false }) });
    const specs = chart.toJson().flatMap((o: any) => (o.kind === 'RestoreSession' ? [o.spec] : intents([o]).filter(i => i.session).map(i => i.session.spec)));
    expect(specs).toHaveLength(3);
    for (const { addon } of specs) {
      expect(addon.tasks[0].params).toEqual({ args: '--no-owner' });
      expect(addon.jobTemplate.spec.priorityClassName).toBe('low');
    }
  });

  test('has no say where the operator restores', () => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', session: { params: { args: '--no-owner' } } });
    expect(shop.codes).toEqual(['session-option-unused']);
  });

  test('keeps its name, whatever is said of pods and sessions', () => {
    const names = (shop: Shop) => shop.objects.filter(o => o.kind === 'Role').map(o => o.metadata.name);
    expect(names(overwrite({ pods: { nodeSelector: { a: 'b' } }, restore: { session: { timeout: Duration.hours(1) } } }))).toEqual(names(overwrite()));
  });
});

describe('a database like another', () => {
  const copyOf = (pods: PodsOptions, { props = {}, of = {}, around }: { props?: object; of?: object; around?: PodsOptions } = {}): Shop => {
    const shop = new Shop({ pods: { nodeSelector: { pool: 'all' }, priorityClassName: 'all' } });
    const orders = shop.orders({ pods, ...of });
    const staging = new Chart(shop.app, 'staging', { namespace: 'shop' });
    if (around !== undefined) Platform.of(staging).use({ pods: around });
    new SnapshotClone(staging, 'Staging', { snapshot: monday(), like: orders, name: 'staging', ...props });
    return shop;
  };
  const run = (shop: Shop): any => shop.objects.find(o => o.kind === 'Job' && o.metadata.name.startsWith('staging-')).spec.template;
  const mesh = { labels: { 'sidecar.istio.io/inject': 'false' } };

  test('has pods as that one has them, those of its runs and those that restore it', () => {
    const shop = copyOf({ ...mesh, run: { schedulerName: 'a' }, restore: { env: { A: 'b' } } });
    expect(run(shop).metadata.labels).toMatchObject({ ...mesh.labels, 'cdk8s-kubestash/run-of': 'staging' });
    expect(session(shop).addon.jobTemplate).toMatchObject({
      metadata: mesh, spec: { nodeSelector: { pool: 'all' }, priorityClassName: 'all', env: [{ name: 'A', value: 'b' }] },
    });
  });

  test('counts what that one says above what is said for both, and below what is said around itself or by itself', () => {
    const pods = { nodeSelector: { pool: 'orders' }, priorityClassName: 'orders', schedulerName: 'orders' };
    const shop = copyOf(pods, { around: { nodeSelector: { pool: 'staging' } }, props: { pods: { schedulerName: 'own' } } });
    expect(run(shop).spec).toMatchObject({ nodeSelector: { pool: 'staging' }, priorityClassName: 'orders', schedulerName: 'own' });
  });

  test('takes nothing of what is said around that one alone', () => {
    const shop = new Shop(undefined, { pods: { nodeSelector: { pool: 'production' } } });
    const orders = shop.orders({ pods: mesh });
    new SnapshotClone(new Chart(shop.app, 'staging', { namespace: 'shop' }), 'Staging', { snapshot: monday(), like: orders, name: 'staging' });
    expect(run(shop).spec.nodeSelector).toBeUndefined();
    expect(run(shop).metadata.labels).toMatchObject(mesh.labels);
  });

  test('a clone of a clone takes what both say', () => {
    const shop = new Shop();
    const orders = shop.orders({ pods: mesh });
    const first = new SnapshotClone(shop.chart, 'Test', { snapshot: monday(), like: orders, name: 'test', pods: { priorityClassName: 'low' } });
    new SnapshotClone(shop.chart, 'Staging', { snapshot: monday(), like: first, name: 'staging' });
    expect(run(shop)).toMatchObject({ metadata: mesh, spec: { priorityClassName: 'low' } });
  });

  test('restores with what the backup says that wrote its Snapshot', () => {
    const shop = new Shop();
    const storage = { storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() };
    const pod = { serviceAccountName: 'dumps', env: { HTTPS_PROXY: 'http://proxy:3128' } };
    const orders = shop.orders({ backup: Backup.logical({ ...storage, pod }) });
    new SnapshotClone(shop.chart, 'Staging', {
      snapshot: monday(), like: orders, name: 'staging', backup: Backup.logical({ ...storage, pod: { serviceAccountName: 'own' } }),
    });
    expect(session(shop).addon.jobTemplate.spec).toMatchObject({ serviceAccountName: 'dumps', env: [{ name: 'HTTPS_PROXY', value: pod.env.HTTPS_PROXY }] });
  });

  test('names no ServiceAccount of another namespace', () => {
    const pods = { ...mesh, serviceAccountName: 'backups', restore: { serviceAccountName: 'restores' } };
    const shop = new Shop();
    const orders = shop.orders({
      pods, backup: Backup.logical({ storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), pod: { serviceAccountName: 'dumps' } }),
    });
    new SnapshotClone(shop.chart, 'Staging', { snapshot: monday(), like: orders, namespace: 'staging' });
    expect(session(shop).addon.jobTemplate).toMatchObject({ metadata: mesh });
    expect(session(shop).addon.jobTemplate.spec.serviceAccountName).toBeUndefined();
  });
});

describe('a restore in a chart of its own', () => {
  const ops = (around: PlatformOptions): { shop: Shop; ops: Chart; orders: Database } => {
    const shop = new Shop({ pods: { schedulerName: 'all' } });
    const orders = shop.orders({ pods: { priorityClassName: 'orders', nodeSelector: { pool: 'orders' } }, run: { registry: 'near.example.com' } });
    const chart = new Chart(shop.app, 'ops', { namespace: 'shop' });
    Platform.of(chart).use(around);
    return { shop, ops: chart, orders };
  };
  const jobs = (shop: Shop): any[] => shop.objects.filter(o => o.kind === 'Job').map(o => o.spec.template.spec);

  test('has what is said around it, nearer than what is said of the database, and so have those that follow', () => {
    const { shop, ops: chart, orders } = ops({ pods: { priorityClassName: 'ops' }, run: { registry: 'far.example.com' } });
    const undo = new PointInTimeRestore(chart, 'Undo', { database: orders, at: '2026-11-20T08:30:00Z' });
    const expected = { priorityClassName: 'ops', nodeSelector: { pool: 'orders' }, schedulerName: 'all' };
    expect(jobs(shop)).toEqual([expect.objectContaining(expected)]);
    expect(jobs(shop)[0].initContainers[0].image).toMatch(/^far\.example\.com\//);
    const { fullBackup } = shop.objects.find(o => o.kind === 'PostgresArchiver' && o.metadata.name.startsWith(undo.restored.incarnation)).spec;
    expect(fullBackup.jobTemplate.spec).toMatchObject(expected);
    new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday(), pods: { schedulerName: 'own' } });
    expect(jobs(shop)).toEqual([expect.objectContaining({ ...expected, schedulerName: 'own' })]);
    expect(shop.codes).toEqual([]);
  });

  test('says what counts most itself', () => {
    const { shop, ops: chart, orders } = ops({ pods: { priorityClassName: 'ops' }, run: { registry: 'far.example.com' } });
    new PointInTimeRestore(chart, 'Undo', { database: orders, at: '2026-11-20T08:30:00Z', pods: { priorityClassName: 'own' }, run: { registry: 'own.example.com' } });
    expect(jobs(shop)[0].priorityClassName).toBe('own');
    expect(jobs(shop)[0].initContainers[0].image).toMatch(/^own\.example\.com\//);
  });
});

describe('what is said too late', () => {
  test.each<[string, (shop: Shop) => void, string]>([
    ['of pods, after a storage', () => {}, 'shop/Storage'],
    ['of runs, after a database', shop => { shop.orders(); }, 'shop/Orders'],
  ])('is an error, where it would not count: %s', (what, declare, first) => {
    const shop = new Shop();
    declare(shop);
    Platform.of(shop.app).use(what.startsWith('of pods') ? { pods: { schedulerName: 'x' } } : { run: { registry: 'mirror.example.com' } });
    expect(shop.finding('platform-used-late')).toMatchObject({ severity: 'error', value: `"${first}"` });
    expect(() => shop.app.synthYaml()).toThrow('[platform-used-late]');
  });

  test('is none where nothing below has asked', () => {
    const shop = new Shop();
    Platform.of(shop.app).use({ run: { registry: 'mirror.example.com' } });
    shop.orders();
    Platform.of(new Chart(shop.app, 'ops', { namespace: 'shop' })).use({ pods: { schedulerName: 'x' } });
    expect(shop.codes).toEqual([]);
  });
});

test('Jobs are immutable, so that a run whose pod has another label or annotation has another name', () => {
  const job = (pods?: PodsOptions) => overwrite({ pods }).object('Job').metadata.name;
  expect(new Set([job(), job({ labels: { a: 'b' } }), job({ annotations: { a: 'b' } }), job({ nodeSelector: { a: 'b' } })]).size).toBe(4);
});

test('labels of a run stay its own', () => {
  expect(overwrite({ pods: { labels: { 'cdk8s-kubestash/run-of': 'billing' } } }).object('Job').spec.template.metadata.labels['cdk8s-kubestash/run-of']).toBe('orders');
});

test('an imported database takes them too, its incarnations and runs', () => {
  const shop = new Shop(undefined, { pods: { imagePullSecrets: [{ name: 'pull' }] } });
  ExistingDatabase.fromName(shop.chart, 'Old', 'old', { engine: Engine.REDIS, version: '7.4.1', pods: { run: { priorityClassName: 'high' } } });
  expect(shop.object('Job').spec.template.spec).toMatchObject({ priorityClassName: 'high', imagePullSecrets: [{ name: 'pull' }] });
});

describe('images', () => {
  const images = (shop: Shop) => [...new Set(containers(shop.object('Job')).map(c => c.image))].sort();

  test('all come from one registry, if it is said once', () => {
    const shop = overwrite({ platform: { run: { registry: 'registry.example.com/mirror', imagePullPolicy: 'IfNotPresent' } } });
    expect(images(shop).every(image => image.startsWith('registry.example.com/mirror/'))).toBe(true);
    const without = (parts: number, of: string[]) => of.map(image => image.split('/').slice(parts).join('/')).sort();
    expect(without(2, images(shop))).toEqual(without(1, images(overwrite())));
    expect(new Set(containers(shop.object('Job')).map(c => c.imagePullPolicy))).toEqual(new Set(['IfNotPresent']));
  });

  test('that somebody names stay as they are', () => {
    const shop = overwrite({ platform: { run: { registry: 'registry.example.com', clientImage: 'docker.io/library/postgres:17' } } });
    expect(images(shop)).toContain('docker.io/library/postgres:17');
  });
});

test('nothing is printed that nobody has said', () => {
  const pods = overwrite();
  const [regular] = pods.objects.filter(o => o.kind === 'BackupConfiguration').map(o => o.spec.sessions[0]);
  expect(regular.addon.jobTemplate).toBeUndefined();
  expect(regular.scheduler.jobTemplate.template).toEqual({ controller: {}, metadata: {}, spec: { resources: {} } });
  expect(pods.object('BackupStorage').spec.runtimeSettings).toBeUndefined();
  expect(session(pods).addon.jobTemplate).toEqual({ metadata: { labels: { 'cdk8s-kubestash/admitted-to': 'orders' } }, spec: {} });
});

test('docs/platform.md lists the ports of every engine, and what a run counts for', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'platform.md'), 'utf8');
  const listed = new Set(page.match(/^\| [^|]+ \| [0-9, ]+[^|]*\|$/gm)!.flatMap(row => row.match(/\b\d{4,5}\b/g) ?? []));
  const specs = [{}, { enableSSL: true }, { topology: { routers: {} } }, { topology: { routers: {} }, enableSSL: true }];
  const ports = ENGINES.flatMap(facts => specs.flatMap(spec => facts.client.ports(spec).map(p => String(p.port))));
  expect([...new Set(ports)].filter(port => !listed.has(port))).toEqual([]);
  expect([...listed].filter(port => !ports.includes(port))).toEqual([]);

  const bytes = (text: string) => bytesOfQuantity(text)! / 2 ** 20;
  const [agent, ...others] = containers(overwrite({ restore: { resume: Resume.manual({ checks: [Check.command({ image: 'a:1', command: ['x'] })] }) } }).object('Job'));
  const most = (of: 'requests' | 'limits') => bytes(agent.resources[of].memory) + Math.max(...others.map(c => bytes(c.resources[of].memory)));
  expect(page).toContain(`20m of CPU and ${most('requests')}Mi of memory, and for a limit of ${most('limits')}Mi`);
});
