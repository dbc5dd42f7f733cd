import { objectName } from './values';
import { NamespacedRef } from '../engines/refs';
import { plain, refOf } from '../resources/words';
import { struct } from '../values/compound';
import { made } from '../values/given';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { namespacedRef } from '../values/names';
import { count } from '../values/texts';
import { retentionPeriod } from '../values/times';

/** Which Snapshots stay; a Snapshot stays if any of these wants it. */
export interface RetentionOptions {
  /**
   * The last ones, however old.
   *
   * @default - none for this reason
   */
  readonly last?: number;

  /**
   * The last one of each of so many hours.
   *
   * @default - none for this reason
   */
  readonly hourly?: number;

  /**
   * The last one of each of so many days.
   *
   * @default - none for this reason
   */
  readonly daily?: number;

  /**
   * The last one of each of so many weeks.
   *
   * @default - none for this reason
   */
  readonly weekly?: number;

  /**
   * The last one of each of so many months.
   *
   * @default - none for this reason
   */
  readonly monthly?: number;

  /**
   * The last one of each of so many years.
   *
   * @default - none for this reason
   */
  readonly yearly?: number;

  /**
   * How old Snapshots may get: numbers with the units `y`, `mo`, `w`, `d`, `h`, `m`, such as `30d` or `1y6mo`.
   *
   * @default - as old as the numbers allow
   */
  readonly maxAge?: string;

  /**
   * How many failed Snapshots stay, for looking into.
   *
   * @default 1
   */
  readonly failed?: number;

  /**
   * Name of the RetentionPolicy; `{database}` stands for the name of the database.
   *
   * @default - the name of the database and that of the backup
   */
  readonly name?: string;
}

const kept = optional(count('a number of Snapshots', 1, 100_000));

const OPTIONS = struct<RetentionOptions>({
  last: kept,
  hourly: kept,
  daily: kept,
  weekly: kept,
  monthly: kept,
  yearly: kept,
  maxAge: optional(retentionPeriod),
  failed: kept,
  name: optional(objectName('the name of a RetentionPolicy')),
});

const POLICY = namespacedRef('a RetentionPolicy');

/** How long backups stay. Each backup gets a RetentionPolicy of its own, unless an existing one is named. */
export class Retention {
  /**
   * The last Snapshots, however old.
   *
   * @param snapshots how many
   */
  public static keepLast(snapshots: number): Retention {
    return Retention.of({ last: snapshots });
  }

  /**
   * All Snapshots that are not older.
   *
   * @param maxAge numbers with the units `y`, `mo`, `w`, `d`, `h`, `m`
   */
  public static keepFor(maxAge: string): Retention {
    return Retention.of({ maxAge });
  }

  /**
   * Any combination.
   *
   * @param options which Snapshots stay
   */
  public static of(options: RetentionOptions): Retention {
    return made('Retention.of', OPTIONS, options, of => new Retention(of));
  }

  /**
   * A RetentionPolicy that this code does not declare, or declares as a plain resource.
   *
   * @param policy the RetentionPolicy
   */
  public static existing(policy: NamespacedRef): Retention {
    return made('Retention.existing', POLICY, policy, of => new Retention({}, of));
  }

  private constructor(private readonly options: RetentionOptions, private readonly policy?: NamespacedRef) {}

  /**
   * The RetentionPolicy that is there already, if one is.
   *
   * @internal
   */
  public _existing(namespace: string): Json | undefined {
    return this.policy && refOf(this.policy, namespace);
  }

  /** @internal */
  public get _name(): string | undefined {
    return this.options.name;
  }

  /** @internal */
  public _spec(): Json {
    const { maxAge, failed, name: _name, ...successful } = this.options;
    const numbers = plain(successful);
    return plain({
      maxRetentionPeriod: maxAge,
      successfulSnapshots: Object.keys(numbers).length === 0 ? undefined : numbers,
      failedSnapshots: failed === undefined ? undefined : { last: failed },
      usagePolicy: { allowedNamespaces: { from: 'Same' } },
    });
  }
}
