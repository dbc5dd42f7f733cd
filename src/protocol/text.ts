/** One line without control characters: what came from elsewhere, on its way into a record, a log or a terminal. */
export function plain(text: unknown, length = 2000): string {
  // Directional marks and line separators change what a reader sees as much as escapes do.
  return String(text ?? '').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim().slice(0, length);
}

/** The same of a text of several lines, which stay. */
export function plainLines(text: string): string {
  return text.split('\n').map(line => /^ */.exec(line)![0] + plain(line, Infinity)).join('\n');
}

/** A name of an object: an RFC 1123 subdomain. */
export function isName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
}

/** A label key with its value, as a selector may have it. */
export function isLabel(key: string, value: string): boolean {
  const [name, prefix, ...rest] = key.split('/').reverse();
  return rest.length === 0 && isPart(name) && (prefix === undefined || isName(prefix)) && (value === '' || isPart(value));
}

function isPart(text: string): boolean {
  return text.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}

/** RFC 3339 in UTC, to the second. */
export function utc(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 with microseconds, as Leases have it. */
export function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}

/** Names as a list in a sentence. */
export function listed(names: readonly string[]): string {
  return names.join(', ');
}
