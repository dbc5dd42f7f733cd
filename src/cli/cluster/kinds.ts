import { EngineFacts } from '../../engines/facts';
import { ENGINES } from '../../engines/registry';
import { KIND, ResourceType } from '../../protocol/kinds';
import { databaseTypeOf } from '../../run/intent';

const of = (group: string, version: string, plural: string): ResourceType => ({ group, version, plural });

/** The kinds that commands read. */
export const KINDS = {
  ...KIND,
  namespace: of('', 'v1', 'namespaces'),
  repository: of('storage.kubestash.com', 'v1alpha1', 'repositories'),
  addon: of('addons.kubestash.com', 'v1alpha1', 'addons'),
  deployment: of('apps', 'v1', 'deployments'),
  storageClass: of('storage.k8s.io', 'v1', 'storageclasses'),
  validatingWebhook: of('admissionregistration.k8s.io', 'v1', 'validatingwebhookconfigurations'),
  mutatingWebhook: of('admissionregistration.k8s.io', 'v1', 'mutatingwebhookconfigurations'),
  application: of('argoproj.io', 'v1alpha1', 'applications'),
  kustomization: of('kustomize.toolkit.fluxcd.io', 'v1', 'kustomizations'),
} as const;

/** A kind of database, with the engine that knows it best. */
export interface DatabaseKind {
  readonly type: ResourceType;
  readonly facts: EngineFacts;
}

/** All kinds of databases, each once. */
export const DATABASE_KINDS: readonly DatabaseKind[] = ENGINES
  .filter((e, i) => ENGINES.findIndex(other => other.kind === e.kind) === i)
  .map(facts => ({ type: databaseTypeOf({ facts }), facts }));

/** The objects that say which versions of a database there are. */
export function versionType(kind: string): ResourceType {
  return of('catalog.kubedb.com', 'v1alpha1', `${kind.toLowerCase()}versions`);
}

/** `postgreses.kubedb.com`: how kubectl is asked for a kind. */
export function resourceText({ plural, group }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`;
}
