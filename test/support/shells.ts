import { describeWith } from './needs';

/** The shells that the scripts must do with, and how each is called: dash is Debian's sh, busybox Alpine's. */
const SHELLS = { dash: ['dash'], busybox: ['busybox', 'sh'] };

/** Tests of a script in each of the shells that it must do with. */
export function describeInShells(name: string, tests: (shell: string[]) => void): void {
  for (const [program, shell] of Object.entries(SHELLS)) describeWith(program, `${name} ${program}`, () => tests(shell));
}
