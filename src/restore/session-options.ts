import { Duration } from 'cdk8s';
import { RestoreHooks } from '../resources/types/hooks';

/** What is said of the RestoreSession by which KubeStash restores a Snapshot. */
export interface RestoreSessionOptions {
  /**
   * Parameters of the task that restores the data, those which the Addon declares: `{ args: '--no-owner' }`.
   *
   * @default - the Addon's defaults
   */
  readonly params?: { readonly [name: string]: string };

  /**
   * Hooks before and after.
   *
   * @default - none
   */
  readonly hooks?: RestoreHooks;

  /**
   * Time after which KubeStash gives the restore up (upstream: `restoreTimeout`). The database stays halted then.
   *
   * @default - none, a restore takes as long as it takes
   */
  readonly timeout?: Duration;
}

/** What every restore can be told about its RestoreSession. */
export interface SnapshotRestoreOptions {
  /**
   * How KubeStash restores a Snapshot. What the KubeDB operator recovers by itself, from an archive, has no RestoreSession.
   *
   * @default - as the Addon does
   */
  readonly session?: RestoreSessionOptions;
}
