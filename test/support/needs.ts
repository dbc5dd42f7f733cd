import { spawnSync } from 'child_process';

/** What tests may need beside Node, npm, git and a POSIX userland: a program by its name, or something else and whether it is there. */
export type Need = string | { readonly name: string; readonly found: boolean };

/** Set where everything is installed: what is missing then fails instead of being skipped. */
export const ALL_REQUIRED = process.env.CI_REQUIRES_ALL === 'true';

/** Where a program is on this machine. */
export function found(program: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** `describe` where all of these are there. `not-tested.js` lists the others at the end of the run. */
export function describeWith(needs: Need | readonly Need[], name: string, tests: () => void): void {
  const missing = missingOf(needs);
  if (missing.length === 0) describe(name, tests);
  else untested(missing, name);
}

/** `test`, likewise. */
export function testWith(needs: Need | readonly Need[], name: string, run: jest.ProvidesCallback, timeout?: number): void {
  const missing = missingOf(needs);
  if (missing.length === 0) test(name, run, timeout);
  else untested(missing, name);
}

/** Names of those that are not there. */
export function missingOf(needs: Need | readonly Need[]): string[] {
  return [needs].flat().filter(need => typeof need === 'string' ? found(need) === undefined : !need.found)
    .map(need => typeof need === 'string' ? need : need.name);
}

function untested(missing: readonly string[], name: string): void {
  const title = `${name} [needs ${missing.join(', ')}]`;
  if (ALL_REQUIRED) test(title, () => { throw new Error(`CI_REQUIRES_ALL is set, and this is not installed: ${missing.join(', ')}`); });
  else test.skip(title, () => {});
}
