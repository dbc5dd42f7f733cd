import { Reading, Required, typeOf } from './kind';

/** Data in the words of a CRD: what JSON can say, and values that cdk8s produces late. */
export const data: Required = {
  optional: false,
  simple: true,
  read: (value, reading) => {
    if (!isMap(value)) {
      refuse(reading, value, `${reading.name} is not an object, but ${typeOf(value)}`, 'give an object in the words of the CRD');
      return {};
    }
    return plainData(value, reading);
  },
};

/** The same, where null takes away what would be there without it. */
export const dataWithNulls: Required = {
  ...data,
  read: (value, reading) => {
    const silent = new Reading();
    data.read(withoutNulls(value, []), silent);
    return silent.refusals.length === 0 ? value : data.read(withoutNulls(value, []), reading);
  },
};

/** Any JSON value. */
export const anyData: Required = { optional: false, simple: true, read: plainData };

/** Data as it is if all of it can be printed; else what is left without what cannot. */
export function plainData(value: unknown, reading: Reading): unknown {
  return copied(value, reading, []);
}

function copied(value: unknown, reading: Reading, around: unknown[]): unknown {
  switch (typeof value) {
    case 'string': case 'boolean': case 'undefined': return value;
    case 'number': return Number.isFinite(value) ? value : refuse(reading, value, `${reading.name} is ${value}, which YAML has no number for`, 'give a number');
    case 'object': break;
    default: return refuse(reading, value, `${reading.name} is ${typeOf(value)}, which cannot be printed`, 'give text, numbers, true or false, lists and objects');
  }
  if (value === null) return refuse(reading, value, `${reading.name} is null, which is never printed: the cluster would not see it`, 'leave the key out, or give a value');
  if (around.includes(value)) return refuse(reading, undefined, `${reading.name} is a part of itself, so it has no end`, 'give a copy of what is meant');
  if (Array.isArray(value)) return among(around, value, () => listed(value, reading, around));
  if (isMap(value)) return among(around, value, () => mapped(value, reading, around));
  if (isLate(value)) return value;
  return refuse(reading, value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined,
    `${reading.name} is ${typeOf(value)}, which cannot be printed`, value instanceof Date ? 'give it as text' : 'give text, numbers, true or false, lists and objects');
}

function listed(value: unknown[], reading: Reading, around: unknown[]): unknown[] {
  let changed: unknown[] | undefined;
  // Not forEach: it passes over holes, which are printed as null.
  for (let i = 0; i < value.length; i++) {
    const copy = reading.below(i, () => copied(value[i] === undefined ? null : value[i], reading, around));
    if (copy !== value[i]) (changed ??= [...value])[i] = copy;
  }
  return changed?.filter(v => v !== undefined) ?? value;
}

function mapped(value: Record<string, unknown>, reading: Reading, around: unknown[]): Record<string, unknown> {
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    reading.enter(key);
    const copy = copied(value[key], reading, around);
    reading.leave();
    if (copy !== value[key]) (changed ??= { ...value })[key] = copy;
  }
  return changed ?? value;
}

function among<T>(around: unknown[], value: unknown, read: () => T): T {
  around.push(value);
  const read_ = read();
  around.pop();
  return read_;
}

function refuse(reading: Reading, value: unknown, message: string, remedy: string): undefined {
  reading.refuse({ code: 'data-invalid', message, value, allowed: 'data: text, finite numbers, true, false, lists, objects', remedy });
  return undefined;
}

/** A copy in which nothing is null; what has no end is left to whoever reads it. */
function withoutNulls(value: unknown, around: unknown[]): unknown {
  if (!isMap(value) || around.includes(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null).map(([k, v]) => [k, withoutNulls(v, [...around, value])]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What cdk8s knows how to print: Lazy values, tokens, unions of numbers and text. */
function isLate(value: object): boolean {
  const { produce, resolve } = value as Record<string, unknown>;
  return [produce, resolve].some(f => typeof f === 'function') || (value.constructor?.name.endsWith('OrString') ?? false);
}
