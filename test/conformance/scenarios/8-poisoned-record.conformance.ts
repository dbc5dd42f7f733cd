import { AddressInfo, createServer } from 'net';
import { apply, inOrder } from '../harness/apply';
import { cli, personWith } from '../harness/cli';
import { converged } from '../harness/converge';
import { OVERWRITE } from '../harness/flows';
import { Kubectl } from '../harness/kubectl';
import { Manifest } from '../harness/objects';
import { inNamespace, Space } from '../harness/space';
import { thiefOf } from '../harness/thief';
import { counted } from '../report/figures';

/** What people type when something is wrong, and what their shell types for them. */
const COMMANDS: readonly (readonly string[])[] = [
  ['completion', 'databases'], ['status', 'orders'], ['status', 'orders', '--json'], ['status'], ['doctor'], ['doctor', '--fix', '--yes'], ['resume', 'orders', '--yes'],
  ['resume', 'orders', '--skip-checks', '--yes'], ['rollback', 'orders', '--yes'], ['retire', 'orders', '--yes'], ['shell', 'orders', '--print'],
];

// The token of a run may write any text into the record; that people's kubectl is not led elsewhere by it is shown by real kubectl.
test('8. Least privilege: whoever reads a record that a stolen token has written sends their own token to nobody', async () => {
  await counted('8. Least privilege', () => inNamespace('poisoned', async space => {
    await OVERWRITE.before!(space);
    const objects = OVERWRITE.objects(space);
    await apply(space, inOrder(objects));
    await converged(OVERWRITE, space);
    const policy = await space.admin.create({
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all', namespace: space.namespace }, spec: { podSelector: {} },
    } as Manifest);
    const stranger = await listener();
    try {
      await poison(space, objects, stranger.flags);
      const person = await personWith(space, 'restore-viewer', 'restore-operator', 'restore-doctor', 'restore-retirer');
      for (const [command, ...words] of COMMANDS) {
        const said = await cli(person, command, ...words, ...(command === 'completion' ? [] : ['-n', space.namespace]));
        expect([command, stranger.visits()]).toEqual([command, 0]);
        // What these print is pasted, or completed, without being read.
        if (['completion', 'shell'].includes(command)) expect(said.out).not.toMatch(/--server|--all|insecure/);
      }
      const { databases: [{ unsound }] } = JSON.parse((await cli(person, 'status', 'orders', '-n', space.namespace, '--json')).out);
      expect(unsound).toEqual(expect.arrayContaining(['routes', 'isolation', 'paused']));
      expect((await space.get('networking.k8s.io/v1', 'NetworkPolicy', 'deny-all')).metadata.uid).toBe(policy.metadata.uid);
      expect((await space.get('kubedb.com/v1', 'Postgres', 'orders')).metadata.deletionTimestamp).toBeUndefined();
      // The stranger hears whoever is led there: these flags do it.
      await new Kubectl(person.kubeconfig).try([...stranger.flags, 'get', 'pods']);
      expect(stranger.visits()).toBeGreaterThan(0);
    } finally {
      stranger.close();
    }
  }));
});

/** With the token of the run, as the policy allows it. */
async function poison(space: Space, objects: readonly Manifest[], flags: readonly string[]): Promise<void> {
  const thief = await thiefOf(space, objects);
  const words = {
    'routes': [...flags.map(f => `${f} x a=b`), 'svc --all app=x', `svc orders ${flags[0]}=x`].join(';'),
    'incarnation': flags[0],
    'previous': flags[0],
    'next': flags[0],
    'restore': flags[0],
    'restore-name': flags[0],
    'isolation': '--all orders',
    'paused': '--all --all orders',
    'contents': `${flags[0]} x`,
    'reason': `next: kubectl ${flags.join(' ')} get pods`,
  };
  await thief.patch({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace: space.namespace }, {
    metadata: { annotations: Object.fromEntries(Object.entries(words).map(([key, value]) => [`cdk8s-kubestash/${key}`, value])) },
  });
}

/** Somebody who would like to have tokens. */
async function listener(): Promise<{ flags: string[]; visits(): number; close(): void }> {
  let visits = 0;
  const server = createServer(socket => {
    visits++;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { flags: [`--server=http://${address}`, '--insecure-skip-tls-verify=true'], visits: () => visits, close: () => server.close() };
}
