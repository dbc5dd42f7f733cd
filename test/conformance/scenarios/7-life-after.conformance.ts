import { Chart } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { logical, openIfHolds, postgres, snapshotOf, storageOf } from '../harness/apps';
import { behave, control } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough, runsComplete, serving, settled } from '../harness/expect';
import { AT, FIRST_DEPLOYMENT, INCARNATION, orders, secrets, UNDO } from '../harness/flows';
import { personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, store } from '../harness/world';
import { counted } from '../report/figures';
import { ExistingDatabase, PointInTimeRestore, SnapshotRestore, Traffic } from 'cdk8s-kubestash';

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
        const record = await eventually('the next incarnation to serve', async () => {
          const r = await serving(space, 'orders');
          return r.incarnation !== (restores[restores.length - 1] ?? 'orders') && r;
        });
        restores.push(record.incarnation);
        await runsComplete(space);
      }
      expect(new Set(restores).size).toBe(3);
      await personDoes(space, 'rollback');
      await open(space, restores[1]);
      await personDoes(space, 'rollback');
      await open(space, restores[2]);
      // The code is applied once more: what a person decided stays.
      await apply(space, inOrder(synth(namespace, chart => { undone(chart, 3); })));
      await runsComplete(space);
      await open(space, restores[2]);
      // An older commit comes back: the record has moved on, and stays where it is.
      await apply(space, inOrder(synth(namespace, chart => { undone(chart, 1); })));
      await runsComplete(space);
      await open(space, restores[2]);
      expect((await dataOf(namespace, restores[0])).restores.length).toBe(1);
    }));
  });

  test('each incarnation is backed up to Repositories of its own, whose targets never change', async () => {
    await counted(SCENARIO, () => inNamespace('backups', async space => {
      await INCARNATION.before!(space);
      await apply(space, inOrder(INCARNATION.objects(space)));
      const { incarnation } = await eventually('the incarnation', async () => {
        const r = await serving(space, 'orders');
        return r.incarnation !== 'orders' && r;
      });
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

  test('rebuild from Git: without old backups it opens, with them (also where they sync late) it stays halted until a person decides', async () => {
    const cases = [{ name: 'no backups', old: false, sync: 0 }, { name: 'backups', old: true, sync: 0 }, { name: 'backups that sync late', old: true, sync: 12 }];
    await pool(cases, ({ old, sync }) => counted(SCENARIO, () => inNamespace('rebuild', async space => {
      const { namespace } = space;
      const objects = FIRST_DEPLOYMENT.objects(space);
      if (old) await formerLife(space, objects.find(o => o.kind === 'BackupConfiguration')!.spec.sessions[0].repositories[0].name);
      await behave(namespace, { syncSeconds: sync });
      await secrets(space);
      await apply(space, inOrder(objects));
      if (!old) {
        await serving(space, 'orders', 'orders');
        return;
      }
      const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
      expect(record.reason).toMatch(/there are backups of an earlier one: 1 in all, the newest is Snapshot friday of 2026-01-02/);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await personDoes(space, 'resume');
      await open(space, 'orders');
    })), c => c.name);
  });

  test('a database deleted and created anew is not what was restored: its record is void', async () => {
    await counted(SCENARIO, () => inNamespace('reborn', async space => {
      const { namespace } = space;
      const build = (chart: Chart): void => {
        new SnapshotRestore(chart, 'Back', {
          database: postgres(chart, 'Orders', { backup: logical(storageOf(chart)) }),
          snapshot: snapshotOf(namespace, 'orders', 'monday'),
          resume: openIfHolds('monday-data'),
        });
      };
      await INCARNATION.before!(space);
      const objects = synth(namespace, build);
      await apply(space, inOrder(objects));
      const { incarnation } = await eventually('the incarnation', async () => {
        const r = await serving(space, 'orders');
        return r.incarnation !== 'orders' && r;
      });
      const { uid } = await dataOf(namespace, incarnation);
      const name = { apiVersion: 'kubedb.com/v1', kind: 'Postgres', name: incarnation, namespace };
      await space.admin.patch(name, { spec: { deletionPolicy: 'WipeOut' } });
      await space.admin.remove(name);
      await eventually('the database to be gone', async () => await space.admin.find(name) === undefined);
      const job = objects.find(o => o.kind === 'Job')!.metadata.name;
      await space.admin.remove({ apiVersion: 'batch/v1', kind: 'Job', name: job, namespace });
      await eventually('the Job to be gone', async () => await space.find('batch/v1', 'Job', job) === undefined);
      await apply(space, inOrder(objects));
      await runsComplete(space);
      const reborn = await dataOf(namespace, incarnation);
      expect(reborn.uid).not.toBe(uid);
      expect({ content: reborn.content, restores: reborn.restores.length }).toEqual({ content: 'monday-data', restores: 1 });
      expect((await serving(space, 'orders', incarnation)).done).toMatchObject({ [incarnation.slice('orders-'.length)]: reborn.uid });
    }));
  });

  test('an imported database: undone into an incarnation, with the Services made anew', async () => {
    await counted(SCENARIO, () => inNamespace('imported', async space => {
      const { namespace } = space;
      await secrets(space);
      // Somebody made it by hand.
      const byHand = synth(namespace, chart => { postgres(chart, 'Orders'); }).find(o => o.kind === 'Postgres')!;
      await apply(space, inOrder([{ ...byHand, metadata: { name: 'orders', namespace } }]));
      const live = await eventually('it to be Ready', async () => {
        const db = await space.find('kubedb.com/v1', 'Postgres', 'orders');
        return db?.status?.phase === 'Ready' && db;
      });
      await store(namespace, [{
        name: 'orders-old',
        namespace,
        database: 'orders',
        encryptionSecret: 'restic',
        snapshots: [{ name: 'monday', time: '2026-01-05T09:00:00Z', content: 'monday-data', components: { dump: {} } }],
      }]);
      await apply(space, inOrder(synth(namespace, chart => {
        storageOf(chart);
        new SnapshotRestore(chart, 'Back', {
          database: ExistingDatabase.fromManifest(chart, 'Orders', live),
          snapshot: snapshotOf(namespace, 'orders', 'monday'),
          resume: openIfHolds('monday-data'),
        });
      })));
      const record = await serving(space, 'orders');
      expect(record.previous).toBe('orders');
      expect((await dataOf(namespace, record.incarnation)).content).toBe('monday-data');
      await personDoes(space, 'rollback');
      await open(space, 'orders');
    }));
  });

  test('declared mode, commit by commit; then managed', async () => {
    await counted(SCENARIO, () => inNamespace('declared', async space => {
      const { namespace } = space;
      await secrets(space);
      await store(namespace, [{
        name: 'orders-old',
        namespace,
        database: 'orders',
        encryptionSecret: 'restic',
        snapshots: [{ name: 'monday', time: '2026-01-05T09:00:00Z', content: 'monday-data', components: { dump: {} } }],
      }]);
      const commit = (open_: boolean, restored: boolean) => synth(namespace, chart => {
        const storage = storageOf(chart);
        const database = postgres(chart, 'Orders', { backup: logical(storage), traffic: Traffic.declared({ open: open_ }) });
        if (restored) new SnapshotRestore(chart, 'Back', { database, snapshot: snapshotOf(namespace, 'orders', 'monday') });
      });
      const reached = (incarnation: string | undefined): Promise<unknown> => eventually(`orders-client to lead to ${incarnation}`, async () =>
        (await reachableThrough(space, 'orders-client')).map(p => p.replace(/-\d+$/, '')).join() === (incarnation ?? ''));
      const sync = (objects: any[]): Promise<unknown> => space.kubectl.run(['apply', '--server-side', '--force-conflicts'], objects);
      await sync(commit(true, false));
      await reached('orders');
      await sync(commit(false, false));
      await reached(undefined);
      const restore = commit(false, true);
      await sync(restore);
      const session = restore.find(o => o.kind === 'RestoreSession')!;
      await eventually('the session to succeed', async () => (await space.get(session.apiVersion, 'RestoreSession', session.metadata.name)).status?.phase === 'Succeeded');
      await reached(undefined);
      await sync(commit(true, true));
      await reached(session.spec.target.name);
      expect((await dataOf(namespace, session.spec.target.name)).content).toBe('monday-data');
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

async function open(space: Space, incarnation: string): Promise<void> {
  await serving(space, 'orders', incarnation);
  await eventually('its pod to be reached', async () => (await reachableThrough(space, 'orders-client')).join() === `${incarnation}-0`);
}

async function formerLife(space: Space, repository: string): Promise<void> {
  await store(space.namespace, [{
    name: repository,
    namespace: space.namespace,
    database: 'orders',
    encryptionSecret: 'restic',
    snapshots: [{ name: 'friday', time: '2026-01-02T09:00:00Z', components: { dump: {} } }],
  }]);
}
