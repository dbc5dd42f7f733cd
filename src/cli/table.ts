import { Output } from './io';
import { Style, visibleLength, widthOf } from './style';
import { plain } from '../protocol/text';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers and ages stand to the right. */
  readonly right?: boolean;
  /** What goes first where there is too little room: the highest number. 0 stays. */
  readonly drop?: number;
  /** Never cut: somebody has to type it. */
  readonly whole?: boolean;
}

const GAP = '  ';

/** Rows under titles; control characters in them are not shown. On a terminal as wide as it is: columns that can be spared go, then the widest are cut. */
export function table(columns: readonly Column[], cells: readonly (readonly string[])[], output: Output, style: Style): string {
  const rows = cells.map(row => row.map(cell => plain(cell, Infinity)));
  const width = widthOf(output);
  let kept = columns.map((_, i) => i).filter(i => rows.some(row => row[i] !== ''));
  const natural = columns.map((c, i) => Math.max(visibleLength(c.title), ...rows.map(row => visibleLength(row[i]))));
  const total = () => kept.reduce((sum, i) => sum + natural[i] + GAP.length, -GAP.length);
  while (total() > width) {
    const spare = kept.filter(i => (columns[i].drop ?? 0) > 0).sort((a, b) => columns[b].drop! - columns[a].drop!)[0];
    if (spare === undefined) break;
    kept = kept.filter(i => i !== spare);
  }
  const [fixed, flexible] = [kept.filter(i => columns[i].whole), kept.filter(i => !columns[i].whole)];
  const widths = shrink(natural, flexible, width - fixed.reduce((sum, i) => sum + natural[i] + GAP.length, 0));
  const line = (texts: readonly string[], paint: (text: string) => string) => kept
    .map((i, at) => pad(cut(texts[i], widths[i]), widths[i], columns[i].right, at === kept.length - 1))
    .map(paint).join(GAP).trimEnd();
  return [line(columns.map(c => c.title), style.dim), ...rows.map(row => line(row, text => text))].join('\n') + '\n';
}

function shrink(natural: readonly number[], kept: readonly number[], width: number): number[] {
  const widths = [...natural];
  if (kept.length === 0) return widths;
  const total = () => kept.reduce((sum, i) => sum + widths[i] + GAP.length, -GAP.length);
  while (total() > width) {
    const widest = kept.reduce((a, b) => widths[b] > widths[a] ? b : a);
    if (widths[widest] <= 8) break;
    widths[widest]--;
  }
  return widths;
}

function cut(text: string, width: number): string {
  return visibleLength(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;
}

function pad(text: string, width: number, right: boolean | undefined, last: boolean): string {
  const space = ' '.repeat(Math.max(0, width - visibleLength(text)));
  return right ? space + text : last ? text : text + space;
}
