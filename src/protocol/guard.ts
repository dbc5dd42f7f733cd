import { whyUnattached } from './attaching';
import { RunIntent, writesOver } from './intent';
import { DatabaseRecord, wasOpened } from './record';
import { DatabaseView, SnapshotView } from './views';
import { World } from './world';

/** What the rebuild guard says. */
export type GuardAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly what: string }
  | { readonly kind: 'object'; readonly why: string };

/**
 * A database that was created anew while backups of its previous life exist is not opened by itself. What the guard has objected to
 * stays closed until a person decides, also if the Snapshots are gone when it is asked again.
 */
export function guard(intent: RunIntent, target: DatabaseView, record: DatabaseRecord, world: World, waited: number): GuardAnswer {
  if (intent.guard === undefined || wasOpened(record, target.uid)) return { kind: 'open' };
  const objection = record.objection?.uid === target.uid ? record.objection : undefined;
  // Written over on purpose, as the objection advised.
  if (objection !== undefined && objection.restore !== intent.restore.id && writesOver(intent)) return { kind: 'open' };
  if (objection !== undefined) return { kind: 'object', why: objection.why };
  const unknown = whatIsUnknown(intent, target, world);
  const { name, kind } = intent.target;
  if (unknown !== undefined) {
    return waited < intent.guard.seconds * 1000 ? { kind: 'wait', what: unknown } : {
      kind: 'object',
      why: `It is not known whether there are backups of an earlier life of ${name}: for ${intent.guard.seconds} s it was waited for ${unknown}. `
        + 'Look at the BackupStorage; then restore a Snapshot, or resume to open the database as it is.',
    };
  }
  const former = formerSnapshots(intent, target, world.snapshots!);
  if (former.length === 0) return { kind: 'open' };
  return {
    kind: 'object',
    why: `${kind} ${name} was created at ${target.created}, but there are backups of an earlier one: ${former.length} in all, the newest is Snapshot ${former[0].name} of ${former[0].time}. `
      + 'Restore one of them, or resume to open the database as it is.',
  };
}

function whatIsUnknown(intent: RunIntent, target: DatabaseView, world: World): string | undefined {
  const { guard: asked, namespace } = intent;
  const { storages, repositories } = asked!;
  const views = storages.map(s => ({ ...s, view: world.storage(s.namespace, s.name) }));
  const late = views.find(s => s.view?.phase !== 'Ready');
  if (late !== undefined) return `BackupStorage ${late.namespace}/${late.name} to be Ready`;
  const synced = new Set(views.flatMap(s => s.view!.synced));
  const missing = repositories.find(r => !synced.has(`${namespace}/${r}`));
  if (missing !== undefined) {
    // Who archives nothing makes no Repository.
    const unattached = whyUnattached(intent, target);
    return `Repository ${missing} to be synced by its BackupStorage${unattached === undefined ? '' : `, but ${unattached}`}`;
  }
  return world.snapshots === undefined ? 'the Snapshots to be listed' : undefined;
}

/** A Snapshot is as old as its backup, not as the object, which may have been synced just now. Times are RFC 3339 in UTC, and compare as text. */
function formerSnapshots({ target: { kind, name }, namespace }: RunIntent, target: DatabaseView, snapshots: readonly SnapshotView[]): SnapshotView[] {
  return snapshots
    .filter(s => s.database.kind === kind && s.database.namespace === namespace && s.database.name === name && s.phase !== 'Failed' && s.time < target.created)
    .sort((a, b) => (a.time < b.time ? 1 : -1));
}
