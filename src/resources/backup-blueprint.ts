import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { BackupBackend, ConfigurationSession } from './types/sessions';
import { UsagePolicy } from './types/usage-policy';
import { RESOURCE, usagePolicy } from './values/objects';
import { backends, configurationSessions } from './values/sessions';
import { backendWords, plain, sessionWords, usagePolicyWords } from './words';
import { ObjectRole } from '../gitops/role';
import { list, struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';
import { anyText } from '../values/texts';

/** Properties of `BackupBlueprint`. */
export interface BackupBlueprintProps extends ResourceProps {
  /** The BackupConfiguration that is made. */
  readonly backupConfigurationTemplate: BlueprintTemplate;

  /**
   * Kinds that it is for.
   *
   * @default - all
   */
  readonly subjects?: BlueprintSubject[];

  /**
   * From which namespaces it may be used.
   *
   * @default UsagePolicy.same()
   */
  readonly usagePolicy?: UsagePolicy;
}

/** A kind that a blueprint is for. */
export interface BlueprintSubject {
  /**
   * API version: `kubedb.com/v1`.
   *
   * @default - any
   */
  readonly apiVersion?: string;

  /**
   * Kind: `Postgres`.
   *
   * @default - any
   */
  readonly kind?: string;
}

/** The BackupConfigurations that a blueprint makes. */
export interface BlueprintTemplate {
  /**
   * Namespace of the BackupConfigurations.
   *
   * @default - the namespace of the target
   */
  readonly namespace?: string;

  /** Places for backups; upstream crashes on one without `storageRef`. */
  readonly backends: BackupBackend[];

  /** What runs when. */
  readonly sessions: ConfigurationSession[];

  /**
   * `OnDelete`: the BackupConfiguration goes with its target.
   *
   * @default - it stays
   */
  readonly deletionPolicy?: string;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupBlueprint', role: ObjectRole.BACKUP };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const backupBlueprintProps = struct<BackupBlueprintProps>({
  ...RESOURCE,
  backupConfigurationTemplate: struct<BlueprintTemplate>({
    namespace: optional(anyText), backends, sessions: configurationSessions, deletionPolicy: optional(anyText),
  }),
  subjects: optional(list(struct<BlueprintSubject>({ apiVersion: optional(anyText), kind: optional(anyText) }))),
  usagePolicy,
});

/**
 * What a BackupBlueprint's `spec` says.
 *
 * @internal
 */
export function backupBlueprintSpec(props: BackupBlueprintProps, namespace?: string): Json {
  const template = props.backupConfigurationTemplate;
  return plain({
    backupConfigurationTemplate: template && {
      ...template,
      backends: template.backends?.map(b => backendWords(b, namespace)),
      sessions: template.sessions?.map(s => sessionWords(s, namespace)),
    },
    subjects: props.subjects,
    usagePolicy: usagePolicyWords(props.usagePolicy),
  });
}

/**
 * A BackupBlueprint as a plain resource: a BackupConfiguration for whatever carries the annotation
 * `blueprint.kubestash.com/name`. In its texts `${NAME}` stands for a variable; Flux must not replace it.
 */
export class BackupBlueprint extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupBlueprintProps) {
    const made = resource(scope, id, KIND, backupBlueprintProps, props, backupBlueprintSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
