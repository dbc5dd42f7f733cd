import { Clock } from './api';

/** The computer's own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => new Promise(resolve => {
    if (signal?.aborted) return resolve();
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal?.addEventListener('abort', wake);
  }),
};
