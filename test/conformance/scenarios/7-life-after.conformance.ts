import { Chart } from 'cdk8s';
import { apply, applyAnew, inOrder } from '../harness/apply';
import { openIfHolds, snapshotOf } from '../harness/apps';
import { cli } from '../harness/cli';
import { control, identity } from '../harness/control';
import { eventually } from '../harness/eventually';
import { opened, runsComplete, serving, servingAnother } from '../harness/expect';
import { AT, INCARNATION, orders, ordersWithDumps, UNDO } from '../harness/flows';
import { Manifest } from '../harness/objects';
import { person, personDoes } from '../harness/person';
import { inNamespace } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';
import { PointInTimeRestore, SnapshotRestore } from 'cdk8s-kubestash';

const SCENARIO = '7. Life after';
const LATER = '2026-01-05T08:45:00Z';

describe('7. Life after', () => {
  test('second and third restores, rollback and forward again', async () => {
    await counted(SCENARIO, () => inNamespace('again', async space => {
      const { namespace } = space;
      await UNDO.before!(space);
      const restores: string[] = [];
      for (let n = 1; n <= 3; n++) {
        await apply(space, inOrder(synth(namespace, chart => { undone(chart, n); })));
        restores.push((await servingAnother(space, restores[n - 2] ?? 'orders')).incarnation);
        await runsComplete(space);
      }
      expect(new Set(restores).size).toBe(3);
      await personDoes(space, 'rollback');
      await opened(space, restores[1]);
      await personDoes(space, 'rollback');
      await opened(space, restores[2]);
      // The code is applied once more: what a person decided stays.
      await applyAnew(space, synth(namespace, chart => { undone(chart, 3); }));
      await runsComplete(space);
      await opened(space, restores[2]);
      // An older commit comes back, as by a revert: what it restored is open again, and is not restored a second time.
      await applyAnew(space, synth(namespace, chart => { undone(chart, 1); }));
      await opened(space, restores[0]);
      await runsComplete(space);
      expect((await dataOf(namespace, restores[0])).restores.length).toBe(1);
    }));
  });

  test('each incarnation is backed up to Repositories of its own, whose targets never change', async () => {
    await counted(SCENARIO, () => inNamespace('backups', async space => {
      await INCARNATION.before!(space);
      await apply(space, inOrder(INCARNATION.objects(space)));
      const { incarnation } = await servingAnother(space, 'orders');
      const configurations = await space.list('core.kubestash.com/v1alpha1', 'BackupConfiguration');
      for (const target of ['orders', incarnation]) {
        const own = configurations.find(c => c.spec.target.name === target);
        await control('POST', '/tick', { namespace: space.namespace, backupConfiguration: own.metadata.name, session: own.spec.sessions[0].name });
        await eventually(`a Snapshot of ${target}`, async () => (await space.list('storage.kubestash.com/v1alpha1', 'Snapshot'))
          .some(s => s.spec.appRef.name === target && s.spec.repository !== 'orders-old'));
      }
      const repositories = await space.list('storage.kubestash.com/v1alpha1', 'Repository');
      expect(new Set(repositories.map(r => r.spec.path)).size).toBe(repositories.length);
    }));
  });

  test('retiring: the incarnation before leaves the code and then the cluster; its backups stay, and nothing leads back to it', async () => {
    await counted(SCENARIO, () => inNamespace('retired', async space => {
      const { namespace } = space;
      await INCARNATION.before!(space);
      const objects = (retirePrevious: boolean): Manifest[] => synth(namespace, chart => {
        new SnapshotRestore(chart, 'Back', {
          database: ordersWithDumps(chart), snapshot: snapshotOf(namespace, 'orders', 'monday'), resume: openIfHolds('monday-data'), retirePrevious,
        });
      });
      await apply(space, inOrder(objects(false)));
      const { incarnation } = await servingAnother(space, 'orders');
      await runsComplete(space);
      const left = objects(true);
      expect(left.filter(o => o.kind === 'Postgres').map(o => o.metadata.name)).toEqual([incarnation]);
      await apply(space, inOrder(left));
      await runsComplete(space);
      await opened(space, incarnation);
      const { code, err } = await cli(await identity('ada', ['system:masters']), 'retire', 'orders', '-n', namespace, '--yes');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(await space.find('kubedb.com/v1', 'Postgres', 'orders')).toBeUndefined();
      expect((await space.list('storage.kubestash.com/v1alpha1', 'Snapshot')).map(s => s.metadata.name)).toContain('monday');
      expect((await person(space, 'rollback')).code).toBe(1);
      await opened(space, incarnation);
    }));
  });

  test('a database deleted and created anew is not what was restored: its record is void', async () => {
    await counted(SCENARIO, () => inNamespace('reborn', async space => {
      const { namespace } = space;
      await INCARNATION.before!(space);
      const objects = INCARNATION.objects(space);
      await apply(space, inOrder(objects));
      const { incarnation } = await servingAnother(space, 'orders');
      const { uid } = await dataOf(namespace, incarnation);
      const name = { apiVersion: 'kubedb.com/v1', kind: 'Postgres', name: incarnation, namespace };
      await space.admin.patch(name, { spec: { deletionPolicy: 'WipeOut' } });
      await space.admin.remove(name);
      await eventually('the database to be gone', async () => await space.admin.find(name) === undefined);
      await applyAnew(space, objects);
      await runsComplete(space);
      const reborn = await dataOf(namespace, incarnation);
      expect(reborn.uid).not.toBe(uid);
      expect({ content: reborn.content, restores: reborn.restores.length }).toEqual({ content: 'monday-data', restores: 1 });
      expect((await serving(space, 'orders', incarnation)).done).toMatchObject({ [incarnation.slice('orders-'.length)]: reborn.uid });
    }));
  });
});

function undone(chart: Chart, times: number): void {
  let database: any = orders(chart).orders;
  for (let n = 1; n <= times; n++) {
    const undo: PointInTimeRestore = new PointInTimeRestore(chart, `Undo${n}`, {
      database,
      at: n === 1 ? AT : LATER,
      restoreId: String(n),
      source: n === 1 ? undefined : sourceOf(chart),
      resume: openIfHolds(`orders-full@${n === 1 ? AT : LATER}`),
    });
    database = undo.restored;
  }
}

/** The first incarnation, whose logs reach back to both moments. */
function sourceOf(chart: Chart): any {
  return chart.node.findChild('Orders');
}
