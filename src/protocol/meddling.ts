import { RunIntent } from './intent';
import { RunMoment } from './moment';
import { DatabaseRecord } from './record';
import { nameOf } from './requests';
import { namesOf } from './sessions';
import { listed } from './text';
import { DatabaseView, SessionView } from './views';
import { World } from './world';

/** RestoreSessions and OpsRequests of others that have written to the target after the run's own: what is there now is not what was asked for. */
export function meddling(intent: RunIntent, { sessions = [], requests = [] }: World): string[] {
  const { target, restore, request } = intent;
  const names = namesOf(intent);
  const own = request === undefined
    ? sessions.filter(s => names.includes(s.name) && s.phase === 'Succeeded').map(s => s.created).sort().pop()
    : requests.find(r => r.name === restore.name)?.created;
  return own === undefined ? [] : haveWritten(target.name, { sessions, requests }, own, [...names, restore.name]);
}

/** RestoreSessions and OpsRequests that were made, or began, at this time or later, and have begun to write to a database; those of these names left out. */
export function haveWritten(
  database: string, { sessions = [], requests = [] }: Partial<World>, since: string, but: readonly string[] = [],
): string[] {
  const isMeant = ({ name, created, began = created }: Pick<SessionView, 'name' | 'created' | 'began'>) => began >= since && !but.includes(name);
  return [
    ...sessions.filter(s => s.target === database && s.hasRun && isMeant(s)).map(s => `RestoreSession ${s.name}`),
    ...requests.filter(r => r.database === database && r.restores && r.hasBegun && isMeant(r)).map(nameOf),
  ];
}

/** Why the target is not opened by itself: others have written to it, now or when it was looked at before. A person has to decide. */
export function whyMeddled({ intent, world }: RunMoment, record: DatabaseRecord, target: DatabaseView): string | undefined {
  const { id } = intent.restore;
  const others = meddling(intent, world);
  if (others.length > 0) {
    return `${listed(others)} has written to ${intent.target.name} after restore ${id} did. Give the restore a new id to do it again, or resume with --skip-checks to open the database as it is.`;
  }
  // Whoever has written may be deleted by now. Where there is a guard, it says itself what was objected to before.
  const { objection } = record;
  return intent.guard === undefined && objection?.uid === target.uid && objection.restore === id ? objection.why : undefined;
}
