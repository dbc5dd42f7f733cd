import { Chart } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { snapshotOf } from '../harness/apps';
import { behave } from '../harness/control';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { reachableThrough, runsComplete, serving, settled, unfinishedSessions } from '../harness/expect';
import { faultsMet, inject } from '../harness/faults';
import { dumpOf, INCARNATION, orders, OVERWRITE, UNDO } from '../harness/flows';
import { logsOfRuns, outcome, runsOf } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { person, personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { Random, seeds } from '../harness/random';
import { recordOf } from '../harness/record';
import { withAgentEnv } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { requests } from '../harness/times';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';
import { RestoreProcess, SnapshotRestore } from 'cdk8s-kubestash';

describe('5. One holder: whoever acts at once, the record decides', () => {
  test('the old and the new Job of the same run at once, after an upgrade of the library', async () => {
    await pool([OVERWRITE, INCARNATION], flow => counted('5. One holder', () => inNamespace('two', async space => {
      await flow.before!(space);
      const objects = flow.objects(space);
      await behave(space.namespace, { restoreSeconds: 4 });
      await apply(space, inOrder(objects));
      // The Role that comes with the new Job names that one alone: the old one has read itself before.
      const serviceAccount = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      await eventually('the old Job to be at work', async () => (await requests(space, { serviceAccount })).some(r => r.resource === 'jobs' && r.status === 200));
      await apply(space, inOrder(upgraded(objects)));
      await converged(flow, space);
      await epochGrew(space);
      // The second one waited; it did not take what was held.
      expect(await logsOfRuns(space)).not.toMatch(/superseded/);
    })), f => f.name);
  });

  test('two restores applied together: the later one wins, the earlier one leaves nothing behind', async () => {
    await counted('5. One holder', () => inNamespace('both', async space => {
      const { namespace } = space;
      await OVERWRITE.before!(space);
      const both = synth(namespace, chart => {
        const first = back(chart, 'First');
        new SnapshotRestore(chart, 'Second', { database: first.restored, snapshot: snapshotOf(namespace, 'orders', 'monday'), restoreId: 'again' });
      });
      await behave(namespace, { restoreSeconds: 5 });
      await apply(space, inOrder(synth(namespace, chart => { back(chart, 'First'); })));
      await settled(space, 'orders', 'restoring', r => r.state === 'restoring' && r.restore !== 'first');
      await apply(space, inOrder(both));
      const jobs = both.filter(o => o.kind === 'Job').map(o => o.metadata.labels['cdk8s-kubestash/restore']);
      expect(jobs.length).toBe(1);
      const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '' && r.restore === jobs[0]);
      // What was not finished is out of date, and says so; nobody takes it for done.
      const earlier = await eventually('the earlier run to end', async () => {
        const job = (await runsOf(space)).find(j => !['first', jobs[0]].includes(j.metadata.labels['cdk8s-kubestash/restore']))!;
        return outcome(job) === 'Failed' && job;
      });
      expect(await logsOfRuns(space)).toContain(`took the record for restore ${jobs[0]}: this one is out of date`);
      expect(earlier.metadata.labels['cdk8s-kubestash/database']).toBe('orders');
      await eventually('no unfinished session to be left', async () => (await unfinishedSessions(space)).length === 0);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await personDoes(space, 'resume');
      await serving(space, 'orders', record.next);
      await epochGrew(space);
    }));
  });

  test.each(['halt', 'resume', 'rollback'] as const)('a person says %s while the run works, at any moment: nothing wrong is open', async command => {
    const moments = seeds(3);
    await pool(moments, seed => counted('5. One holder', () => inNamespace('race', async space => {
      const random = new Random(seed);
      await UNDO.before!(space);
      await behave(space.namespace, { archiverSeconds: 2 });
      await apply(space, inOrder(UNDO.objects(space)));
      await eventually('the run to have the record', async () => (await recordOf(space, 'orders'))?.restore !== 'first');
      await new Promise(resolve => setTimeout(resolve, random.below(8000)));
      await person(space, command, { skipsChecks: true });
      await runsComplete(space);
      const record = await eventually('the record to be free', async () => {
        const r = await recordOf(space, 'orders');
        return r?.holder === '' && ['serving', 'halted', 'failed'].includes(r.state) && r;
      });
      const reached = await reachableThrough(space, 'orders-client');
      const expected = record.state === 'serving' ? [record.incarnation] : [];
      expect(reached.map(p => p.replace(/-\d+$/, ''))).toEqual(expected);
      if (record.state === 'serving') {
        const { content } = await dataOf(space.namespace, record.incarnation);
        expect(['spoilt', UNDO.holds!(space)]).toContain(content);
      }
      await epochGrew(space);
    })), seed => `CONFORMANCE_SEED=${seed}`);
  });

  test('a stalled run that wakes up after it was superseded changes nothing', async () => {
    await counted('5. One holder', () => inNamespace('stalled', async space => {
      await OVERWRITE.before!(space);
      const objects = withAgentEnv(OVERWRITE.objects(space), { REQUEST_SECONDS: '60' });
      const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      // Its first patch of a client Service hangs in the network, and arrives long after; its watch of the record is later still.
      await inject(space,
        { action: 'delay', milliseconds: 30_000, match: { serviceAccount: account, resource: 'services', verb: 'patch', nth: 1 } },
        { action: 'delay-watch', milliseconds: 120_000, match: { serviceAccount: account, resource: 'leases', verb: 'watch' } });
      await apply(space, inOrder(objects));
      await eventually('the run to have the record', async () => (await recordOf(space, 'orders'))?.restore !== 'first');
      await personDoes(space, 'resume', { skipsChecks: true });
      const told = (await recordOf(space, 'orders'))!;
      expect(told.by).toBe('person/ada');
      await runsComplete(space);
      expect(await logsOfRuns(space)).toMatch(/superseded: person\/ada took the record/);
      expect({ ...(await recordOf(space, 'orders'))!, version: '' }).toEqual({ ...told, version: '' });
      expect(await reachableThrough(space, 'orders-client')).toEqual(['orders-0']);
      expect((await dataOf(space.namespace, 'orders')).restores).toEqual([]);
      // The late patch met a conflict.
      const late = (await requests(space, { resource: 'services', verb: 'patch' })).filter(r => r.serviceAccount === account);
      expect(late.map(r => r.status)).toContain(409);
    }));
  });

  test('a run that was superseded between two acts leaves the second, however late its watch is', async () => {
    await counted('5. One holder', () => inNamespace('between', async space => {
      await UNDO.before!(space);
      await dumpOf(space, 'orders');
      const overwrite = synth(space.namespace, chart => {
        const { orders: database } = orders(chart);
        new SnapshotRestore(chart, 'Back', { database, snapshot: snapshotOf(space.namespace, 'orders', 'monday'), process: RestoreProcess.OVERWRITE });
      });
      const objects = withAgentEnv(overwrite, { REQUEST_SECONDS: '60' });
      const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      // The first of two backups is about to be paused when a person decides; before a renewal of the record is due, which would meet a conflict.
      await inject(space,
        { action: 'delay', milliseconds: 8_000, match: { serviceAccount: account, resource: 'backupconfigurations', verb: 'patch' } },
        { action: 'delay-watch', milliseconds: 120_000, match: { serviceAccount: account, resource: 'leases', verb: 'watch' } });
      await apply(space, inOrder(objects));
      await eventually('the run to pause a backup', async () => (await faultsMet(space))[0].acted === 1);
      await personDoes(space, 'resume', { skipsChecks: true });
      await runsComplete(space);
      expect(await logsOfRuns(space)).toMatch(/superseded: person\/ada took the record/);
      expect((await space.get('archiver.kubedb.com/v1alpha1', 'PostgresArchiver', 'orders-archiver')).spec.pause ?? false).toBe(false);
      expect((await dataOf(space.namespace, 'orders')).restores).toEqual([]);
      // Nor did it try anything else after the answer.
      const writes = (await requests(space, { serviceAccount: account })).filter(r => ['create', 'patch', 'delete'].includes(r.verb) && !['events', 'jobs'].includes(r.resource));
      expect(writes.pop()).toMatchObject({ resource: 'backupconfigurations', status: 200 });
    }));
  });
});

function back(chart: Chart, id: string): SnapshotRestore {
  return new SnapshotRestore(chart, id, { database: orders(chart).orders, snapshot: snapshotOf(chart.namespace!, 'orders', 'monday') });
}

/** The same restore as another version of the library renders it: the Job and its ConfigMaps have other names. */
function upgraded(objects: readonly Manifest[]): Manifest[] {
  const job = objects.find(o => o.kind === 'Job')!.metadata.name;
  return JSON.parse(JSON.stringify(objects).split(job).join(`${job.slice(0, -6)}aaaaaa`)) as Manifest[];
}

/** Every change of the holder made the epoch grow, and it never shrank. */
async function epochGrew(space: Space): Promise<void> {
  const taken = (await requests(space, { resource: 'leases', verb: 'patch' }))
    .filter(r => r.status === 200)
    .map(r => /"leaseTransitions":(\d+)/.exec(r.body ?? '')?.[1])
    .filter((e): e is string => e !== undefined)
    .map(Number);
  expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
}

