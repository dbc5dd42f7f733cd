import { LeftOutReason, LeftOutSnapshot } from './left-out';
import { Listed } from './listed';
import { engineOf, objectionTo } from './objections';
import { bytesOf } from './quantity';
import { Snapshot } from './snapshot';
import { Bucket, Store } from './store';
import { compareTimes } from './time';
import { RecoveryWindow } from './window';
import { coverageOf, windowsOf } from './windows';
import { Engine } from '../engines/engine';
import { EngineFacts } from '../engines/facts';
import { NamespacedRef } from '../engines/refs';

/** One Snapshot with the thing that it is of. */
export interface Entry {
  readonly item: Listed;
  readonly life: Life;
}

/** What an export lists of one database CR, judged: what can be restored, what makes windows, what is left out. */
export class Life {
  /** What can be restored, newest first. */
  public readonly restorable: readonly Listed[];
  public readonly windows: readonly RecoveryWindow[];
  public readonly leftOut: readonly LeftOutSnapshot[];
  /** Everything, newest first. */
  public readonly all: readonly Listed[];
  private byName: Map<string, Listed> | undefined;
  private readonly facts = new Map<string | undefined, EngineFacts | undefined>();
  private readonly made = new Map<Listed, Snapshot | undefined>();

  /**
   * @param store where its Repositories are found
   * @param bucket what is listed of it
   * @param incarnationOf the database whose incarnation it is
   */
  public constructor(private readonly store: Store, public readonly bucket: Bucket, public readonly incarnationOf?: string) {
    const restorable: Listed[] = [];
    const leftOut: LeftOutSnapshot[] = [];
    const logs: Listed[] = [];
    this.all = newestFirst(bucket.items);
    for (const item of this.all) {
      const facts = this.factsOf(item);
      if (facts !== undefined && item.makeup.isLog) {
        logs.push(item);
        continue;
      }
      const objection = objectionTo(item, bucket.app, facts);
      if (objection === undefined) restorable.push(item);
      else leftOut.push(leftOutOf(item, objection.reason, objection.explanation));
    }
    this.restorable = restorable;
    this.windows = this.windowsFrom(logs, leftOut);
    this.leftOut = leftOut;
  }

  /** The engine behind a Snapshot of it. */
  public factsOf(item: Listed): EngineFacts | undefined {
    const { version } = item;
    if (!this.facts.has(version)) this.facts.set(version, engineOf(this.bucket.app, version));
    return this.facts.get(version);
  }

  /** A Snapshot as the world sees it; undefined where the engine or the method is unknown. */
  public snapshot(item: Listed): Snapshot | undefined {
    if (!this.made.has(item)) this.made.set(item, this.make(item));
    return this.made.get(item);
  }

  /** The record of a Snapshot by its name. */
  public find(name: string): Listed | undefined {
    this.byName ??= new Map(this.all.map(item => [item.name, item]));
    return this.byName.get(name);
  }

  private make(item: Listed): Snapshot | undefined {
    const facts = this.factsOf(item);
    const { method, components } = item.makeup;
    if (facts === undefined || method === undefined) return undefined;
    return Snapshot._of(item.name, {
      method,
      engine: Engine._of(facts),
      version: item.version,
      namespace: item.namespace,
      repository: item.repository,
      database: this.bucket.app.name,
      databaseNamespace: this.bucket.namespace,
      time: item.time ?? '',
      size: bytesOf(item.size),
      components: [...components],
      encryptionSecret: this.secretOf(item),
      session: item.session,
      phase: item.phase ?? 'Pending',
    }, {
      listed: true,
      incarnationOf: this.incarnationOf,
      health: {
        integrity: item.integrity,
        verification: item.verification,
        expectedComponents: item.expected,
        failedComponent: item.failedComponent,
        deleting: item.deleting,
        broughtBack: item.broughtBack,
      },
    });
  }

  private secretOf(item: Listed): NamespacedRef | undefined {
    return this.store.repository(item.namespace, item.repository)?.encryptionSecret;
  }

  private windowsFrom(logs: readonly Listed[], leftOut: LeftOutSnapshot[]): RecoveryWindow[] {
    const windows: RecoveryWindow[] = [];
    const repositories = new Map<string, Listed[]>();
    for (const log of logs) {
      const key = `${log.namespace}/${log.repository}`;
      repositories.set(key, [...repositories.get(key) ?? [], log]);
    }
    for (const together of repositories.values()) {
      const [{ namespace, repository }] = together;
      const restorable = this.restorable.filter(item => item.repository === repository && item.namespace === namespace);
      const made = windowsOf({ database: this.bucket.app.name, facts: this.factsOf(together[0])!, logs: together, restorable });
      windows.push(...made);
      if (made.length === 0) leftOut.push(...together.map(withoutWindow));
    }
    return windows;
  }
}

function withoutWindow(log: Listed): LeftOutSnapshot {
  return coverageOf(log).length === 0
    ? leftOutOf(log, LeftOutReason.NO_TIME, 'nothing says which times its logs hold')
    : leftOutOf(log, LeftOutReason.NO_FULL_BACKUP, 'no full backup in its Repository is young enough to replay its logs on');
}

/** A Snapshot that is left out. */
export function leftOutOf(item: Listed, reason: LeftOutReason, explanation: string): LeftOutSnapshot {
  return { name: item.name, namespace: item.namespace, ...(item.time === undefined ? {} : { time: item.time }), reason, explanation };
}

/** Newest first. An object that several exports list counts once, as the last one has it. */
function newestFirst(items: readonly Listed[]): Listed[] {
  const sorted = items.slice().reverse().sort(compareListed);
  return sorted.filter((item, i) => i === 0 || !isSame(item, sorted[i - 1]));
}

/** Newest first; by name where the time is the same. */
export function compareListed(a: Listed, b: Listed): number {
  if (a.time !== b.time) return compareTimes(b.time ?? '', a.time ?? '');
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function isSame(a: Listed, b: Listed): boolean {
  return a.time === b.time && a.name === b.name && a.namespace === b.namespace && a.repository === b.repository;
}
