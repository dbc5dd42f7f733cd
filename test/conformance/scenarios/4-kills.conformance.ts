import { apply, inOrder } from '../harness/apply';
import { control } from '../harness/control';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { Fault, faultsMet, inject } from '../harness/faults';
import { Flow, INCARNATION, OVERWRITE, UNDO } from '../harness/flows';
import { podsOfRuns } from '../harness/jobs';
import { pool } from '../harness/pool';
import { Random, seeds } from '../harness/random';
import { recordOf } from '../harness/record';
import { scale } from '../harness/scale';
import { inNamespace, Space } from '../harness/space';
import { requests, timed } from '../harness/times';
import { counted, Measured } from '../report/figures';

describe('4. Resume: a run that is interrupted picks up again, and restores once', () => {
  test.each([OVERWRITE, INCARNATION].map(f => [f.name, f] as const))('killed before and after every change that it makes: %s', async (_, flow) => {
    const changes = await changesOf(flow);
    const [seed] = seeds(1);
    const all = (['kill-before', 'kill-after'] as const).flatMap(action => changes.map((change, i) => ({ action, nth: i + 1, change })));
    const chosen = new Random(seed).shuffled(all).slice(0, scale().kills);
    let killed = 0;
    await pool(chosen, ({ action, nth }) => counted('4. Resume', measured => inNamespace('kill', async space => {
      await flow.before!(space);
      await survives(flow, space, [{ action, match: { serviceAccount: accountOf(flow, space), mutating: true, nth } }], measured);
      killed += (await faultsMet(space))[0].acted;
    })), c => `${c.action} change ${c.nth} (${c.change}), CONFORMANCE_SEED=${seed}`);
    // A run that is quicker than the counted one renews the record less often, so a few may not be met.
    expect(killed).toBeGreaterThanOrEqual(chosen.length * 0.8);
  });

  test('its token expires while it works', async () => {
    await counted('4. Resume', () => inNamespace('token', async space => {
      await OVERWRITE.before!(space);
      await apply(space, inOrder(OVERWRITE.objects(space)));
      await working(space);
      const pod = (await podsOfRuns(space)).find(p => p.spec.serviceAccountName === accountOf(OVERWRITE, space));
      await control('POST', '/tokens/expire', { namespace: space.namespace, pod: pod.metadata.name, refreshAfterSeconds: 8 });
      await converged(OVERWRITE, space);
    }));
  });

  test('its answers are lost: the server did what it was told, and nobody heard', async () => {
    await counted('4. Resume', measured => inNamespace('lost', async space => {
      await OVERWRITE.before!(space);
      const account = { serviceAccount: accountOf(OVERWRITE, space) };
      await survives(OVERWRITE, space, [
        { action: 'drop-after', match: { ...account, resource: 'leases', verb: 'patch', nth: 2 } },
        { action: 'drop-after', match: { ...account, resource: 'restoresessions', verb: 'create' } },
        { action: 'drop-after', match: { ...account, resource: 'services', verb: 'patch', nth: 2 } },
      ], measured);
      expect((await faultsMet(space)).map(f => f.acted)).toEqual([1, 1, 1]);
    }));
  });

  test('the API server is away for 10 s', async () => {
    await counted('4. Resume', measured => inNamespace('away', async space => {
      await UNDO.before!(space);
      await survives(UNDO, space, [{ action: 'away', milliseconds: 10_000, match: { serviceAccount: accountOf(UNDO, space), nth: 9 } }], measured);
      expect((await faultsMet(space)).map(f => f.acted)).toEqual([1]);
    }));
  });
});

async function survives(flow: Flow, space: Space, faults: readonly Fault[], measured: Measured): Promise<void> {
  await inject(space, ...faults);
  await timed(space, ['orders-client'], measured, async probe => {
    await apply(space, inOrder(flow.objects(space)));
    await converged(flow, space);
    // It was closed once and opened once: offered, nothing, offered.
    const offers = (await probe.offers()).map(o => o.ready.length > 0);
    expect(offers.filter((o, i) => i === 0 || o !== offers[i - 1])).toEqual([true, false, true]);
  });
}

/** ServiceAccount of the restore's run, not of the first deployment's. */
function accountOf(flow: Flow, space: Space): string {
  return flow.objects(space).find(o => o.kind === 'ServiceAccount')!.metadata.name;
}

/** What an undisturbed run changes, in order. */
async function changesOf(flow: Flow): Promise<string[]> {
  let changes: string[] = [];
  await inNamespace('changes', async space => {
    await flow.before!(space);
    await apply(space, inOrder(flow.objects(space)));
    await converged(flow, space);
    changes = (await requests(space, { serviceAccount: accountOf(flow, space) }))
      .filter(r => ['create', 'patch', 'delete'].includes(r.verb)).map(r => `${r.verb} ${r.resource} ${r.name ?? ''}`);
  });
  expect(changes.length).toBeGreaterThan(15);
  return changes;
}

async function working(space: Space): Promise<void> {
  await eventually('the run to work', async () => (await recordOf(space, 'orders'))?.state === 'restoring');
}
