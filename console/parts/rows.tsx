import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props<T> {
  readonly items: readonly T[];
  readonly label: string;
  readonly columns: readonly string[];
  readonly row: (item: T) => readonly ComponentChildren[];
  readonly keyOf: (item: T) => string;
  readonly isChosen?: (item: T) => boolean;
  /** Height of what is seen; 420 by default. */
  readonly seen?: number;
}

const HEIGHT = 44;
const SPARE = 6;

/** A long table: only the rows that are seen are there, and a hundred thousand scroll like a hundred. */
export function Rows<T>({ items, label, columns, row, keyOf, isChosen, seen = 420 }: Props<T>) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / HEIGHT) - SPARE);
  const last = Math.min(items.length, Math.ceil((top + seen) / HEIGHT) + SPARE);
  return (
    <div class="rows" role="region" aria-label={label} tabIndex={0} style={{ maxHeight: `${seen}px` }} onScroll={e => setTop((e.currentTarget as HTMLElement).scrollTop)}>
      <table aria-rowcount={items.length + 1}>
        <thead><tr>{columns.map(c => <th scope="col" key={c}>{c === '' ? <span class="unseen">Actions</span> : c}</th>)}</tr></thead>
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: `${first * HEIGHT}px` }}><td colSpan={columns.length} /></tr>}
          {items.slice(first, last).map((item, i) => (
            <tr key={keyOf(item)} aria-rowindex={first + i + 2} class={isChosen?.(item) === true ? 'chosen' : ''}>
              {row(item).map((cell, c) => <td key={c} data-column={columns[c]}>{cell}</td>)}
            </tr>
          ))}
          {last < items.length && <tr aria-hidden="true" style={{ height: `${(items.length - last) * HEIGHT}px` }}><td colSpan={columns.length} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
