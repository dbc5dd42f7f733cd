import { execFileSync } from 'child_process';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import {
  AgentImage, BackupMethod, Check, Expect, Isolation, PlatformOptions, RestorableDatabase, RestoreProcess, Resume, SafetyBackup, Snapshot,
  SnapshotRestore,
} from '../../src';
import { copied, engines, topologies, versionOf } from '../engines/samples';
import { describeWith } from '../support/needs';
import { synthesized } from '../support/shop';

jest.setTimeout(600_000);

let evaluator: string;

/** What Pod Security `restricted` forbids of each pod, in the words of upstream's own evaluator. */
function forbidden(templates: readonly object[]): string[] {
  const said = execFileSync(evaluator, { input: JSON.stringify(templates), encoding: 'utf8', stdio: 'pipe' }).split('\n').slice(0, -1);
  expect(said).toHaveLength(templates.length);
  return said;
}

/** Pods of the runs of a database of every engine: one that is opened, one that is written over with checks of all sorts. */
function pods(options: PlatformOptions = {}): any[] {
  const app = new App();
  engines.forEach(engine => {
    const facts = engine._facts;
    const chart = new Chart(app, facts.key, { namespace: facts.key });
    const [, , topology, replicas] = topologies.find(([, e]) => facts.key === 'druid' && e === engine) ?? [];
    const database = new RestorableDatabase(chart, 'Orders', {
      engine, version: versionOf(facts), topology, replicas, storage: { size: Size.gibibytes(10) }, isolation: Isolation.always(), ...options,
    });
    new RestorableDatabase(chart, 'Fresh', { engine: copied(engine), version: versionOf(facts), topology, replicas, storage: { size: Size.gibibytes(10) }, ...options });
    // An upstream operator restores etcd, and no run.
    if (facts.key === 'etcd') return;
    const command = { image: 'example.com/check:1', command: ['check'] };
    new SnapshotRestore(chart, 'Back', {
      database,
      snapshot: Snapshot.fromAttributes('dump', {
        method: BackupMethod.LOGICAL, engine, version: versionOf(facts), namespace: facts.key, repository: 'dumps', database: 'orders', time: '2026-11-23T09:00:00Z', encryptionSecret: { name: 'restic' },
      }),
      process: RestoreProcess.OVERWRITE,
      safetyBackup: SafetyBackup.none('a test'),
      resume: Resume.manual({
        checks: [
          Check.command({ name: 'own', ...command }), Check.command({ name: 'judged', ...command, expect: Expect.atLeast(1) }),
          ...(facts.shell.statements === undefined ? [] : [Check.statement(facts.shell.statements === 'requests' ? 'GET /' : 'select 1')]),
        ],
      }),
    });
  });
  return synthesized(app).filter(o => o.kind === 'Job').map(job => job.spec.template);
}

const users = (template: any): string[] => JSON.stringify(template).match(/"(runAsUser|runAsGroup|fsGroup)":\d+/g) ?? [];

describeWith('go', 'Pod Security, by upstream\'s own evaluator', () => {
  beforeAll(() => {
    evaluator = join(mkdtempSync(join(tmpdir(), 'restricted-')), 'restricted');
    execFileSync('go', ['build', '-o', evaluator, '.'], { cwd: join(__dirname, 'restricted'), stdio: 'pipe' });
  });

  test('the evaluator forbids what is forbidden, and refuses what no pod has', () => {
    const [pod] = pods();
    const root = { ...pod, spec: { ...pod.spec, hostNetwork: true } };
    expect(forbidden([pod, root])).toEqual(['', expect.stringContaining('host namespaces')]);
    expect(() => forbidden([{ spec: { ...pod.spec, hostNet: true } }])).toThrow(/unknown field/);
  });

  test('admits every pod of every engine to a namespace that is restricted', () => {
    const all = pods();
    expect(all).toHaveLength(2 * engines.length);
    expect(all.flatMap(p => [...p.spec.initContainers, ...p.spec.containers]).filter(c => /^check-(own|judged)$/.test(c.name))).toHaveLength(2 * (engines.length - 1));
    expect(forbidden(all)).toEqual(all.map(() => ''));
  });

  test('admits those without user ids, as OpenShift wants them, and those whose image carries the program', () => {
    const arbitrary = pods({ pods: { arbitraryUserIds: true } });
    expect(arbitrary.flatMap(users)).toEqual([]);
    const carried = pods({ run: { agent: AgentImage.carrying('registry.example.com/agent:1') } });
    expect(forbidden([...arbitrary, ...carried])).toEqual([...arbitrary, ...carried].map(() => ''));
  });

  test('says so where somebody asks for more', () => {
    const privileged = pods({ pods: { checks: { containerSecurityContext: { capabilities: { add: ['NET_RAW'] } } } } });
    expect(forbidden(privileged).filter(said => said.includes('NET_RAW'))).toHaveLength(engines.length - 1);
  });
});

test('without being asked to leave them to the cluster, pods say who they are', () => {
  expect(pods().flatMap(users).length).toBeGreaterThan(engines.length);
});
