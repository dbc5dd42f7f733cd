import { cli, personWith } from '../harness/cli';
import { Identity } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough } from '../harness/expect';
import { INCARNATION } from '../harness/flows';
import { inNamespace, Space } from '../harness/space';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';

test('Command line: from snapshots through restore --apply to resume, rollback and forward again, halt, resume, retire', async () => {
  await counted('Command line', () => inNamespace('cli', async space => {
    const { namespace, user } = space;
    const at = ['-n', namespace];
    const viewer = await personWith(space, 'restore-viewer');
    const operator = await personWith(space, 'restore-viewer', 'restore-operator');
    const retirer = await personWith(space, 'restore-viewer', 'restore-retirer');
    await INCARNATION.before!(space);

    await eventually('the Snapshot to be listed', async () => {
      const { out } = await cli(viewer, 'snapshots', 'orders', ...at, '--json');
      return JSON.parse(out).databases[0].snapshots.some((s: any) => s.name === 'monday');
    });
    const planned = await cli(viewer, 'plan', 'orders', ...at, '--snapshot', 'monday', '--json');
    expect([planned.code, planned.err]).toEqual([0, '']);
    const { plan } = JSON.parse(planned.out);

    const applied = await cli(user, 'restore', 'orders', ...at, '--snapshot', 'monday', '--apply', '--yes', '--timeout', '10m');
    expect([applied.code, applied.out]).toEqual([0, expect.stringContaining(`opens ${plan.target}`)]);
    const waiting = await cli(viewer, 'status', 'orders', ...at, '--json');
    expect(JSON.parse(waiting.out).databases[0]).toMatchObject({ state: 'waiting', next: plan.target, restore: plan.id });
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    const notAllowed = await cli(viewer, 'resume', 'orders', ...at);
    expect([notAllowed.code, (await reachableThrough(space, 'orders-client')).length]).toEqual([3, 0]);

    await says(operator, space, 'resume', 'serving', plan.target);
    expect((await dataOf(namespace, plan.target)).content).toBe('monday-data');
    await says(operator, space, 'rollback', 'serving', 'orders');
    expect((await dataOf(namespace, 'orders')).content).toBe('spoilt');
    await says(operator, space, 'rollback', 'serving', plan.target);
    await says(operator, space, 'halt', 'halted', plan.target);
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    await says(operator, space, 'resume', 'serving', plan.target);

    const needed = await cli(retirer, 'retire', plan.target, ...at, '--yes');
    expect([needed.code, needed.err]).toEqual([1, expect.stringContaining('it is what orders is serving')]);
    const forbidden = await cli(operator, 'retire', 'orders', ...at, '--yes');
    expect([forbidden.code, forbidden.err]).toEqual([3, expect.stringContaining('cdk8s-kubestash help roles')]);
    const retired = await cli(retirer, 'retire', 'orders', ...at, '--yes');
    expect([retired.code, retired.err, retired.out]).toEqual([0, expect.any(String), expect.stringContaining(`orders goes on with ${plan.target}`)]);
    expect((await dataOf(namespace, 'orders')).exists).toBe(false);
    expect((await reachableThrough(space, 'orders-client')).length).toBeGreaterThan(0);
  }));
});

async function says(who: Identity, space: Space, command: string, state: string, incarnation: string): Promise<void> {
  const { code, out, err } = await cli(who, command, 'orders', '-n', space.namespace, '--yes', '--json');
  expect([command, code, err]).toEqual([command, 0, expect.any(String)]);
  expect(JSON.parse(out).database).toMatchObject({ state, incarnation });
  if (state === 'serving') expect((await reachableThrough(space, 'orders-client')).every(pod => pod.startsWith(`${incarnation}-`))).toBe(true);
}
