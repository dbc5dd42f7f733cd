import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { ROOT } from './cluster';
import { eventually } from './eventually';
import { Manifest, Objects } from './objects';

const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/** The rights of a pipeline as the documentation prints them; a user copies this file. */
export function pipelineRules(): any[] {
  return parse(readFileSync(join(ROOT, 'docs', 'pipeline-role.yaml'), 'utf8')).rules;
}

/** Gives a user these rights in one namespace; the API server's view of Roles lags behind a little. */
export async function grantPipeline(admin: Objects, namespace: string, user: string): Promise<void> {
  const metadata = { name: 'restore-pipeline', namespace };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  await admin.create({ apiVersion, kind: 'Role', metadata, rules: pipelineRules() } as Manifest);
  await admin.create({
    apiVersion,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'restore-pipeline' },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }],
  } as Manifest);
  const resourceAttributes = { namespace, verb: 'create', group: 'storage.kubestash.com', resource: 'backupstorages' };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user, resourceAttributes } };
  await eventually(`${user} to have its rights in ${namespace}`, async () => (await admin.api.request('POST', REVIEWS, review)).status.allowed === true);
}
