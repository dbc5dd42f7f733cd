import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { watchApp } from './app-rules';
import { PlainObject } from './plain-object';
import { stored } from './stored';
import { isUpstream } from '../engines/references';
import { annotationsOf } from '../gitops/gitops';
import { ObjectRole } from '../gitops/role';
import { Json } from '../values/json';

/** One object as it will stand in the cluster. */
export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-scoped objects only. */
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  /** What the object is to a GitOps tool: decides waves, pruning and the like. */
  readonly role: ObjectRole;
  /** Everything beside `apiVersion`, `kind` and `metadata`: `spec`, `data`, `rules`, … */
  readonly body: Json;
}

/**
 * Makes a plain ApiObject: nothing between what is given and what is printed, so every JSON patch on it keeps working.
 * Empty labels and annotations are not printed.
 */
export function manifest(scope: Construct, id: string, props: ManifestProps): ApiObject {
  const { apiVersion, kind, name, namespace, labels, body } = props;
  const annotations = { ...annotationsOf(scope, props.role), ...props.annotations };
  watchApp(scope);
  return new PlainObject(scope, id, {
    ...body,
    ...(isUpstream(apiVersion.split('/')[0]) ? { spec: stored(body.spec) } : undefined),
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations },
  });
}
