import { rivalsOf, RunIntent } from './intent';
import { KIND, ResourceType } from './kinds';
import { backupSessionNameOf } from './names';
import { DatabaseRecord, dueArchiving } from './record';
import { INTEREST, World } from './world';

/** Objects that somebody wants to know about. */
export interface Interest {
  readonly key: string;
  readonly type: ResourceType;
  readonly namespace: string;
  readonly name?: string;
  readonly labels?: string;
  /** Read once instead of watched. */
  readonly once?: boolean;
}

/** What a run needs to know, as far as it has come: always the same list until it has come further. */
export function interestsOf(intent: RunIntent, job: string): (world: World) => readonly Interest[] {
  const { namespace, target, session, guard, request, safety } = intent;
  const rivals = rivalsOf(intent, undefined);
  const at = (key: string, type: ResourceType, name?: string): Interest => ({ key, type, namespace, name });
  const services = [...intent.services, ...(session === undefined ? [] : [target.maintenance])];
  const storages = (guard?.storages ?? []).map(s => ({ ...s, key: INTEREST.storage(s.namespace, s.name), type: KIND.backupStorage }));
  const snapshots = { ...at(INTEREST.snapshots, KIND.snapshot), labels: `kubestash.com/app-ref-name=${target.name},kubestash.com/app-ref-kind=${target.kind}` };
  const always = [
    at(INTEREST.record, KIND.lease, intent.record),
    { ...at(INTEREST.job, KIND.job, job), once: true },
    at(INTEREST.target, target.type, target.name),
    at(INTEREST.sessions, KIND.restoreSession),
    ...intent.services.map(s => at(INTEREST.service(s), KIND.service, s)),
    { ...at(INTEREST.slices, KIND.slice), labels: `kubernetes.io/service-name in (${services.join(',')})` },
    ...intent.backups.map(b => at(INTEREST.backup(b.type, b.name), b.type, b.name)),
    ...(intent.volumes === undefined ? [] : [{
      ...at(INTEREST.volumes, KIND.claim), labels: Object.entries(intent.volumes.labels).map(([k, v]) => `${k}=${v}`).join(','), once: true,
    }]),
    ...(session?.waitFor === 'reachable' || intent.process === 'overwrite' ? [at(INTEREST.binding, KIND.binding, target.name)] : []),
    ...(safety === undefined ? [] : [at(INTEREST.safety, KIND.backupSession, backupSessionNameOf(safety.configuration, intent.restore.id))]),
    ...(rivals === undefined ? [] : [at(INTEREST.requests, rivals)]),
  ];
  return world => {
    const { record } = world;
    const isBack = record?.next === target.name || intent.process === 'open';
    const late = rivals === undefined ? rivalsOf(intent, record) : undefined;
    const more = [
      ...(late === undefined ? [] : [at(INTEREST.requests, late)]),
      ...(request?.archiving === undefined ? [] : archiveInterests(namespace, record)),
      ...(isBack && guard !== undefined ? storages : []),
      ...(isBack && guard !== undefined && storages.every(s => world.storage(s.namespace, s.name)?.phase === 'Ready') ? [snapshots] : []),
    ];
    return more.length === 0 ? always : [...always, ...more];
  };
}

/** What archiving is taken up again by; nothing before the database serves. */
export function archiveInterests(namespace: string, record: DatabaseRecord | null | undefined): Interest[] {
  const due = record?.state === 'serving' ? dueArchiving(record) : undefined;
  return due === undefined ? [] : [
    { key: INTEREST.logs, type: KIND.snapshot, namespace, labels: `kubestash.com/repo-name=${due.repository}` },
    { key: INTEREST.archive, type: KIND.backupSession, namespace, name: due.backup },
  ];
}
