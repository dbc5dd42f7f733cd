import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './cluster';
import { Manifest, namedOf, Objects } from './objects';
import { admin, Space } from './space';

/** Label of namespaces in which RBAC alone holds. */
const EXEMPT = 'conformance.example/without-policy';

/** Puts the policy of the documentation in force: everything that the suite does, it does under it. */
export async function enforcePolicy(administrator: Objects): Promise<void> {
  const [policy, binding] = parseAllDocuments(readFileSync(join(ROOT, 'docs', 'restore-run-policy.yaml'), 'utf8')).map(d => d.toJS() as Manifest);
  await administrator.create(policy);
  const namespaceSelector = { matchExpressions: [{ key: EXEMPT, operator: 'DoesNotExist' }] };
  await administrator.create({ ...binding, spec: { ...binding.spec, matchResources: { namespaceSelector } } });
}

/** Puts the policy for client Services in force, in one namespace. */
export async function keepSelectors(namespace: string): Promise<void> {
  const [policy, binding] = parseAllDocuments(readFileSync(join(ROOT, 'docs', 'client-service-policy.yaml'), 'utf8')).map(d => d.toJS() as Manifest);
  // Another case may have it in force already.
  if (await admin().find(namedOf(policy)) === undefined) await admin().create(policy);
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  await admin().create({ ...binding, metadata: { name: `${binding.metadata.name}-${namespace}` }, spec: { ...binding.spec, matchResources: { namespaceSelector } } });
}

/** Whether a namespace is exempt from the policy. The API server takes notice of it a little later. */
export async function exempt(space: Space, from: boolean): Promise<void> {
  await space.admin.patch({ apiVersion: 'v1', kind: 'Namespace', name: space.namespace }, { metadata: { labels: { [EXEMPT]: from ? 'true' : null } } });
}
