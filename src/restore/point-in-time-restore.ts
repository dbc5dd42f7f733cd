import { Construct } from 'constructs';
import { ExistingContinuousBackup } from './continuous-backup';
import { Database } from './database';
import { restoreExisting } from './existing';
import { ProcessOptions, RestoreOptions } from './restore-options';
import { RestorePoint } from './restore-point';
import { RestoredDatabase } from './restored-database';
import * as kinds from './values';
import { RestorePlan } from '../plan/restore-plan';
import { struct } from '../values/compound';
import { given } from '../values/given';
import { optional } from '../values/kind';
import { placed } from '../values/placed';
import { anyText } from '../values/texts';

/** Properties of a `PointInTimeRestore`. */
export interface PointInTimeRestoreProps extends RestoreOptions, ProcessOptions {
  /** The moment to go back to: RFC 3339 with a zone, `2026-11-20T08:30:00Z`. */
  readonly at: string;

  /**
   * Database whose logs are replayed.
   *
   * @default - `database`: what stands behind the client Service at this point of the code
   */
  readonly source?: Database;

  /**
   * Where its logs lie, if its code does not say so any more: a settled restore still names them in `spec.init`.
   *
   * @default - where its continuous backup puts them
   */
  readonly sourceLogs?: ExistingContinuousBackup;
}

const PROPS = struct<PointInTimeRestoreProps>({
  ...kinds.RESTORE,
  ...kinds.PROCESS,
  // Its form is judged by the rules about times.
  at: anyText,
  source: optional(kinds.database),
  sourceLogs: kinds.continuousBackup,
});

/**
 * Takes a running database back to a moment. A new incarnation is recovered beside the present one; no application
 * can connect from the halt until the checks have passed and it is resumed. `process: RestoreProcess.IN_PLACE` has KubeDB put the present
 * one back instead, where it can.
 *
 * @example
 *
 * declare const orders: RestorableDatabase;
 * declare const chart: Chart;
 * // ---
 * import { Chart } from 'cdk8s';
 * import { Check, PointInTimeRestore, RestorableDatabase, Resume } from 'cdk8s-kubestash';
 *
 * const undo = new PointInTimeRestore(chart, 'UndoDelete', {
 *   database: orders,
 *   at: '2026-11-20T08:30:00Z',
 *   resume: Resume.automatic({ checks: [Check.count('orders')] }),
 * });
 */
export class PointInTimeRestore extends Construct {
  /** The database as it is after the restore. The next restore takes this one. */
  public readonly restored: RestoredDatabase;

  private readonly makePlan: () => RestorePlan;

  constructor(scope: Construct, id: string, props: PointInTimeRestoreProps) {
    super(placed(scope, id), id);
    const options = given(this, PROPS, props);
    const point = RestorePoint._at(options.at, options.source ?? options.database, options.sourceLogs)._resolve();
    const { restored, plan } = restoreExisting(this, options, point);
    this.restored = restored;
    this.makePlan = plan;
  }

  /** What is going to happen when it is applied. */
  public get plan(): RestorePlan {
    return this.makePlan();
  }
}
