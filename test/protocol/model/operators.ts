import { Random } from './random';
import { Change, isKind, Server } from './server';
import { NAMESPACE, POSTGRES, REQUESTS, SERVICES, STORAGE } from './settings';
import { Timeline } from './timeline';
import { KIND } from '../../../src/protocol/kinds';
import { LABEL, maintenanceServiceNameOf, SUSPENDED } from '../../../src/protocol/names';
import { utc } from '../../../src/protocol/text';

/** What becomes of a RestoreSession. */
export type SessionFate = 'succeeds' | 'fails' | 'fails before' | 'invalid';

/** What a database CR holds, by its UID. */
export interface Life {
  readonly uid: string;
  readonly name: string;
  /** Grows with everything that is written to it by a restore. */
  version: number;
  /** Names of the RestoreSessions and OpsRequests, or `archive`, that have written to it, the last one last. */
  readonly written: string[];
}

/** KubeDB, KubeStash and the controllers of Kubernetes, as far as runs see them. */
export class Operators {
  public readonly lives = new Map<string, Life>();
  private readonly fates: SessionFate[];

  constructor(private readonly timeline: Timeline, private readonly server: Server, private readonly random: Random, fates: readonly SessionFate[]) {
    this.fates = [...fates];
    server.listeners.add(change => this.see(change));
  }

  /** A database that is in use already. */
  public use(name: string): void {
    const life = this.lives.get(this.server.get(POSTGRES, name).metadata.uid)!;
    life.version = 1;
    this.server.patch(POSTGRES, name, { spec: { init: { initialized: true } }, status: { phase: 'Ready', conditions: [{ type: 'Provisioned', status: 'True' }] } });
  }

  /** The BackupStorage and its Snapshots. */
  public sync(snapshots: readonly any[], delay: number): void {
    this.server.create(KIND.backupStorage, { metadata: { name: STORAGE.name, namespace: STORAGE.namespace } });
    this.timeline.in(delay, () => {
      for (const snapshot of snapshots) this.server.create(KIND.snapshot, snapshot);
      this.server.patch(KIND.backupStorage, STORAGE.name, { status: { phase: 'Ready', repositories: [] } });
    });
  }

  private see({ type, before, after }: Change): void {
    if (isKind(type, 'service')) this.in(200, () => this.endpoints());
    if (type.plural === POSTGRES.plural) this.seeDatabase(before, after);
    if (isKind(type, 'restoreSession') && before === undefined) this.begin(after);
    if (isKind(type, 'backupSession') && before === undefined) this.backUp(after);
    if (type.plural === REQUESTS.plural && before === undefined) this.putBack(after);
  }

  // Endpoints ---------------------------------------------------------------------------------------------------------------------

  /** The EndpointSlice controller: who is selected has an address. */
  private endpoints(): void {
    const incarnations = this.server.all(POSTGRES).filter(d => d.status?.phase !== undefined).map(d => d.metadata.name);
    const wanted = new Map<string, string[]>();
    for (const service of this.server.all(KIND.service)) {
      const selector = service.spec?.selector ?? {};
      if (Object.keys(selector).length === 0) continue;
      const pods = incarnations.map(name => ({ [LABEL.incarnation]: name } as Record<string, string>))
        .filter(pod => Object.entries(selector).every(([k, v]) => pod[k] === v));
      wanted.set(service.metadata.name, pods.map(pod => `10.0.0.${pod[LABEL.incarnation].length}`));
    }
    for (const name of incarnations) wanted.set(maintenanceServiceNameOf(name), [`10.0.0.${name.length}`]);
    for (const [service, addresses] of wanted) {
      const slice = this.server.get(KIND.slice, service);
      const endpoints = addresses.length === 0 ? [] : [{ addresses }];
      if (slice === undefined) {
        this.server.create(KIND.slice, { metadata: { name: service, namespace: NAMESPACE, labels: { 'kubernetes.io/service-name': service } }, endpoints });
      } else if (JSON.stringify(slice.endpoints) !== JSON.stringify(endpoints)) {
        this.server.patch(KIND.slice, service, { endpoints });
      }
    }
    const left = this.server.all(KIND.slice).map(slice => slice.metadata.name).filter(name => !wanted.has(name) && !SERVICES.includes(name));
    for (const name of left) this.server.remove(KIND.slice, name);
  }

  // KubeDB ------------------------------------------------------------------------------------------------------------------------

  private seeDatabase(before: any, after: any): void {
    if (before === undefined) {
      this.lives.set(after.metadata.uid, { uid: after.metadata.uid, name: after.metadata.name, version: 0, written: [] });
      this.in(3_000, () => this.provision(after));
    }
    if (after === undefined || before?.status?.phase !== after.status?.phase) this.in(500, () => this.endpoints());
  }

  private provision({ metadata: { name, uid }, spec }: any): void {
    if (!this.isThere(name, uid) || this.server.get(POSTGRES, name).status !== undefined) return;
    if (this.server.get(KIND.binding, name) === undefined) this.server.create(KIND.binding, { metadata: { name, namespace: NAMESPACE } });
    if (spec.init?.waitForInitialRestore === true) {
      this.server.patch(POSTGRES, name, { status: { phase: 'DataRestoring', conditions: [] } });
      if (spec.init.archiver !== undefined) this.in(20_000, () => this.recover(name, uid));
    } else {
      this.ready(name, uid);
    }
  }

  private recover(name: string, uid: string): void {
    const life = this.lives.get(uid)!;
    if (!this.isThere(name, uid)) return;
    life.version++;
    life.written.push('archive');
    this.server.patch(POSTGRES, name, { status: { conditions: [{ type: 'SuccessfullyDataRestored', status: 'True' }] } });
    this.in(2_000, () => this.ready(name, uid));
  }

