import { hash } from 'crypto';

/** A JSON text that does not depend on the order in which keys were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(ordered(value)) ?? 'null';
}

function ordered(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(ordered);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) copy[key] = ordered((value as Record<string, unknown>)[key]);
  return copy;
}

/** First characters of the SHA-256 of a value's canonical text, in hexadecimal. */
export function digest(value: unknown, length: number): string {
  return digestOf(canonical(value), length);
}

/** First characters of the SHA-256 of a text, in hexadecimal. */
export function digestOf(text: string, length: number): string {
  return hash('sha256', text).slice(0, length);
}

/** What makes a restore this restore and no other. Images, scripts, checks and neighbours in the code do not. */
export interface RestoreIdentity {
  /** Where the data comes from. */
  readonly point:
    | { readonly time: string; readonly repository: string; readonly namespace: string }
    | { readonly snapshot: string; readonly repository: string; readonly namespace: string };
  /** Database as its users know it. */
  readonly database: string;
  readonly namespace: string;
  /** The incarnation that it replaces or overwrites; absent for a new database. */
  readonly from?: string;
  /** Whether `from` itself is written over. */
  readonly overwrites: boolean;
  /** What the user gave to tell it from an equal one. */
  readonly id?: string;
}

/**
 * The restore id: eight hexadecimal digits. Golden tests hold it stable for good, since it stands in names of databases.
 */
export function restoreId(identity: RestoreIdentity): string {
  return digest({ v: 1, ...identity }, 8);
}
