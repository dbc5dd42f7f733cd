/** How many cases of one test file are at work at a time; test files run side by side besides. */
export const CONCURRENCY = Number(process.env.CONFORMANCE_CONCURRENCY ?? 4);

/** How many cases of a test are run, the first ones: all, except where a mutant is hunted. */
const CASES = Number(process.env.CONFORMANCE_CASES ?? Infinity);

/** Runs all cases, some at a time; every one is run, and the errors of all that failed make one. */
export async function pool<T>(cases: readonly T[], run: (one: T) => Promise<void>, name: (one: T) => string, width = CONCURRENCY): Promise<void> {
  const waiting = cases.slice(0, CASES);
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      try {
        await run(one);
      } catch (error) {
        failures.push(`${name(one)}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, waiting.length) }, worker));
  if (failures.length > 0) throw new Error(`${failures.length} of ${cases.length} cases failed\n\n${failures.join('\n\n')}`);
}
