import { isAtWork, nameOf } from './requests';
import { writingTo } from './sessions';
import { World } from './world';

/**
 * Whatever may still write to a database, sessions of these names left out: `RestoreSession orders-1a2b (Running)`. Undefined until it is
 * known. OpsRequests count where they are listed.
 */
export function writersOf(
  database: string, { sessions, requests }: World, listsRequests: boolean, but: readonly string[] = [],
): string[] | undefined {
  if (sessions === undefined || (listsRequests && requests === undefined)) return undefined;
  return [
    ...writingTo(database, sessions, but).map(s => `RestoreSession ${s.name} (${s.phase})`),
    ...(requests ?? []).filter(r => r.database === database && isAtWork(r)).map(r => `${nameOf(r)} (${r.phase})`),
  ];
}
