import { control } from './control';
import type { Space } from './space';

/** What a Service offers from a moment on. */
export interface Offer {
  readonly unixNano: number;
  readonly service: string;
  /** Pods (or addresses) that a client can reach. */
  readonly ready: readonly string[];
}

/** Watches what Services offer, in every EndpointSlice, from its start to its stop. */
export class Probe {
  public static async start(space: Space, ...services: string[]): Promise<Probe> {
    const since = Date.now() * 1e6;
    const { id } = await control('POST', '/probe', { namespace: space.namespace, services });
    return new Probe(id, since);
  }

  private constructor(private readonly id: string, public readonly since: number) {}

  /** Everything seen so far, in order. */
  public async offers(): Promise<Offer[]> {
    return (await control('GET', `/probe/${this.id}`)).changes;
  }

  /** What a Service offered at one moment or another within a span of time. */
  public async offeredBetween(service: string, from: number, to: number): Promise<Set<string>> {
    const own = (await this.offers()).filter(o => o.service === service);
    return new Set(own.filter((o, i) => o.unixNano < to && (own[i + 1]?.unixNano ?? Infinity) > from).flatMap(o => o.ready));
  }

  public async stop(): Promise<void> {
    await control('DELETE', `/probe/${this.id}`);
  }
}
