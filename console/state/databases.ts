import { useRef } from 'preact/hooks';
import type { DatabaseStatus, ListedDatabase, Said, StatusAnswer } from './answers';
import { run } from './api';
import { Live, useLive } from './hooks';
import { optionsOf, Place } from './scope';
import { Instant, toInstant } from '../time/instant';

/** A database as the list shows it: its record, its backups, or both. */
export interface Known {
  readonly name: string;
  readonly namespace: string;
  readonly status?: DatabaseStatus;
  readonly listed?: ListedDatabase;
}

const EVERY = 3000;
/** Exit codes of a cluster that refused, or did not answer in time. */
const AWAY = [3, 4];

/** The state of all databases, or of one. Without a cluster there is none. */
export function useStatus(place: Place, cluster: boolean, one?: { readonly name: string; readonly namespace: string }): Live<Said<StatusAnswer>> {
  const options = { ...optionsOf(one === undefined ? place : { ...place, namespace: one.namespace }) };
  const key = JSON.stringify([place, one, cluster]);
  const last = useRef<{ key: string; answer?: StatusAnswer }>({ key });
  if (last.current.key !== key) last.current = { key };
  return useLive<Said<StatusAnswer>>(
    async () => {
      if (!cluster || place.export !== undefined) return { exitCode: 0, answer: { databases: [] } };
      // How long it took is another time each time.
      const { exitCode, answer, error } = await run<StatusAnswer>('status', one === undefined ? [] : [one.name], options);
      // A cluster that is away for a moment takes nothing off the page.
      const shown = answer ?? (AWAY.includes(exitCode) ? last.current.answer : undefined);
      // An answer about what was looked at before is nothing to go back to.
      if (last.current.key === key) last.current = { key, ...(shown === undefined ? {} : { answer: shown }) };
      return { exitCode, ...(shown === undefined ? {} : { answer: shown }), ...(error === undefined ? {} : { error }) };
    },
    EVERY, key,
  );
}

/** Puts states and backups of the same databases together, those that need somebody first. */
export function together(states: readonly DatabaseStatus[], listed: readonly ListedDatabase[]): Known[] {
  const all = new Map<string, Known>();
  for (const l of listed) all.set(`${l.namespace}/${l.name}`, { name: l.name, namespace: l.namespace, listed: l });
  for (const s of states) {
    const key = `${s.namespace}/${s.name}`;
    all.set(key, { ...all.get(key), name: s.name, namespace: s.namespace, status: s });
  }
  return [...all.values()].sort((a, b) => urgency(a) - urgency(b) || (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
}

function urgency({ status }: Known): number {
  return status === undefined ? 3 : ['failed', 'odd', 'waiting'].includes(status.state) ? 0 : status.state === 'halted' || status.state === 'restoring' ? 1 : 2;
}

/** How far back one can go: to any second since, and to Snapshots since. */
export function reachOf({ snapshots, windows }: Pick<ListedDatabase, 'snapshots' | 'windows'>): { anySecond?: Instant; snapshots?: Instant } {
  const earliest = (times: readonly string[]) => times.reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  const anySecond = earliest(windows.map(w => w.start));
  const oldest = earliest(snapshots.filter(s => s.method !== 'manifest').map(s => s.time));
  return {
    ...(anySecond === undefined ? {} : { anySecond: toInstant(anySecond) }),
    ...(oldest === undefined ? {} : { snapshots: toInstant(oldest) }),
  };
}

/** Whether what serves is backed up; backups of a database are of one incarnation. Where none is known of any, nothing is said. */
export function isBackedUp({ incarnation, backups }: Pick<DatabaseStatus, 'incarnation' | 'backups'>): boolean {
  return backups.length === 0 || incarnation === '' || backups.some(b => b.target === incarnation);
}
