import { ApiError } from '../harness/api';
import { apply, inOrder } from '../harness/apply';
import { converged, homeOf } from '../harness/converge';
import { ALL_FLOWS } from '../harness/engine-flows';
import { Flow, OVERWRITE, secrets } from '../harness/flows';
import { Manifest, Objects } from '../harness/objects';
import { pool } from '../harness/pool';
import { alsoIn, inNamespace, Space } from '../harness/space';
import { thiefOf } from '../harness/thief';
import { requests } from '../harness/times';
import { counted } from '../report/figures';

const SCENARIO = '8. Least privilege';

describe('8. Least privilege', () => {
  test('everything that a run should not do is forbidden to it', async () => {
    await counted(SCENARIO, () => inNamespace('stolen', async space => {
      await OVERWRITE.before!(space);
      const objects = OVERWRITE.objects(space);
      await apply(space, inOrder(objects));
      await converged(OVERWRITE, space);
      const other = await alsoIn(space, `${space.namespace}-other`);
      const run = await thiefOf(space, objects);
      const allowed: string[] = [];
      for (const [what, attempt] of attempts(run, space, other)) {
        try {
          await attempt();
          allowed.push(what);
        } catch (error) {
          if (!(error instanceof ApiError && error.code === 403)) allowed.push(`${what}: ${String(error)}`);
        }
      }
      expect(allowed).toEqual([]);
      // The identity is the right one: what a run does is allowed.
      await run.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace: space.namespace });
    }));
  });

  test('every permission that a run has is used by some flow', async () => {
    const granted = new Set<string>();
    const used = new Set<string>();
    await pool(ALL_FLOWS, flow => counted(SCENARIO, () => inNamespace('used', async space => {
      await flow.before?.(space);
      if (await space.find('v1', 'Secret', 'restic') === undefined) await secrets(space);
      const objects = flow.objects(space);
      await apply(space, inOrder(objects));
      await converged(flow, space);
      permissions(objects).forEach(p => granted.add(p));
      const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata.name;
      for (const home of new Set([space, homeOf(flow, space)])) {
        for (const r of await requests(home, { serviceAccount: account })) used.add(`${r.verb} ${r.resource}`);
      }
    })), (f: Flow) => f.name);
    // What is only for the bad days: sessions that came to nothing or too late, a safety backup that was skipped, a check that hangs.
    const badDays = ['delete restoresessions', 'delete backupsessions', 'patch jobs'];
    // API servers that do not begin a watch with what there is are asked for a list first; it tells no more.
    const older = [...granted].filter(p => p.startsWith('list ') && used.has(p.replace('list', 'watch')));
    // What grants nothing: the policy asks for it.
    const policy = ['restore appbindings', 'restore repositories', 'restore addons', 'isolate appbindings'];
    expect([...granted].filter(p => !used.has(p) && !older.includes(p)).sort()).toEqual([...badDays, ...policy].sort());
  });
});

function permissions(objects: readonly Manifest[]): string[] {
  return objects.filter(o => o.kind === 'Role').flatMap(o => o.rules as any[])
    .flatMap(r => r.verbs.flatMap((v: string) => r.resources.map((resource: string) => `${v} ${resource}`)));
}

function attempts(run: Objects, space: Space, other: Space): [string, () => Promise<unknown>][] {
  const { namespace } = space;
  const v1 = (kind: string, name: string, ns = namespace) => ({ apiVersion: 'v1', kind, name, namespace: ns });
  const at = `/api/v1/namespaces/${namespace}`;
  const configMap: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace } };
  const rbac = 'rbac.authorization.k8s.io/v1';
  return [
    ['read the auth Secret', () => run.get(v1('Secret', 'orders-auth'))],
    ['list Secrets', () => run.list('v1', 'Secret', namespace)],
    ['patch the operator’s Service', () => run.patch(v1('Service', 'orders'), { metadata: { annotations: { a: 'b' } } })],
    ['patch the maintenance Service', () => run.patch(v1('Service', 'orders-maintenance'), { spec: { selector: { a: 'b' } } })],
    ['delete the client Service', () => run.remove(v1('Service', 'orders-client'))],
    ['list Services', () => run.list('v1', 'Service', namespace)],
    ['create a Service', () => run.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'mine', namespace }, spec: { ports: [{ port: 1 }] } } as Manifest)],
    ['read a pod', () => run.get(v1('Pod', 'orders-0'))],
    ['exec into a pod', () => run.api.request('POST', `${at}/pods/orders-0/exec?command=id`)],
    ['create a pod', () => run.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'mine', namespace }, spec: { containers: [{ name: 'c', image: 'i' }] } } as Manifest)],
    ['create a ConfigMap', () => run.create(configMap)],
    ['read a ConfigMap', () => run.get(v1('ConfigMap', 'kube-root-ca.crt'))],
    ['patch the database', () => run.patch({ apiVersion: 'kubedb.com/v1', kind: 'Postgres', name: 'orders', namespace }, { spec: { deletionPolicy: 'WipeOut' } })],
    ['delete the database', () => run.remove({ apiVersion: 'kubedb.com/v1', kind: 'Postgres', name: 'orders', namespace })],
    ['list databases', () => run.list('kubedb.com/v1', 'Postgres', namespace)],
    ['delete the record', () => run.remove({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace })],
    ['read another record', () => run.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'other-traffic', namespace })],
    ['change its own Role', () => run.patch({ apiVersion: rbac, kind: 'Role', name: 'restore-pipeline', namespace }, { rules: [] })],
    ['get a token', () => run.api.request('POST', `${at}/serviceaccounts/default/token`, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} })],
    ['patch a RestoreSession', () => run.patch({ apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', name: 'orders-x', namespace }, {})],
    ['delete a Snapshot', () => run.remove({ apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'Snapshot', name: 'monday', namespace })],
    ['read another BackupStorage', () => run.get({ apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', name: 'other', namespace })],
    ['patch a Service elsewhere', () => run.patch(v1('Service', 'orders-client', other.namespace), {})],
    ['read a record elsewhere', () => run.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace: other.namespace })],
    ['list Secrets of all namespaces', () => run.list('v1', 'Secret')],
    ['list namespaces', () => run.list('v1', 'Namespace')],
    ['read an Addon', () => run.get({ apiVersion: 'addons.kubestash.com/v1alpha1', kind: 'Addon', name: 'postgres-addon' })],
    ['read a node', () => run.get({ apiVersion: 'v1', kind: 'Node', name: 'fake' })],
  ];
}
