import { control } from './control';
import type { Space } from './space';

/** What is done to requests of the runs in one namespace. */
export interface Fault {
  readonly action: 'status' | 'delay' | 'drop' | 'drop-after' | 'away' | 'kill-before' | 'kill-after' | 'cut-watch' | 'expire-watch' | 'delay-watch';
  readonly match?: { readonly [key: string]: unknown };
  readonly status?: number;
  readonly retryAfter?: number;
  readonly milliseconds?: number;
  /** After how many events a watch ends, instead of milliseconds. */
  readonly events?: number;
  /** The watch ends as by the API server's own time limit. */
  readonly clean?: boolean;
  readonly disrupted?: boolean;
  /** The one container that a kill is for; all of the pod's otherwise. */
  readonly container?: string;
  /** How many requests; once when nothing is said, -1 for all. */
  readonly count?: number;
}

/** What became of a fault. */
export interface Met {
  /** Requests that it was meant for. */
  readonly seen: number;
  /** Requests that it was done to. */
  readonly acted: number;
}

/** Puts faults between the pods of a namespace and the API server. */
export async function inject(space: Space, ...faults: readonly Fault[]): Promise<void> {
  await control('POST', '/faults', faults.map(f => ({ ...f, match: { namespace: space.namespace, ...f.match } })));
}

/** What became of the faults of a namespace, in the order in which they were injected. */
export async function faultsMet(space: Space): Promise<Met[]> {
  const { faults } = await control('GET', '/faults');
  return faults.filter((f: any) => f.match.namespace === space.namespace);
}
