import { RunIntent } from './intent';
import { RunMoment } from './moment';
import { DatabaseRecord, RecordChange } from './record';
import { nameOf } from './requests';
import { namesOf } from './sessions';
import { listed } from './text';
import { DatabaseView } from './views';
import { World } from './world';

/** RestoreSessions and OpsRequests of others that have written to the target after the run's own: what is there now is not what was asked for. */
export function meddling(intent: RunIntent, { sessions = [], requests = [] }: World): string[] {
  const { target, restore, request } = intent;
  const names = namesOf(intent);
  const own = request === undefined
    ? sessions.filter(s => names.includes(s.name) && s.phase === 'Succeeded').map(s => s.created).sort().pop()
    : requests.find(r => r.name === restore.name)?.created;
  if (own === undefined) return [];
  return [
    ...sessions.filter(s => s.target === target.name && s.hasRun && s.created >= own && !names.includes(s.name)).map(s => `RestoreSession ${s.name}`),
    ...requests.filter(r => r.database === target.name && r.restores && r.hasBegun && r.created >= own && r.name !== restore.name).map(nameOf),
  ];
}

/** Why the target is not opened by itself: others have written to it, now or when it was looked at before. A person has to decide. */
export function whyMeddled({ intent, world }: RunMoment, record: DatabaseRecord, target: DatabaseView): string | undefined {
  const { id } = intent.restore;
  // Whoever has written may be deleted by now.
  const { objection } = record;
  if (objection?.uid === target.uid && objection.restore === id) return objection.why;
  const others = meddling(intent, world);
  return others.length === 0 ? undefined
    : `${listed(others)} has written to ${intent.target.name} after restore ${id} did. Give the restore a new id to do it again, or resume with --skip-checks to open the database as it is.`;
}

/** The record of a database that was restored, and is not opened. Nothing of the restore counts as done. */
export function objectionTo({ intent, memory }: RunMoment, target: DatabaseView, why: string): RecordChange {
  const { id } = intent.restore;
  return { state: 'halted', by: memory.by, next: intent.target.name, nextUid: target.uid, passed: '', done: { [id]: '' }, reason: why, objection: { uid: target.uid, restore: id, why } };
}
