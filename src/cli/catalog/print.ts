import { Found } from './entries';
import { healthOf } from './health';
import { Offered } from './json';
import { plain } from '../../protocol/text';
import { LeftOutSnapshot } from '../../snapshots/left-out';
import { ListedDatabase } from '../../snapshots/listed-database';
import { Io } from '../io';
import { shownBytes } from '../sizes';
import { Style, widthOf } from '../style';
import { Column, table } from '../table';
import { LEGEND, timeline } from '../timeline';
import { ageOf, localTime } from '../times';

const COLUMNS: readonly Column[] = [
  { title: 'SNAPSHOT', whole: true },
  { title: 'METHOD' },
  { title: 'TAKEN (UTC)', drop: 1 },
  { title: 'LOCAL', drop: 5 },
  { title: 'AGE', right: true },
  { title: 'SIZE', right: true, drop: 2 },
  { title: 'HEALTH' },
  { title: 'VERSION', drop: 3 },
  { title: 'OF', drop: 4 },
  { title: 'WHY' },
];

/** One database: heading, timeline, Snapshots, and what is left out. */
export function printDatabase(
  { listed, database, entries }: Found, rows: readonly Offered[], showLeftOut: boolean, io: Io, style: Style,
): string {
  const marks = entries.map(({ item }) => ({ time: item.time!, method: item.makeup.method! }));
  const drawn = timeline(database.windows, marks, io, style, Math.min(widthOf(io.stdout), 100));
  const { leftOut } = database;
  const more = entries.length - rows.length;
  return [
    `${style.bold(plain(`${listed.namespace}/${listed.name}`))}  ${plain(listed.engine)}, ${plural(listed.snapshotCount, 'Snapshot')}\n`,
    drawn,
    rows.length === 0 ? '  nothing that can be restored by itself\n' : indent(table(COLUMNS, rows.map(r => cells(r, listed, io)), narrower(io), style)),
    more > 0 && rows.every(r => r.reason === undefined) ? `  and ${more} more (--limit ${entries.length} lists them all)\n` : '',
    leftOut.length === 0 ? '' : showLeftOut ? leftOutTable(leftOut, io, style) : `  left out: ${countReasons(leftOut)} (--left-out lists them)\n`,
  ].join('');
}

/** What the letters mean, and the time of the export. */
export function printLegend(exportedAt: string | undefined, from: string | undefined, io: Io, style: Style): string {
  const age = from === undefined || exportedAt === undefined ? '' : `; as of ${exportedAt}, ${ageOf(exportedAt, io)} ago`;
  return style.dim(`${LEGEND}${age}\n`);
}

function cells({ snapshot: s, reason }: Offered, listed: ListedDatabase, io: Io): string[] {
  return [
    s.name, s.method, s.time.replace('T', ' '), localTime(s.time, io), ageOf(s.time, io), shownBytes(s.size), healthOf(s), s.version ?? '',
    s.database === listed.name ? '' : s.database, reason ?? '',
  ];
}

function leftOutTable(leftOut: readonly LeftOutSnapshot[], io: Io, style: Style): string {
  const rows = leftOut.map(l => [l.name, l.time?.replace('T', ' ') ?? '', l.reason, l.explanation]);
  return '  left out:\n' + indent(table([{ title: 'SNAPSHOT', whole: true }, { title: 'TAKEN (UTC)', drop: 1 }, { title: 'REASON' }, { title: 'WHY' }], rows, narrower(io), style));
}

function countReasons(leftOut: readonly LeftOutSnapshot[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}

function narrower({ stdout }: Io) {
  return { write: () => true, isTTY: stdout.isTTY, columns: (stdout.columns ?? 80) - 2 };
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
