import { createReadStream } from 'fs';
import { BackupMethod, SnapshotCatalog } from '../../src/snapshots';
import { streamCatalog } from '../../src/snapshots/stream';
import { describeUpstream, upstream } from '../support/upstream';

describeUpstream('the Snapshots that upstream shows', () => {
  const path = upstream('corpus/snapshots.json');
  const catalog = SnapshotCatalog.fromFile(path);

  test('every one is offered, is logs, or is left out with a reason', () => {
    const offered = catalog.databases.flatMap(d => catalog.database(d.name, d.namespace, { incarnations: false }).snapshots);
    expect(offered.length + catalog.leftOut.length).toBe(39);
    for (const { explanation } of catalog.leftOut) expect(explanation).not.toMatch(/undefined|null|\.$/);
  });

  test('databases of every engine are found', () => {
    expect([...new Set(catalog.databases.map(d => d.engine))].sort()).toEqual([
      'druid', 'elasticsearch', 'mariadb', 'mssqlserver', 'mysql', 'neo4j', 'postgres', 'redis', 'singlestore', 'zookeeper',
    ]);
  });

  test('what is said of one is what is in it', () => {
    const snapshot = catalog.database('sample-druid', 'demo').latest();
    expect(snapshot).toMatchObject({
      name: 'gcs-druid-repo-sample-druid-backup-frequent-backup-1726830540',
      method: BackupMethod.LOGICAL,
      version: '36.0.0',
      repository: 'gcs-druid-repo',
      time: '2024-09-20T11:09:00Z',
      size: 680938,
      components: ['dump', 'manifest'],
      withManifest: true,
      session: 'frequent-backup',
      phase: 'Succeeded',
    });
    expect(snapshot._problems).toEqual([]);
  });

  test('what nobody can say the end of is left out, and so is what is no database', () => {
    const reasons = new Map<string, number>();
    for (const { reason } of catalog.leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    expect(Object.fromEntries(reasons)).toEqual({ 'pending': 5, 'unknown-engine': 3, 'not-a-database': 10 });
  });

  test('streamed it is the same', async () => {
    for (const highWaterMark of [7, 1000, 1_000_000]) {
      const streamed = await streamCatalog(createReadStream(path, { highWaterMark }));
      expect(streamed.databases).toEqual(catalog.databases);
      expect(streamed.leftOut).toEqual(catalog.leftOut);
      expect(streamed.exportedAt).toBe(catalog.exportedAt);
    }
  });
});
