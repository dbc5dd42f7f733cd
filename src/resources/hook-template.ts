import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { hookAction, HookAction } from './hook-action';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { HookExecutorType, HookPodStrategy } from './types/hook-executor';
import { UsagePolicy } from './types/usage-policy';
import { JobVolume, JobVolumeMount } from './types/volumes';
import { RESOURCE, usagePolicy, yes } from './values/objects';
import { jobVolumes, volumeMounts } from './values/volumes';
import { plain, usagePolicyWords, volumesWords } from './words';
import { ObjectRole } from '../gitops/role';
import { list, struct } from '../values/compound';
import { data } from '../values/data';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { subdomain } from '../values/names';
import { anyText, choice, words } from '../values/texts';

/** A Function that executes a hook. */
export interface HookFunctionExecutor {
  /** Name of the Function. */
  readonly name: string;

  /**
   * Environment variables, in the words of Kubernetes.
   *
   * @default - the Function's own
   */
  readonly env?: any[];

  /**
   * Volumes.
   *
   * @default - the Function's own
   */
  readonly volumes?: JobVolume[];

  /**
   * Where they are mounted.
   *
   * @default - the Function's own
   */
  readonly volumeMounts?: JobVolumeMount[];
}

/** The object that pods belong to. */
export interface HookPodOwner {
  /** API version of the object. */
  readonly apiVersion: string;

  /** Kind of the object. */
  readonly kind: string;

  /** Name of the object. */
  readonly name: string;

  /** UID of the object. */
  readonly uid: string;

  /**
   * Whether it is the managing controller.
   *
   * @default - either way
   */
  readonly controller?: boolean;

  /**
   * Whether it blocks the deletion of its owner.
   *
   * @default - either way
   */
  readonly blockOwnerDeletion?: boolean;
}

/** Pods that execute a hook. */
export interface HookPodExecutor {
  /** Labels of the pods: `app=web, tier=front`. */
  readonly selector: string;

  /**
   * In how many of them.
   *
   * @default HookPodStrategy.EXECUTE_ON_ONE
   */
  readonly strategy?: HookPodStrategy;

  /**
   * What the pods belong to.
   *
   * @default - whatever the selector finds
   */
  readonly owner?: HookPodOwner;
}

/** What executes a hook (upstream: `executor`). */
export interface HookExecutor {
  /** Function, pod or operator. */
  readonly type: HookExecutorType;

  /**
   * The pods, for `HookExecutorType.POD`.
   *
   * @default - the pods of the target, whose labels upstream still demands
   */
  readonly pod?: HookPodExecutor;

  /**
   * The Function, for `HookExecutorType.FUNCTION`.
   *
   * @default - none
   */
  readonly function?: HookFunctionExecutor;
}

/** A parameter that a hook may be given. */
export interface HookParameter {
  /** Name of the parameter. */
  readonly name: string;

  /**
   * What it is for.
   *
   * @default - not said
   */
  readonly usage?: string;

  /**
   * Whether it must be given.
   *
   * @default false
   */
  readonly required?: boolean;

  /**
   * Its value if it is not given.
   *
   * @default - empty
   */
  readonly default?: string;
}

/** Properties of `HookTemplate`. */
export interface HookTemplateProps extends ResourceProps {
  /**
   * What is done.
   *
   * @default - what the Function does
   */
  readonly action?: HookAction;

  /** What executes it. */
  readonly executor: HookExecutor;

  /**
   * Parameters that it may be given.
   *
   * @default - none
   */
  readonly params?: HookParameter[];

  /**
   * From which namespaces it may be used.
   *
   * @default UsagePolicy.same()
   */
  readonly usagePolicy?: UsagePolicy;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'HookTemplate', role: ObjectRole.STORAGE };

const executor = struct<HookExecutor>({
  type: choice('a type of executor', HookExecutorType),
  pod: optional(struct<HookPodExecutor>({
    selector: anyText,
    strategy: optional(choice('a strategy of executors', HookPodStrategy)),
    owner: optional(struct<HookPodOwner>({
      apiVersion: words('an API version'), kind: words('a kind'), name: subdomain('the name of an owner'), uid: words('a uid'), controller: yes, blockOwnerDeletion: yes,
    })),
  })),
  function: optional(struct<HookFunctionExecutor>({ name: anyText, env: optional(list(data)), volumes: jobVolumes, volumeMounts })),
});

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const hookTemplateProps = struct<HookTemplateProps>({
  ...RESOURCE,
  action: optional(hookAction),
  executor,
  params: optional(list(struct<HookParameter>({ name: anyText, usage: optional(anyText), required: yes, default: optional(anyText) }))),
  usagePolicy,
});

/**
 * What a HookTemplate's `spec` says.
 *
 * @internal
 */
export function hookTemplateSpec(props: HookTemplateProps): Json {
  return plain({
    params: props.params,
    action: props.action && {
      containerName: props.action.containerName,
      exec: props.action.exec,
      httpGet: withPort(props.action.httpGet),
      httpPost: withPort(props.action.httpPost),
      tcpSocket: withPort(props.action.tcpSocket),
    },
    executor: props.executor && {
      ...props.executor,
      function: props.executor.function && { ...props.executor.function, volumes: volumesWords(props.executor.function.volumes) },
    },
    usagePolicy: usagePolicyWords(props.usagePolicy),
  });
}

/** A port is one field upstream, number or name. */
function withPort(action: Json | undefined): Json | undefined {
  if (action === undefined) return undefined;
  const { port, portName, ...rest } = action;
  return { ...rest, port: portName ?? port };
}

/** A HookTemplate as a plain resource: something that is done before or after a backup or a restore. */
export class HookTemplate extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: HookTemplateProps) {
    const made = resource(scope, id, KIND, hookTemplateProps, props, hookTemplateSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
