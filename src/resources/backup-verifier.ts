import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { AddonOptions } from './types/addon';
import { TargetRef } from './types/refs';
import { RuntimeSettings } from './types/runtime-settings';
import { RetryConfig, ScheduleOptions } from './types/schedule';
import { BackupVerificationType } from './types/verification';
import { JobVolume, JobVolumeMount } from './types/volumes';
import { RESOURCE, whole } from './values/objects';
import { runtimeSettings } from './values/pods';
import { addon, retryConfig, schedule, targetRef } from './values/sessions';
import { jobVolumes, volumeMounts } from './values/volumes';
import { addonWords, plain, scheduleWords, targetWords, volumesWords } from './words';
import { ObjectRole } from '../gitops/role';
import { list, struct } from '../values/compound';
import { anyData } from '../values/data';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { subdomain } from '../values/names';
import { anyText, choice, words } from '../values/texts';

/** Properties of `BackupVerifier`. */
export interface BackupVerifierProps extends ResourceProps {
  /** How much is proven. */
  readonly type: BackupVerificationType;

  /** How Snapshots are restored for it. */
  readonly restoreOption: VerificationRestore;

  /**
   * When it runs.
   *
   * @default - after each backup
   */
  readonly scheduler?: ScheduleOptions;

  /**
   * Function that proves the data.
   *
   * @default - only the restore is proven
   */
  readonly function?: string;

  /**
   * What the Function asks, in the words of the Function.
   *
   * @default - nothing
   */
  readonly query?: any;

  /**
   * Script that the Function runs.
   *
   * @default - none
   */
  readonly script?: VerificationScript;

  /**
   * Volumes of the Function.
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
   * What happens after a failure.
   *
   * @default - nothing
   */
  readonly retryConfig?: RetryConfig;

  /**
   * How many BackupVerificationSessions are kept.
   *
   * @default 1
   */
  readonly sessionHistoryLimit?: number;

  /**
   * Settings of the pods that prove the data.
   *
   * @default - the Function's own
   */
  readonly runtimeSettings?: RuntimeSettings;
}

/** A script that proves data. */
export interface VerificationScript {
  /**
   * Path of the script in the container.
   *
   * @default - the Function's own
   */
  readonly location?: string;

  /**
   * Arguments of the script.
   *
   * @default - none
   */
  readonly args?: string[];
}

/** How Snapshots are restored to be proven. */
export interface VerificationRestore {
  /**
   * What is restored into.
   *
   * @default - what the addon makes
   */
  readonly target?: TargetRef;

  /** What restores it (upstream: `addonInfo`). */
  readonly addonInfo: AddonOptions;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupVerifier', role: ObjectRole.BACKUP };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const backupVerifierProps = struct<BackupVerifierProps>({
  ...RESOURCE,
  type: choice('a type of verification', BackupVerificationType),
  restoreOption: struct<VerificationRestore>({ target: optional(targetRef), addonInfo: addon }),
  scheduler: optional(schedule),
  function: optional(subdomain('the name of a Function')),
  query: optional(anyData),
  script: optional(struct<VerificationScript>({ location: optional(words('the place of a script')), args: optional(list(anyText)) })),
  volumes: jobVolumes,
  volumeMounts,
  retryConfig: optional(retryConfig),
  sessionHistoryLimit: whole('a number of sessions'),
  runtimeSettings: optional(runtimeSettings),
});

/**
 * What a BackupVerifier's `spec` says.
 *
 * @internal
 */
export function backupVerifierSpec(props: BackupVerifierProps, namespace?: string): Json {
  const { metadata: _m, name: _n, namespace: _s, spec: _p, ...rest } = props;
  return plain({
    ...rest,
    restoreOption: props.restoreOption && {
      target: targetWords(props.restoreOption.target, namespace),
      addonInfo: addonWords(props.restoreOption.addonInfo),
    },
    scheduler: scheduleWords(props.scheduler),
    volumes: volumesWords(props.volumes),
  });
}

/**
 * A BackupVerifier as a plain resource: proves Snapshots by restoring them into a target of its own.
 */
export class BackupVerifier extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupVerifierProps) {
    const made = resource(scope, id, KIND, backupVerifierProps, props, backupVerifierSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
