import { JobPodTemplate } from './pod';

/** The Jobs that a schedule starts (upstream: `scheduler.jobTemplate`). */
export interface ScheduledJob {
  /**
   * How often a failed one is tried again.
   *
   * @default 1
   */
  readonly backoffLimit?: number;

  /**
   * How long one may take, in seconds.
   *
   * @default - no limit
   */
  readonly activeDeadlineSeconds?: number;

  /**
   * How long a finished one is kept, in seconds.
   *
   * @default - by number, not by time
   */
  readonly ttlSecondsAfterFinished?: number;

  /**
   * How many pods must succeed.
   *
   * @default 1
   */
  readonly completions?: number;

  /**
   * How many pods run at once.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * `NonIndexed` or `Indexed`.
   *
   * @default 'NonIndexed'
   */
  readonly completionMode?: string;

  /**
   * Whether they are made suspended.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * What the pods look like.
   *
   * @default - KubeStash's own
   */
  readonly template?: JobPodTemplate;
}

/** When something runs (upstream: `scheduler`). */
export interface ScheduleOptions {
  /** Five fields of cron, or `@daily` and the like, in the time zone of the cluster. */
  readonly schedule: string;

  /**
   * The Jobs that it starts. Always written out, since upstream demands it.
   *
   * @default - `backoffLimit: 1`
   */
  readonly jobTemplate?: ScheduledJob;

  /**
   * `Allow`, `Forbid` or `Replace` while the last one is still running.
   *
   * @default 'Allow'
   */
  readonly concurrencyPolicy?: string;

  /**
   * Whether it rests.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * How late it may start, in seconds.
   *
   * @default - as late as need be
   */
  readonly startingDeadlineSeconds?: number;

  /**
   * How many succeeded Jobs are kept.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many failed Jobs are kept.
   *
   * @default 1
   */
  readonly failedJobsHistoryLimit?: number;
}

/** What happens after a failure. */
export interface RetryConfig {
  /**
   * How often it is tried again.
   *
   * @default 1
   */
  readonly maxRetry?: number;

  /**
   * How long to wait before, as a Go duration: `10m`.
   *
   * @default - at once
   */
  readonly delay?: string;
}
