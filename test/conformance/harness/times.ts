import { control } from './control';
import { Offer, Probe } from './probe';
import type { Space } from './space';
import type { Measured } from '../report/figures';

/** A request that went through the fault proxy, which stands between every pod and the API server. */
export interface Request {
  readonly seq: number;
  readonly unixNano: number;
  readonly serviceAccount?: string;
  readonly pod?: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly body?: string;
  readonly status: number;
}

/** What the runs in a namespace asked of the API server. */
export async function requests(space: Space, filter: Record<string, string> = {}): Promise<Request[]> {
  const query = new URLSearchParams({ namespace: space.namespace, ...filter });
  return (await control('GET', `/requests?${query.toString()}`)).requests;
}

/** Patches that changed what a Service selects, by what they made of it. */
export async function switches(space: Space, service: string): Promise<{ at: number; halts: boolean }[]> {
  const patches = await requests(space, { resource: 'services', verb: 'patch' });
  return patches
    .filter(r => r.name === service && r.status === 200)
    .map(r => ({ at: r.unixNano, halts: (r.body ?? '').includes('cdk8s-kubestash/halted":"true"') }));
}

/** Watches client Services while something goes on; the times of the first one are measured. */
export async function timed(space: Space, services: readonly string[], measured: Measured, run: (probe: Probe) => Promise<void>): Promise<void> {
  const probe = await Probe.start(space, ...services);
  try {
    await run(probe);
    await measure(space, probe, services[0], measured);
  } finally {
    await probe.stop();
  }
}

/** Times in seconds from patches of a client Service to what its EndpointSlices then said. */
async function measure(space: Space, probe: Probe, service: string, measured: Measured): Promise<void> {
  const offers = (await probe.offers()).filter(o => o.service === service);
  // What was switched before nobody looked at.
  for (const { at, halts } of (await switches(space, service)).filter(s => s.at >= probe.since)) {
    const first = (right: (o: Offer) => boolean): number | undefined => {
      const found = offers.find(o => o.unixNano > at && right(o));
      return found === undefined ? undefined : (found.unixNano - at) / 1e9;
    };
    const offered = [...offers].reverse().find(o => o.unixNano <= at)?.ready.length ?? 0;
    if (halts && offered > 0) measured.drained = Math.max(measured.drained ?? 0, first(o => o.ready.length === 0) ?? 0);
    if (!halts) measured.serving = Math.max(measured.serving ?? 0, first(o => o.ready.length > 0) ?? 0);
  }
}
