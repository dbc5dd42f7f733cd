import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { resource, ResourceKind } from './resource';
import { ResourceProps } from './resource-props';
import { TargetRef } from './types/refs';
import { BackupBackend, ConfigurationSession } from './types/sessions';
import { RESOURCE, yes } from './values/objects';
import { backends, configurationSessions, targetRef } from './values/sessions';
import { backendWords, plain, sessionWords, targetWords } from './words';
import { ObjectRole } from '../gitops/role';
import { struct } from '../values/compound';
import { Json } from '../values/json';
import { optional } from '../values/kind';

/** Properties of `BackupConfiguration`. */
export interface BackupConfigurationProps extends ResourceProps {
  /**
   * What is backed up. Its namespace is always written out.
   *
   * @default - a backup without target, such as one of cluster resources
   */
  readonly target?: TargetRef;

  /**
   * Places for backups.
   *
   * @default - the namespace's default BackupStorage and RetentionPolicy
   */
  readonly backends?: BackupBackend[];

  /** What runs when. */
  readonly sessions: ConfigurationSession[];

  /**
   * Whether all sessions rest.
   *
   * @default false
   */
  readonly paused?: boolean;
}

const KIND: ResourceKind = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupConfiguration', role: ObjectRole.BACKUP };

/**
 * What is accepted of each property.
 *
 * @internal
 */
export const backupConfigurationProps = struct<BackupConfigurationProps>({
  ...RESOURCE, target: optional(targetRef), backends: optional(backends), sessions: configurationSessions, paused: yes,
});

/**
 * What a BackupConfiguration's `spec` says.
 *
 * @internal
 */
export function backupConfigurationSpec(props: BackupConfigurationProps, namespace?: string): Json {
  return plain({
    target: targetWords(props.target, namespace),
    backends: props.backends?.map(b => backendWords(b, namespace)),
    sessions: props.sessions?.map(s => sessionWords(s, namespace)),
    paused: props.paused,
  });
}

/**
 * A BackupConfiguration as a plain resource: what is backed up, where to, and when.
 */
export class BackupConfiguration extends ApiObject {
  /**
   * @param scope where it belongs in the tree
   * @param id its construct id
   * @param props what it says
   */
  constructor(scope: Construct, id: string, props: BackupConfigurationProps) {
    const made = resource(scope, id, KIND, backupConfigurationProps, props, backupConfigurationSpec);
    super(scope, id, made.props);
    made.watch(this);
  }
}
