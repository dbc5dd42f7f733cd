import { Size } from 'cdk8s';
import { map, refined } from './compound';
import { Kind, Reading, Required, text, wrongType } from './kind';
import { resourceName } from './names';
import { bytesOfQuantity } from '../protocol/quantity';

const QUANTITY = /^[+]?(\d+\.?\d*|\.\d+)(m|u|n|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?\d+)?$/;
const FORM = 'a number, perhaps with a unit: 500m, 2, 1.5, 512Mi, 10Gi';

/** Whether Kubernetes can read a value as a quantity that is not negative. */
export function isQuantity(value: unknown): boolean {
  return typeof value === 'number' ? Number.isFinite(value) && value >= 0 : typeof value === 'string' && QUANTITY.test(value);
}

/** A quantity as a number: of CPUs, of bytes. */
export function amountOf(value: unknown): number {
  const given = String(value);
  let amount = AMOUNTS.get(given);
  if (amount === undefined) AMOUNTS.set(given, amount = amountIn(given));
  return amount;
}

/** A fleet has many quantities, but few different ones. */
const AMOUNTS = new Map<string, number>();

function amountIn(value: string): number {
  const [, amount, unit = ''] = QUANTITY.exec(value) ?? [];
  return Number(amount) * (SMALL[unit] ?? bytesOfQuantity(`1${unit}`) ?? Number(`1${unit}`));
}

const SMALL: Record<string, number> = { m: 1e-3, u: 1e-6, n: 1e-9 };

/** What is asked for beyond its limit: Kubernetes refuses that. */
export function beyondLimit(resources: { readonly requests?: object; readonly limits?: object } = {}): string[] {
  const { requests, limits } = resources as Record<string, Record<string, unknown> | undefined>;
  if (!requests || !limits) return [];
  return Object.keys(requests).filter(name => limits[name] !== undefined && amountOf(requests[name]) > amountOf(limits[name]));
}

/** Resources that nobody shares with others, of which something else is asked for than their limit. */
export function unlikeLimit(resources: { readonly requests?: object; readonly limits?: object } = {}): string[] {
  const { requests, limits } = resources as Record<string, Record<string, unknown> | undefined>;
  return Object.keys(requests ?? {}).filter(name => isNeverShared(name) && amountOf(requests![name]) !== amountOf(limits?.[name] ?? 0));
}

function isNeverShared(resource: string): boolean {
  return resource.startsWith('hugepages-') || (resource.includes('/') && !resource.includes('kubernetes.io/'));
}

/** An amount of CPU, memory or storage in the words of Kubernetes. */
export const quantity: Kind = text({ code: 'quantity-invalid', what: 'a quantity of Kubernetes', allowed: FORM, standIn: '1', problem: v => !QUANTITY.test(v) });

/** Amounts by the name of what there is of: `requests`, `limits`. */
export const amounts = (of: Kind): Required => refined(map(resourceName, of), haveWholeParts);

export const quantities = amounts(quantity);

const BYTES = ['memory', 'ephemeral-storage', 'storage'];

/** There is no part of a byte, nor of a device. */
function haveWholeParts(given: Record<string, unknown>, reading: Reading): void {
  for (const [name, value] of Object.entries(given)) {
    const isBytes = BYTES.includes(name);
    if (isBytes ? !/[mun]$/.test(String(value)) : !(name.startsWith('hugepages-') || name.includes('/')) || Number.isInteger(amountOf(value))) continue;
    reading.below(name, () => reading.refuse({
      code: 'quantity-invalid',
      message: `${reading.name} is a fraction of ${isBytes ? 'a byte' : 'what there are only whole ones of'}`,
      value,
      allowed: isBytes ? '512Mi, 10Gi' : 'a whole number',
      remedy: isBytes ? 'mebibytes are Mi, megabytes M' : 'give a whole number',
    }));
  }
}

/** The size of a volume: more than nothing. */
export const size: Required = {
  optional: false,
  simple: true,
  read: (value: Size | undefined, reading) => {
    if (typeof value?.asString !== 'function' || typeof value.toKibibytes !== 'function') {
      return wrongType(value, reading, { what: 'a Size', allowed: 'Size.gibibytes(…) and the like', standIn: Size.gibibytes(1) });
    }
    const said = value.asString();
    if (QUANTITY.test(said) && parseFloat(said) > 0) return value;
    reading.refuse({
      code: 'quantity-invalid', message: `${reading.name} is not the size of a volume`, value: said, allowed: 'a number above zero, with its unit', remedy: 'give Size.gibibytes(…), never less than the data needs',
    });
    return Size.gibibytes(1);
  },
};
