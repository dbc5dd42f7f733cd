import { Chart } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { openIfHolds, snapshotOf } from '../harness/apps';
import { behave, control } from '../harness/control';
import { eventually } from '../harness/eventually';
import { failed, opened, reachableThrough, serving, servingAnother, settled } from '../harness/expect';
import { FIRST_DEPLOYMENT, ordersWithDumps, secrets } from '../harness/flows';
import { outcome, runsOf } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { alsoIn, inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { bucketOf, dataOf, store, write } from '../harness/world';
import { counted } from '../report/figures';
import { SnapshotRestore } from 'cdk8s-kubestash';

const SCENARIO = '7. Life after';

describe('7. Life after: rebuild from Git', () => {
  test('without old backups it opens, with them (also where they sync late) it stays halted until a person decides', async () => {
    const cases = [{ name: 'backups that sync late', old: true, sync: 12 }, { name: 'backups', old: true, sync: 0 }, { name: 'no backups', old: false, sync: 0 }];
    await pool(cases, ({ old, sync }) => counted(SCENARIO, () => inNamespace('rebuild', async space => {
      const objects = FIRST_DEPLOYMENT.objects(space);
      if (old) await formerLife(space, objects);
      await behave(space.namespace, { syncSeconds: sync });
      await secrets(space);
      await apply(space, inOrder(objects));
      if (!old) {
        await serving(space, 'orders', 'orders');
        return;
      }
      await staysHalted(space, /1 in all, the newest is Snapshot friday of 2026-01-02/);
      await personDoes(space, 'resume');
      await opened(space, 'orders');
    })), c => c.name);
  });

  test('the whole cluster is lost: what was backed up in it is found in the new one, and restored there', async () => {
    await counted(SCENARIO, () => inNamespace('lost', async space => {
      const { namespace } = space;
      const objects = FIRST_DEPLOYMENT.objects(space);
      await secrets(space);
      await apply(space, inOrder(objects));
      await serving(space, 'orders', 'orders');
      await write(namespace, 'orders', 'years of orders');
      const snapshot = await backedUp(space, objects);
      const repositories = await bucketOf(namespace);
      await control('POST', '/reset', { namespace });

      await control('POST', '/backend', { location: `s3:${namespace}`, repositories });
      const anew = await alsoIn(space, namespace);
      await secrets(anew);
      await apply(anew, inOrder(objects));
      await staysHalted(anew, new RegExp(`1 in all, the newest is Snapshot ${snapshot.metadata.name} `));
      expect((await dataOf(namespace, 'orders')).content).toBe('empty');
      // The next commit restores what is there.
      await apply(anew, inOrder(synth(namespace, chart => { restored(chart, snapshot); })));
      const { incarnation } = await servingAnother(anew, 'orders');
      await eventually('the restore to be done', async () => (await runsOf(anew)).some(j => j.metadata.name.startsWith(`${incarnation}-`) && outcome(j) === 'Complete'));
      expect((await dataOf(namespace, incarnation)).content).toBe('years of orders');
      await opened(anew, incarnation);
    }));
  });
});

async function staysHalted(space: Space, why: RegExp): Promise<void> {
  const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
  // Nobody asked for this, so it does not look like success.
  await failed(space);
  expect(record.reason).toMatch(/there are backups of an earlier one/);
  expect(record.reason).toMatch(why);
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
}

/** What is backed up of `orders` now. */
async function backedUp(space: Space, objects: readonly Manifest[]): Promise<any> {
  const configuration = objects.find(o => o.kind === 'BackupConfiguration')!;
  await control('POST', '/tick', { namespace: space.namespace, backupConfiguration: configuration.metadata.name, session: configuration.spec.sessions[0].name });
  return eventually('a Snapshot', async () => (await space.list('storage.kubestash.com/v1alpha1', 'Snapshot')).find(s => s.status?.phase === 'Succeeded'));
}

/** The Snapshot, as the command line prints it into the code. */
function restored(chart: Chart, { metadata, spec, status }: any): void {
  new SnapshotRestore(chart, 'Back', {
    database: ordersWithDumps(chart),
    snapshot: snapshotOf(chart.namespace!, 'orders', metadata.name, { repository: spec.repository, time: status.snapshotTime ?? metadata.creationTimestamp }),
    resume: openIfHolds('years of orders'),
  });
}

/** In the Repository that the database is backed up to lies what an earlier one of its name left there. */
async function formerLife({ namespace }: Space, objects: readonly Manifest[]): Promise<void> {
  const { name } = objects.find(o => o.kind === 'BackupConfiguration')!.spec.sessions[0].repositories[0];
  await store(namespace, [{
    name, namespace, database: 'orders', encryptionSecret: 'restic', snapshots: [{ name: 'friday', time: '2026-01-02T09:00:00Z', components: { dump: {} } }],
  }]);
}
