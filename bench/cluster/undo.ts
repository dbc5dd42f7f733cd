import { plainSwitch } from './plain-switch';
import { apply, inOrder } from '../../test/conformance/harness/apply';
import { cluster } from '../../test/conformance/harness/cluster';
import { behave } from '../../test/conformance/harness/control';
import { runsComplete, serving } from '../../test/conformance/harness/expect';
import { UNDO } from '../../test/conformance/harness/flows';
import { Manifest } from '../../test/conformance/harness/objects';
import { Offer } from '../../test/conformance/harness/probe';
import { Space } from '../../test/conformance/harness/space';
import { Request, requests, timed } from '../../test/conformance/harness/times';
import { Measured } from '../../test/conformance/report/figures';
import { limitsOf, Peaks, watchMemory } from '../lib/memory';

/** Seconds that the recovery is made to take: time in which a run only waits. */
export const WAIT = 45;

/** Seconds from a word or a patch to what the EndpointSlices then said. */
export interface Latencies {
  readonly drained: number;
  readonly serving: number;
}

/** What an undo took. */
export interface Undo {
  /** From what the record says, which is before anything is patched. */
  readonly fromWord: Latencies;
  /** From the patch of the client Service. */
  readonly fromPatch: Latencies;
  /** A Service beside it with the same selectors, patched by hand: what the control plane takes by itself. */
  readonly plain: Latencies;
  /** Calls of the API server by verb and resource. */
  readonly calls: Readonly<Record<string, number>>;
  readonly memory: Peaks;
  /** MiB that the containers declare as their limits. */
  readonly limits: Peaks;
}

/** An undo on the conformance control plane. */
export async function undo(space: Space): Promise<Undo> {
  await UNDO.before!(space);
  await behave(space.namespace, { archiverSeconds: WAIT });
  const plain = await plainSwitch(space);
  const objects = UNDO.objects(space);
  const memory = watchMemory(cluster().pids.up);
  try {
    const times: Measured = {};
    let offers: Offer[] = [];
    await timed(space, ['orders-client'], times, async probe => {
      await apply(space, inOrder(objects));
      await serving(space, 'orders');
      await runsComplete(space);
      offers = await probe.offers();
    });
    const own = await requests(space, { serviceAccount: named(objects, 'ServiceAccount') });
    return {
      fromWord: {
        drained: until(offers, saidAt(own, 'halting'), o => o.ready.length === 0),
        serving: until(offers, saidAt(own, 'resuming'), o => o.ready.length > 0),
      },
      fromPatch: { drained: times.drained ?? NaN, serving: times.serving ?? NaN },
      plain,
      calls: countsOf(own),
      memory: memory.peaks(),
      limits: limitsOf(objects.find(o => o.kind === 'Job')),
    };
  } finally {
    memory.stop();
  }
}

function named(objects: readonly Manifest[], kind: string): string {
  return objects.find(o => o.kind === kind)!.metadata.name;
}

/** When the record began to say that. */
function saidAt(own: readonly Request[], state: string): number {
  return own.find(r => r.resource === 'leases' && r.verb === 'patch' && r.body?.includes(`"cdk8s-kubestash/state":"${state}"`))!.unixNano;
}

function until(offers: readonly Offer[], from: number, right: (offer: Offer) => boolean): number {
  return (offers.find(o => o.unixNano > from && right(o))!.unixNano - from) / 1e9;
}

function countsOf(own: readonly Request[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verb, resource } of own) counts[`${verb} ${resource}`] = (counts[`${verb} ${resource}`] ?? 0) + 1;
  return counts;
}
