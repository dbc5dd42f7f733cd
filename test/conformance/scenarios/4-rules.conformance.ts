import { Chart, Duration } from 'cdk8s';
import { apply, applyAnew, inOrder } from '../harness/apply';
import { behave, control } from '../harness/control';
import { eventually, pause } from '../harness/eventually';
import { failed, opened, reachableThrough, runsComplete, serving, servingAnother, settled } from '../harness/expect';
import { CLONE, FIRST_DEPLOYMENT, INCARNATION, NEW_AT_A_TIME, NEW_FROM_LOGICAL, orders, secrets, UNDO } from '../harness/flows';
import { logsOfRuns } from '../harness/jobs';
import { Manifest, namedOf } from '../harness/objects';
import { personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { recordOf } from '../harness/record';
import { withIntent } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, store, write } from '../harness/world';
import { counted } from '../report/figures';
import { Check, CommandCheckOptions, PointInTimeRestore, Resume } from 'cdk8s-kubestash';

const SCENARIO = '4. Rules';

const inCase = (what: string, run: (space: Space) => Promise<void>) => counted(SCENARIO, () => inNamespace(what, run));

describe('4. Rules: a run restores into nothing but its own', () => {
  const without = (objects: readonly Manifest[], kind: string): Manifest[] => objects.filter(o => o.kind !== kind);

  test('a clone with the name of a live database that somebody else made is refused, and nothing is touched', async () => {
    await inCase('foreign', async space => {
      await secrets(space);
      await CLONE.before!(space);
      const home = new Space(CLONE.elsewhere!(space), space.user);
      await live(home, 'other');
      await secrets(home);
      await apply(space, inOrder(without(CLONE.objects(space), 'Postgres')));
      await refused(home, 'other', /would restore into \S+ other, which was in use before, .*Nothing was changed/);
    });
  });

  test('a recovery into the name of a live database is refused', async () => {
    await inCase('foreign', async space => {
      await secrets(space);
      await NEW_AT_A_TIME.before!(space);
      await live(space, 'orders');
      await apply(space, inOrder(without(NEW_AT_A_TIME.objects(space), 'Postgres')));
      await refused(space, 'orders', /whose spec\.init\.archiver is not what this restore asks for\. Nothing was changed/);
    });
  });

  test('a restore that no record and no session tells of is not done over a database that was used since', async () => {
    await inCase('forgotten', async space => {
      await secrets(space);
      await NEW_FROM_LOGICAL.before!(space);
      const objects = NEW_FROM_LOGICAL.objects(space);
      await apply(space, inOrder(objects));
      await serving(space, 'orders', 'orders');
      await runsComplete(space);
      await write(space.namespace, 'orders', 'used since January');
      await space.admin.remove({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace: space.namespace });
      for (const s of await space.list('core.kubestash.com/v1alpha1', 'RestoreSession')) {
        await space.admin.remove({ apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', name: s.metadata.name, namespace: space.namespace });
      }
      await applyAnew(space, objects);
      await failed(space);
      expect((await recordOf(space, 'orders'))!.reason).toMatch(/was in use before/);
      expect(await dataOf(space.namespace, 'orders')).toMatchObject({ content: 'used since January', restores: [{ outcome: 'Succeeded' }] });
    });
  });

  test('volumes that have grown outside the code are told before anything is halted', async () => {
    await inCase('grown', async space => {
      await INCARNATION.before!(space);
      await space.admin.create({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'data-orders-0',
          namespace: space.namespace,
          labels: { 'app.kubernetes.io/name': 'postgreses.kubedb.com', 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/managed-by': 'kubedb.com' },
        },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
      });
      await apply(space, inOrder(INCARNATION.objects(space)));
      await failed(space);
      expect(await recordOf(space, 'orders')).toMatchObject({ state: 'serving', reason: expect.stringMatching(/have grown to 5Gi, but \S+ would get 1Gi\. Nothing was halted/) });
      expect(await reachableThrough(space, 'orders-client')).toHaveLength(1);
    });
  });
});

describe('4. Rules: the newest Job says what Git asks for', () => {
  test('a restore that is corrected, corrected back and reverted', async () => {
    await inCase('corrected', async space => {
      await UNDO.before!(space);
      const at = (time: string): Manifest[] => synth(space.namespace, chart => { undoneAt(chart, time, Resume.automatic()); });
      await apply(space, inOrder(at('2026-01-05T08:30:00Z')));
      const first = (await servingAnother(space, 'orders')).incarnation;
      await runsComplete(space);
      await apply(space, inOrder(at('2026-01-05T08:20:00Z')));
      const corrected = await eventually('the correction to serve', async () => {
        const record = await servingAnother(space, first);
        return record.incarnation !== 'orders' && record;
      });
      expect((await dataOf(space.namespace, corrected.incarnation)).content).toBe('orders-full@2026-01-05T08:20:00Z');
      // A rollback passes the discarded moment over.
      expect(corrected.previous).toBe('orders');
      await applyAnew(space, at('2026-01-05T08:30:00Z'));
      await opened(space, first);
      expect((await dataOf(space.namespace, first)).restores).toHaveLength(1);
      await runsComplete(space);
      await applyAnew(space, synth(space.namespace, chart => { orders(chart); }));
      await opened(space, 'orders');
      expect((await dataOf(space.namespace, 'orders')).content).toBe('spoilt');
    });
  });

  test('a restore that is corrected while it waits for a person: what is resumed is the correction', async () => {
    await inCase('corrected', async space => {
      await UNDO.before!(space);
      const at = (time: string): Manifest[] => synth(space.namespace, chart => { undoneAt(chart, time); });
      await apply(space, inOrder(at('2026-01-05T08:30:00Z')));
      const waiting = (await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '')).next;
      await apply(space, inOrder(at('2026-01-05T08:20:00Z')));
      const record = await settled(space, 'orders', 'halted anew', r => r.state === 'halted' && r.holder === '' && r.next !== '' && r.next !== waiting);
      await personDoes(space, 'resume');
      await opened(space, record.next);
      expect((await dataOf(space.namespace, record.next)).content).toBe('orders-full@2026-01-05T08:20:00Z');
    });
  });
});

describe('4. Rules: the newest Job says what Git asks for, whichever comes to work first', () => {
  test('a Job that comes to work only after its correction is out of date', async () => {
    await inCase('late', async space => {
      await UNDO.before!(space);
      const at = (time: string): Manifest[] => synth(space.namespace, chart => { undoneAt(chart, time, Resume.automatic()); });
      const first = at('2026-01-05T08:30:00Z').map(o => (o.kind === 'Job' ? { ...o, spec: { ...o.spec, suspend: true } } : o));
      await apply(space, inOrder(first));
      // Of two Jobs that were made within one second nobody knows which is the newer one.
      await pause(1500);
      await apply(space, inOrder(at('2026-01-05T08:20:00Z')));
      const { incarnation } = await servingAnother(space, 'orders');
      await space.admin.patch(namedOf(first.find(o => o.kind === 'Job')!), { spec: { suspend: false } });
      await failed(space);
      expect(await logsOfRuns(space)).toMatch(/which is newer than this one/);
      expect(await recordOf(space, 'orders')).toMatchObject({ state: 'serving', incarnation });
      expect((await dataOf(space.namespace, incarnation)).content).toBe('orders-full@2026-01-05T08:20:00Z');
    });
  });
});

describe('4. Rules: the guard does not forget, and backups stay away from what was never opened', () => {
  test('the Snapshots are gone when it is asked again: it stays halted until a person decides', async () => {
    await inCase('rebuilt', async space => {
      const objects = FIRST_DEPLOYMENT.objects(space);
      const { name } = objects.find(o => o.kind === 'BackupConfiguration')!.spec.sessions[0].repositories[0];
      const { namespace } = space;
      await store(namespace, [{
        name, namespace, database: 'orders', encryptionSecret: 'restic', snapshots: [{ name: 'friday', time: '2026-01-02T09:00:00Z', components: { dump: {} } }],
      }]);
      await secrets(space);
      await apply(space, inOrder(objects));
      await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
      await failed(space);
      expect(await pausedBackups(space)).toEqual(['orders']);
      await space.admin.remove({ apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'Snapshot', name: 'friday', namespace });
      await applyAnew(space, objects);
      const again = await settled(space, 'orders', 'halted again', r => r.state === 'halted' && r.holder === '' && r.epoch > 1);
      await failed(space);
      expect(again.reason).toMatch(/there are backups of an earlier one/);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await personDoes(space, 'resume');
      await opened(space, 'orders');
      expect(await pausedBackups(space)).toEqual([]);
    });
  });
});

describe('4. Rules: every check ends, and every failure of one is a verdict', () => {
  const command = (image: string, ...words: string[]): CommandCheckOptions =>
    ({ name: 'own', image, command: words, timeout: Duration.seconds(3) });
  const undone = (space: Space, check: CommandCheckOptions): Manifest[] => synth(space.namespace, chart => {
    undoneAt(chart, '2026-01-05T08:30:00Z', Resume.automatic({ checks: [Check.command(check)] }));
  });

  test('a command that hangs, and an image that cannot be pulled, end at their time', async () => {
    await control('POST', '/images', { prefix: 'registry.example/mistyped', pullFails: true });
    const hanging: [string, CommandCheckOptions][] = [
      ['hangs', command('docker.io/library/postgres:17', 'sleep', '1000000')], ['not pulled', command('registry.example/mistyped:1', 'true')],
    ];
    await pool(hanging, ([, check]) => inCase('hangs', async space => {
      await UNDO.before!(space);
      await apply(space, inOrder(withIntent(undone(space, check), { startSeconds: 4 })));
      const record = await settled(space, 'orders', 'failed', r => r.state === 'failed');
      expect(record.reason).toMatch(/Check own did not end within 3 s/);
      await failed(space);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    }), ([what]) => what);
  });

  test.each([3, 5, 143])('a check that exits with %d', async code => {
    await inCase('exits', async space => {
      await UNDO.before!(space);
      await apply(space, inOrder(undone(space, command('docker.io/library/postgres:17', 'sh', '-c', `exit ${code}`))));
      expect(await failed(space)).toMatch(/check-own .*matching FailJob rule/);
      expect((await recordOf(space, 'orders'))!.state).toBe('checking:own');
    });
  });

  test('a deadline counts from the halt of this attempt', async () => {
    await inCase('deadline', async space => {
      await INCARNATION.before!(space);
      const objects = withIntent(INCARNATION.objects(space), { deadline: 30 });
      await behave(space.namespace, { restoreOutcome: 'hang' });
      await apply(space, inOrder(objects));
      await settled(space, 'orders', 'failed', r => r.state === 'failed');
      await failed(space);
      await behave(space.namespace, { restoreOutcome: 'Succeeded' });
      await applyAnew(space, objects);
      await servingAnother(space, 'orders');
    });
  });

  test('a recovery that the operator reports as failed ends the wait at once', async () => {
    await inCase('lost', async space => {
      await UNDO.before!(space);
      await behave(space.namespace, { archiverCondition: 'False' });
      await apply(space, inOrder(UNDO.objects(space)));
      expect((await settled(space, 'orders', 'failed', r => r.state === 'failed')).reason).toMatch(/The operator could not restore/);
    });
  });
});

test('4. Rules: people who describe the database see what happens to it', async () => {
  await inCase('told', async space => {
    await UNDO.before!(space);
    await apply(space, inOrder(UNDO.objects(space)));
    const { incarnation } = await servingAnother(space, 'orders');
    const told = async (name: string): Promise<string[]> => (await space.list('v1', 'Event'))
      .filter(e => e.involvedObject.kind === 'Postgres' && e.involvedObject.name === name && e.source?.component === 'cdk8s-kubestash').map(e => e.reason);
    expect(await told('orders')).toEqual(expect.arrayContaining(['Halted', 'Serving']));
    expect(await told(incarnation)).toEqual(expect.arrayContaining(['Restoring', 'Serving']));
  });
});

function undoneAt(chart: Chart, at: string, resume?: Resume): PointInTimeRestore {
  return new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at, resume });
}

/** A database that somebody made by other means, and uses. */
async function live({ admin, namespace }: Space, name: string): Promise<void> {
  await admin.create({
    apiVersion: 'kubedb.com/v1',
    kind: 'Postgres',
    metadata: { name, namespace },
    spec: { version: '17.5', replicas: 1, storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  });
  await eventually(`${name} to be Ready`, async () => (await dataOf(namespace, name)).phase === 'Ready');
  await write(namespace, name, 'live');
}

async function refused(space: Space, name: string, why: RegExp): Promise<void> {
  await failed(space);
  expect((await recordOf(space, name))!.reason).toMatch(why);
  expect(await dataOf(space.namespace, name)).toMatchObject({ content: 'live', restores: [] });
  expect(await space.list('core.kubestash.com/v1alpha1', 'RestoreSession')).toEqual([]);
}

async function pausedBackups(space: Space): Promise<string[]> {
  return (await space.list('core.kubestash.com/v1alpha1', 'BackupConfiguration')).filter(c => c.spec.paused === true).map(c => c.metadata.name);
}
