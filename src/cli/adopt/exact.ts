import { ApiObject, App, Chart } from 'cdk8s';
import { differences } from './differences';
import { Json } from '../../values/json';

/** Why an object would not be printed as it was given, whatever class it had; undefined if it would. */
export function inexact(object: Json): string | undefined {
  const number = badNumber(object, '');
  if (number !== undefined) return `${number} is a number that cannot be kept`;
  try {
    const { apiVersion, kind, ...rest } = object;
    const chart = new Chart(new App(), 'chart');
    const printed = new ApiObject(chart, 'object', { apiVersion, kind, ...rest }).toJson();
    const { changed, added } = differences(object, printed);
    const [path] = [...changed, ...added.map(a => a.path)];
    return path === undefined ? undefined : `${path} would differ`;
  } catch (e) {
    return (e as Error).message.split('\n')[0];
  }
}

/** Path of a number that JSON has no word for, or that is larger than what can be counted exactly. */
function badNumber(value: unknown, path: string): string | undefined {
  if (typeof value === 'bigint') return path;
  if (typeof value === 'number') {
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? undefined : path;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, v] of Object.entries(value)) {
    const found = badNumber(v, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
