import { Io } from './io';
import { Style } from './style';
import { localTime } from './times';
import { BackupMethod } from '../snapshots/method';
import { epochOf } from '../snapshots/time';
import { RecoveryWindow } from '../snapshots/window';

/** A Snapshot on a timeline. */
export interface Mark {
  readonly time: string;
  readonly method: BackupMethod;
}

const LETTERS: Record<BackupMethod, string> = {
  [BackupMethod.LOGICAL]: 'L',
  [BackupMethod.PHYSICAL]: 'P',
  [BackupMethod.VOLUME_SNAPSHOT]: 'V',
  [BackupMethod.DASHBOARD]: 'D',
  [BackupMethod.MANIFEST]: 'M',
};

/**
 * Windows of recoverable time and Snapshots, drawn small: to every instant under a bar one can go back, and to every
 * Snapshot under a letter. Empty where there is nothing to draw.
 */
export function timeline(windows: readonly RecoveryWindow[], marks: readonly Mark[], io: Io, style: Style, width: number): string {
  const marked = marks.map(m => epochOf(m.time));
  if (windows.length + marks.length === 0) return '';
  const all = [...windows.flatMap(w => [epochOf(w.start), epochOf(w.end)]), ...marked];
  const from = all.reduce((a, b) => Math.min(a, b));
  const to = all.reduce((a, b) => Math.max(a, b));
  const cells = Math.max(10, Math.min(72, width - 4));
  const at = (epoch: number) => to === from ? 0 : Math.min(cells - 1, Math.floor((epoch - from) / (to - from) * cells));
  const bar: string[] = Array(cells).fill('·');
  for (const { start, end } of windows) bar.fill('█', at(epochOf(start)), at(epochOf(end)) + 1);
  const letters: string[] = Array(cells).fill(' ');
  marks.forEach(({ method }, i) => {
    const cell = at(marked[i]);
    letters[cell] = letters[cell] === ' ' || letters[cell] === LETTERS[method] ? LETTERS[method] : '*';
  });
  const [left, right] = [short(from), short(to)];
  return [
    `  ${style.dim(left + ' '.repeat(Math.max(1, cells - left.length - right.length)) + right)}`,
    ...(windows.length === 0 ? [] : [`  ${style.good(bar.join(''))}`]),
    ...(marks.length === 0 ? [] : [`  ${letters.join('').trimEnd()}`]),
    ...(windows.length === 0 ? [] : windows.slice(-3).map(w => `  any instant from ${shownInstant(w.start, io)} to ${shownInstant(w.end, io)}${w.endsInGap ? ', then logs are missing' : ''}`)),
  ].join('\n') + '\n';
}

/** What the letters mean. */
export const LEGEND = 'L logical, P physical, V volume snapshot, D dashboard, M manifest, * several';

function short(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function shownInstant(time: string, io: Io): string {
  const local = localTime(time, io);
  return local === '' ? time : `${time} (${local.slice(11)})`;
}
