import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { CACHE, ROOT } from '../../harness/cluster';
import { eventually } from '../../harness/eventually';
import { Manifest, namedOf } from '../../harness/objects';
import { admin, Space } from '../../harness/space';

/** Folder of what was built of a tool. */
export function built(tool: string, file: string): string {
  return join(CACHE, tool, file);
}

/** Builds a tool; quick when nothing changed. */
export function buildTool(tool: string): void {
  execFileSync('sh', [join(ROOT, 'test', 'conformance', 'controllers', 'build.sh'), tool, CACHE], { stdio: ['ignore', 'inherit', 'inherit'] });
}

export function versionOf(tool: string): string {
  return readFileSync(built(tool, 'version'), 'utf8').trim();
}

/** Documents of a YAML file. */
export function documents(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map(d => d.toJS()).filter(Boolean);
}

/** Makes the kinds of a tool known, and waits until they are. */
export async function installKinds(crds: readonly Manifest[]): Promise<void> {
  for (const crd of crds) {
    await ensure(crd);
    await eventually(`${crd.metadata.name} to be known`, async () => {
      const { status } = await admin().get(namedOf(crd));
      return (status?.conditions ?? []).some((c: any) => c.type === 'Established' && c.status === 'True');
    });
  }
}

/** Creates what is not there. */
export async function ensure(object: Manifest): Promise<void> {
  if (await admin().find(namedOf(object)) === undefined) await admin().create(object, 'fieldValidation=Warn');
}

/** Creates an object, or gives the one that is there the same contents. */
export async function put(object: Manifest): Promise<void> {
  const named = namedOf(object);
  if (await admin().find(named) === undefined) await admin().create(object);
  else await admin().patch(named, object);
}

/** The ServiceAccount that a tool acts as in a namespace, with the rights of docs/pipeline-role.yaml and no others. */
export async function accountIn({ namespace }: Space): Promise<string> {
  const name = 'gitops';
  await ensure({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  await ensure({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `${name}-pipeline`, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'pipeline' },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  return name;
}
