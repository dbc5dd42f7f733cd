import { TaskVariable } from './addon';
import { ObjectReference } from './refs';
import { RuntimeSettings } from './runtime-settings';
import { JobVolume, JobVolumeMount } from './volumes';

/** When a hook runs that comes after something. */
export enum HookExecutionPolicy {
  /** Whatever came of it. */
  ALWAYS = 'Always',

  /** Only if it succeeded. */
  ON_SUCCESS = 'OnSuccess',

  /** Only if it failed. */
  ON_FAILURE = 'OnFailure',
}

/** A HookTemplate that runs before or after something (upstream: `HookInfo`). */
export interface Hook {
  /** Name of the hook. */
  readonly name: string;

  /** The HookTemplate. Its namespace is always written out. */
  readonly hookTemplate: ObjectReference;

  /**
   * Parameters of the HookTemplate.
   *
   * @default - the template's defaults
   */
  readonly params?: { readonly [key: string]: any };

  /**
   * How often it is tried again.
   *
   * @default 0
   */
  readonly maxRetry?: number;

  /**
   * How long one try may take, as a Go duration: `30s`.
   *
   * @default - no limit
   */
  readonly timeout?: string;

  /**
   * When it runs; for hooks that come after something.
   *
   * @default HookExecutionPolicy.ALWAYS
   */
  readonly executionPolicy?: HookExecutionPolicy;

  /**
   * Variables of its executor.
   *
   * @default - none
   */
  readonly variables?: TaskVariable[];

  /**
   * Volumes of its executor.
   *
   * @default - none
   */
  readonly volumes?: JobVolume[];

  /**
   * Where they are mounted.
   *
   * @default - none
   */
  readonly volumeMounts?: JobVolumeMount[];

  /**
   * Settings of its executor.
   *
   * @default - none
   */
  readonly runtimeSettings?: RuntimeSettings;
}

/** Hooks around a backup. */
export interface BackupHooks {
  /**
   * Before it; if one fails there is no backup.
   *
   * @default - none
   */
  readonly preBackup?: Hook[];

  /**
   * After it.
   *
   * @default - none
   */
  readonly postBackup?: Hook[];
}

/** Hooks around a restore. */
export interface RestoreHooks {
  /**
   * Before it; if one fails there is no restore.
   *
   * @default - none
   */
  readonly preRestore?: Hook[];

  /**
   * After it; if one fails the RestoreSession fails although the data is in.
   *
   * @default - none
   */
  readonly postRestore?: Hook[];
}
