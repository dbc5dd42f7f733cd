/** How much of what could go on for ever is done. */
export interface Scale {
  /** Whether this is the quick suite, which CI runs. */
  readonly quick: boolean;
  /** Random orders of every flow, besides the order in which it is rendered and the reverse of that. */
  readonly orders: number;
  /** Calls of kubectl before or after which a run is killed, in each of the flows that are killed. */
  readonly kills: number;
}

export function scale(env: NodeJS.ProcessEnv = process.env): Scale {
  const quick = env.CONFORMANCE_FULL === undefined;
  return {
    quick,
    orders: Number(env.CONFORMANCE_ORDERS ?? (quick ? 10 : 200)),
    kills: Number(env.CONFORMANCE_KILLS ?? (quick ? 8 : Infinity)),
  };
}
