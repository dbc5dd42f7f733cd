/** A word with its indefinite article, by how it is spoken: an Engine, an MSSQLServer, a UsagePolicy. */
export function articled(word: string): string {
  return `${/^([aeio]|MSSQL)/i.test(word) ? 'an' : 'a'} ${word}`;
}
