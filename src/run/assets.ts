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

/** The script that talks to a database, by file name, and what it sources. */
export function clientScript(name: string): Record<string, string> {
  const text = asset('client', name);
  const sourced = [...text.matchAll(/^\. .*\/([a-z]+\.sh)"$/gm)].map(([, part]) => [part, asset('client', part)]);
  return { ...Object.fromEntries(sourced), [name]: text };
}
