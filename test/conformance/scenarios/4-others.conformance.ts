import { apply, applyAnew, inOrder } from '../harness/apply';
import { snapshotOf } from '../harness/apps';
import { behave } from '../harness/control';
import { eventually } from '../harness/eventually';
import { failed, opened, reachableThrough, serving, settled } from '../harness/expect';
import { DUMP, dumpOf, FIRST_DEPLOYMENT, INCARNATION, ordersWithDumps, secrets } from '../harness/flows';
import { Manifest } from '../harness/objects';
import { personDoes } from '../harness/person';
import { recordOf } from '../harness/record';
import { withIntent } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, store } from '../harness/world';
import { counted } from '../report/figures';
import { Check, RestoreProcess, Resume, SnapshotRestore, SnapshotRestoreProps } from 'cdk8s-kubestash';

const SCENARIO = '4. Rules';
const SESSIONS = 'core.kubestash.com/v1alpha1';

const inCase = (what: string, run: (space: Space) => Promise<void>) => counted(SCENARIO, () => inNamespace(what, run));

describe('4. Rules: what others write is not opened by itself', () => {
  test('nothing is opened while a session that somebody wrote by hand is at work on it', async () => {
    await inCase('by-hand', async space => {
      await secrets(space);
      await dumpOf(space, 'orders');
      await behave(space.namespace, { restoreSeconds: 8 });
      const objects = FIRST_DEPLOYMENT.objects(space);
      await byHand(space, INCARNATION.objects(space), 'orders');
      // There are no backups of a former life but that one: the guard has nothing to say here.
      await apply(space, inOrder(withIntent(objects, { guard: undefined })));
      await serving(space, 'orders', 'orders');
      expect((await space.get(SESSIONS, 'RestoreSession', 'by-hand')).status.phase).toBe('Succeeded');
    });
  });

  test('a session that somebody makes while the checks are at work, and deletes when it is over', async () => {
    await inCase('between', async space => {
      await INCARNATION.before!(space);
      const objects = restored(space, {
        resume: Resume.automatic({ checks: [Check.command({ name: 'slow', image: 'docker.io/library/postgres:17', command: ['sleep', '12'] })] }),
      });
      await apply(space, inOrder(objects));
      const { next } = await settled(space, 'orders', 'checked', r => r.state === 'checking:slow');
      await byHand(space, objects, next);
      await eventually('the other session to have written', async () => (await dataOf(space.namespace, next)).restores.some(r => r.session === 'by-hand' && r.outcome === 'Succeeded'));
      await settled(space, 'orders', 'left to a person', r => r.state === 'halted' && r.holder === '');
      await failed(space);
      expect((await recordOf(space, 'orders'))!.reason).toMatch(/RestoreSession by-hand has written to \S+ after restore \S+ did/);
      await space.admin.remove({ apiVersion: SESSIONS, kind: 'RestoreSession', name: 'by-hand', namespace: space.namespace });
      await applyAnew(space, objects);
      await failed(space);
      expect(await recordOf(space, 'orders')).toMatchObject({ state: 'halted', reason: expect.stringMatching(/by-hand has written/) });
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await personDoes(space, 'resume', { skipsChecks: true });
      await opened(space, next);
    });
  });

  test('a first deployment that the guard stopped, after the next restore has written over it and was reverted', async () => {
    await inCase('reverted', async space => {
      const { namespace } = space;
      const first = FIRST_DEPLOYMENT.objects(space);
      const { name } = first.find(o => o.kind === 'BackupConfiguration')!.spec.sessions[0].repositories[0];
      await store(namespace, [{ name, namespace, database: 'orders', encryptionSecret: 'restic', snapshots: [DUMP] }]);
      await secrets(space);
      await apply(space, inOrder(first));
      await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
      await apply(space, inOrder(restored(space, { process: RestoreProcess.OVERWRITE, resume: Resume.manual() }, name)));
      await settled(space, 'orders', 'restored', r => r.state === 'halted' && r.holder === '' && r.restore !== 'first');
      await applyAnew(space, first);
      await eventually('the revert to be refused', async () => /was in orders was written over by restore/.test((await recordOf(space, 'orders'))!.reason));
      await failed(space);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      expect(await dataOf(namespace, 'orders')).toMatchObject({ content: 'monday-data' });
      await personDoes(space, 'resume', { skipsChecks: true });
      await opened(space, 'orders');
    });
  });
});

/** The running database, back from a Snapshot. */
function restored({ namespace }: Space, how: Pick<SnapshotRestoreProps, 'resume' | 'process'>, repository?: string): Manifest[] {
  return synth(namespace, chart => {
    const snapshot = snapshotOf(namespace, 'orders', 'monday', repository === undefined ? {} : { repository });
    new SnapshotRestore(chart, 'Back', { database: ordersWithDumps(chart), snapshot, ...how });
  });
}

/** A RestoreSession like that of a run, which somebody writes. */
async function byHand({ admin, namespace }: Space, objects: readonly Manifest[], database: string): Promise<void> {
  const { spec } = JSON.parse(objects.map(o => o.data?.['run.json']).find(text => text !== undefined)).session;
  await admin.create({
    apiVersion: SESSIONS, kind: 'RestoreSession', metadata: { name: 'by-hand', namespace }, spec: { ...spec, target: { ...spec.target, name: database } },
  });
}
