import { Refusal } from './kind';

const CARRIED = new WeakMap<object, readonly Refusal[]>();

/** Has a value that was made of refused ones carry what was refused, to the construct that takes it. */
export function carry<T extends object>(value: T, refusals: readonly Refusal[]): T {
  if (refusals.length > 0) CARRIED.set(value, [...carriedBy(value), ...refusals]);
  return value;
}

/** What was refused when a value was made. */
export function carriedBy(value: unknown): readonly Refusal[] {
  return CARRIED.get(value as object) ?? NONE;
}

const NONE: readonly Refusal[] = [];
