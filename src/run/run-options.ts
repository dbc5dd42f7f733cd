import { Duration } from 'cdk8s';
import { AgentImage } from './agent-image';

/** How the Job of a restore is run. None of it changes what a restore is: the same restore keeps its name. */
export interface RunOptions {
  /**
   * What the agent and the gates of the run are executed by. Set it once for all databases of an app with `RunDefaults`.
   *
   * @default - `AgentImage.node()`, a stock Node image
   */
  readonly agent?: AgentImage;

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
