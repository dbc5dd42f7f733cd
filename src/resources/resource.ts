import { ApiObject, ApiObjectProps, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { judge, watchApp } from './app-rules';
import { copyOf, mergeSpec } from './merge';
import { ResourceProps } from './resource-props';
import { OBJECT_RULES } from './rules';
import { stored } from './stored';
import { ask } from '../findings/finding';
import { report } from '../findings/report';
import { annotationsOf } from '../gitops/gitops';
import { ObjectRole } from '../gitops/role';
import { readOrThrow, refuse } from '../values/given';
import { Json } from '../values/json';
import { kebab } from '../values/kebab';
import { Kind } from '../values/kind';
import { placed } from '../values/placed';

/** What a plain resource is made of. */
export interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly role: ObjectRole;
}

/** A spec before it is handed to an ApiObject, and what is to be said about it. */
export interface Resource {
  readonly props: ApiObjectProps & { readonly spec: Json };
  /** Has the rules asked about the finished object whenever the app is validated; what was refused is reported by who was given it. */
  readonly watch: (object: ApiObject, taker?: IConstruct) => void;
}

/** Where a plain resource lives: what it says itself, else what its chart says. */
export function namespaceOf(scope: Construct, props: ResourceProps): string | undefined {
  return props.namespace ?? props.metadata?.namespace ?? Chart.of(scope).namespace;
}

/** Prepares a plain resource out of its properties, looked at by kind: its metadata, its merged spec, its findings. */
export function resource<P extends ResourceProps>(
  scope: Construct, id: string, kind: ResourceKind, fields: Kind, given: P, specOf: (props: P, namespace?: string) => Json,
): Resource {
  placed(scope, id);
  const path = scope.node.id === id ? scope.node.path : `${scope.node.path}/${id}`;
  const { value: props, refusals } = readOrThrow<P>(path, fields, given, true);
  const typed = specOf(props, namespaceOf(scope, props));
  const namespace = namespaceOf(scope, props);
  const name = props.name ?? props.metadata?.name ?? kebab(id);
  const { merged, conflicts } = mergeSpec(typed, props.spec);
  const annotations = { ...annotationsOf(scope, kind.role), ...props.metadata?.annotations };
  const subject = { ...kind, name, namespace, spec: merged, conflicts: [...conflicts, ...metadataConflicts(props)] };
  return {
    props: {
      apiVersion: kind.apiVersion,
      kind: kind.kind,
      metadata: {
        ...copyOf(props.metadata as Json | undefined),
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
      spec: stored(merged),
    },
    watch: (object, taker = object) => {
      watchApp(object);
      judge(object);
      refuse(taker, refusals);
      report(object, inquiry => ask(OBJECT_RULES, subject, inquiry));
    },
  };
}

function metadataConflicts(props: ResourceProps): string[] {
  return (['name', 'namespace'] as const)
    .filter(key => props[key] !== undefined && props.metadata?.[key] !== undefined && props[key] !== props.metadata[key])
    .map(key => `metadata.${key}`);
}
