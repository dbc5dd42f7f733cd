import { Cron } from 'cdk8s';
import { resources, Retention } from '../../src';
import { planArchiver } from '../../src/backup/archiver-plan';
import { EngineFacts, Json } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { initOf } from '../../src/plan/init';
import { Choice } from '../../src/plan/process';
import { RestoreRequest } from '../../src/plan/request';
import { documented } from '../support/documented';
import { describeUpstream } from '../support/upstream';

const factsOf = (holds: (facts: EngineFacts) => boolean) => ENGINES.find(holds)!;

const cron = (schedule: string) => {
  // One of the examples has lost the star of `*/30`.
  const [minute, hour, day, month, weekDay] = schedule.replace(/^\//, '*/').split(' ');
  return new Cron({ minute, hour, day, month, weekDay });
};

/** In which our archivers differ from the documented ones, and why. */
const DIFFERENCES: Record<string, string> = {
  'databases': 'an archiver of ours is for one database, found by labels that nothing else carries, in its own namespace',
  'pause': 'false is the default',
  'fullBackup.scheduler.successfulJobsHistoryLimit': 'how many Jobs are kept is left to the default, or to `spec`',
  'fullBackup.scheduler.failedJobsHistoryLimit': 'likewise',
  'fullBackup.scheduler.schedule': 'where the example has lost a star',
  'manifestBackup.scheduler.successfulJobsHistoryLimit': 'likewise',
  'manifestBackup.scheduler.failedJobsHistoryLimit': 'likewise',
  'manifestBackup.scheduler.schedule': 'where the example has lost a star',
  'fullBackup.jobTemplate.spec.securityContext': 'a user can be chosen; the other guide of the same engine does without',
  'manifestBackup.jobTemplate.spec.securityContext': 'likewise',
};

function leaves(value: any, path = ''): Record<string, string> {
  if (value === null || typeof value !== 'object') return value === undefined ? {} : { [path]: JSON.stringify(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, v]) => leaves(v, path === '' ? key : `${path}.${key}`)));
}

function differing(a: Json, b: Json): string[] {
  const [left, right] = [leaves(a), leaves(b)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(path => left[path] !== right[path]);
}

describeUpstream('continuous backup as upstream documents it', () => {
  const all = documented(/./).map(({ file, object }): [string, Json] => [file, object]);
  const archivers = all.filter(([, o]) => /Archiver$/.test(o.kind));
  const restored = all.filter(([, o]) => o.spec?.init?.archiver !== undefined);

  test('there are examples', () => {
    expect([...new Set(archivers.map(([, o]) => o.kind))].sort()).toEqual(['MariaDBArchiver', 'MySQLArchiver', 'PostgresArchiver']);
    expect(restored.length).toBeGreaterThan(2);
  });

  test.each(archivers)('%s: every difference of the archiver is explained', (_, { kind, metadata, spec }) => {
    const facts = factsOf(e => e.archiver?.kind === kind);
    const planned = planArchiver({
      storage: spec.backupStorage.ref,
      encryptionSecret: spec.encryptionSecret,
      retention: Retention.existing(spec.retentionPolicy),
      fullBackup: cron(spec.fullBackup.scheduler.schedule),
      manifestBackup: cron(spec.manifestBackup.scheduler.schedule),
      driver: spec.fullBackup.driver as resources.ArchiverDriver,
      volumeSnapshotClassName: spec.fullBackup.task.params.volumeSnapshotClassName,
      sessionHistoryLimit: spec.fullBackup.sessionHistoryLimit,
    }, facts.archiver!, { database: 'orders', namespace: metadata.namespace, facts, selectorLabels: { archiver: 'true' }, directory: 'orders', pods: { layers: [], own: 0 } });
    const ours = planned.objects.find(o => o.kind === kind)!.spec;
    expect(differing(spec, ours).filter(path => !Object.keys(DIFFERENCES).some(d => path === d || path.startsWith(`${d}.`)))).toEqual([]);
  });

  test.each(restored)('%s: spec.init.archiver is the documented one', (_, { kind, spec, metadata }) => {
    const facts = factsOf(e => e.kind === kind);
    const { recoveryTimestamp, fullDBRepository, manifestRepository, encryptionSecret, replicationStrategy } = spec.init.archiver;
    const source = { database: 'orders', namespace: metadata.namespace, facts, fullRepository: fullDBRepository, manifestRepository, encryptionSecret };
    const request = { facts, point: { kind: 'time', time: recoveryTimestamp, source }, replicationStrategy } as unknown as RestoreRequest;
    const choice: Choice = { process: 'archiver', method: 'physical', why: '', incarnation: false };
    expect(initOf(request, choice)).toEqual({ archiver: spec.init.archiver });
    // Repositories are named as upstream's operator names them.
    expect(fullDBRepository.name.endsWith(facts.archiver!.repositories.full)).toBe(true);
    if (replicationStrategy !== undefined) expect(facts.archiver!.replicationStrategies).toContain(replicationStrategy);
  });
});
