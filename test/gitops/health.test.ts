import { execFileSync } from 'child_process';
import { join } from 'path';
import { parse } from 'yaml';
import { runLua } from './lua';
import { Health } from '../../src/gitops';

const lua = (group: string, kind: string) => Health.argoCdEntries()[`resource.customizations.health.${group}_${kind}`];

test('the patch for Argo CD is YAML that holds the entries as they are', () => {
  expect(parse(Health.argoCd())).toEqual({ data: Health.argoCdEntries() });
});

test('every kind of KubeDB that is restored has a check', () => {
  const kinds = Object.keys(Health.argoCdEntries()).filter(k => k.includes('kubedb.com_')).map(k => k.split('_')[1]);
  expect(kinds).toEqual(expect.arrayContaining(['Postgres', 'MySQL', 'MongoDB', 'Elasticsearch', 'MSSQLServer', 'Qdrant', 'RedisSentinel']));
  expect(new Set(kinds).size).toBe(kinds.length);
});

describe('health in Argo CD', () => {
  const health = (group: string, kind: string, obj: any) => runLua(lua(group, kind), obj);

  test.each([
    [{}, 'Progressing'], [{ status: {} }, 'Progressing'], [{ status: { phase: 'Pending' } }, 'Progressing'],
    [{ status: { phase: 'Running' } }, 'Progressing'], [{ status: { phase: 'Succeeded' } }, 'Healthy'],
    [{ status: { phase: 'Failed' } }, 'Degraded'], [{ status: { phase: 'Invalid' } }, 'Degraded'], [{ status: { phase: 'Unknown' } }, 'Degraded'],
  ])('a RestoreSession with %j is %s', (obj, status) => {
    expect(health('core.kubestash.com', 'RestoreSession', obj).status).toBe(status);
  });

  test('a RestoreSession says how far it is, and why it failed', () => {
    expect(health('core.kubestash.com', 'RestoreSession', {
      status: { phase: 'Running', components: { dump: { progress: { percentDone: '45%' } } } },
    }).message).toBe('Running: dump 45%');
    expect(health('core.kubestash.com', 'RestoreSession', {
      status: { phase: 'Failed', components: { dump: { error: 'no space left' } }, conditions: [{ status: 'True' }, { status: 'False', message: 'x' }] },
    }).message).toBe('Failed: dump: no space left');
    expect(health('core.kubestash.com', 'RestoreSession', {
      status: { phase: 'Invalid', conditions: [{ status: 'True', message: 'fine' }, { status: 'False', message: 'no such addon' }] },
    }).message).toBe('Invalid: no such addon');
  });

  test.each([
    ['Provisioning', 'Progressing'], ['DataRestoring', 'Progressing'], ['Ready', 'Healthy'], ['Critical', 'Degraded'], ['NotReady', 'Degraded'],
    ['Halted', 'Suspended'], ['Unknown', 'Unknown'],
  ])('a database that is %s is %s', (phase, status) => {
    expect(health('kubedb.com', 'Postgres', { status: { phase } }).status).toBe(status);
  });

  test('backups and storages', () => {
    expect(health('core.kubestash.com', 'BackupConfiguration', { status: { phase: 'Ready' } }).status).toBe('Healthy');
    expect(health('core.kubestash.com', 'BackupConfiguration', { spec: { paused: true }, status: { phase: 'Ready' } }).status).toBe('Suspended');
    expect(health('core.kubestash.com', 'BackupConfiguration', { status: { phase: 'Invalid' } }).status).toBe('Degraded');
    expect(health('core.kubestash.com', 'BackupSession', { status: { phase: 'Skipped' } }).status).toBe('Healthy');
    expect(health('storage.kubestash.com', 'BackupStorage', {
      status: { phase: 'NotReady', conditions: [{ status: 'False', message: 'secret not found' }] },
    })).toEqual({ status: 'Progressing', message: 'NotReady: secret not found' });
  });

  test('a previous incarnation is history', () => {
    expect(health('kubedb.com', 'Postgres', { metadata: { annotations: FOLLOWED }, status: { phase: 'NotReady' } })).toEqual({
      status: 'Healthy', message: 'followed by orders-abc',
    });
  });

  test('the backups of a previous incarnation may rest', () => {
    expect(health('core.kubestash.com', 'BackupConfiguration', {
      metadata: { annotations: FOLLOWED }, spec: { paused: true }, status: { phase: 'Ready' },
    }).status).toBe('Healthy');
  });

  test.each([
    ['DataRestoring', [], 'Healthy'],
    ['NotReady', [{ type: 'DataRestored', status: 'False' }, { type: 'Provisioned', status: 'False' }], 'Healthy'],
    ['NotReady', [{ type: 'Provisioned', status: 'True' }], 'Degraded'],
    ['Ready', [{ type: 'Provisioned', status: 'True' }], 'Healthy'],
  ])('an incarnation that a restore makes, %s with %j, is %s: it counts from when it was provisioned', (phase, conditions, status) => {
    const labels = { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/incarnation': 'orders-abc' };
    expect(health('kubedb.com', 'Postgres', { metadata: { labels }, status: { phase, conditions } }).status).toBe(status);
  });

  test('a database that no restore has made counts from the beginning', () => {
    const labels = { 'cdk8s-kubestash/database': 'orders', 'cdk8s-kubestash/incarnation': 'orders' };
    expect(health('kubedb.com', 'Postgres', { metadata: { labels }, status: { phase: 'Provisioning' } }).status).toBe('Progressing');
    expect(health('kubedb.com', 'Postgres', { status: { phase: 'NotReady' } }).status).toBe('Degraded');
  });

  test('every text runs on an object without status', () => {
    for (const [key, script] of Object.entries(Health.argoCdEntries())) {
      expect(runLua(script, { metadata: {} }).status).toBe(key.endsWith('.Service') ? 'Healthy' : 'Progressing');
    }
  });
});

const FOLLOWED = { 'cdk8s-kubestash/followed-by': 'orders-abc' };

/** A client Service, and what it is in each tool. */
const service = (spec: any, notes: Record<string, string> = {}, use = 'client'): any => ({
  metadata: { labels: { 'cdk8s-kubestash/service': use }, annotations: Object.fromEntries(Object.entries(notes).map(([k, v]) => [`cdk8s-kubestash/${k}`, v])) },
  spec: { clusterIP: '10.0.0.1', ...spec },
  status: { loadBalancer: {} },
});
const POD = { 'app.kubernetes.io/instance': 'orders' };
const HALTED = { ...POD, 'cdk8s-kubestash/halted': 'true' };
const AT_WORK = { incarnation: 'orders-abc', restore: 'abc' };

/** What it is to Argo CD, what Argo CD says, and whether it is current to Flux. */
const SERVICES: readonly (readonly [string, any, string, string, boolean])[] = [
  ['one that no run has opened yet', service({}), 'Progressing', 'no run has opened it yet', false],
  ['one with an empty selector', service({ selector: {} }), 'Progressing', 'no run has opened it yet', false],
  ['a halted one', service({ selector: HALTED }, { ...AT_WORK, state: 'halted', by: 'person/ada' }), 'Suspended', 'halted by person/ada', false],
  ['one that Git has halted', service({ selector: HALTED }), 'Suspended', 'halted', true],
  ['one that was halted by hand, where a run is to open it', service({ selector: HALTED }, { declared: 'orders first' }), 'Suspended', 'halted', false],
  ['one that a run has halted, of an app that says nothing to tools', service({ selector: HALTED }, { state: 'halted' }), 'Suspended', 'halted', false],
  ['one that leads to what Git says', service({ selector: POD }, { ...AT_WORK, declared: 'orders-abc abc' }), 'Healthy', '', true],
  ['one that leads elsewhere', service({ selector: POD }, { incarnation: 'orders', restore: 'abc', declared: 'orders-abc abc' }),
    'Suspended', 'leads to orders after restore abc, and Git says orders-abc abc', false],
  ['one of an earlier restore', service({ selector: POD }, { ...AT_WORK, declared: 'orders-abc def' }),
    'Suspended', 'leads to orders-abc after restore abc, and Git says orders-abc def', false],
  ['one that nobody has patched, and Git says something of', service({ selector: POD }, { declared: 'orders first' }),
    'Suspended', 'leads to  after restore , and Git says orders first', false],
  ['one of an app that says nothing to tools', service({ selector: POD }, AT_WORK), 'Healthy', '', true],
  ['a maintenance Service', service({ selector: HALTED }, {}, 'maintenance'), 'Healthy', '', true],
  ['a Service of somebody else', { metadata: {}, spec: { clusterIP: '10.0.0.1' }, status: {} }, 'Healthy', '', true],
  ['a load balancer of somebody else that has no address', { metadata: {}, spec: { type: 'LoadBalancer', clusterIP: '' }, status: { loadBalancer: {} } },
    'Progressing', 'waiting for the load balancer', false],
  ['a load balancer of somebody else that has one', { metadata: {}, spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1' }, status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
    'Healthy', '', true],
  ['an open client Service whose load balancer has no address', service({ type: 'LoadBalancer', selector: POD }), 'Progressing', 'waiting for the load balancer', true],
];

describe('health of a Service', () => {
  test.each(SERVICES)('%s', (_, object, status, message) => {
    expect(runLua(Health.argoCdEntries()['resource.customizations.health.Service'], object)).toEqual({ status, message });
  });

  test('in Flux', () => {
    const expr = parse(Health.flux()).healthCheckExprs.find((e: any) => e.kind === 'Service').current;
    const answers = evaluateCel(SERVICES.map(([, obj]) => ({ expr, obj })));
    expect(SERVICES.map(([name], i) => [name, answers[i]])).toEqual(SERVICES.map(s => [s[0], s[4]]));
  });
});

describe('health in Flux', () => {
  const exprs: any[] = parse(Health.flux()).healthCheckExprs;

  test('says which kind and which version', () => {
    expect(exprs.find(e => e.kind === 'RestoreSession')).toEqual({
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'RestoreSession',
      failed: "has(status.phase) && status.phase in ['Failed', 'Invalid', 'Unknown']",
      current: "has(status.phase) && status.phase == 'Succeeded'",
    });
    expect(exprs.find(e => e.kind === 'MSSQLServer').apiVersion).toBe('kubedb.com/v1alpha2');
    expect(exprs.find(e => e.kind === 'Postgres').apiVersion).toBe('kubedb.com/v1');
  });

  test('the expressions are CEL and mean what they should', () => {
    const restoring = { status: { phase: 'NotReady', conditions: [{ type: 'DataRestored', status: 'False' }] } };
    const asked = [
      ['RestoreSession', 'current', { status: { phase: 'Succeeded' } }, true],
      ['RestoreSession', 'current', { status: { phase: 'Running' } }, false],
      ['RestoreSession', 'failed', { status: { phase: 'Invalid' } }, true],
      ['RestoreSession', 'failed', { status: {} }, false],
      ['Postgres', 'current', { status: { phase: 'Ready' } }, true],
      ['Postgres', 'current', { status: { phase: 'Provisioning' } }, false],
      ['Postgres', 'failed', restoring, true],
      ['Postgres', 'failed', { ...restoring, metadata: { annotations: FOLLOWED } }, false],
      ['Postgres', 'current', { ...restoring, metadata: { annotations: FOLLOWED } }, true],
      ['Postgres', 'failed', { status: { phase: 'NotReady' } }, false],
      ['BackupSession', 'current', { status: { phase: 'Skipped' } }, true],
      ['BackupStorage', 'current', { status: { phase: 'NotReady' } }, false],
    ] as const;
    const questions = asked.map(([kind, which, obj]) => ({ expr: exprs.find(e => e.kind === kind)[which], obj: { metadata: {}, ...obj } }));
    const others = exprs.filter(e => e.kind !== 'Service').flatMap(e => [e.current, e.failed]).filter(Boolean).map(expr => ({ expr, obj: { metadata: {}, status: {} } }));
    const answers = evaluateCel([...questions, ...others]);
    expect(answers.slice(0, asked.length)).toEqual(asked.map(a => a[3]));
    expect(answers.slice(asked.length)).toEqual(others.map(() => false));
  });
});

/** The package is an ES module, which jest does not load: another process does. */
function evaluateCel(questions: { expr: string; obj: any }[]): boolean[] {
  const script = `
    import { evaluate } from '@marcbachmann/cel-js';
    const questions = JSON.parse(process.argv[1]);
    process.stdout.write(JSON.stringify(questions.map(q => evaluate(q.expr, q.obj))));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(questions)], {
    cwd: join(__dirname, '..', '..'), encoding: 'utf8',
  }));
}
