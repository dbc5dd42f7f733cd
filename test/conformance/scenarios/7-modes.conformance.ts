import { Chart } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { logical, openIfHolds, postgres, snapshotOf, storageOf } from '../harness/apps';
import { eventually } from '../harness/eventually';
import { leadsTo, opened, runsComplete, serving } from '../harness/expect';
import { dumpOf, secrets } from '../harness/flows';
import { condition, outcome, runsOf } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { personDoes } from '../harness/person';
import { Probe } from '../harness/probe';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, write } from '../harness/world';
import { counted } from '../report/figures';
import { ExistingDatabase, RestoreProcess, SafetyBackup, SnapshotRestore, SnapshotRestoreProps, Traffic } from 'cdk8s-kubestash';

const SCENARIO = '7. Life after';

describe('7. Life after: imported databases', () => {
  test('undone into an incarnation, with the Services made anew, and back again', async () => {
    await counted(SCENARIO, () => inNamespace('imported', async space => {
      const restore = await imported(space);
      await apply(space, inOrder(restore()));
      const record = await serving(space, 'orders');
      expect(record.previous).toBe('orders');
      expect((await dataOf(space.namespace, record.incarnation)).content).toBe('monday-data');
      await personDoes(space, 'rollback');
      await opened(space, 'orders');
    }));
  });

  test('written over only if that is accepted: what no record knows could be overwritten for the second time', async () => {
    await counted(SCENARIO, () => inNamespace('unrecorded', async space => {
      const restore = await imported(space);
      const overwrite = { process: RestoreProcess.OVERWRITE, safetyBackup: SafetyBackup.none('the test writes it anew') };
      await apply(space, inOrder(restore(overwrite)));
      const job = await eventually('the run to refuse', async () => (await runsOf(space)).find(j => outcome(j) === 'Failed'));
      expect(condition(job, 'Failed').message).toMatch(/Container halt/);
      expect((await recordOf(space, 'orders'))!.reason).toMatch(/would overwrite .* orders, which has data, and there is no record .*Nothing was changed/);
      expect(await dataOf(space.namespace, 'orders')).toMatchObject({ content: 'live', restores: [] });
      await leadsTo(space, 'orders-client', undefined);

      const accepted = restore({ ...overwrite, acceptUnrecordedTarget: true });
      await space.pipeline.remove({ apiVersion: 'batch/v1', kind: 'Job', name: job.metadata.name, namespace: space.namespace });
      await apply(space, inOrder(accepted));
      await opened(space, 'orders');
      await runsComplete(space);
      expect((await dataOf(space.namespace, 'orders')).content).toBe('monday-data');
    }));
  });
});

describe('7. Life after: declared mode', () => {
  test('commit by commit: close, restore, open', async () => {
    await counted(SCENARIO, () => inNamespace('declared', async space => {
      const { namespace } = space;
      await secrets(space);
      await dumpOf(space, 'orders');
      const commit = (open: boolean, restored: boolean): Manifest[] => synth(namespace, chart => {
        const database = ordersWith(chart, Traffic.declared({ open }));
        if (restored) new SnapshotRestore(chart, 'Back', { database, snapshot: snapshotOf(namespace, 'orders', 'monday') });
      });
      await sync(space, commit(true, false));
      await leadsTo(space, 'orders-client', 'orders');
      await sync(space, commit(false, false));
      await leadsTo(space, 'orders-client', undefined);
      const restore = commit(false, true);
      await sync(space, restore);
      const session = restore.find(o => o.kind === 'RestoreSession')!;
      await eventually('the session to succeed', async () => (await space.get(session.apiVersion, 'RestoreSession', session.metadata.name)).status?.phase === 'Succeeded');
      await leadsTo(space, 'orders-client', undefined);
      await sync(space, commit(true, true));
      await leadsTo(space, 'orders-client', session.spec.target.name);
      expect((await dataOf(namespace, session.spec.target.name)).content).toBe('monday-data');
    }));
  });

  test('from declared to managed, and back: it is closed once, while it changes hands', async () => {
    await counted(SCENARIO, () => inNamespace('hands', async space => {
      const { namespace } = space;
      await secrets(space);
      const commit = (traffic: Traffic): Manifest[] => synth(namespace, chart => { ordersWith(chart, traffic); });
      const declared = commit(Traffic.declared({ open: true }));
      await sync(space, declared);
      await leadsTo(space, 'orders-client', 'orders');
      const probe = await Probe.start(space, 'orders-client');

      // docs/declared.md: halted by hand first.
      await space.admin.patch({ apiVersion: 'v1', kind: 'Service', name: 'orders-client', namespace }, { spec: { selector: { 'cdk8s-kubestash/halted': 'true' } } });
      await leadsTo(space, 'orders-client', undefined);
      const managed = commit(Traffic.managed());
      await sync(space, managed);
      await opened(space, 'orders');
      await runsComplete(space);

      await sync(space, declared);
      const rendered = new Set(declared.map(o => `${o.kind}/${o.metadata.name}`));
      for (const { apiVersion, kind, metadata } of managed.filter(o => !rendered.has(`${o.kind}/${o.metadata.name}`))) {
        await space.admin.remove({ apiVersion, kind, name: metadata.name, namespace });
      }
      await leadsTo(space, 'orders-client', 'orders');
      const offers = (await probe.offers()).map(o => o.ready.length > 0);
      expect(offers.filter((o, i) => i === 0 || o !== offers[i - 1])).toEqual([true, false, true]);
    }));
  });
});

/** A database that somebody made by hand, and backed up; how to restore it. */
async function imported(space: Space): Promise<(more?: Partial<SnapshotRestoreProps>) => Manifest[]> {
  const { namespace } = space;
  await secrets(space);
  const byHand = synth(namespace, chart => { postgres(chart, 'Orders'); }).find(o => o.kind === 'Postgres')!;
  await apply(space, inOrder([{ ...byHand, metadata: { name: 'orders', namespace } }]));
  const live = await eventually('it to be Ready', async () => {
    const database = await space.find('kubedb.com/v1', 'Postgres', 'orders');
    return database?.status?.phase === 'Ready' && database;
  });
  await write(namespace, 'orders', 'live');
  await dumpOf(space, 'orders');
  return more => synth(namespace, chart => {
    storageOf(chart);
    new SnapshotRestore(chart, 'Back', {
      database: ExistingDatabase.fromManifest(chart, 'Orders', live),
      snapshot: snapshotOf(namespace, 'orders', 'monday'),
      resume: openIfHolds('monday-data'),
      ...more,
    });
  });
}

function ordersWith(chart: Chart, traffic: Traffic): any {
  return postgres(chart, 'Orders', { backup: logical(storageOf(chart)), traffic });
}

/** What a GitOps tool does with a commit. */
function sync(space: Space, objects: readonly Manifest[]): Promise<string> {
  return space.kubectl.run(['apply', '--server-side', '--force-conflicts', '--field-manager=gitops'], [...objects]);
}
