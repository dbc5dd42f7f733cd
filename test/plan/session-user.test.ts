import { Engine, Snapshot } from '../../src';
import { EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { sessionSpec } from '../../src/plan/session';
import { PodOptions } from '../../src/platform/pod-options';
import { BackupMethod } from '../../src/snapshots/method';

// As whom the Jobs run that restore. Upstream's own examples name a user for two engines only; its wizard names one for each.

/** Upstream's wizard (`ui-wizards`), with group 0. */
const WIZARD: Record<string, number> = {
  postgres: 70, clickhouse: 101, druid: 1000, elasticsearch: 1000, opensearch: 1000, qdrant: 1000, zookeeper: 1000, mssqlserver: 10001, neo4j: 7474,
};
const wizard = ({ key }: EngineFacts) => WIZARD[key] ?? 999;

function podOf(facts: EngineFacts, pod?: PodOptions): any {
  const snapshot = Snapshot.fromAttributes('dump', {
    method: BackupMethod.LOGICAL, engine: Engine._of(facts), version: Object.keys(facts.shell.images)[0], namespace: 'shop', repository: 'dumps', database: 'orders', time: '2026-11-23T09:00:00Z',
  });
  const target = { name: 'orders', namespace: 'shop' };
  return sessionSpec({ facts, snapshot, target, database: 'orders', wishes: { pod }, manifest: false }).addon.jobTemplate.spec ?? {};
}

const engines = ENGINES.map(e => [e.key, e] as const);

test('the table is upstream\'s', () => expect(ENGINES.map(e => [e.key, e.jobs.wizardUser])).toEqual(ENGINES.map(e => [e.key, wizard(e)])));

test.each(engines)('%s: without a word, as upstream documents it', (key, facts) => {
  const users: Record<string, unknown> = { neo4j: { runAsNonRoot: true, runAsUser: 7474 }, mssqlserver: { runAsUser: 0 } };
  expect(podOf(facts).securityContext).toEqual(users[key]);
});

test.each(engines)('%s: where root is refused, as upstream\'s wizard has it', (key, facts) => {
  const user = { runAsNonRoot: true, runAsUser: wizard(facts), ...(key === 'neo4j' ? {} : { runAsGroup: 0 }) };
  expect(podOf(facts, { securityContext: { runAsNonRoot: true } }).securityContext).toEqual(user);
  expect(podOf(facts, { containerSecurityContext: { runAsNonRoot: true } }).securityContext).toMatchObject({ runAsUser: wizard(facts) });
});

test.each(engines)('%s: what is said wins, and a cluster that hands out ids is left to do so', (key, facts) => {
  const needed = key === 'neo4j' ? { runAsNonRoot: true } : {};
  const nobody = { runAsNonRoot: true };
  const context = (pod: PodOptions) => podOf(facts, pod).securityContext;
  expect(context({ securityContext: { ...nobody, runAsUser: 5 } })).toEqual({ ...nobody, runAsUser: 5 });
  expect(context({ securityContext: { ...nobody, fsGroup: 5 } })).toMatchObject({ fsGroup: 5, runAsUser: wizard(facts) });
  expect(context({ arbitraryUserIds: true, securityContext: nobody })).toEqual(nobody);
  expect(context({ arbitraryUserIds: true }) ?? {}).toEqual(needed);
  const { securityContext, containerSecurityContext } = podOf(facts, { containerSecurityContext: { ...nobody, runAsUser: 5 } });
  expect([securityContext?.runAsUser, containerSecurityContext.runAsUser]).toEqual([podOf(facts).securityContext?.runAsUser, 5]);
});
