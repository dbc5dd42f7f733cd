import { apply, inOrder } from '../harness/apply';
import { logical, openIfHolds, postgres, RestorePoint, snapshotOf, storageOf } from '../harness/apps';
import { reachableThrough, runsComplete, serving } from '../harness/expect';
import { inNamespace } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, store } from '../harness/world';

test('a first deployment opens', async () => {
  await inNamespace('first', async space => {
    const objects = synth(space.namespace, chart => { postgres(chart, 'Orders', { backup: logical(storageOf(chart)) }); });
    await space.secret('s3-credentials', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
    await space.secret('restic', { RESTIC_PASSWORD: 'r' });
    await apply(space, inOrder(objects));
    await serving(space, 'orders', 'orders');
    await runsComplete(space);
    expect(await reachableThrough(space, 'orders-client')).toEqual(['orders-0']);
  });
});

test('a new database is filled from a logical Snapshot and opens', async () => {
  await inNamespace('logical', async space => {
    const { namespace } = space;
    await store(namespace, [{
      name: 'orders-old', namespace, database: 'orders', encryptionSecret: 'restic',
      snapshots: [{ name: 'monday', time: '2026-01-05T09:00:00Z', content: 'monday-data', components: { dump: { driver: 'Restic', phase: 'Succeeded' } } }],
    }]);
    const objects = synth(namespace, chart => {
      storageOf(chart);
      postgres(chart, 'Copy', { init: RestorePoint.snapshot(snapshotOf(namespace, 'orders', 'monday')), resume: openIfHolds('monday-data') });
    });
    await space.secret('s3-credentials', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
    await space.secret('restic', { RESTIC_PASSWORD: 'r' });
    await apply(space, inOrder(objects));
    await serving(space, 'copy', 'copy');
    await runsComplete(space);
    expect((await dataOf(namespace, 'copy')).content).toBe('monday-data');
    expect(await reachableThrough(space, 'copy-client')).toEqual(['copy-0']);
  });
});
