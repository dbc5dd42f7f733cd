import { ResourceType } from './kinds';
import { LABEL } from './names';
import { DatabaseRecord, JobMark, readRecord } from './record';
import { requestView, RequestView } from './requests';
import { plain } from './text';
import {
  backupView, BackupView, databaseView, DatabaseView, endsOfLogs, ServiceView, serviceView, SessionView, sessionView, SnapshotView, snapshotView,
  StorageView, storageView,
} from './views';

/** The objects of an interest; undefined while they are not known yet. */
export type Read = (key: string) => readonly any[] | undefined;

/**
 * What is known of the cluster at a moment. Undefined: not known yet; null: it does not exist.
 */
export interface World {
  readonly record: DatabaseRecord | null | undefined;
  readonly job: JobMark | null | undefined;
  readonly target: DatabaseView | null | undefined;
  /** Sizes of the volumes of the previous incarnation, as the storage has them. */
  readonly volumes: readonly string[] | undefined;
  readonly sessions: readonly SessionView[] | undefined;
  readonly binding: boolean | undefined;
  readonly safety: BackupView | null | undefined;
  readonly requests: readonly RequestView[] | undefined;
  /** How far logs have been archived: RFC 3339, `-` where none have. */
  readonly logs: string | undefined;
  /** The full backup that follows a restore in place. */
  readonly archive: BackupView | null | undefined;
  readonly snapshots: readonly SnapshotView[] | undefined;
  /** Restores that Jobs of this database are about, the newest first. */
  readonly declared: readonly { readonly restore: string; readonly job: string; readonly created: string }[] | undefined;
  service(name: string): ServiceView | null | undefined;
  /** Addresses behind a Service. */
  endpoints(service: string): readonly string[] | undefined;
  /** Whether a backup is paused. */
  paused(type: ResourceType, name: string): boolean | null | undefined;
  /** Phase of a BackupStorage, and the Repositories that it has synced, as `namespace/name`. */
  storage(namespace: string, name: string): StorageView | null | undefined;
}

/** Keys of interests. */
export const INTEREST = {
  record: 'record',
  job: 'job',
  target: 'target',
  volumes: 'volumes',
  sessions: 'sessions',
  slices: 'slices',
  binding: 'binding',
  safety: 'safety',
  requests: 'requests',
  logs: 'logs',
  archive: 'archive',
  snapshots: 'snapshots',
  declared: 'declared',
  service: (name: string) => `service ${name}`,
  backup: (type: ResourceType, name: string) => `${type.plural} ${name}`,
  storage: (namespace: string, name: string) => `storage ${namespace}/${name}`,
};

/** Objects are replaced and never changed, so each is read once. */
const views = new WeakMap<object, unknown>();

function seen<T>(object: any, view: (object: any) => T): T {
  const before = views.get(object);
  if (before !== undefined) return before as T;
  const made = view(object);
  views.set(object, made);
  return made;
}

/** The record that a Lease is. */
export function recordOf(lease: any): DatabaseRecord {
  return seen(lease, readRecord);
}

/** The world as objects tell it. */
export function worldOf(read: Read): World {
  return new Sight(read);
}

/** Each part is read when it is asked for. */
class Sight implements World {
  constructor(private readonly read: Read) {}

  public get record() { return this.one(INTEREST.record, readRecord); }
  public get job() { return this.one(INTEREST.job, jobMark); }
  public get target() { return this.one(INTEREST.target, databaseView); }
  public get volumes() {
    return this.read(INTEREST.volumes)?.map(({ spec, status }) => plain(status?.capacity?.storage ?? spec?.resources?.requests?.storage));
  }
  public get sessions() { return this.read(INTEREST.sessions)?.map(s => seen(s, sessionView)); }
  public get binding() { return this.read(INTEREST.binding)?.some(() => true); }
  public get safety() { return this.one(INTEREST.safety, backupView); }
  public get requests() { return this.read(INTEREST.requests)?.map(r => seen(r, requestView)); }
  public get logs() { return this.read(INTEREST.logs) && (this.read(INTEREST.logs)!.flatMap(endsOfLogs).sort().pop() ?? '-'); }
  public get archive() { return this.one(INTEREST.archive, backupView); }
  public get snapshots() { return this.read(INTEREST.snapshots)?.map(snapshotView); }
  public get declared() {
    return this.read(INTEREST.declared)?.map(({ metadata }) => ({
      restore: plain(metadata.labels?.[LABEL.restore]), job: metadata.name, created: metadata.creationTimestamp,
    })).filter(j => j.restore !== '').sort((a, b) => (a.created < b.created ? 1 : -1));
  }
  public service(name: string) { return this.one(INTEREST.service(name), serviceView); }
  public endpoints(service: string) {
    return this.read(INTEREST.slices)?.filter(s => s.metadata.labels?.['kubernetes.io/service-name'] === service)
      .flatMap(s => (s.endpoints ?? []).flatMap((e: any) => e.addresses ?? []));
  }
  public paused(type: ResourceType, name: string) { return this.one(INTEREST.backup(type, name), isPaused); }
  public storage(namespace: string, name: string) { return this.one(INTEREST.storage(namespace, name), storageView); }

  private one<T>(key: string, view: (object: any) => T): T | null | undefined {
    const objects = this.read(key);
    return objects === undefined ? undefined : objects.length === 0 ? null : seen(objects[0], view);
  }
}

function jobMark({ metadata }: any): JobMark {
  return { uid: metadata.uid, created: metadata.creationTimestamp };
}

function isPaused({ spec }: any): boolean {
  return spec?.paused === true || spec?.pause === true;
}
