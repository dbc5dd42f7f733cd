import { Clock } from './api';
import { plain, utc } from '../protocol/text';

/** One line for a person on call. */
export type Log = (text: string) => void;

/** Milliseconds after which the log repeats what is waited for. */
const REMIND = 60_000;

export function logTo(clock: Clock, write: (line: string) => void): Log {
  return text => write(`${utc(clock.now())} ${plain(text, 4000)}\n`);
}

/** Says what is waited for: when it has changed, and once a minute. */
export function remindful(clock: Clock, log: Log): (text: string) => void {
  let last = '';
  let at = 0;
  return text => {
    if (text === last && clock.now() - at < REMIND) return;
    last = text;
    at = clock.now();
    log(text);
  };
}
