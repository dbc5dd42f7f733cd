import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Lost } from './api';

/** What was read last, and whether the server can still be reached. */
export interface Live<T> {
  readonly value: T | undefined;
  readonly lost: Lost | undefined;
  /** Reads it now. */
  readonly refresh: () => void;
}

/**
 * Reads something again and again, while somebody looks. The last value stays until there is another one; one that is
 * the same as before is the same object, so nothing is drawn anew.
 */
export function useLive<T>(read: () => Promise<T>, every: number, key: string): Live<T> {
  const [state, setState] = useState<{ key: string; value?: T; lost?: Lost }>({ key });
  const reading = useRef(read);
  reading.current = read;
  const last = useRef('');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let over = false;
    let timer = 0;
    last.current = '';
    const look = async (): Promise<void> => {
      try {
        if (!document.hidden || last.current === '') {
          const value = await reading.current();
          // What another look has taken the place of shows nothing, and so must not count as shown.
          if (over) return;
          const text = JSON.stringify(value);
          if (text !== last.current) setState({ key, value });
          else setState(s => (s.lost === undefined ? s : { ...s, lost: undefined }));
          last.current = text;
        }
      } catch (e) {
        if (!over && e instanceof Lost) setState(s => ({ ...s, lost: e }));
        else if (!(e instanceof Lost)) throw e;
      } finally {
        if (!over) timer = window.setTimeout(look, every);
      }
    };
    void look();
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [key, every, turn]);
  const refresh = useCallback(() => setTurn(t => t + 1), []);
  return { value: state.key === key ? state.value : undefined, lost: state.lost, refresh };
}

/** Whether the window is at least as wide. */
export function useWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return width;
}
