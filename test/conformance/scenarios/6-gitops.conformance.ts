import { apply, applyAnew, inOrder } from '../harness/apply';
import { behave } from '../harness/control';
import { converged } from '../harness/converge';
import { eventually, pause } from '../harness/eventually';
import { leadsTo, reachableThrough, runsComplete, serving, servingAnother, settled } from '../harness/expect';
import { Flow, INCARNATION, orders, OVERWRITE, secrets, UNDO } from '../harness/flows';
import { logOf, podsOfRuns, runsOf } from '../harness/jobs';
import { Manifest, namedOf } from '../harness/objects';
import { personDoes } from '../harness/person';
import { pool } from '../harness/pool';
import { Probe } from '../harness/probe';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';

const SCENARIO = '6. GitOps';

/** A tool that applies manifests. */
type Tool = (space: Space, objects: Manifest[]) => Promise<unknown>;

const CLIENT_SIDE: Tool = (space, objects) => space.kubectl.run(['apply'], objects);
const SERVER_SIDE: Tool = (space, objects) => space.kubectl.run(['apply', '--server-side', '--field-manager=argocd-controller'], objects);
const forced = (manager: string): Tool => (space, objects) => space.kubectl.run(['apply', '--server-side', '--force-conflicts', `--field-manager=${manager}`], objects);

/** Ways in which tools apply the same manifests again and again. Several managers at once need force: lists whose elements have defaults are always in conflict. */
const WAYS: readonly (readonly [string, readonly Tool[]])[] = [
  ['client-side', [CLIENT_SIDE]],
  ['server-side by another manager', [SERVER_SIDE]],
  ['server-side with forced conflicts', [forced('flux')]],
  ['in all ways at once', [CLIENT_SIDE, forced('argocd-controller'), forced('flux')]],
];

describe('6. GitOps: re-applying flips nothing', () => {
  test.each(WAYS)('%s, every second, while a run works and after it', async (_, tools) => {
    await pool([UNDO, OVERWRITE], flow => counted(SCENARIO, () => inNamespace('gitops', space => reapplied(flow, space, tools))), f => f.name);
  });

  test('a finished run is made anew: nothing is done again, and no session is ended', async () => {
    await pool([OVERWRITE, INCARNATION], flow => counted(SCENARIO, () => inNamespace('anew', async space => {
      const objects = await done(flow, space);
      const before = await recordOf(space, 'orders');
      const probe = await Probe.start(space, 'orders-client');
      await applyAnew(space, objects);
      await converged(flow, space);
      expect((await probe.offers()).every(o => o.ready.length === 1)).toBe(true);
      expect((await recordOf(space, 'orders'))!.epoch).toBe(before!.epoch);
      const [anew] = (await podsOfRuns(space)).reverse();
      for (const client of ['disconnect', 'check-holds']) {
        expect(logOf(space, anew.metadata.name, client)).toMatch(/^nothing to do: /);
      }
    })), f => f.name);
  });

  test('what is no longer in the output is pruned: the earlier run goes, the database stays open', async () => {
    await counted(SCENARIO, () => inNamespace('prune', async space => {
      const first = labelled(synth(space.namespace, chart => { orders(chart); }));
      await secrets(space);
      await space.kubectl.run(['apply', '--prune', '-l', 'app=shop', ...PRUNED], first);
      await serving(space, 'orders', 'orders');
      await runsComplete(space);
      const second = labelled(UNDO.objects(space));
      await space.kubectl.run(['apply', '--prune', '-l', 'app=shop', ...PRUNED], second);
      await servingAnother(space, 'orders');
      await runsComplete(space);
      const jobs = (await runsOf(space)).map(j => j.metadata.name);
      expect(jobs).toEqual(second.filter(o => o.kind === 'Job').map(o => o.metadata.name));
      expect((await reachableThrough(space, 'orders-client')).length).toBe(1);
    }));
  });

  test('the client Service is deleted and applied again, or replaced: the record brings it back', async () => {
    const ways: (readonly [string, (space: Space, service: Manifest) => Promise<unknown>])[] = [
      ['deleted', async (space, service) => {
        await space.kubectl.run(['delete', 'service', 'orders-client', '-n', space.namespace]);
        await space.kubectl.run(['apply'], [service]);
      }],
      ['replaced', (space, service) => space.kubectl.run(['replace'], [service])],
    ];
    await pool(ways, ([, way]) => counted(SCENARIO, () => inNamespace('service', async space => {
      const objects = await done(OVERWRITE, space);
      await way(space, objects.find(o => o.kind === 'Service' && o.metadata.name === 'orders-client')!);
      // No selector. One that was deleted has no endpoints either; one that was replaced keeps those of that moment. One command puts both right.
      expect((await space.get('v1', 'Service', 'orders-client')).spec.selector).toBeUndefined();
      await personDoes(space, 'resume');
      await serving(space, 'orders', 'orders');
      await leadsTo(space, 'orders-client', 'orders');
    })), ([name]) => name);
  });

  test('a halted client Service is replaced: nobody is let in', async () => {
    await counted(SCENARIO, () => inNamespace('replaced', async space => {
      const objects = await done(OVERWRITE, space);
      await personDoes(space, 'halt');
      await leadsTo(space, 'orders-client', undefined);
      await space.kubectl.run(['replace'], objects.filter(o => o.kind === 'Service' && o.metadata.name === 'orders-client'));
      for (let i = 0; i < 10; i++) {
        expect(await reachableThrough(space, 'orders-client')).toEqual([]);
        await pause(1000);
      }
      await personDoes(space, 'resume');
      await leadsTo(space, 'orders-client', 'orders');
    }));
  });

  test('the library is upgraded while the database is halted by hand: it stays halted', async () => {
    await counted(SCENARIO, () => inNamespace('upgrade', async space => {
      const objects = await done(OVERWRITE, space);
      await personDoes(space, 'halt', { reason: 'maintenance of the network' });
      const job = objects.find(o => o.kind === 'Job')!.metadata.name;
      await apply(space, inOrder(JSON.parse(JSON.stringify(objects).split(job).join(`${job.slice(0, -6)}bbbbbb`))));
      await runsComplete(space);
      const record = await settled(space, 'orders', 'halted', r => r.state === 'halted');
      expect(record.reason).toBe('maintenance of the network');
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      expect((await dataOf(space.namespace, 'orders')).restores.length).toBe(1);
    }));
  });
});

