import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { run, typeErrors } from './run';
import { unexplained } from './semantic';
import { specs } from './specs';
import { adopt } from '../../../src/cli/adopt';
import { TYPED_KINDS, TypedKind } from '../../../src/cli/adopt/kinds';
import { schemaOf } from '../../support/crds';
import { describeUpstream } from '../../support/upstream';

/** Archivers differ in one word only. */
const KINDS = TYPED_KINDS.filter(k => k.archiver === undefined || ['POSTGRES', 'CLICKHOUSE', 'ETCD'].includes(k.archiver));

const CASES = 8;

/** Longer ones only say the same again. */
const LONGEST = 12000;

describeUpstream('adopting whatever the CRDs allow', () => {
  const codes: string[] = [];
  const share = { typed: 0, total: 0, plain: 0, objects: 0 };

  test.each(KINDS.map(k => [k.kind, k] as const))('%s', (_, kind) => {
    const examples = fc.sample(objects(kind), { numRuns: CASES, seed: 20261120 });
    const wrong = examples.flatMap(object => {
      const text = stringify(object, { version: '1.1' });
      const { files, report } = adopt([{ path: 'a.yaml', text }], {});
      const code = files.find(f => f.path === 'main.ts')?.text;
      if (code === undefined) return report.findings.map(f => `left out: ${f.message}`);
      codes.push(code);
      for (const o of report.objects) {
        share.objects++;
        if (o.construct === 'ApiObject') {
          share.plain++;
        } else {
          share.typed += o.fields.typed;
          share.total += o.fields.total;
        }
      }
      const [printed] = run(code);
      return unexplained(object, printed).map(d => `${d}\n${text}\n${code}`);
    });
    expect(wrong.slice(0, 2)).toEqual([]);
  });

  test('all of it is typed correctly', () => {
    expect(typeErrors(codes).slice(0, 3)).toEqual([]);
    process.stdout.write(`adopt: of ${share.objects} objects made up, ${share.objects - share.plain} have their class, `
      + `with ${share.typed} of ${share.total} fields typed; the rules refuse the others\n`);
    expect(share.plain / share.objects).toBeLessThan(0.9);
  });
});

function objects({ apiVersion, kind }: TypedKind): fc.Arbitrary<any> {
  const texts = fc.dictionary(fc.constantFrom('app', 'tier', 'example.com/note'), fc.constantFrom('a', 'true', '1'), { maxKeys: 2 });
  return fc.tuple(specs(schemaOf(apiVersion, kind)!.properties.spec), texts, texts, fc.constantFrom('nightly', 'a.b', '2nd', 'x')).map(
    ([spec, labels, annotations, name]) => ({ apiVersion, kind, metadata: { name, namespace: 'demo', labels, annotations }, spec }),
  ).filter(o => JSON.stringify(o).length < LONGEST);
}
