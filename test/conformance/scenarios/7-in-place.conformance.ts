import { Duration } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { behave, events } from '../harness/control';
import { eventually } from '../harness/eventually';
import { failed, leadsTo, reachableThrough, settled } from '../harness/expect';
import { AT, DUMP } from '../harness/flows';
import { archivedEtcdWith, ETCD_IN_PLACE, ETCD_TO_A_MOMENT, IN_PLACE, MARIADB_IN_PLACE, undo } from '../harness/in-place';
import { isRestore } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { person } from '../harness/person';
import { pool } from '../harness/pool';
import { recordOf, TrafficRecord } from '../harness/record';
import { withIntent } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';

const SCENARIO = '7. In place';
const OPS = 'ops.kubedb.com/v1alpha1';

/** The database as it is, and what its run asks KubeDB for. */
async function about(space: Space): Promise<{ readonly uid: string; readonly suspended?: string; readonly request: any }> {
  const { metadata } = await space.get('kubedb.com/v1', 'MySQL', 'orders');
  const [request] = await space.list(OPS, 'MySQLOpsRequest');
  return { uid: metadata.uid, suspended: metadata.annotations?.['kubedb.com/suspend-archiver'], request };
}

/** Waits until the restore is done, with all that follows it. */
function putBack(space: Space): Promise<TrafficRecord> {
  return settled(space, 'orders', 'put back', r => r.state === 'serving' && r.holder === '' && r.restore !== 'first');
}

interface Trouble {
  readonly name: string;
  readonly outcome: string;
  readonly deadline?: number;
  readonly reason: RegExp;
  /** Phase that the OpsRequest is left in; undefined where it is gone. */
  readonly left?: string;
}

const TROUBLES: readonly Trouble[] = [
  { name: 'a step that is False', outcome: 'False', reason: /ArchiverRestoreDataRestored: FailedToRestore: the logs end before that.*The data may be incomplete/, left: 'Progressing' },
  { name: 'a request that fails', outcome: 'Failed', reason: /it is Failed: ArchiverRestoreDataRestored/, left: 'Failed' },
  { name: 'a request that is denied', outcome: 'Denied', reason: /it is Denied: Denied: NotApproved/, left: 'Denied' },
  { name: 'a request that hangs when the volumes are gone', outcome: 'hang', deadline: 20, reason: /Given up 20 s after the halt.*MySQLOpsRequest \S+ to finish; it is Progressing, ArchiverRestoreTriggered/, left: 'Progressing' },
  { name: 'a request that nobody begins', outcome: 'pending', deadline: 20, reason: /Given up 20 s after the halt/ },
];