const PRUNED = ['core/v1/ConfigMap', 'core/v1/ServiceAccount', 'batch/v1/Job', 'rbac.authorization.k8s.io/v1/Role', 'rbac.authorization.k8s.io/v1/RoleBinding']
  .map(k => `--prune-allowlist=${k}`);

async function reapplied(flow: Flow, space: Space, tools: readonly Tool[]): Promise<void> {
  await flow.before!(space);
  const { uid } = await dataOf(space.namespace, 'orders');
  await behave(space.namespace, { restoreSeconds: 4, archiverSeconds: 4 });
  const objects = flow.objects(space);
  const probe = await Probe.start(space, 'orders-client', 'orders-read-only');
  await takenOver(space, objects);
  let over = false;
  let times = 0;
  const again = Promise.all(tools.map(async tool => {
    // The last time after everything is done.
    for (let last = false; !last; times++) {
      last = over;
      // Tools that create the same object at once get in each other's way, and come back to it.
      await tool(space, objects).catch(error => { if (last || tools.length === 1) throw error; });
      await pause(1000);
    }
  }));
  const job = objects.find(o => o.kind === 'Job')!.metadata.name;
  await Promise.race([again, eventually('the run to be applied', () => space.find('batch/v1', 'Job', job))]);
  await converged(flow, space, uid).finally(() => { over = true; });
  await again;
  await converged(flow, space, uid);
  expect(times).toBeGreaterThan(2);
  for (const service of ['orders-client', 'orders-read-only']) {
    const offers = (await probe.offers()).filter(o => o.service === service).map(o => o.ready.length > 0);
    expect(offers.filter((o, i) => i === 0 || o !== offers[i - 1])).toEqual([true, false, true]);
  }
}

/** The tool takes over what another manager made before: that takes force once, and nothing of it is about restores. */
async function takenOver(space: Space, objects: readonly Manifest[]): Promise<void> {
  const there = await Promise.all(objects.map(async o => (await space.admin.find(namedOf(o)) === undefined ? [] : [o])));
  await space.kubectl.run(['apply', '--server-side', '--force-conflicts', '--field-manager=argocd-controller'], there.flat());
}

/** A flow, finished. */
async function done(flow: Flow, space: Space): Promise<Manifest[]> {
  await flow.before!(space);
  const objects = flow.objects(space);
  await apply(space, inOrder(objects));
  await converged(flow, space);
  return objects;
}

function labelled(objects: readonly Manifest[]): Manifest[] {
  return objects.map(o => ({ ...o, metadata: { ...o.metadata, labels: { ...o.metadata.labels, app: 'shop' } } }));
}
