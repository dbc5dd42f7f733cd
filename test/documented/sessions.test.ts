import { Engine, Snapshot } from '../../src';
import { sessionDifferences } from '../../src/engines/documented';
import { ENGINES } from '../../src/engines/registry';
import { sessionSpec, SessionWishes } from '../../src/plan/session';
import { BackupMethod } from '../../src/snapshots/method';
import { Json } from '../../src/values/json';
import { differing, Example, examples, explains, unexplained, unnoticed } from '../support/documented';
import { describeUpstream } from '../support/upstream';

/** What the example has chosen; what the engine cannot do without is not said again. */
function wishes({ facts, object: { spec } }: Example, target: string): SessionWishes {
  const needed = Object.keys(facts.jobs.restoreParams?.(target) ?? {});
  const params = Object.entries<string>(Object.assign({}, ...spec.addon.tasks.map((t: Json) => t.params))).filter(([name]) => !needed.includes(name));
  const { resources, securityContext } = spec.addon.jobTemplate?.spec ?? {};
  return {
    params: Object.fromEntries(params),
    hooks: spec.hooks,
    pod: { resources, ...(facts.jobs.restore === undefined ? { securityContext } : {}) },
  };
}

/** What the library renders for the same Snapshot, the same target and the same wishes. */
function ours(example: Example): Json {
  const { facts, object: { spec, metadata: { namespace } } } = example;
  const { dataSource, target, addon, manifestOptions } = spec;
  const manifest = addon.tasks.some((t: Json) => t.name === 'manifest-restore');
  const snapshot = Snapshot.fromAttributes(dataSource.snapshot, {
    method: BackupMethod.LOGICAL,
    engine: Engine._of(facts),
    version: Object.keys(facts.shell.images)[0],
    namespace: dataSource.namespace ?? namespace,
    repository: dataSource.repository,
    database: 'sample',
    time: '2026-11-23T09:00:00Z',
    // What an example chooses from stands beside something else.
    components: manifest || dataSource.components !== undefined ? ['dump', 'manifest'] : ['dump'],
    encryptionSecret: dataSource.encryptionSecret,
  });
  const to = { name: target?.name ?? 'sample', namespace: target?.namespace ?? manifestOptions?.[facts.manifestOption!]?.restoreNamespace ?? namespace };
  return sessionSpec({ facts, snapshot, target: to, database: to.name, wishes: wishes(example, to.name), manifest });
}

describeUpstream('RestoreSessions as upstream documents them', () => {
  const all = examples(/^RestoreSession$/);

  test('engines that have an example: nothing is documented of the others', () => {
    expect(ENGINES.map(e => e.key).filter(key => !all.some(e => e.facts.key === key))).toEqual(['clickhouse', 'opensearch', 'druid', 'etcd']);
  });

  test.each(all.map(e => [e.file, e] as const))('%s: every difference is explained', (_, example) => {
    expect(unexplained(example.object.spec, ours(example), sessionDifferences(example.facts))).toEqual([]);
  });

  test('no explanation is for nothing', () => {
    for (const facts of ENGINES) {
      const seen = all.filter(e => e.facts === facts).flatMap(e => differing(e.object.spec, ours(e)));
      expect((facts.differences ?? []).filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
    }
    const seen = all.flatMap(e => differing(e.object.spec, ours(e)));
    expect(sessionDifferences(ENGINES[0]).filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
  });

  test('a made-up difference is noticed, wherever it is made', () => {
    for (const e of all) expect([e.file, unnoticed(e.object.spec, ours(e), sessionDifferences(e.facts))]).toEqual([e.file, []]);
  });
});
