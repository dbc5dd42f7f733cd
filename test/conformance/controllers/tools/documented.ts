import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../../harness/cluster';
import { Manifest } from '../../harness/objects';

/** What docs/gitops.md has people write, so that it is what is played: the object of a kind and name. */
export function documented(kind: string, name: string): Manifest {
  const text = readFileSync(join(ROOT, 'docs', 'gitops.md'), 'utf8');
  const objects = [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].flatMap(([, yaml]) => parseAllDocuments(yaml).map(d => d.toJS() as Manifest | null));
  const found = objects.filter(o => o?.kind === kind && o.metadata?.name === name);
  if (found.length !== 1) throw new Error(`docs/gitops.md has ${found.length} times ${kind} ${name}`);
  return found[0]!;
}
