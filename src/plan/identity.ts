import { hash } from 'crypto';

/** A JSON text that does not depend on the order in which keys were written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(v => canonical(v ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const v = (value as Record<string, unknown>)[key];
    if (v !== undefined) text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonical(v)}`;
  }
  return `${text}}`;
}

/** First characters of the SHA-256 of a value's canonical text, in hexadecimal. */
export function digest(value: unknown, length: number): string {
  return hash('sha256', canonical(value)).slice(0, length);
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
