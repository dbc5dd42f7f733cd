import { JobPodTemplate } from './pod';
import { ContainerRuntimeSettings } from './runtime-settings';
import { AddonVolume, ClaimTemplate, JobVolume, JobVolumeMount } from './volumes';

/** A variable for the Jobs of a task or a hook. */
export interface TaskVariable {
  /** Name of the variable. */
  readonly name: string;

  /**
   * Its value.
   *
   * @default ''
   */
  readonly value?: string;

  /**
   * Where its value comes from, in the words of Kubernetes.
   *
   * @default - `value`
   */
  readonly valueFrom?: any;
}

/** Volumes of the target that a task reads or writes. */
export interface TargetVolumes {
  /**
   * The volumes.
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
   * Claims to be made, `${POD_ORDINAL}` standing for the number of a pod.
   *
   * @default - none
   */
  readonly volumeClaimTemplates?: ClaimTemplate[];
}

/** One task of an addon. */
export interface AddonTask {
  /** Name of the task in the Addon: `logical-backup`, … */
  readonly name: string;

  /**
   * Parameters of the task; those which the Addon declares, as strings.
   *
   * @default - the Addon's defaults
   */
  readonly params?: { readonly [key: string]: any };

  /**
   * Variables of the Function that the task runs.
   *
   * @default - none
   */
  readonly variables?: TaskVariable[];

  /**
   * Volumes that replace those which the task declares.
   *
   * @default - the Addon's
   */
  readonly addonVolumes?: AddonVolume[];

  /**
   * Volumes of the target.
   *
   * @default - none
   */
  readonly targetVolumes?: TargetVolumes;
}

/** Which tasks of which Addon run, and what their Jobs look like (upstream: `addon`). */
export interface AddonOptions {
  /** Name of the Addon: `postgres-addon`, … */
  readonly name: string;

  /** The tasks. */
  readonly tasks: AddonTask[];

  /**
   * What pods and Jobs look like.
   *
   * @default - KubeStash's own
   */
  readonly jobTemplate?: JobPodTemplate;

  /**
   * Settings of the containers.
   *
   * @default - the Addon's
   */
  readonly containerRuntimeSettings?: ContainerRuntimeSettings;
}
