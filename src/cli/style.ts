import { Io, Output } from './io';

/** Emphasis, where it can be seen. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

const PLAIN = (text: string) => text;

/** Colours on a terminal, unless NO_COLOR is set; none anywhere else. */
export function styleOf(io: Io, output: Output = io.stdout): Style {
  const coloured = output.isTTY === true && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
  const paint = (code: number) => coloured ? (text: string) => `\u001b[${code}m${text}\u001b[0m` : PLAIN;
  return { bold: paint(1), dim: paint(2), good: paint(32), bad: paint(31), warn: paint(33) };
}

/** Number of characters that are seen. */
export function visibleLength(text: string): number {
  // eslint-disable-next-line no-control-regex -- what colours are made of
  return [...text.replace(/\u001b\[\d+m/g, '')].length;
}

/** Width to print for: of the terminal, else as wide as it takes. */
export function widthOf(output: Output): number {
  return output.isTTY ? output.columns ?? 80 : Infinity;
}
