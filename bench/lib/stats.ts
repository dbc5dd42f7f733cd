/** What came of several repeats. */
export interface Sample {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly repeats: number;
}

export function sample(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1], repeats: sorted.length };
}

/** Repeats several things in turns, so that what disturbs the machine disturbs all of them. */
export function interleaved<K extends string, T>(repeats: number, things: Record<K, () => T>): Record<K, T[]> {
  const names = Object.keys(things) as K[];
  const results = Object.fromEntries(names.map(n => [n, [] as T[]])) as Record<K, T[]>;
  for (let i = 0; i < repeats; i++) {
    for (const name of i % 2 === 0 ? names : [...names].reverse()) results[name].push(things[name]());
  }
  return results;
}

/** Ratios of repeats that were made together. */
export function ratios(of: readonly number[], to: readonly number[]): Sample {
  return sample(of.map((v, i) => v / to[i]));
}

/** The exponent of growth between two sizes: 1 is linear, 2 quadratic. */
export function exponent(small: { n: number; cost: number }, large: { n: number; cost: number }): number {
  return Math.log(large.cost / small.cost) / Math.log(large.n / small.n);
}

/** `1.32 (1.28–1.40)` */
export function spread({ median, min, max, repeats }: Sample, digits = 2): string {
  return repeats === 1 ? median.toFixed(digits) : `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
