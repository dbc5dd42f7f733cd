import { Engine, Snapshot } from '../../src';
import { sessionDifferences } from '../../src/engines/documented';
import { EngineFacts, Json } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { sessionSpec } from '../../src/plan/session';
import { BackupMethod } from '../../src/snapshots/method';
import { documented, explains } from '../support/documented';
import { describeUpstream } from '../support/upstream';

interface Example {
  readonly file: string;
  readonly facts: EngineFacts;
  readonly namespace: string;
  readonly spec: Json;
}

/** Every RestoreSession of KubeDB's documentation, with the engine that its addon belongs to. */
function examples(): Example[] {
  return documented(/^RestoreSession$/).map(({ file, object: { metadata, spec } }) =>
    ({ file, facts: ENGINES.find(e => e.addon === spec.addon.name)!, namespace: metadata.namespace, spec }));
}

/** What the library renders for the same Snapshot and the same target. */
function ours({ facts, namespace, spec }: Example): Json {
  const { dataSource, target, addon, manifestOptions } = spec;
  const manifest = addon.tasks.some((t: Json) => t.name === 'manifest-restore');
  const from = dataSource.namespace ?? namespace;
  const snapshot = Snapshot.fromAttributes(dataSource.snapshot, {
    method: BackupMethod.LOGICAL,
    engine: Engine._of(facts),
    version: Object.keys(facts.shell.images)[0],
    namespace: from,
    repository: dataSource.repository,
    database: 'sample',
    time: '2026-11-23T09:00:00Z',
    components: manifest ? ['dump', 'manifest'] : ['dump'],
    encryptionSecret: dataSource.encryptionSecret,
  });
  const to = { name: target?.name ?? 'sample', namespace: target?.namespace ?? manifestOptions?.[facts.manifestOption!]?.restoreNamespace ?? namespace };
  return sessionSpec({ facts, snapshot, target: to, database: to.name, manifest });
}

/** Leaves of an object by path; tasks in the order of their names, lists of values as one. */
function leaves(value: any, path = ''): Map<string, string> {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0 && !(Array.isArray(value) && typeof value[0] !== 'object')) {
    const entries: [string, any][] = Array.isArray(value)
      ? [...value].sort((a, b) => String(a.name).localeCompare(String(b.name))).map((v, i) => [`${path}[${i}]`, v])
      : Object.entries(value).map(([key, v]) => [path === '' ? key : `${path}.${key}`, v]);
    return new Map(entries.flatMap(([at, v]) => [...leaves(v, at)]));
  }
  return new Map(JSON.stringify(value) === '{}' ? [] : [[path, JSON.stringify(value)]]);
}

/** Paths at which two objects differ. */
function differing(a: Json, b: Json): string[] {
  const [left, right] = [leaves(a), leaves(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter(path => left.get(path) !== right.get(path)).sort();
}

describeUpstream('RestoreSessions as upstream documents them', () => {
  const all = examples();

  test('most engines have an example', () => {
    expect(all.length).toBeGreaterThan(30);
    expect([...new Set(all.map(e => e.facts.key))].sort()).toEqual([
      'cassandra', 'elasticsearch', 'mariadb', 'mongodb', 'mssqlserver', 'mysql', 'neo4j', 'postgres', 'qdrant', 'redis', 'singlestore', 'zookeeper',
    ]);
  });

  test.each(all.map(e => [e.file, e] as const))('%s: every difference is explained', (_, example) => {
    const explained = sessionDifferences(example.facts);
    expect(differing(example.spec, ours(example)).filter(at => !explained.some(d => explains(d, at)))).toEqual([]);
  });

  test('no explanation is for nothing', () => {
    for (const facts of ENGINES) {
      const seen = all.filter(e => e.facts === facts).flatMap(e => differing(e.spec, ours(e)));
      expect((facts.differences ?? []).filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
    }
    const seen = all.flatMap(e => differing(e.spec, ours(e)));
    expect(sessionDifferences(ENGINES[0]).filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
  });

  test('what upstream always gives to Neo4j and SQL Server is given', () => {
    for (const example of all.filter(e => ['neo4j', 'mssqlserver'].includes(e.facts.key))) {
      const { addon } = ours(example);
      expect(addon.jobTemplate.spec.securityContext).toEqual(example.spec.addon.jobTemplate.spec.securityContext);
      expect(addon.jobTemplate.spec.volumes).toEqual(example.spec.addon.jobTemplate.spec.volumes);
      expect(addon.tasks.at(-1).params?.seedServerName).toBe(example.spec.addon.tasks.at(-1).params?.seedServerName);
    }
  });
});
