import { Construct } from 'constructs';
import { restoreExisting } from './existing';
import { OverwriteOptions, RestoreOptions } from './restore-options';
import { RestorePoint } from './restore-point';
import { RestoredDatabase } from './restored-database';
import * as kinds from './values';
import { RestorePlan } from '../plan/restore-plan';
import { Snapshot } from '../snapshots/snapshot';
import { instance, struct } from '../values/compound';
import { given } from '../values/given';
import { optional } from '../values/kind';
import { placed } from '../values/placed';
import { flag } from '../values/texts';

/** Properties of a `SnapshotRestore`. */
export interface SnapshotRestoreProps extends RestoreOptions, OverwriteOptions {
  /** Snapshot whose data comes back: pinned with `Snapshot.fromAttributes`. */
  readonly snapshot: Snapshot;

  /**
   * Whether the Snapshot may be one of another database: to fill a staging database from production, for example.
   *
   * @default false
   */
  readonly fromAnotherDatabase?: boolean;
}

const PROPS = struct<SnapshotRestoreProps>({
  ...kinds.RESTORE,
  ...kinds.PROCESS,
  safetyBackup: optional(instance('SafetyBackup', 'SafetyBackup.automatic(), SafetyBackup.to(…), SafetyBackup.none(…)')),
  snapshot: kinds.snapshot,
  fromAnotherDatabase: optional(flag),
});

/**
 * Puts one Snapshot back into a running database. The library chooses the process: a new incarnation beside the present
 * one where the engine can do that, else writing over it. No application can connect from the halt until it is resumed.
 *
 * @example
 *
 * declare const orders: RestorableDatabase;
 * declare const chart: Chart;
 * // ---
 * import { Chart } from 'cdk8s';
 * import { BackupMethod, Engine, RestorableDatabase, Resume, Snapshot, SnapshotRestore } from 'cdk8s-kubestash';
 *
 * new SnapshotRestore(chart, 'BackToMonday', {
 *   database: orders,
 *   snapshot: Snapshot.fromAttributes('orders-logical-1795424400', {
 *     method: BackupMethod.LOGICAL,
 *     engine: Engine.POSTGRES,
 *     version: '17.5',
 *     namespace: 'shop',
 *     repository: 'orders-logical',
 *     database: 'orders',
 *     time: '2026-11-23T09:00:00Z',
 *     encryptionSecret: { name: 'restic' },
 *   }),
 *   resume: Resume.manual(),
 * });
 */
export class SnapshotRestore extends Construct {
  /** The database as it is after the restore. The next restore takes this one. */
  public readonly restored: RestoredDatabase;

  private readonly makePlan: () => RestorePlan;

  constructor(scope: Construct, id: string, props: SnapshotRestoreProps) {
    super(placed(scope, id), id);
    const options = given(this, PROPS, props);
    const { restored, plan } = restoreExisting(this, options, RestorePoint.snapshot(options.snapshot)._resolve());
    this.restored = restored;
    this.makePlan = plan;
  }

  /** What is going to happen when it is applied. */
  public get plan(): RestorePlan {
    return this.makePlan();
  }
}
