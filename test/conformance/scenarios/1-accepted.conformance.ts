import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { examples, synthesize } from '../../../examples/run';
import { CACHE } from '../harness/cluster';
import { Manifest, shown } from '../harness/objects';
import { alsoIn, inNamespace } from '../harness/space';
import { counted } from '../report/figures';

describe('1. Accepted: the API server accepts, under strict field validation and from a pipeline with the rights that the docs list', () => {
  test.each(examples())('every object of example %s', async name => {
    await counted('1. Accepted', () => inNamespace('accepted', async space => {
      const outdir = join(CACHE, 'examples', name);
      const objects = synthesize(name, outdir)
        .flatMap(f => parseAllDocuments(readFileSync(join(outdir, f), 'utf8')).map(d => d.toJS() as Manifest));
      expect(objects.length).toBeGreaterThan(0);

      // The namespaces of an example are those of all examples: each becomes one of this case.
      const namespaces = new Set(objects.map(o => o.metadata.namespace).filter((n): n is string => n !== undefined));
      for (const namespace of namespaces) await alsoIn(space, `${namespace}-${space.namespace}`);
      const refused: string[] = [];
      for (const object of objects.map(o => moved(o, `-${space.namespace}`))) {
        // A RoleBinding is refused while its Role is not there, so Roles are made for real.
        const dryRun = object.kind === 'Role' ? '' : '&dryRun=All';
        await space.pipeline.create(object, `fieldValidation=Strict${dryRun}`).catch(e => refused.push(`${shown(object)}: ${e.message}`));
      }
      expect(refused).toEqual([]);
    }));
  });
});

function moved(object: Manifest, suffix: string): Manifest {
  return {
    ...object,
    metadata: { ...object.metadata, ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace + suffix }) },
  };
}
