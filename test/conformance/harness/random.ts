/** Random numbers that can be had again: a seed is all there is to know about them. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed % 2147483646 + 1;
    // Seeds that are close to each other begin alike.
    for (let i = 0; i < 3; i++) this.next();
  }

  /** At least 0, less than 1 (Park and Miller). */
  public next(): number {
    this.state = this.state * 48271 % 2147483647;
    return (this.state - 1) / 2147483646;
  }

  public below(n: number): number {
    return Math.floor(this.next() * n);
  }

  public shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}

/** Seeds of a run of the suite: the given one (`CONFORMANCE_SEED`) first, then new ones. */
export function seeds(count: number): number[] {
  const given = process.env.CONFORMANCE_SEED;
  if (given !== undefined) return [Number(given)];
  return Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31));
}
