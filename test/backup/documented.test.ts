import { Cron } from 'cdk8s';
import { planOf, storageIn } from './harness';
import { Backup } from '../../src/backup';
import { backupDifferences } from '../../src/engines/documented';
import { EngineFacts, Json } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { documented, Documented, explains, pathsOf } from '../support/documented';
import { describeUpstream } from '../support/upstream';

type Example = Documented & { readonly facts: EngineFacts };

const secret = { name: 'restic' };

/** What the library renders for the same database, with what can be chosen chosen alike. */
function backup({ facts, object: { spec } }: Example): Json {
  const asked = Backup.logical({
    storage: storageIn(),
    schedule: Cron.daily(),
    ...(spec.sessions[0].repositories[0].encryptionSecret === undefined ? {} : { encryptionSecret: secret }),
    ...(spec.sessions[0].addon.tasks.some((t: Json) => t.name === 'manifest-backup') ? { withManifest: true } : {}),
    ...(spec.sessions[0].addon.jobTemplate === undefined ? {} : { pod: { resources: { requests: {} } } }),
  });
  return planOf(asked, facts).objects.find(o => o.kind === 'BackupConfiguration')!.spec;
}

/** Paths that only one of two objects has. */
function differing(theirs: Json, ours: Json): string[] {
  const [a, b] = [pathsOf(theirs), pathsOf(ours)];
  return [...new Set([...a.filter(p => !b.includes(p)), ...b.filter(p => !a.includes(p))])].sort();
}

/** Tasks in the order of their names. */
const tasks = (spec: Json) => spec.sessions.map((s: Json) => [s.addon.name, ...s.addon.tasks.map((t: Json) => t.name).sort()]);

describeUpstream('BackupConfigurations as upstream documents them', () => {
  const all = documented(/^BackupConfiguration$/).flatMap(d => {
    const facts = ENGINES.find(e => e.addon === d.object.spec.sessions[0].addon.name);
    // One example of upstream's is no BackupConfiguration: a list stands there in the place of a key.
    return facts === undefined || d.object.spec.backends === undefined ? [] : [{ ...d, facts }];
  });

  test('engines that have an example: nothing is documented of the others', () => {
    expect(ENGINES.map(e => e.key).filter(key => !all.some(e => e.facts.key === key))).toEqual(['clickhouse', 'opensearch', 'druid', 'etcd']);
  });

  test.each(all.map(e => [e.file, e] as const))('%s: every difference is explained', (_, example) => {
    expect(differing(example.object.spec, backup(example)).filter(at => !backupDifferences().some(d => explains(d, at)))).toEqual([]);
  });

  test('no explanation is for nothing', () => {
    const seen = all.flatMap(e => differing(e.object.spec, backup(e)));
    expect(backupDifferences().filter(d => !seen.some(at => explains(d, at)))).toEqual([]);
  });

  test('addon, tasks and target are the very same', () => {
    for (const example of all) {
      const { spec } = example.object;
      const ours = backup(example);
      const { apiGroup, kind } = spec.target;
      expect([example.file, tasks(ours), ours.target]).toMatchObject([example.file, tasks(spec), { apiGroup, kind }]);
    }
  });
});
