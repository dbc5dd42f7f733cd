import { Json } from '../values/json';
import { MOST } from '../values/texts';

/** The value at a path, undefined where any step is missing. Steps into lists are indexes. */
export function valueAt(spec: Json, path: readonly string[]): any {
  return path.reduce<any>((at, step) => (at === null || at === undefined ? undefined : at[step]), spec);
}

/** Whether something stands at a path (null counts as absent, as it does to an API server). */
export function has(spec: Json, path: readonly string[]): boolean {
  const value = valueAt(spec, path);
  return value !== undefined && value !== null;
}

/** A copy of a spec with a value at a path; objects and lists on the way are copied, missing ones made. */
export function withValueAt(spec: Json, path: readonly string[], value: unknown): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value as Json;
  const copy: any = Array.isArray(spec) ? [...spec] : { ...spec };
  const next = copy[step];
  copy[step] = withValueAt(next ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {}), rest, value);
  return copy;
}

/** A number at a path, or what upstream would put there. No number that cannot be counted through: rules about values refuse it. */
export function numberAt(spec: Json, path: readonly string[], otherwise: number): number {
  const value = valueAt(spec, path);
  return Number.isInteger(value) && Math.abs(value) <= MOST ? value : otherwise;
}

/** The objects of a list; what is no list has none: rules about values refuse it. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(v => typeof v === 'object' && v !== null) : [];
}

/** The texts of a list, as `listOf`. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(v => typeof v === 'string') : [];
}

/** A path as people write it: `topology.rack[0].storage`. */
export function dotted(path: readonly string[]): string {
  return path.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

/** Sees a field that holds an object or a list, and the path to it, which is only lent; what it answers with true is not gone into. */
export type FieldVisitor = (field: string, value: any, path: readonly string[]) => boolean;

/** Visits every field below a value that holds more. */
export function visitFields(value: unknown, see: FieldVisitor, path: string[] = []): void {
  if (typeof value !== 'object' || value === null) return;
  const inList = Array.isArray(value);
  for (const [step, inner] of Object.entries(value)) {
    if (typeof inner !== 'object') continue;
    path.push(step);
    if (inList || !see(step, inner, path)) visitFields(inner, see, path);
    path.pop();
  }
}

/** Whether a spec lets everybody in, without a password. */
export function isOpen(spec: Json | undefined): boolean {
  return spec?.disableAuth === true || spec?.disableSecurity === true;
}

/** Secret with the credentials of a database. Upstream writes one without a name into nearly every spec, and reads it so. */
export function authSecretNameOf(spec: Json | undefined, database: string): string {
  return spec?.authSecret?.name || `${database}-auth`;
}
