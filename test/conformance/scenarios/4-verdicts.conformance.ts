import { Duration } from 'cdk8s';
import { apply, inOrder } from '../harness/apply';
import { behave } from '../harness/control';
import { eventually } from '../harness/eventually';
import { failed, reachableThrough, runsComplete, serving, settled, unfinishedSessions } from '../harness/expect';
import { Flow, INCARNATION, NEW_FROM_LOGICAL, orders, OVERWRITE, secrets, UNDO } from '../harness/flows';
import { isRestore } from '../harness/jobs';
import { person, personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { recordOf, TrafficRecord } from '../harness/record';
import { withIntent } from '../harness/settings';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';
import { PointInTimeRestore } from 'cdk8s-kubestash';

/** Something that goes wrong, and what a person on call must be told. */
interface Trouble {
  readonly name: string;
  readonly flows: readonly Flow[];
  readonly behaviour: Record<string, unknown>;
  /** State of the record from which on it goes wrong; from the beginning when none is said. */
  readonly from?: string;
  /** State that the record ends in. */
  readonly state: string;
  /** In the record's reason. */
  readonly reason: RegExp;
  /** In the Job's condition. */
  readonly job: RegExp;
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'a check that fails',
    flows: [INCARNATION, OVERWRITE, UNDO, NEW_FROM_LOGICAL],
    behaviour: { checkFails: true },
    state: 'checking:holds',
    reason: /log of container check-holds of Job orders-/,
    job: /check-holds/,
  },
  {
    name: 'a password that the running database does not know',
    flows: [INCARNATION, OVERWRITE],
    behaviour: { wrongPassword: true },
    state: 'disconnecting',
    reason: /log of container disconnect of Job orders-/,
    job: /disconnect/,
  },
  {
    name: 'a password that the restored database does not know',
    flows: [INCARNATION, OVERWRITE],
    behaviour: { wrongPassword: true, restoreSeconds: 3 },
    from: 'restoring',
    state: 'checking:holds',
    reason: /container check-holds/,
    job: /check-holds/,
  },
  {
    name: 'a RestoreSession that fails after it has begun',
    flows: [INCARNATION, OVERWRITE, NEW_FROM_LOGICAL],
    behaviour: { restoreOutcome: 'Failed', restoreError: 'the dump is truncated' },
    state: 'failed',
    reason: /RestoreSession orders-.* is Failed: .*the dump is truncated.*The data may be incomplete/,
    job: /restore/,
  },
];

describe('4. Resume: what goes wrong leaves the client Service halted, and says why in words a person can act on', () => {
  test.each(TROUBLES.map(t => [t.name, t] as const))('%s', async (_, trouble) => {
    await pool(trouble.flows, flow => counted('4. Resume', () => inNamespace('verdict', space => staysHalted(flow, trouble, space))), f => f.name);
  });

  test('a RestoreSession that never ends: the run gives up at the deadline, counted from the halt, and deletes the session', async () => {
    await counted('4. Resume', () => inNamespace('deadline', async space => {
      await INCARNATION.before!(space);
      await behave(space.namespace, { restoreOutcome: 'hang' });
      await apply(space, inOrder(withIntent(INCARNATION.objects(space), { deadline: 20 })));
      const record = await settled(space, 'orders', 'failed', r => r.state === 'failed');
      expect(record.reason).toMatch(/Given up 20 s after the halt\. It was waiting for this: RestoreSession orders-\S+ to finish/);
      await nothingOpen(space, record);
      expect(await failed(space, isRestore)).toMatch(/exit code 4/);
    }));
  });

  test('a restore to a moment that the logs do not reach: the deadline ends it, and rollback opens what was there', async () => {
    await counted('4. Resume', () => inNamespace('deadline', async space => {
      await UNDO.before!(space);
      await behave(space.namespace, { endOfLogs: '2026-01-01T00:00:00Z' });
      await apply(space, inOrder(synth(space.namespace, chart => {
        new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: '2026-01-05T08:30:00Z', run: { deadline: Duration.seconds(25) } });
      })));
      const record = await settled(space, 'orders', 'failed', r => r.state === 'failed');
      expect(record.reason).toMatch(/Given up 25 s after the halt/);
      await nothingOpen(space, record);
      await personDoes(space, 'rollback');
      expect((await serving(space, 'orders', 'orders')).by).toBe('person/ada');
    }));
  });

  test('Invalid and never begun: what came late is made good by another session', async () => {
    await counted('4. Resume', () => inNamespace('void', async space => {
      await INCARNATION.before!(space);
      const objects = INCARNATION.objects(space);
      const session: string = objects.find(o => o.kind === 'Role' && o.metadata.name !== 'orders-first')!.metadata.name;
      await behave(space.namespace, { restoreOutcome: 'Failed', executorFails: true, restoreError: 'no room for the executor' }, session);
      await apply(space, inOrder(objects));
      const record = await serving(space, 'orders', session);
      const { restores, content } = await dataOf(space.namespace, record.incarnation);
      expect({ content, restores: restores.map(r => `${r.session} ${r.outcome}`) }).toEqual({ content: 'monday-data', restores: [`${session}-2 Succeeded`] });
    }));
  });

  test('manual: it stays halted until a person says resume', async () => {
    await counted('4. Resume', () => inNamespace('manual', async space => {
      await UNDO.before!(space);
      await apply(space, inOrder(synth(space.namespace, chart => {
        new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: '2026-01-05T08:30:00Z' });
      })));
      const record = await settled(space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
      expect(record.reason).toMatch(/waits for a person\. The command resume opens it, rollback goes back/);
      await runsComplete(space);
      await nothingOpen(space, record);
      await personDoes(space, 'resume');
      await serving(space, 'orders', record.next);
    }));
  });
});

async function staysHalted(flow: Flow, trouble: Trouble, space: Space): Promise<void> {
  await flow.before?.(space);
  if (trouble.from === undefined) await behave(space.namespace, trouble.behaviour);
  if (flow === NEW_FROM_LOGICAL) await secrets(space);
  await apply(space, inOrder(flow.objects(space)));
  if (trouble.from !== undefined) {
    await settled(space, 'orders', trouble.from, r => r.state === trouble.from && r.restore !== 'first');
    await behave(space.namespace, trouble.behaviour);
  }
  const message = await failed(space, isRestore);
  expect(message).toMatch(trouble.job);
  const record = (await recordOf(space, 'orders'))!;
  expect(record.state).toBe(trouble.state);
  expect(record.reason).toMatch(trouble.reason);
  await nothingOpen(space, record);
  // Nobody opens it by mistake.
  const resumed = await person(space, 'resume');
  expect({ code: resumed.code, said: resumed.stderr }).toEqual({ code: 1, said: expect.stringMatching(/refused: /) });
  await nothingOpen(space, record);
}

async function nothingOpen(space: Space, record: TrafficRecord): Promise<void> {
  expect(await reachableThrough(space, 'orders-client')).toEqual([]);
  expect(await reachableThrough(space, 'orders-read-only')).toEqual([]);
  await eventually('no unfinished session to be left', async () => (await unfinishedSessions(space)).length === 0);
  expect(record.state).not.toBe('serving');
}
