import { readFileSync } from 'fs';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', 'assets');
const cache = new Map<string, string>();

/** Text of a file that ships with the package. */
function asset(...path: string[]): string {
  const file = join(ASSETS, ...path);
  const known = cache.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  cache.set(file, text);
  return text;
}

/** The program that talks to Kubernetes, by file name. */
export function agentProgram(): Record<string, string> {
  return { 'agent.js': asset('agent.js') };
}

/** The script that talks to a database, by file name, the one that looks at what a user's command prints, and what they source. */
export function clientScript(name: string): Record<string, string> {
  const files: Record<string, string> = {};
  const add = (file: string): void => {
    if (file in files) return;
    files[file] = asset('client', file);
    for (const [, sourced] of files[file].matchAll(/^\. .*\/([a-z]+\.sh)"$/gm)) add(sourced);
  };
  [name, 'command.sh'].forEach(add);
  return Object.fromEntries(Object.entries(files).sort());
}
