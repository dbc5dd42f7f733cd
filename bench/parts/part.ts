/** How much is measured. */
export interface Settings {
  readonly quick: boolean;
  /** Most restores that are synthesized at once, or that wait at once. */
  readonly largest: number;
}

/** What a part of the benchmarks has to say. */
export interface Report {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Everything that was measured. */
  readonly figures: unknown;
  /** Charts by file name, as SVG. */
  readonly charts?: Record<string, string>;
}

/** A part that could not be measured; said loudly, in the report too. */
export function skipped(title: string, why: string): Report {
  console.log(`\n!!! NOT MEASURED: ${title}: ${why}\n`);
  return { title, text: `Not measured here: ${why}.`, figures: { skipped: why } };
}
