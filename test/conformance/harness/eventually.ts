/** How long a case may wait for one thing. Generous: the machine may be slow, and a passing case never waits that long. */
export const PATIENCE = Number(process.env.CONFORMANCE_PATIENCE ?? 240) * 1000;

/** Asks again until an answer is there that is neither undefined nor false; the last complaint is the error. */
export async function eventually<T>(
  what: string, ask: () => Promise<T | undefined | false>, { within = PATIENCE, every = 500 }: { within?: number; every?: number } = {},
): Promise<T> {
  const until = Date.now() + within;
  let complaint = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      complaint = '';
    } catch (error) {
      if (error instanceof GiveUp) throw error;
      complaint = ` (${error instanceof Error ? error.message : String(error)})`;
    }
    if (Date.now() >= until) throw new Error(`after ${within / 1000} s still waiting for ${what}${complaint}`);
    await pause(every);
  }
}

/** Ends `eventually` at once: what is waited for cannot happen any more. */
export class GiveUp extends Error {}

/** Lets controllers act. For pauses that are part of what a scenario is about; never instead of waiting for something. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
