import { Duration } from 'cdk8s';
import { AgentImage } from './agent-image';

/** How the Job of a restore is run. None of it changes what a restore is: the same restore keeps its name. */
export interface RunOptions {
  /**
   * What the agent and the gates of the run are executed by.
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
   * Registry that has copies of all images: it takes the place of the first part of each that the library chooses
   * (`docker.io/library/node:22` becomes `<registry>/library/node:22`), as KubeDB's `registryFQDN` does. Images that you name stay
   * as they are.
   *
   * @default - every image comes from where its maker keeps it
   */
  readonly registry?: string;

  /**
   * When images are pulled: `Always`, `IfNotPresent` or `Never`.
   *
   * @default - Kubernetes' own: `IfNotPresent`, `Always` for the tag `latest`
   */
  readonly imagePullPolicy?: string;

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
}
