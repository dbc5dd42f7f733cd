import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { UsagePolicy } from './types/usage-policy';
import { durationText, RESOURCE, usagePolicy, whole, yes } from './values/objects';
import { plain, usagePolicyWords } from './words';
import { ObjectRole } from '../gitops/role';
import { struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';

/** Properties of `RetentionPolicy`. */
export interface RetentionPolicyProps extends ResourceProps {
  /**
   * How many succeeded Snapshots stay.
   *
   * @default - by age only
   */
  readonly successfulSnapshots?: SuccessfulSnapshots;

  /**
   * How old Snapshots may get: numbers with the units `y`, `mo`, `w`, `d`, `h`, `m`.
   *
   * @default - by number only
   */
  readonly maxRetentionPeriod?: string;

  /**
   * How many failed Snapshots stay.
   *
   * @default - the last one
   */
  readonly failedSnapshots?: FailedSnapshots;

  /**
   * Whether BackupConfigurations that name none get this one.
   *
   * @default false
   */
  readonly default?: boolean;

  /**
   * From which namespaces it may be used.
   *
   * @default UsagePolicy.same()
   */
  readonly usagePolicy?: UsagePolicy;
}

/** How many succeeded Snapshots stay; a Snapshot stays if any of these wants it. */
export interface SuccessfulSnapshots {
  /**
   * The last ones, however old.
   *
   * @default - none for this reason
   */
  readonly last?: number;

  /**
   * The last one of each of so many hours.
   *
   * @default - none for this reason
   */
  readonly hourly?: number;

  /**
   * The last one of each of so many days.
   *
   * @default - none for this reason
   */
  readonly daily?: number;

  /**
   * The last one of each of so many weeks.
   *
   * @default - none for this reason
   */
  readonly weekly?: number;

  /**
   * The last one of each of so many months.
   *
   * @default - none for this reason
   */
  readonly monthly?: number;

  /**
   * The last one of each of so many years.
   *
   * @default - none for this reason
   */
  readonly yearly?: number;
}

/** How many failed Snapshots stay. */
export interface FailedSnapshots {
  /**
   * The last ones.
   *
   * @default 1
   */
  readonly last?: number;
}

const KIND: ResourceKind = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'RetentionPolicy', role: ObjectRole.STORAGE };

const kept = whole('a number of Snapshots');

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const retentionPolicyProps = struct<RetentionPolicyProps>({
  ...RESOURCE,
  successfulSnapshots: optional(struct<SuccessfulSnapshots>({ last: kept, hourly: kept, daily: kept, weekly: kept, monthly: kept, yearly: kept })),
  maxRetentionPeriod: durationText,
  failedSnapshots: optional(struct<FailedSnapshots>({ last: kept })),
  default: yes,
  usagePolicy,
});

/**
 * What a RetentionPolicy's `spec` says.
 *
 * @internal
 */
export function retentionPolicySpec(props: RetentionPolicyProps, _namespace?: string): Json {
  return plain({
    default: props.default,
    maxRetentionPeriod: props.maxRetentionPeriod,
    successfulSnapshots: props.successfulSnapshots,
    failedSnapshots: props.failedSnapshots,
    usagePolicy: usagePolicyWords(props.usagePolicy),
  });
}

/**
 * A RetentionPolicy as a plain resource: which Snapshots stay. `Retention` is the same as a value for `Backup`.
 */
export class RetentionPolicy extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: RetentionPolicyProps = {}) {
    const made = resource(scope, id, KIND, retentionPolicyProps, props, retentionPolicySpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
