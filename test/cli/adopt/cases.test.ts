import { run } from './run';
import { adopted, configMap, configuration, RETENTION, STORAGE } from './samples';
import { unexplained } from './semantic';

describe('code', () => {
  test('constructs stand where they are referred to, and before', () => {
    const { code } = adopted({ 'a.yaml': configuration('shop'), 'b.yaml': RETENTION, 'c.yaml': STORAGE });
    expect(code).toMatchInlineSnapshot(`
"import { App, Chart } from 'cdk8s';
import { BackupStorage, resources, StorageBackend } from 'cdk8s-kubestash';

const app = new App();

const shop = new Chart(app, 'shop', { namespace: 'shop' });

// c.yaml
const backups = new BackupStorage(shop, 'Backups', {
  backend: StorageBackend.s3({ bucket: 'backups', secret: { name: 's3-credentials' } }),
  usagePolicy: resources.UsagePolicy.all(),
});

// b.yaml
const aWeek = new resources.RetentionPolicy(shop, 'AWeek', {
  maxRetentionPeriod: '7d',
  usagePolicy: resources.UsagePolicy.all(),
});

// a.yaml
new resources.BackupConfiguration(shop, 'Orders', {
  target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' },
  backends: [{ name: 's3', storageRef: backups, retentionPolicy: aWeek }],
  sessions: [{
    name: 'nightly',
    scheduler: { schedule: '0 3 * * *', jobTemplate: { backoffLimit: 1 } },
    repositories: [{ name: 'orders', backend: 's3', directory: '/orders' }],
    addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] },
  }],
});

app.synth();
"
`);
    expect(run(code)).toHaveLength(3);
  });

  test('in another namespace only what tells its namespace does', () => {
    const { code } = adopted({ 'a.yaml': STORAGE, 'b.yaml': RETENTION, 'c.yaml': configuration('other') });
    expect(code).toContain('storageRef: backups,');
    expect(code).toContain('retentionPolicy: { name: \'a-week\', namespace: \'shop\' }');
    const printed = run(code).find(o => o.kind === 'BackupConfiguration');
    expect(printed.spec.backends[0].storageRef).toEqual({ name: 'backups', namespace: 'shop' });
  });

  test('what a class has no property for goes through spec, and the report says so', () => {
    const { code, report, text } = adopted({ 'a.yaml': configuration('shop', '      brandNew: { field: 1 }\n') });
    expect(code).toContain('spec: { sessions: [{ brandNew: { field: 1 } }] },');
    expect(report.objects[0]).toMatchObject({ construct: 'BackupConfiguration', untyped: ['sessions[0].brandNew.field'] });
    expect(text).toContain('in the words of the CRD: sessions[0].brandNew.field');
    expect(run(code)[0].spec.sessions[0]).toMatchObject({ brandNew: { field: 1 }, name: 'nightly' });
  });

  test('numbers where a class wants text go through spec one by one', () => {
    const { code } = adopted({
      'a.yaml': configuration('shop').replace('name: postgres-addon,', 'name: postgres-addon, jobTemplate: { spec: { resources: { requests: { cpu: 1, memory: 1Gi } } } },'),
    });
    expect(code).toContain('resources: { requests: { memory: \'1Gi\' } }');
    expect(run(code)[0].spec.sessions[0].addon.jobTemplate.spec.resources.requests).toEqual({ cpu: 1, memory: '1Gi' });
  });

  test('references of blueprints stay open: they belong to whatever uses them', () => {
    const text = `
apiVersion: core.kubestash.com/v1alpha1
kind: BackupBlueprint
metadata: { name: all, namespace: shop }
spec:
  backupConfigurationTemplate:
    backends: [{ name: s3, storageRef: { name: backups }, retentionPolicy: { name: a-week, namespace: shop } }]
    sessions:
      - name: nightly
        scheduler: { schedule: "\${schedule}", jobTemplate: {} }
        repositories: [{ name: "\${targetName}", backend: s3, directory: "/\${namespace}" }]
        addon: { name: postgres-addon, tasks: [{ name: logical-backup }] }
`;
    const { code, report } = adopted({ 'a.yaml': text });
    expect(report.objects[0].construct).toBe('BackupBlueprint');
    expect(run(code)[0].spec.backupConfigurationTemplate.backends[0].storageRef).toEqual({ name: 'backups' });
  });

  test('names that classes would not choose are said, and ids are unique', () => {
    const database = 'apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: { name: orders, namespace: shop }\nspec: { version: "17.5", storageType: Ephemeral }\n';
    const { code } = adopted({ 'a.yaml': `${database}---${configuration('shop')}---${configuration('shop').replace('name: orders,', 'name: 0.orders-2b,')}` });
    expect(code).toContain('new ApiObject(shop, \'Orders\', {');
    expect(code).toContain('new resources.BackupConfiguration(shop, \'OrdersBackupConfiguration\', {\n  name: \'orders\',');
    expect(code).toContain('name: \'0.orders-2b\',');
    expect(run(code).map(o => o.metadata.name).sort()).toEqual(['0.orders-2b', 'orders', 'orders']);
  });

  test('objects without namespace get none', () => {
    const { code } = adopted({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', 'b.yaml': STORAGE });
    expect(code).toContain('new Chart(app, \'cluster\');');
    expect(run(code).find(o => o.kind === 'Namespace').metadata).toEqual({ name: 'shop' });
  });

  test('a project that can be installed', () => {
    const { files } = adopted({ 'a.yaml': STORAGE });
    expect(files.map(f => [f.path, f.keep])).toEqual([['main.ts', false], ['cdk8s.yaml', true], ['package.json', true], ['tsconfig.json', true]]);
    expect(Object.keys(JSON.parse(files[2].text).dependencies)).toEqual(['cdk8s', 'cdk8s-kubestash', 'constructs']);
  });
});

describe('YAML as kubectl reads it', () => {
  test.each([
    ['2024-01-01', '2024-01-01'], ['2024-07-10T11:45:15Z', '2024-07-10T11:45:15Z'], ['12:30', '12:30'], ['yes', true], ['off', false],
    ['0o17', 15], ['0775', 509], ['0X1F', 31], ['1_000', 1000], ['"0775"', '0775'], ['~', undefined], ['1.5', 1.5],
  ])('%s', (text, value) => {
    const [printed] = run(adopted({ 'a.yaml': configMap('a', text) }).code);
    expect(printed.data?.key).toEqual(value);
  });

  test('anchors, merge keys, several documents and Lists', () => {
    const { code, report } = adopted({
      'a.yaml': `apiVersion: v1\nkind: List\nitems:\n- &a\n${configMap('a', 'x').replace(/^/gm, '  ')}\n- <<: *a\n  metadata: { name: b, namespace: shop }\n---\n${configMap('c', 'y')}`,
    });
    expect(report.objects.map(o => o.source)).toEqual(['a.yaml#1', 'a.yaml#2', 'a.yaml#3']);
    expect(run(code).map(o => o.metadata.name)).toEqual(['a', 'b', 'c']);
  });
});

describe('what the cluster wrote', () => {
  const exported = `${STORAGE.replace('name: backups', 'name: backups, uid: 1-2, resourceVersion: "7", managedFields: [{ manager: kubectl }]')}status: { phase: Ready }\n`;

  test('is kept unless told otherwise', () => {
    const { code, codes } = adopted({ 'a.yaml': exported });
    expect(codes).toEqual(['adopt-cluster-fields']);
    expect(code).toContain('ApiObject.of(backups).addJsonPatch(JsonPatch.add(\'/status\', { phase: \'Ready\' }));');
    expect(run(code)[0]).toMatchObject({ metadata: { uid: '1-2', resourceVersion: '7' }, status: { phase: 'Ready' } });
  });

  test('is left out where only what was declared is wanted', () => {
    const { code, codes } = adopted({ 'a.yaml': exported }, { declaredOnly: true });
    expect(codes).toEqual([]);
    const [printed] = run(code);
    expect(printed.metadata).toEqual({ name: 'backups', namespace: 'shop' });
    expect(printed.status).toBeUndefined();
  });
});

describe('objects that do not go together', () => {
  test('the same one twice is adopted once', () => {
    const { codes, code } = adopted({ 'a.yaml': STORAGE, 'b.yaml': STORAGE });
    expect(codes).toEqual(['adopt-same-twice']);
    expect(run(code)).toHaveLength(1);
  });

  test('two that contradict each other stand in apps of their own', () => {
    const { codes, code, report } = adopted({ 'staging/a.yaml': STORAGE, 'live/a.yaml': STORAGE.replace('bucket: backups', 'bucket: live') });
    expect(codes).toEqual(['duplicate-object']);
    expect(report.findings[0].severity).toBe('warning');
    expect(code).toContain('const app2 = new App({ outdir: `${app.outdir}/2` });');
    expect(run(code).map(o => o.spec.storage.s3.bucket).sort()).toEqual(['backups', 'live']);
  });
});

test('texts survive whatever they hold', () => {
  const texts = ['a\nb\nc\n', 'it\'s "so"', '`${x}`', '\\n', '\u0000', '\ufeff', '日本', '<<', '__proto__', 'x'.repeat(300), '\r\n', '{{ .A }}'];
  const data = Object.fromEntries([...texts.map((t, i) => [`k${i}`, t]), ['a b', '1'], ['1', 'x']]);
  const object = { apiVersion: 'example.com/v1', kind: 'Odd', metadata: { name: 'odd' }, data, list: [[], {}, [[1]]], none: {} };
  const { code } = adopted({ 'a.json': JSON.stringify(object) });
  expect(unexplained(object, run(code)[0])).toEqual([]);
  expect(code.split('\n').filter(line => line.length > 120 && !line.includes('xxx'))).toEqual([]);
});
