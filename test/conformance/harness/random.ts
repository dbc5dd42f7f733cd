/** Random numbers that can be had again: a seed is all there is to know about them. */
export class Random {
  constructor(private state: number) {}

  /** At least 0, less than 1 (mulberry32). */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
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
