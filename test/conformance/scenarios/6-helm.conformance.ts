import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { built, buildTool } from '../controllers/tools/install';
import { apply, inOrder } from '../harness/apply';
import { converged } from '../harness/converge';
import { AT, FLOWS, orders, UNDO } from '../harness/flows';
import { program } from '../harness/kubectl';
import { Manifest } from '../harness/objects';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { counted } from '../report/figures';
import { Check, PointInTimeRestore, Resume } from 'cdk8s-kubestash';

const SCENARIO = '6. GitOps';

describe('6. GitOps: Helm on the way', () => {
  beforeAll(() => buildTool('helm'));

  test.each(FLOWS.map(flow => [flow.name, flow] as const))('%s: Helm sends what was rendered', async (_, flow) => {
    const objects = flow.objects({ namespace: 'shop' } as Space);
    expect(await templated(objects)).toEqual(JSON.parse(JSON.stringify(objects)));
  });

  test('what Helm sends works', async () => {
    await counted(SCENARIO, () => inNamespace('helm', async space => {
      await UNDO.before!(space);
      await apply(space, inOrder(await templated(UNDO.objects(space))));
      await converged(UNDO, space);
    }));
  });

  test('a statement in which Helm sees an action is refused, and one that is escaped arrives', async () => {
    const checked = (statement: string): Manifest[] => synth('shop', chart => {
      new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: Resume.automatic({ checks: [Check.sql(statement)] }) });
    });
    await expect(templated(checked('select \'{{ tenant }}\''))).rejects.toThrow(/function "tenant" not defined/);
    expect(JSON.stringify(await templated(checked('select \'{{ "{{" }} tenant }}\'')))).toContain('select \'{{ tenant }}\'');
  });
});

/** What Helm's engine makes of objects in the templates of a chart, which is how `cdk8s synth --format helm` writes them. */
async function templated(objects: readonly Manifest[]): Promise<Manifest[]> {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-helm-'));
  try {
    mkdirSync(join(dir, 'templates'));
    writeFileSync(join(dir, 'Chart.yaml'), Yaml.stringify({ apiVersion: 'v2', name: 'shop', version: '1.0.0', type: 'application' }));
    writeFileSync(join(dir, 'templates', 'shop.k8s.yaml'), Yaml.stringify(...objects));
    const { code, stdout, stderr } = await program(built('helm', 'helm'), [dir]);
    if (code !== 0) throw new Error(stderr);
    return parseAllDocuments(stdout).map(d => d.toJS()).filter(Boolean);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
