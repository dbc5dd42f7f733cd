import { Backup, BackupStorage, Retention } from '../../src/backup';
import { BACKUP_DIFFERENCES } from '../../src/engines/documented';
import { ENGINES } from '../../src/engines/registry';
import { Json } from '../../src/values/json';
import { planOf } from '../backup/harness';
import { chartIn } from '../resources/harness';
import { cronOf, differing, Example, examples, explains, unexplained, unnoticed } from '../support/documented';
import { describeUpstream } from '../support/upstream';

/** What the library renders for the same database, with what can be chosen chosen alike. */
function ours({ facts, object: { spec, metadata: { namespace } } }: Example): Json {
  const [session] = spec.sessions;
  const [repository] = [...session.repositories].sort((a: Json, b: Json) => a.name.localeCompare(b.name));
  const backend = spec.backends.find((b: Json) => b.name === repository.backend);
  const params = Object.assign({}, ...session.addon.tasks.map((t: Json) => t.params));
  const { resources, securityContext } = session.addon.jobTemplate?.spec ?? {};
  const asked = Backup.logical({
    storage: BackupStorage.fromName(chartIn(), 'Elsewhere', backend.storageRef.name, { namespace: backend.storageRef.namespace }),
    schedule: cronOf(session.scheduler.schedule),
    retention: Retention.existing(backend.retentionPolicy),
    name: session.name,
    repository: repository.name,
    directory: repository.directory,
    encryptionSecret: repository.encryptionSecret,
    sessionHistoryLimit: session.sessionHistoryLimit,
    hooks: session.hooks,
    retry: session.retryConfig,
    params,
    // What the engine cannot do without is not said again.
    pod: { resources, ...(facts.jobs.backup === undefined ? { securityContext } : {}) },
    withManifest: session.addon.tasks.some((t: Json) => t.name === 'manifest-backup'),
  });
  return planOf(asked, facts, { database: spec.target.name, namespace: spec.target.namespace ?? namespace }).objects.find(o => o.kind === 'BackupConfiguration')!.spec;
}

describeUpstream('BackupConfigurations as upstream documents them', () => {
  const all = examples(/^BackupConfiguration$/);

  test('engines that have an example: nothing is documented of the others', () => {
    expect(ENGINES.map(e => e.key).filter(key => !all.some(e => e.facts.key === key))).toEqual(['clickhouse', 'opensearch', 'druid', 'etcd']);
    expect(all.filter(e => e.object.spec.sessions.length !== 1)).toEqual([]);
  });

  test.each(all.map(e => [e.file, e] as const))('%s: every difference is explained', (_, example) => {
    expect(unexplained(example.object.spec, ours(example), BACKUP_DIFFERENCES)).toEqual([]);
  });

  test('no explanation is for nothing', () => {
    const seen = all.flatMap(e => differing(e.object.spec, ours(e)));
    expect(BACKUP_DIFFERENCES.filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
  });

  test('a made-up difference is noticed, wherever it is made', () => {
    for (const e of all) expect([e.file, unnoticed(e.object.spec, ours(e), BACKUP_DIFFERENCES)]).toEqual([e.file, []]);
  });
});
