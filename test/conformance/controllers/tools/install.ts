import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { documented } from './documented';
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

/** The ServiceAccount of docs/gitops.md that a tool acts as in a namespace, with the rights of docs/pipeline-role.yaml and no others. */
export async function accountIn({ namespace }: Space): Promise<string> {
  const account = documented('ServiceAccount', 'gitops');
  const binding = documented('RoleBinding', 'gitops');
  const metadata = (of: Manifest) => ({ ...of.metadata, namespace });
  await ensure({ ...account, metadata: metadata(account) });
  await ensure({ ...binding, metadata: metadata(binding), subjects: binding.subjects.map((s: object) => ({ ...s, namespace })) });
  return account.metadata.name;
}
