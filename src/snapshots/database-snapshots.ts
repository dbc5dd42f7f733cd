import { contains } from './intervals';
import { LeftOutSnapshot } from './left-out';
import { compareListed, Entry, Life } from './life';
import { BackupMethod } from './method';
import { snapshotNotFound } from './rules/snapshot-not-found';
import { timeRules } from './rules/times';
import { Snapshot } from './snapshot';
import { Suggestion, SuggestionOptions } from './suggestion';
import { isAtOrBefore, methodFits, pick } from './suggestions';
import { compareTimes, readTime } from './time';
import { RecoveryWindow } from './window';
import { Engine } from '../engines/engine';
import { ENGINES } from '../engines/registry';
import { ask, Finding } from '../findings/finding';

/**
 * What a catalog has of one database and its incarnations.
 *
 * Looking for something that is not there is no exception: the Snapshot that comes back carries the problem, and
 * whoever restores from it reports it.
 */
export class DatabaseSnapshots {
  /** @internal */
  public static _of(name: string, lives: readonly Life[], problems: readonly Finding[]): DatabaseSnapshots {
    return new DatabaseSnapshots(name, lives, problems);
  }

  /** Name that was asked for. */
  public readonly name: string;

  private memo?: { readonly entries: Entry[]; readonly windows: RecoveryWindow[] };

  /** @internal */
  public readonly _problems: readonly Finding[];

  /** @internal */
  public readonly _lives: readonly Life[];

  private constructor(name: string, lives: readonly Life[], problems: readonly Finding[]) {
    this.name = name;
    this._lives = lives;
    this._problems = problems;
  }

  /** Everything that can be restored, newest first. */
  public get snapshots(): Snapshot[] {
    return this.judged.entries.map(e => e.life.snapshot(e.item)!);
  }

  /** Stretches of time to any instant of which it can be taken back, by their starts. Those of different Repositories may overlap. */
  public get windows(): RecoveryWindow[] {
    return [...this.judged.windows];
  }

  /** What is not offered, and why, newest first. */
  public get leftOut(): LeftOutSnapshot[] {
    return this._lives.flatMap(l => l.leftOut).sort((a, b) => compareTimes(b.time ?? '', a.time ?? ''));
  }

  /**
   * The newest Snapshot that can be restored. It changes with every export: meant for targets that may be thrown away.
   *
   * @param method only backups of this method; without it all that hold data
   */
  public latest(method?: BackupMethod): Snapshot {
    return this.newest(method, undefined) ?? this.missing(describe(method), undefined);
  }

  /**
   * The newest Snapshot taken at or before a time that can be restored.
   *
   * @param time RFC 3339 with a zone
   * @param method only backups of this method; without it all that hold data
   */
  public before(time: string, method?: BackupMethod): Snapshot {
    const read = readTime(time);
    if (read.time === undefined) return this.missing(`${describe(method)} before a time`, time, ask(timeRules, { time }));
    return this.newest(method, read.time) ?? this.missing(`${describe(method)} at or before this time`, time);
  }

  /**
   * The Snapshot of a name, whether it is healthy or not; the rules judge it where it is restored.
   *
   * @param name name of the Snapshot object
   */
  public named(name: string): Snapshot {
    for (const life of this._lives) {
      const item = life.find(name);
      const snapshot = item === undefined ? undefined : life.snapshot(item);
      if (snapshot !== undefined) return this.withProblems(snapshot);
    }
    return this.missing('Snapshot of this name', name);
  }

  /**
   * Whether the database can be taken back to an instant by its logs.
   *
   * @param time RFC 3339 with a zone
   */
  public covers(time: string): boolean {
    const read = readTime(time).time;
    return read !== undefined && contains(this.judged.windows, read);
  }

  /**
   * Snapshots to choose from, each with what speaks for it: the newest, the newest that a trial restore proved good, the
   * newest of each method (logical, physical, volume snapshot), then older ones. What is not healthy is in `leftOut`.
   *
   * @param options what is looked for
   */
  public suggestions(options: SuggestionOptions = {}): Suggestion[] {
    const at = options.at === undefined ? undefined : readTime(options.at).time;
    if (options.at !== undefined && at === undefined) return [];
    return pick(this.judged.entries, options, at).map(({ entry, reason }) => ({ snapshot: entry.life.snapshot(entry.item)!, reason }));
  }

  private newest(method: BackupMethod | undefined, at: string | undefined): Snapshot | undefined {
    const entry = this.judged.entries.find(({ item }) => methodFits(item, method) && isAtOrBefore(item, at));
    const snapshot = entry?.life.snapshot(entry.item);
    return snapshot === undefined ? undefined : this.withProblems(snapshot);
  }

  /** A Snapshot that was found by a question that was wrong. */
  private withProblems(snapshot: Snapshot): Snapshot {
    if (this._problems.length === 0) return snapshot;
    const { _health: health, incarnationOf } = snapshot;
    return Snapshot._of(snapshot.name, snapshot, { listed: true, health, incarnationOf, problems: this._problems });
  }

  private missing(wanted: string, given: string | undefined, why: readonly Finding[] = []): Snapshot {
    const [life] = this._lives;
    const facts = life?.all.map(i => life.factsOf(i)).find(f => f !== undefined) ?? ENGINES[0];
    const instead = this.judged.entries.slice(0, 3).map(({ item }) => `${item.name} (${item.makeup.method}, ${item.time})`);
    const problems = [...this._problems, ...why];
    // Whoever could not read the export, or does not know which database, need not hear that nothing was found.
    if (problems.length === 0) problems.push(...ask([snapshotNotFound], { wanted: `${wanted} of ${this.name}`, given, instead }));
    return Snapshot._of(given ?? 'missing', {
      method: BackupMethod.LOGICAL,
      engine: Engine._of(facts),
      namespace: life?.bucket.namespace ?? 'default',
      repository: 'missing',
      database: this.name,
      time: '1970-01-01T00:00:00Z',
    }, { listed: false, missing: true, problems });
  }

  private get judged() {
    if (this.memo === undefined) {
      const entries = this._lives.flatMap(life => life.restorable.map(item => ({ item, life })));
      if (this._lives.length > 1) entries.sort((a, b) => compareListed(a.item, b.item));
      const windows = this._lives.flatMap(l => l.windows).sort((a, b) => compareTimes(a.start, b.start));
      this.memo = { entries, windows };
    }
    return this.memo;
  }
}

function describe(method: BackupMethod | undefined): string {
  return method === undefined ? 'Snapshot' : `${method} Snapshot`;
}
