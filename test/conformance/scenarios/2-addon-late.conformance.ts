import { Size } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { openIfHolds, RestorePoint, snapshotOf, storageOf } from '../harness/apps';
import { control } from '../harness/control';
import { eventually } from '../harness/eventually';
import { runsComplete, serving, unfinishedSessions } from '../harness/expect';
import { secrets } from '../harness/flows';
import { logsOfRuns } from '../harness/jobs';
import { inNamespace } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, store } from '../harness/world';
import { counted } from '../report/figures';
import { Engine, RestorableDatabase } from 'cdk8s-kubestash';

// MySQL, because Addons are not in a namespace: no other RestoreSession of the suite needs this one.
test('2. Any order: the Addon comes late, the first RestoreSession is Invalid for good, another one restores', async () => {
  await counted('2. Any order', () => inNamespace('addon', async space => {
    const { namespace } = space;
    await control('DELETE', '/catalog', { names: ['mysql-addon'] });
    await store(namespace, [{
      name: 'other-old',
      namespace,
      database: 'other',
      kind: 'MySQL',
      encryptionSecret: 'restic',
      snapshots: [{ name: 'monday', time: '2026-01-05T09:00:00Z', content: 'monday-data', components: { dump: { driver: 'Restic', phase: 'Succeeded' } } }],
    }]);
    await secrets(space);
    await apply(space, inOrder(synth(namespace, chart => {
      storageOf(chart);
      new RestorableDatabase(chart, 'Orders', {
        init: RestorePoint.snapshot(snapshotOf(namespace, 'other', 'monday', { engine: Engine.MYSQL, version: '8.4.3' })),
        replicas: 1,
        storage: { size: Size.gibibytes(1) },
        resume: openIfHolds('monday-data'),
      });
    })));
    // The run deletes it at once, so its log is where it can be seen for sure.
    const [, invalid] = await eventually('an Invalid session', async () => /RestoreSession (\S+) is Invalid/.exec(await logsOfRuns(space)) ?? undefined);
    await control('POST', '/catalog', { names: ['mysql-addon'] });
    await serving(space, 'orders', 'orders');
    await runsComplete(space);
    expect(await unfinishedSessions(space)).toEqual([]);
    const { content, restores } = await dataOf(namespace, 'orders');
    expect({ content, restores: restores.map(r => r.outcome) }).toEqual({ content: 'monday-data', restores: ['Succeeded'] });
    expect(restores[0].session).not.toBe(invalid);
  }));
});
