import { Duration } from 'cdk8s';

/** How the Job of a restore is run. None of it changes what a restore is: the same restore keeps its name. */
export interface RunOptions {
  /**
   * Image with a POSIX shell, coreutils and kubectl.
   *
   * @default - `ghcr.io/appscode/kubectl-nonroot:1.34`
   */
  readonly kubectlImage?: string;

  /**
   * Image with the engine's own client, for ending sessions and for checks.
   *
   * @default - the image of the database's Version (upstream: `<Kind>Version.spec.db.image`)
   */
  readonly clientImage?: string;

  /**
   * Time after the halt at which the run gives up: it deletes its unfinished RestoreSession, and the database stays halted.
   *
   * @default - none, a restore takes as long as it takes
   */
  readonly deadline?: Duration;

  /**
   * Time that the first opening waits for BackupStorages and Repositories, to learn whether there are backups of a former life.
   *
   * @default Duration.minutes(10)
   */
  readonly guardTimeout?: Duration;

  /**
   * Names of Secrets for pulling images.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * More of the pod's spec, in the words of `PodSpec`: `nodeSelector`, `tolerations`, …
   *
   * @default - none
   */
  readonly podSpec?: any;
}
