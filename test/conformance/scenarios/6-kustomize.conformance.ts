import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { apply, inOrder } from '../harness/apply';
import { KUBECTL } from '../harness/cluster';
import { converged } from '../harness/converge';
import { eventually, pause } from '../harness/eventually';
import { reachableThrough } from '../harness/expect';
import { FIRST_DEPLOYMENT, secrets, UNDO } from '../harness/flows';
import { program } from '../harness/kubectl';
import { Manifest } from '../harness/objects';
import { keepSelectors } from '../harness/policy';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { counted } from '../report/figures';

const SCENARIO = '6. GitOps';

describe('6. GitOps: kustomize on the way', () => {
  test('labels without selectors and annotations change nothing that matters', async () => {
    await counted(SCENARIO, () => inNamespace('kustomize', async space => {
      await UNDO.before!(space);
      const objects = await kustomized(UNDO.objects(space), { labels: [{ pairs: { team: 'shop' } }], commonAnnotations: { owner: 'shop@example.com' } });
      expect(objects.every(o => o.metadata.labels.team === 'shop' && o.metadata.annotations.owner === 'shop@example.com')).toBe(true);
      await apply(space, inOrder(objects));
      await converged(UNDO, space);
    }));
  });

  test('a prefix of names: nothing opens', async () => {
    await counted(SCENARIO, () => inNamespace('prefix', async space => {
      await secrets(space);
      await apply(space, inOrder(await kustomized(FIRST_DEPLOYMENT.objects(space), { namePrefix: 'prod-' })));
      await staysClosed(space, 'prod-orders-client');
    }));
  });

  test('another namespace: nothing opens', async () => {
    await counted(SCENARIO, () => inNamespace('moved', async space => {
      const objects = FIRST_DEPLOYMENT.objects({ ...space, namespace: `${space.namespace}-before` } as Space);
      await secrets(space);
      await apply(space, inOrder(await kustomized(objects, { namespace: space.namespace })));
      await staysClosed(space, 'orders-client');
    }));
  });

  test('labels in selectors get into client Services, where doctor finds them; the policy for client Services refuses them', async () => {
    await counted(SCENARIO, () => inNamespace('labels', async space => {
      const objects = await kustomized(FIRST_DEPLOYMENT.objects(space), { commonLabels: { team: 'shop' } });
      const client = objects.find(o => o.kind === 'Service' && o.metadata.name === 'orders-client')!;
      expect(client.spec.selector).toEqual({ team: 'shop' });
      await keepSelectors(space.namespace);
      await eventually('the policy to be in force', () => refused(space, client, /leave selectors alone/));
      const right = FIRST_DEPLOYMENT.objects(space).find(o => o.metadata.name === 'orders-client')!;
      expect(await refused(space, right, /./)).toBe(false);
      await secrets(space);
      await apply(space, inOrder(FIRST_DEPLOYMENT.objects(space)));
      await converged(FIRST_DEPLOYMENT, space);
      const live = await space.get('v1', 'Service', 'orders-client');
      expect(await refused(space, { ...live, spec: { ...live.spec, selector: { ...live.spec.selector, team: 'shop' } } }, /leave selectors alone/, 'replace')).toBe(true);
      expect(await refused(space, { ...live, spec: { ...live.spec, selector: undefined } }, /keeps its selector/, 'replace')).toBe(true);
    }));
  });
});

/** What kustomize makes of manifests. */
async function kustomized(objects: readonly Manifest[], settings: Record<string, unknown>): Promise<Manifest[]> {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-kustomize-'));
  try {
    writeFileSync(join(dir, 'objects.yaml'), Yaml.stringify(...objects));
    writeFileSync(join(dir, 'kustomization.yaml'), Yaml.stringify({ resources: ['objects.yaml'], ...settings }));
    const { code, stdout, stderr } = await program(KUBECTL, ['kustomize', dir]);
    if (code !== 0) throw new Error(stderr);
    return parseAllDocuments(stdout).map(d => d.toJS());
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Whether the API server does not take an object, and says so. */
async function refused(space: Space, object: Manifest, why: RegExp, how: 'create' | 'replace' = 'create'): Promise<boolean> {
  try {
    await (how === 'create' ? space.pipeline.create(object, 'dryRun=All') : space.pipeline.replace(object));
    return false;
  } catch (error) {
    if (!why.test((error as Error).message)) throw error;
    return true;
  }
}

async function staysClosed(space: Space, service: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    expect(await reachableThrough(space, service)).toEqual([]);
    await pause(1000);
  }
  expect((await recordOf(space, 'orders'))?.state).not.toBe('serving');
}