  private ready(name: string, uid: string): void {
    if (!this.isThere(name, uid)) return;
    const conditions = this.server.get(POSTGRES, name).status?.conditions ?? [];
    this.server.patch(POSTGRES, name, { spec: { init: { initialized: true } }, status: { phase: 'Ready', conditions: [...conditions, { type: 'Provisioned', status: 'True' }] } });
  }

  /** A restore in place. Of those that are not begun one waits for an operator that is away. */
  private putBack({ metadata: { name, uid }, spec }: any): void {
    const fate = this.fates.shift() ?? 'succeeds';
    const database = spec.databaseRef.name;
    this.archive(database);
    const set = (phase: string, ...conditions: any[]) => {
      if (this.server.get(REQUESTS, name)?.metadata.uid !== uid) return false;
      this.server.patch(REQUESTS, name, { status: { phase, conditions } });
      return true;
    };
    const reached = (type: string) => ({ type, status: 'True' });
    const run = () => {
      if (fate === 'invalid') return void set('Pending');
      if (fate === 'fails before') return void set('Failed', { type: 'Failed', status: 'True', reason: 'NoTimeout' });
      const target = this.server.get(POSTGRES, database);
      if (target === undefined) return this.in(5_000, run);
      if (!set('Progressing', reached('ArchiverRestoreSuspendArchiver'))) return undefined;
      const life = this.lives.get(target.metadata.uid)!;
      life.version++;
      life.written.push(name);
      this.server.patch(POSTGRES, database, { metadata: { annotations: { [SUSPENDED]: 'true' } }, status: { phase: 'NotReady' } });
      return this.in(40_000, () => {
        life.version++;
        if (!this.isThere(database, life.uid)) return void set('Failed', { type: 'ArchiverRestoreWipeVolumes', status: 'False', reason: 'NotFound' });
        if (fate === 'fails') return void set('Progressing', { type: 'ArchiverRestoreDataRestored', status: 'False', reason: 'FailedToRestore' });
        this.ready(database, life.uid);
        return void set('Successful', reached('ArchiverRestoreSuspendArchiver'), reached('Successful'), { type: 'ArchiverRestoreManualCleanupRequired', status: 'True', message: 'pv-1' });
      });
    };
    this.in(2_000, run);
  }

  /** The sidekick that archives. */
  private archive(database: string): void {
    this.in(200_000, () => this.archive(database));
    const object = this.server.get(POSTGRES, database);
    if (object === undefined || isSuspended(object)) return;
    const status = { components: { wal: { logStats: { end: utc(this.timeline.now) } } } };
    if (this.server.get(KIND.snapshot, 'log') !== undefined) this.server.patch(KIND.snapshot, 'log', { status });
    else this.server.create(KIND.snapshot, { metadata: { name: 'log', namespace: NAMESPACE, labels: { 'kubestash.com/repo-name': 'full' } }, status });
  }

  // KubeStash ---------------------------------------------------------------------------------------------------------------------

  private begin({ metadata: { name, uid }, spec }: any): void {
    const fate = this.fates.shift() ?? 'succeeds';
    const set = (status: any) => {
      if (this.server.get(KIND.restoreSession, name)?.metadata.uid !== uid) return false;
      this.server.patch(KIND.restoreSession, name, { status });
      return true;
    };
    const run = () => {
      if (fate === 'invalid') return void set({ phase: 'Invalid' });
      if (fate === 'fails before') return void set({ phase: 'Failed' });
      if (this.server.get(POSTGRES, spec.target.name) === undefined && spec.makes === undefined) return this.in(5_000, run);
      const ensured = { type: 'RestoreExecutorEnsured', status: 'True', lastTransitionTime: utc(this.timeline.now) };
      if (!set({ phase: 'Running', components: { dump: { phase: 'Running' } }, conditions: [ensured] })) return undefined;
      if (spec.makes !== undefined && this.server.get(POSTGRES, spec.target.name) === undefined) this.server.create(POSTGRES, spec.makes);
      const target = this.server.get(POSTGRES, spec.target.name).metadata.uid;
      const life = this.lives.get(target)!;
      life.version++;
      life.written.push(name);
      return this.in(40_000, () => {
        if (!set({ phase: fate === 'succeeds' ? 'Succeeded' : 'Failed', components: { dump: { phase: fate } } })) return;
        life.version++;
        if (fate === 'succeeds') this.in(2_000, () => this.ready(spec.target.name, target));
      });
    };
    this.in(2_000, run);
  }

  private backUp({ metadata: { name } }: any): void {
    this.in(5_000, () => { this.server.patch(KIND.backupSession, name, { status: { phase: this.random.chance(0.2) ? 'Skipped' : 'Succeeded' } }); });
  }

  // -------------------------------------------------------------------------------------------------------------------------------

  private isThere(name: string, uid: string): boolean {
    return this.server.get(POSTGRES, name)?.metadata.uid === uid;
  }

  private in(longest: number, then: () => void): void {
    this.timeline.in(this.random.between(0, longest), then);
  }
}

export function isSuspended(database: any): boolean {
  return database?.metadata.annotations?.[SUSPENDED] === 'true';
}

/** A Snapshot of an earlier life of a database. */
export function formerSnapshot(database: string, now: number): any {
  return {
    metadata: { name: `${database}-old`, namespace: NAMESPACE, labels: { 'kubestash.com/app-ref-name': database, 'kubestash.com/app-ref-kind': 'Postgres' } },
    spec: { appRef: { kind: 'Postgres', namespace: NAMESPACE, name: database } },
    status: { phase: 'Succeeded', snapshotTime: utc(now - 10 * 24 * 3600 * 1000) },
  };
}
