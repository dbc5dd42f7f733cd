import { apply, inOrder } from '../harness/apply';
import { logical, openIfHolds, postgres, snapshotOf, storageOf } from '../harness/apps';
import { control } from '../harness/control';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { reachableThrough, serving } from '../harness/expect';
import { Fault, inject } from '../harness/faults';
import { INCARNATION, secrets } from '../harness/flows';
import { logsOfRuns, podsOfRuns } from '../harness/jobs';
import { pool } from '../harness/pool';
import { withAgentEnv } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';
import { SnapshotRestore } from 'cdk8s-kubestash';

const SCENARIO = '9. The agent alone';

describe('9. The agent alone', () => {
  test('odd but legal names', async () => {
    await pool(['null', 'e1e3', 'a--b', 'yes', 'x'.repeat(30)], name => counted(SCENARIO, () => inNamespace('odd', async space => {
      const { namespace } = space;
      await secrets(space);
      const database = (chart: any) => postgres(chart, 'Database', { name, backup: logical(storageOf(chart)) });
      await apply(space, inOrder(synth(namespace, chart => { database(chart); })));
      await serving(space, name, name);
      await control('POST', '/backend', {
        location: `s3:${namespace}`,
        repositories: [{
          name: `${name}-old`,
          namespace,
          path: name,
          appRef: { kind: 'Postgres', name, namespace },
          encryptionSecret: { name: 'restic', namespace },
          snapshots: [{ name: 'monday', session: 'daily', time: '2026-01-05T09:00:00Z', phase: 'Succeeded', content: 'monday-data', components: { dump: {} } }],
        }],
      });
      await apply(space, inOrder(synth(namespace, chart => {
        new SnapshotRestore(chart, 'Back', {
          database: database(chart), snapshot: snapshotOf(namespace, name, 'monday'), resume: openIfHolds('monday-data'),
        });
      })));
      const record = await eventually('the restore to be done', async () => {
        const r = await serving(space, name);
        return r.incarnation !== name && r;
      });
      expect((await dataOf(namespace, record.incarnation)).content).toBe('monday-data');
    })), n => n);
  });

  test('a slow and flaky API server: it retries, and comes to the same end', async () => {
    const flaky: (readonly [string, Fault[]])[] = [
      ['5xx', [3, 7, 11, 16, 22].map(nth => ({ action: 'status', status: 503, match: { nth } }))],
      ['429', [2, 5, 9, 14].map(nth => ({ action: 'status', status: 429, retryAfter: 1, match: { nth } }))],
      ['dropped connections', [4, 8, 12, 20].map(nth => ({ action: 'drop', match: { nth } }))],
      ['an answer that takes longer than the timeout', [{ action: 'delay', milliseconds: 15_000, match: { resource: 'leases', nth: 4 } }]],
      ['everything slow', [{ action: 'delay', milliseconds: 700, count: -1 }]],
    ];
    await pool(flaky, ([, faults]) => counted(SCENARIO, () => inNamespace('flaky', async space => {
      await INCARNATION.before!(space);
      const objects = INCARNATION.objects(space);
      const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      await inject(space, ...faults.map(f => ({ ...f, match: { serviceAccount: account, ...f.match } })));
      await apply(space, inOrder(objects));
      await converged(INCARNATION, space);
    })), ([name]) => name);
  });

  test('an API server that keeps refusing: the attempts are bounded, the log says clearly why, and a later pod goes on', async () => {
    await counted(SCENARIO, () => inNamespace('refusing', async space => {
      await INCARNATION.before!(space);
      const objects = withAgentEnv(INCARNATION.objects(space), { RETRY_SECONDS: '8' });
      const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      await inject(space, { action: 'status', status: 500, count: 12, match: { serviceAccount: account, resource: 'endpointslices' } });
      await apply(space, inOrder(objects));
      const pod = await eventually('a pod to give up', async () => (await podsOf(space, account)).find(p => p.status.phase === 'Failed'));
      const halt = pod.status.initContainerStatuses.find((c: any) => c.name === 'halt').state.terminated;
      expect(halt.exitCode).toBe(3);
      expect(halt.message).toMatch(/The API server refused to read endpointslices/);
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await converged(INCARNATION, space);
      expect(await logsOfRuns(space)).toMatch(/the API server does not answer as it should; trying again for up to 8 s/);
    }));
  });
});

async function podsOf(space: Space, account: string): Promise<any[]> {
  return (await podsOfRuns(space)).filter(p => p.spec.serviceAccountName === account);
}
