import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { cli } from '../harness/cli';
import { ROOT } from '../harness/cluster';
import { Identity, identity } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough } from '../harness/expect';
import { INCARNATION } from '../harness/flows';
import { Manifest } from '../harness/objects';
import { inNamespace, Space } from '../harness/space';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';

/** Somebody with the Roles that docs/cli.md prints, and no other rights. */
async function onCall({ admin, namespace }: Space): Promise<Identity> {
  const who = await identity(`on-call-of-${namespace}`);
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const blocks = readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g);
  for (const [, text] of blocks) {
    const role = parse(text);
    const metadata = { name: role.metadata.name, namespace };
    await admin.create({ ...role, metadata });
    await admin.create({
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: who.name }],
    } as Manifest);
  }
  return who;
}

test('Command line: from snapshots through restore --apply to resume, rollback, halt and resume again', async () => {
  await counted('Command line', () => inNamespace('cli', async space => {
    const { namespace, user } = space;
    const at = ['-n', namespace];
    const person = await onCall(space);
    await INCARNATION.before!(space);

    await eventually('the Snapshot to be listed', async () => {
      const { out } = await cli(person, 'snapshots', 'orders', ...at, '--json');
      return JSON.parse(out).databases[0].snapshots.some((s: any) => s.name === 'monday');
    });
    const planned = await cli(person, 'plan', 'orders', ...at, '--snapshot', 'monday', '--json');
    expect([planned.code, planned.err]).toEqual([0, '']);
    const { plan } = JSON.parse(planned.out);

    const applied = await cli(user, 'restore', 'orders', ...at, '--snapshot', 'monday', '--apply', '--yes', '--timeout', '10m');
    expect([applied.code, applied.out]).toEqual([0, expect.stringContaining(`opens ${plan.target}`)]);
    const waiting = await cli(person, 'status', 'orders', ...at, '--json');
    expect(JSON.parse(waiting.out).databases[0]).toMatchObject({ state: 'waiting', next: plan.target, restore: plan.id });
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);

    await says(person, space, 'resume', 'serving', plan.target);
    expect((await dataOf(namespace, plan.target)).content).toBe('monday-data');
    await says(person, space, 'rollback', 'serving', 'orders');
    expect((await dataOf(namespace, 'orders')).content).toBe('spoilt');
    await says(person, space, 'halt', 'halted', 'orders');
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    await says(person, space, 'resume', 'serving', 'orders');
    const refused = await cli(person, 'retire', 'orders', ...at, '--yes');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('it is what orders is serving')]);
  }));
});

async function says(who: Identity, space: Space, command: string, state: string, incarnation: string): Promise<void> {
  const { code, out, err } = await cli(who, command, 'orders', '-n', space.namespace, '--yes', '--json');
  expect([command, code, err]).toEqual([command, 0, expect.any(String)]);
  expect(JSON.parse(out).database).toMatchObject({ state, incarnation });
  if (state === 'serving') expect((await reachableThrough(space, 'orders-client')).every(pod => pod.startsWith(`${incarnation}-`))).toBe(true);
}