describe('7. In place: KubeDB puts the running database back, and nobody connects meanwhile', () => {
  test('to the moment, with its own name and UID; then archiving on, the first log, a full backup', async () => {
    await counted(SCENARIO, () => inNamespace('in-place', async space => {
      await IN_PLACE.before!(space);
      const before = await about(space);
      await apply(space, inOrder(IN_PLACE.objects(space)));
      const record = await putBack(space);
      await leadsTo(space, 'orders-client', 'orders');
      const after = await about(space);
      expect(after).toMatchObject({ uid: before.uid, request: { status: { phase: 'Successful' }, metadata: { labels: { 'cdk8s-kubestash/restore': record.restore } } } });
      expect(after.suspended).toBeUndefined();
      expect((await dataOf(space.namespace, 'orders')).content).toBe(`orders-full@${AT}`);
      expect(record.notes).toMatchObject({ [`kept.${record.restore}`]: 'released: pvc-orders-0' });
      expect(record.notes.archiving).toBeUndefined();
      const { spec } = await space.get('core.kubestash.com/v1alpha1', 'BackupConfiguration', 'orders-archiver');
      expect(spec.paused ?? false).toBe(false);
      const happened = (await events({ namespace: space.namespace })).filter(e => ['archiving', 'put-back', 'first-log', 'backup'].includes(e.type))
        .map(e => (e.type === 'archiving' ? `archiving ${e.data.suspended ? 'off' : 'on'}` : e.type));
      expect(happened.slice(happened.indexOf('archiving off'))).toEqual(['archiving off', 'put-back', 'archiving on', 'first-log', 'backup']);
    }));
  });

  test('MariaDB in the same way; etcd to a Snapshot or a moment, after a safety backup, since it keeps no volumes', async () => {
    const others = [
      { flow: MARIADB_IN_PLACE, kind: 'MariaDB', type: 'ArchiverRestore', kept: 'released: pvc-orders-0', safety: 0 },
      { flow: ETCD_IN_PLACE, kind: 'Etcd', type: 'Restore', kept: undefined, safety: 1 },
      { flow: ETCD_TO_A_MOMENT, kind: 'Etcd', type: 'Restore', kept: undefined, safety: 1 },
    ];
    await pool(others, ({ flow, kind, type, kept, safety }) => counted(SCENARIO, () => inNamespace('in-place', async space => {
      await flow.before!(space);
      const uid = async () => (await space.get(`kubedb.com/${kind === 'Etcd' ? 'v1alpha2' : 'v1'}`, kind, 'orders')).metadata.uid;
      const before = await uid();
      await apply(space, inOrder(flow.objects(space)));
      const record = await putBack(space);
      await leadsTo(space, 'orders-client', 'orders');
      expect(await uid()).toBe(before);
      expect(await space.list(OPS, `${kind}OpsRequest`)).toMatchObject([{ spec: { type }, status: { phase: 'Successful' } }]);
      expect((await dataOf(space.namespace, 'orders')).content).toBe(flow.holds!(space));
      expect(record.notes[`kept.${record.restore}`]).toBe(kept);
      expect(record.notes.archiving).toBeUndefined();
      const backups = await space.list('core.kubestash.com/v1alpha1', 'BackupSession');
      expect(backups.filter(b => /-safety-[0-9]+$/.test(b.metadata.name) && b.status.phase === 'Succeeded')).toHaveLength(safety);
    })), o => o.flow.name);
  });

  test('etcd has no Snapshot as old as the moment: that is said, and nobody is let in', async () => {
    await counted(SCENARIO, () => inNamespace('in-place', async space => {
      await archivedEtcdWith(space, DUMP.time);
      await apply(space, inOrder(ETCD_TO_A_MOMENT.objects(space)));
      await failed(space, isRestore);
      const record = await settled(space, 'orders', 'failed', r => r.state === 'failed');
      expect(record.reason).toMatch(/it is Failed: EtcdRestoreSnapshotApplied: SnapshotNotFound: no Snapshot is as old as that/);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    }));
  });

  test('what goes wrong leaves the client Service halted, and says why', async () => {
    await pool(TROUBLES, trouble => counted(SCENARIO, () => inNamespace('in-place', async space => {
      await IN_PLACE.before!(space);
      await behave(space.namespace, { inPlaceOutcome: trouble.outcome });
      const objects = undo(space);
      await apply(space, inOrder(trouble.deadline === undefined ? objects : withIntent(objects, { deadline: trouble.deadline })));
      await failed(space, isRestore);
      const record = await settled(space, 'orders', 'failed', r => r.state === 'failed');
      expect(record.reason).toMatch(trouble.reason);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      expect((await about(space)).request?.status?.phase).toBe(trouble.left);
      if (trouble.left !== 'Progressing') return;
      const forced = await person(space, 'resume', { skipsChecks: true });
      expect({ code: forced.code, said: forced.stderr }).toEqual({ code: 1, said: expect.stringMatching(/MySQLOpsRequest \S+ \(Progressing\) is not finished/) });
    })), t => t.name);
  });

  test('one that went on after its run had given up is found by the Job that is made anew', async () => {
    await counted(SCENARIO, () => inNamespace('in-place', async space => {
      await IN_PLACE.before!(space);
      await behave(space.namespace, { inPlaceOutcome: 'hang' });
      const objects = withIntent(undo(space), { deadline: 30 });
      await apply(space, inOrder(objects));
      await failed(space, isRestore);
      await behave(space.namespace, { inPlaceOutcome: 'Successful' });
      const job = objects.find(o => o.kind === 'Job')!;
      await space.admin.remove({ apiVersion: 'batch/v1', kind: 'Job', name: job.metadata.name, namespace: space.namespace });
      await eventually('the Job to be gone', async () => await space.find('batch/v1', 'Job', job.metadata.name) === undefined);
      await apply(space, inOrder(objects));
      await putBack(space);
      expect((await dataOf(space.namespace, 'orders')).restores.filter(r => r.session !== 'archiver')).toHaveLength(1);
    }));
  });

  test('a KubeDB that cannot do it, and an OpsRequest that is somebody else’s: nothing is halted', async () => {
    await pool(['unknown type', 'foreign'], which => counted(SCENARIO, () => inNamespace('in-place', async space => {
      await IN_PLACE.before!(space);
      const objects = undo(space, { run: { deadline: Duration.minutes(5) } });
      const settings = JSON.parse(objects.find(o => o.metadata.name.endsWith('-settings'))!.data['run.json']);
      const { request, restore } = settings;
      if (which === 'foreign') {
        await space.admin.create({
          apiVersion: OPS, kind: 'MySQLOpsRequest', metadata: { name: restore.name, namespace: space.namespace }, spec: { type: 'Restart', databaseRef: { name: 'orders' } },
        } as Manifest);
      }
      const other = { ...request, spec: { ...request.spec, type: 'TimeTravel' } };
      await apply(space, inOrder(which === 'foreign' ? objects : withIntent(objects, { request: other })));
      await failed(space, isRestore);
      const record = (await recordOf(space, 'orders'))!;
      expect(record.state).toBe('serving');
      expect(record.reason).toMatch(which === 'foreign' ? /is there, and is not of restore/ : /would be refused: .*TimeTravel.*Nothing was halted/);
      await leadsTo(space, 'orders-client', 'orders');
      expect((await dataOf(space.namespace, 'orders')).content).toBe('spoilt');
    })), w => w);
  });
});
