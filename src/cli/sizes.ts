import { Size } from 'cdk8s';
import { usageError } from './exit';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes as a person reads them: `1.4 GiB`. */
export function shownBytes(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** A size as typed: `60Gi`, `500Mi`, `1Ti`. */
export function readSize(text: string): Size {
  const match = /^(\d+)(Ki|Mi|Gi|Ti|Pi)$/.exec(text);
  if (match === null) throw usageError(`"${text}" is no size of a volume`, 'write a whole number with Ki, Mi, Gi, Ti or Pi, like 60Gi');
  const amount = Number(match[1]);
  switch (match[2]) {
    case 'Ki': return Size.kibibytes(amount);
    case 'Mi': return Size.mebibytes(amount);
    case 'Gi': return Size.gibibytes(amount);
    case 'Ti': return Size.tebibytes(amount);
    default: return Size.pebibyte(amount);
  }
}
