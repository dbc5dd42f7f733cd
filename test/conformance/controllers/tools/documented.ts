import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../../harness/cluster';
import { Manifest } from '../../harness/objects';

/** What docs/gitops.md has people write, so that it is what is played: the object of a kind and name. */
export function documented(kind: string, name: string): Manifest {
  return only(`${kind} ${name}`, o => (o.kind === kind && o.metadata?.name === name ? [o] : []));
}

/** What it has people add to a Deployment of the tool itself: the text of the JSON patch. */
export function documentedPatch(deployment: string): string {
  return only(`a patch of ${deployment}`, o => (o.patches ?? []).filter((p: any) => p.target?.name === deployment)).patch;
}

function only(what: string, of: (object: any) => any[]): any {
  const text = readFileSync(join(ROOT, 'docs', 'gitops.md'), 'utf8');
  const objects = [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].flatMap(([, yaml]) => parseAllDocuments(yaml).map(d => d.toJS()));
  const found = objects.filter(Boolean).flatMap(of);
  if (found.length !== 1) throw new Error(`docs/gitops.md has ${found.length} times ${what}`);
  return found[0];
}
