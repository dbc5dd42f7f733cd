import { Sent } from './wire';

/** What one would type for the same. */
export function commandLine({ command, arguments: given, options }: Sent, more: readonly string[] = []): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    if (value === false) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().flatMap(v => (v.startsWith('-') ? [`--${name}=${v}`] : [`--${name}`, v]));
  });
  return ['npx', 'cdk8s-kubestash', command, ...given, ...words, ...more].map(quoted).join(' ');
}

/** A word as a POSIX shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
