import { resources, Retention } from '../../src';
import { planArchiver } from '../../src/backup/archiver-plan';
import { ARCHIVER_DIFFERENCES } from '../../src/engines/documented';
import { EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { initOf } from '../../src/plan/init';
import { Choice } from '../../src/plan/process';
import { RestoreRequest } from '../../src/plan/request';
import { layersOf } from '../../src/platform/pod-needs';
import { Json } from '../../src/values/json';
import { cronOf, differing, documented, explains, unexplained, unnoticed } from '../support/documented';
import { describeUpstream } from '../support/upstream';

const factsOf = (holds: (facts: EngineFacts) => boolean) => ENGINES.find(holds)!;

/** What the library renders for the same archiver, with what can be chosen chosen alike. */
function ours({ kind, metadata, spec }: Json): Json {
  const facts = factsOf(e => e.archiver?.kind === kind);
  const { securityContext } = spec.fullBackup.jobTemplate?.spec ?? {};
  const planned = planArchiver({
    storage: spec.backupStorage.ref,
    encryptionSecret: spec.encryptionSecret,
    retention: Retention.existing(spec.retentionPolicy),
    fullBackup: cronOf(spec.fullBackup.scheduler.schedule),
    manifestBackup: cronOf(spec.manifestBackup.scheduler.schedule),
    driver: spec.fullBackup.driver as resources.ArchiverDriver,
    volumeSnapshotClassName: spec.fullBackup.task.params.volumeSnapshotClassName,
    sessionHistoryLimit: spec.fullBackup.sessionHistoryLimit,
    paused: spec.pause,
    // What the engine cannot do without is not said again.
    pod: facts.archiver!.needs?.(spec.fullBackup.driver)?.fullBackup?.jobTemplate === undefined ? { securityContext } : undefined,
  }, facts.archiver!, { database: 'orders', namespace: metadata.namespace, facts, selectorLabels: { of: 'orders' }, directory: 'orders', pods: layersOf() });
  return planned.objects.find(o => o.kind === kind)!.spec;
}

describeUpstream('continuous backup as upstream documents it', () => {
  const all = documented(/Archiver$/);
  const restored = documented(/./).filter(({ object }) => object.spec?.init !== undefined);

  test('engines that have an example: nothing is documented of the others', () => {
    expect([...new Set(all.map(d => d.object.kind))].sort()).toEqual(['MariaDBArchiver', 'MySQLArchiver', 'PostgresArchiver']);
    expect([...new Set(restored.map(d => d.object.kind))].sort()).toEqual(['Elasticsearch', 'MariaDB', 'MySQL', 'Postgres', 'Singlestore']);
  });

  test.each(all.map(d => [d.file, d] as const))('%s: every difference of the archiver is explained', (_, { object }) => {
    expect(unexplained(object.spec, ours(object), ARCHIVER_DIFFERENCES)).toEqual([]);
  });

  test('no explanation is for nothing', () => {
    const seen = all.flatMap(({ object }) => differing(object.spec, ours(object)));
    expect(ARCHIVER_DIFFERENCES.filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
  });

  test('a made-up difference is noticed, wherever it is made', () => {
    for (const { file, object } of all) expect([file, unnoticed(object.spec, ours(object), ARCHIVER_DIFFERENCES)]).toEqual([file, []]);
  });

  test.each(restored.map(d => [d.file, d] as const))('%s: spec.init is the documented one', (_, { object: { kind, spec, metadata } }) => {
    const facts = factsOf(e => e.kind === kind);
    const { recoveryTimestamp: time, fullDBRepository, manifestRepository, encryptionSecret, replicationStrategy } = spec.init.archiver ?? {};
    const source = { database: 'orders', namespace: metadata.namespace, facts, fullRepository: fullDBRepository, manifestRepository, encryptionSecret };
    const point = spec.init.archiver === undefined ? { kind: 'snapshot', snapshot: {} } : { kind: 'time', time, source };
    const process = spec.init.archiver === undefined ? 'session' : 'archiver';
    const choice: Choice = { process, method: 'physical', why: '', incarnation: false };
    expect(initOf({ facts, point, replicationStrategy } as unknown as RestoreRequest, choice)).toEqual(spec.init);
    if (spec.init.archiver === undefined) return;
    // Repositories are named as upstream's operator names them.
    expect(fullDBRepository.name.endsWith(facts.archiver!.repositories.full)).toBe(true);
    if (replicationStrategy !== undefined) expect(facts.archiver!.replicationStrategies).toContain(replicationStrategy);
  });
});
