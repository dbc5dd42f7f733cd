/** How much of what could go on for ever is done. */
export interface Scale {
  /** Whether this is the quick suite, which CI runs. */
  readonly quick: boolean;
  /**
   * Random orders of every flow, besides the order in which it is rendered and the reverse of that. With 60 of them any three of the
   * objects have come in each of their six orders: 0.06 of 3,360 such orders of 16 objects are missing, on average. More adds nothing but time.
   */
  readonly orders: number;
  /**
   * Changes before or after which a run is killed, in each of the flows that are killed. Between two changes every moment is the same to the
   * cluster, so kills around each of them are all there are; where a run reads, it leaves nothing behind.
   */
  readonly kills: number;
  /** Years of one app, each in orders of its own. */
  readonly years: number;
}

export function scale(env: NodeJS.ProcessEnv = process.env): Scale {
  const quick = env.CONFORMANCE_FULL === undefined;
  return {
    quick,
    orders: Number(env.CONFORMANCE_ORDERS ?? (quick ? 6 : 60)),
    kills: Number(env.CONFORMANCE_KILLS ?? (quick ? 6 : Infinity)),
    years: quick ? 1 : 6,
  };
}
