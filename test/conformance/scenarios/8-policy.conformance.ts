import { Chart } from 'cdk8s';
import { ENGINES } from '../../../src/engines/registry';
import { backupSessionNameOf } from '../../../src/protocol/names';
import { ApiError } from '../harness/api';
import { apply, inOrder } from '../harness/apply';
import { continuous, openIfHolds, postgres, snapshotOf, storageOf } from '../harness/apps';
import { converged } from '../harness/converge';
import { eventually } from '../harness/eventually';
import { leadsTo, runsComplete, settled } from '../harness/expect';
import { AT, INCARNATION, ordersWithDumps, OVERWRITE, secrets, UNDO } from '../harness/flows';
import { IN_PLACE } from '../harness/in-place';
import { Manifest, Objects } from '../harness/objects';
import { exempt } from '../harness/policy';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { thiefOf } from '../harness/thief';
import { dataOf } from '../harness/world';
import { counted } from '../report/figures';
import { PointInTimeRestore, RestoreProcess, SnapshotRestore } from 'cdk8s-kubestash';

const SCENARIO = '8. Least privilege';

/** What the holder of a run's token tries, and what the policy says to it; undefined where it is the run's business. */
type Attempt = readonly [what: string, said: RegExp | undefined, attempt: () => Promise<unknown>];

// The policy of docs/restore-run-policy.yaml is in force in the whole suite: that all flows converge under it is what the others show.
describe('8. The policy for runs', () => {
  test('what RBAC alone lets a stolen token do is denied, each by its own sentence', async () => {
    await counted(SCENARIO, () => inNamespace('policy', async space => {
      await OVERWRITE.before!(space);
      const objects = OVERWRITE.objects(space);
      await apply(space, inOrder(objects));
      await converged(OVERWRITE, space);
      const thief = await thiefOf(space, objects);
      await forgetSafety(space, objects);
      await judged(space, [
        ...services(thief, space), ...records(thief, space), ...events(thief, space), ...jobs(thief, objects),
        ...isolations(thief, objects), ...sessions(thief, objects), ...manifests(thief, objects), ...backups(thief, objects),
      ]);
    }));
  });

  test('of an archiver a run changes nothing but whether it is paused', async () => {
    await counted(SCENARIO, () => inNamespace('policy-archiver', async space => {
      await UNDO.before!(space);
      const objects = UNDO.objects(space);
      await apply(space, inOrder(objects));
      await converged(UNDO, space);
      const thief = await thiefOf(space, objects);
      const { target } = intentOf(objects);
      const { apiVersion, kind, metadata: { name } } = objects.find(o => o.kind === 'PostgresArchiver' && o.metadata.name.startsWith(target.name))!;
      const patch = (body: unknown) => () => thief.patch({ apiVersion, kind, name, namespace: space.namespace }, body, DRY);
      await judged(space, [
        ['pause an archiver', undefined, patch({ spec: { pause: true } })],
        ['let an archiver delete its backups', /whether it is paused/, patch({ spec: { deletionPolicy: 'WipeOut' } })],
        ['give an archiver another owner', /no labels, owners/, patch({ metadata: { labels: { team: 'mine' } } })],
        ['take an archiver out of Git', /annotations that begin/, patch({ metadata: { annotations: { 'example.com/prune': 'false' } } })],
      ]);
    }));
  });

  test('of a database that is put back in place a run changes nothing, and KubeDB does for it nothing else', async () => {
    await counted(SCENARIO, () => inNamespace('policy-in-place', async space => {
      await IN_PLACE.before!(space);
      const objects = IN_PLACE.objects(space);
      await apply(space, inOrder(objects));
      await settled(space, 'orders', 'put back', r => r.state === 'serving' && r.holder === '' && r.restore !== 'first');
      await judged(space, await inPlace(await thiefOf(space, objects), space, objects));
    }));
  });

  test('names that somebody chose, and those that are shortened, are the run’s own too', async () => {
    await counted(SCENARIO, () => inNamespace('policy-names', async space => {
      await INCARNATION.before!(space);
      // Beyond 63 characters together with what hangs on it.
      const restoreName = `orders-${'as-it-was-on-monday-'.repeat(3)}`.slice(0, 55).replace(/-$/, 'x');
      const objects = synth(space.namespace, chart => {
        new SnapshotRestore(chart, 'Back', {
          database: ordersWithDumps(chart),
          snapshot: snapshotOf(space.namespace, 'orders', 'monday'),
          process: RestoreProcess.OVERWRITE,
          restoreName,
          resume: openIfHolds('monday-data'),
        });
      });
      await apply(space, inOrder(objects));
      await converged({ ...OVERWRITE, objects: () => objects }, space);
      const thief = await thiefOf(space, objects);
      await forgetSafety(space, objects);
      await judged(space, [...isolations(thief, objects), ...backups(thief, objects), ...sessions(thief, objects)]);
    }));
    await counted(SCENARIO, () => inNamespace('policy-chosen', async space => {
      await secrets(space);
      const database = (chart: Chart) => postgres(chart, 'Orders', {
        name: 'pg',
        clientServiceName: 'db',
        readOnlyServiceName: 'db-ro',
        recordName: 'who-may-connect',
        restoreName: 'opening',
        backup: continuous(storageOf(chart)),
      });
      await apply(space, inOrder(synth(space.namespace, chart => { database(chart); })));
      await runsComplete(space);
      await leadsTo(space, 'db', 'pg');
      await apply(space, inOrder(synth(space.namespace, chart => {
        new PointInTimeRestore(chart, 'Undo', { database: database(chart), at: AT, restoreName: 'undone', resume: openIfHolds(`pg-full@${AT}`) });
      })));
      await runsComplete(space);
      await leadsTo(space, 'db', 'undone');
      expect((await dataOf(space.namespace, 'undone')).content).toBe(`pg-full@${AT}`);
    }));
  });
});

/** Everything is admitted, but nothing stays. */
const DRY = '?dryRun=All';

/** Attempts succeed by RBAC alone; under the policy those succeed that are the run's business, and the others are told why not. */
async function judged(space: Space, attempts: readonly Attempt[]): Promise<void> {
  const [probe] = attempts.filter(([, said]) => said !== undefined);
  await exempt(space, true);
  await eventually('the policy to leave the namespace alone', async () => await answerTo(probe) === undefined);
  const alone: [string, string | undefined][] = [];
  for (const attempt of attempts) alone.push([attempt[0], await answerTo(attempt)]);
  expect(alone.filter(([, answer]) => answer !== undefined)).toEqual([]);
  await exempt(space, false);
  await eventually('the policy to be in force', async () => await answerTo(probe) !== undefined);
  const wrong: [string, string | undefined][] = [];
  for (const attempt of attempts) {
    const [what, said] = attempt;
    const answer = await answerTo(attempt);
    if (said === undefined ? answer !== undefined : !said.test(answer ?? '')) wrong.push([what, answer]);
  }
  expect(wrong).toEqual([]);
}

async function answerTo([,, attempt]: Attempt): Promise<string | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What the run of these objects is told to do. */
function intentOf(objects: readonly Manifest[]): any {
  return JSON.parse(objects.find(o => o.metadata.name.endsWith('-settings'))!.data['run.json']);
}

/** The BackupSession of the safety backup is gone, so that its name is free. */
async function forgetSafety(space: Space, objects: readonly Manifest[]): Promise<void> {
  const { safety: { configuration }, restore: { id } } = intentOf(objects);
  const session = { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'BackupSession', name: backupSessionNameOf(configuration, id), namespace: space.namespace };
  await space.admin.remove(session);
  await eventually(`${session.name} to be gone`, async () => await space.admin.find(session) === undefined);
}

function podsOf(instance: string): Record<string, string> {
  return { 'app.kubernetes.io/name': 'postgreses.kubedb.com', 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/managed-by': 'kubedb.com' };
}

async function inPlace(thief: Objects, { namespace, admin }: Space, objects: readonly Manifest[]): Promise<Attempt[]> {
  const { request: { kind, spec, archiving }, restore: { name: own } } = intentOf(objects);
  await admin.remove({ apiVersion: 'ops.kubedb.com/v1alpha1', kind, name: own, namespace });
  await eventually(`${own} to be gone`, async () => await admin.find({ apiVersion: 'ops.kubedb.com/v1alpha1', kind, name: own, namespace }) === undefined);
  const orders = { apiVersion: 'kubedb.com/v1', kind: 'MySQL', name: 'orders', namespace };
  const ask = (change: (s: any) => void = () => { /* as it is */ }, called = own) => () => {
    const changed = clone(spec);
    change(changed);
    return thief.create({ apiVersion: 'ops.kubedb.com/v1alpha1', kind, metadata: { name: called, namespace }, spec: changed } as Manifest, 'dryRun=All');
  };
  const patch = (body: unknown) => () => thief.patch(orders, body, DRY);
  const backUp = (name: string) => () => thief.create({
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'BackupSession',
    metadata: { name, namespace },
    spec: { invoker: { apiGroup: 'core.kubestash.com', kind: 'BackupConfiguration', name: archiving.configuration }, session: archiving.session },
  } as Manifest, 'dryRun=All');
  return [
    ['put its database back', undefined, ask()],
    ['make another OpsRequest', /no OpsRequests but the one/, ask(undefined, 'mine')],
    ['restart its database', /does nothing else/, ask(s => { s.type = 'Restart'; })],
    ['put another database back', /does nothing else/, ask(s => { s.databaseRef.name = 'billing'; })],
    ['put it back from elsewhere', /out of a Repository/, ask(s => { s.archiver.fullDBRepository.name = 'billing-full'; })],
    ['put it back from another namespace', /out of a Repository/, ask(s => { s.archiver.fullDBRepository.namespace = 'billing'; })],
    ['have its volumes deleted', /keeps the volumes/, ask(s => { s.archiver.retainPV = false; })],
    ['take up archiving again', undefined, patch({ metadata: { annotations: { 'kubedb.com/suspend-archiver': null } } })],
    ['suspend archiving', /annotations that begin/, patch({ metadata: { annotations: { 'kubedb.com/suspend-archiver': 'true' } } })],
    ['change the database', /and nothing else/, patch({ spec: { deletionPolicy: 'WipeOut' } })],
    ['label the database', /no labels, owners/, patch({ metadata: { labels: { team: 'mine' } } })],
    ['start another backup', /starts no backup/, backUp(`${archiving.configuration}-7`)],
  ];
}

function services(thief: Objects, { namespace }: Space): Attempt[] {
  const patch = (body: unknown) => () => thief.patch({ apiVersion: 'v1', kind: 'Service', name: 'orders-client', namespace }, body, DRY);
  return [
    ['lead the Service to another database', /leads a Service/, patch({ spec: { selector: podsOf('billing') } })],
    ['lead the Service to pods of anybody', /leads a Service/, patch({ spec: { selector: { ...podsOf('orders'), 'app.kubernetes.io/managed-by': 'me' } } })],
    ['take the Service’s selector away', /leads a Service/, patch({ spec: { selector: null } })],
    ['halt the Service', undefined, patch({ spec: { selector: { 'cdk8s-kubestash/halted': 'true' } } })],
    ['lead the Service to its database', undefined, patch({ spec: { selector: { ...podsOf('orders'), 'kubedb.com/role': 'primary' } } })],
    ['open the Service to the world', /changes of a Service/, patch({ spec: { type: 'NodePort' } })],
    ['give the Service somebody’s address', /changes of a Service/, patch({ spec: { externalIPs: ['192.0.2.1'] } })],
    ['label the Service', /no labels, owners/, patch({ metadata: { labels: { team: 'mine' } } })],
    ['annotate the Service', /annotations that begin/, patch({ metadata: { annotations: { 'service.beta.kubernetes.io/mine': 'true' } } })],
  ];
}

function records(thief: Objects, { namespace }: Space): Attempt[] {
  const lease = (name: string): Manifest => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace } });
  const patch = (body: unknown) => () => thief.patch({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'orders-traffic', namespace }, body, DRY);
  return [
    ['take the lock of a controller', /no Lease but the record/, () => thief.create(lease('some-controller'), 'dryRun=All')],
    ['make the record of another database', /no Lease but the record/, () => thief.create(lease('billing-traffic'), 'dryRun=All')],
    ['write into the record', undefined, patch({ metadata: { annotations: { 'cdk8s-kubestash/reason': 'x' } }, spec: { renewTime: null } })],
    ['label the record', /no labels, owners/, patch({ metadata: { labels: { team: 'mine' } } })],
    ['annotate the record', /annotations that begin/, patch({ metadata: { annotations: { 'example.com/mine': 'true' } } })],
  ];
}

function events(thief: Objects, { namespace }: Space): Attempt[] {
  const about = (involvedObject: Record<string, string>, component: string) => () => thief.create({
    apiVersion: 'v1', kind: 'Event', metadata: { name: 'orders.1', namespace }, involvedObject: { namespace, ...involvedObject }, reason: 'Serving', message: 'x', type: 'Normal', source: { component },
  }, 'dryRun=All');
  const orders = { apiVersion: 'kubedb.com/v1', kind: 'Postgres', name: 'orders' };
  return [
    ['tell of the database', undefined, about(orders, 'cdk8s-kubestash')],
    ['tell of a pod', /tells of databases/, about({ apiVersion: 'v1', kind: 'Pod', name: 'orders-0' }, 'cdk8s-kubestash')],
    ['tell as somebody else', /tells of databases/, about(orders, 'kubedb-operator')],
  ];
}

function jobs(thief: Objects, objects: readonly Manifest[]): Attempt[] {
  const { metadata: { name, namespace } } = objects.find(o => o.kind === 'Job')!;
  const patch = (body: unknown) => () => thief.patch({ apiVersion: 'batch/v1', kind: 'Job', name, namespace }, body, DRY);
  return [
    ['end its own Job', undefined, patch({ spec: { activeDeadlineSeconds: 1 } })],
    ['have its Job removed', /changes of a Service/, patch({ spec: { ttlSecondsAfterFinished: 0 } })],
    ['label its Job', /no labels, owners/, patch({ metadata: { labels: { 'cdk8s-kubestash/restore': 'x' } } })],
  ];
}

function isolations(thief: Objects, objects: readonly Manifest[]): Attempt[] {
  const { namespace, isolation: { name, spec } } = intentOf(objects);
  const policy = (change: (spec: any) => void, called = name) => () => {
    const changed = clone(spec);
    change(changed);
    return thief.create({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: called, namespace }, spec: changed }, 'dryRun=All');
  };
  const admits = (peer: unknown) => policy(s => { s.ingress[0].from.push(peer); });
  const named = (...values: string[]) => ({ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } });
  return [
    ['isolate its database', undefined, policy(() => undefined)],
    ['cut its database off', undefined, policy(s => { delete s.ingress; })],
    ['make another policy', /no NetworkPolicy but/, policy(() => undefined, 'mine')],
    ['isolate another database', /isolates the pods/, policy(s => { s.podSelector.matchLabels = podsOf('billing'); })],
    ['isolate every pod', /isolates the pods/, policy(s => { s.podSelector = {}; })],
    ['isolate some pods', /isolates the pods/, policy(s => { s.podSelector.matchExpressions = [{ key: 'kubedb.com/role', operator: 'Exists' }]; })],
    ['admit everybody', /isolated database admits/, policy(s => { s.ingress = [{}]; })],
    ['admit every pod', /isolated database admits/, admits({ podSelector: {} })],
    ['admit some pods', /isolated database admits/, admits({ podSelector: { matchLabels: { app: 'mine' } } })],
    ['admit the other namespaces', /isolated database admits/, admits({ namespaceSelector: {} })],
    ['admit somebody’s namespace', /isolated database admits/, admits(named('kubedb', 'mine'))],
    ['admit the network', /isolated database admits/, admits({ ipBlock: { cidr: '0.0.0.0/0' } })],
    ['cut the database off from others', /isolated database admits/, policy(s => { s.policyTypes = ['Ingress', 'Egress']; })],
  ];
}

function sessions(thief: Objects, objects: readonly Manifest[]): Attempt[] {
  const { namespace, restore: { name }, session: { spec, labels } } = intentOf(objects);
  const session = (change: (spec: any) => void, called = `${name}-3`) => () => {
    const changed = clone(spec);
    change(changed);
    return thief.create({ apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', metadata: { name: called, namespace, labels }, spec: changed }, 'dryRun=All');
  };
  const pod = (more: Record<string, unknown>) => session(s => { s.addon.jobTemplate.spec = more; });
  const task = (more: Record<string, unknown>) => session(s => { Object.assign(s.addon.tasks[0], more); });
  const volume = { name: 'v', hostPath: { path: '/' } };
  const claim = (claimName: string) => pod({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }], volumeMounts: [{ name: 'data', mountPath: '/data' }] });
  return [
    ['restore what it is told to', undefined, session(() => undefined)],
    ...ENGINES.map(({ key, jobs: { restore, restoreParams } }): Attempt => [`restore as ${key} is restored`, undefined, session(s => {
      s.addon.jobTemplate.spec = restore?.('orders') ?? {};
      if (restoreParams !== undefined) s.addon.tasks[0].params = restoreParams('orders');
    })]),
    ['restore into the first member of another database', /no volumes of the Addon/, task({ params: { seedServerName: 'billing-0' } })],
    ['restore under another name', /no RestoreSessions but/, session(() => undefined, 'mine')],
    ['restore into another database', /into a database that/, session(s => { s.target.name = 'billing'; })],
    ['restore into another namespace', /in its own namespace/, session(s => { s.target.namespace = 'default'; })],
    ['restore into something else', /in its own namespace/, session(s => { s.target = { ...s.target, apiGroup: 'apps', kind: 'Deployment' }; })],
    ['restore from another Repository', /out of a Repository/, session(s => { s.dataSource.repository = 'other-old'; })],
    ['restore with another Addon', /with an Addon/, session(s => { s.addon.name = 'workload-addon'; })],
    ['give the Addon a folder of the node', /no volumes of the Addon/, task({ addonVolumes: [{ name: 'v', source: { hostPath: { path: '/' } } }] })],
    ['give the task a folder of the node', /no volumes of the Addon/, task({ targetVolumes: { volumes: [volume], volumeMounts: [{ name: 'v', mountPath: '/host' }] } })],
    ['give the task arguments', /no volumes of the Addon/, task({ params: { args: '-c "\\! id"' } })],
    ['give the task variables', /no volumes of the Addon/, task({ variables: [{ name: 'PGOPTIONS', value: 'x' }] })],
    ['set up the containers', /no volumes of the Addon/, session(s => { s.addon.containerRuntimeSettings = { env: [{ name: 'LD_PRELOAD', value: '/x' }] }; })],
    ['run a hook', /no hooks/, session(s => { s.hooks = { postRestore: [{ name: 'h', hookTemplate: { name: 'mine', namespace } }] }; })],
    ['run as another ServiceAccount', /gives a Job of KubeStash/, pod({ serviceAccountName: 'admin' })],
    ['run another image', /gives a Job of KubeStash/, pod({ initContainers: [{ name: 'c', image: 'mine' }] })],
    ['run with other arguments', /gives a Job of KubeStash/, pod({ args: ['--mine'] })],
    ['run with another environment', /gives a Job of KubeStash/, pod({ env: [{ name: 'LD_PRELOAD', value: '/x' }] })],
    ['run in the node’s network', /gives a Job of KubeStash/, pod({ hostNetwork: true })],
    ['run something beside it', /gives a Job of KubeStash/, pod({ lifecycle: { postStart: { exec: { command: ['id'] } } } })],
    ['stand behind somebody’s Service', /gives a Job of KubeStash/, session(s => { s.addon.jobTemplate.metadata.labels.app = 'shop'; })],
    ['stand behind the halted Service', /gives a Job of KubeStash/, session(s => { s.addon.jobTemplate.metadata.labels['cdk8s-kubestash/halted'] = 'true'; })],
    ['take another sidecar in', /gives a Job of KubeStash/, session(s => { s.addon.jobTemplate.metadata.annotations = { 'sidecar.istio.io/proxyImage': 'mine' }; })],
    ['mount a folder of the node', /mounts no volumes/, pod({ volumes: [volume], volumeMounts: [{ name: 'v', mountPath: '/host' }] })],
    ['mount a Secret', /mounts no volumes/, pod({ volumes: [{ name: 'v', secret: { secretName: 'billing-auth' } }], volumeMounts: [{ name: 'v', mountPath: '/host' }] })],
    ['mount the data of another database', /mounts no volumes/, claim('data-billing-0')],
    ['mount the data of its database', undefined, claim('data-orders-0')],
    ['be privileged', /mounts no volumes/, pod({ containerSecurityContext: { privileged: true } })],
    ['run with a capability', /mounts no volumes/, pod({ containerSecurityContext: { capabilities: { add: ['SYS_ADMIN'] } } })],
    ['run where and as what size it must', undefined, pod({
      nodeSelector: { zone: 'a' },
      tolerations: [{ key: 'x' }],
      priorityClassName: 'low',
      resources: { limits: { memory: '1Gi' } },
      securityContext: { runAsUser: 999, runAsGroup: 0, fsGroup: 999 },
      containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    })],
  ];
}

/** Sessions that bring the manifest of a database along. */
function manifests(thief: Objects, objects: readonly Manifest[]): Attempt[] {
  const { namespace, restore: { name }, session: { spec } } = intentOf(objects);
  const session = (manifestOptions: Record<string, unknown>) => () => {
    const { target, ...rest } = clone(spec);
    return thief.create({
      apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', metadata: { name: `${name}-3`, namespace }, spec: { ...rest, manifestOptions },
    }, 'dryRun=All');
  };
  const own = { dbName: 'orders', restoreNamespace: namespace };
  return [
    ['make its database anew', undefined, session({ postgres: own })],
    ['make another database', /into a database that/, session({ postgres: { dbName: 'billing', restoreNamespace: namespace } })],
    ['make a database of the dumped name', /into a database that/, session({ postgres: { restoreNamespace: namespace } })],
    ['make a database elsewhere', /in its own namespace/, session({ postgres: { dbName: 'orders', restoreNamespace: 'default' } })],
    ['make two databases', /in its own namespace/, session({ postgres: own, mySQL: own })],
    ['write over a Secret', /in its own namespace/, session({ postgres: { ...own, authSecretName: 'billing-auth' } })],
    ['let an archiver loose', /in its own namespace/, session({ postgres: { ...own, archiver: true } })],
  ];
}

/** Around an overwrite. */
function backups(thief: Objects, objects: readonly Manifest[]): Attempt[] {
  const { namespace, safety: { configuration, session }, restore: { id } } = intentOf(objects);
  const start = (name: string, invoker: string) => () => thief.create({
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'BackupSession',
    metadata: { name, namespace },
    spec: { invoker: { apiGroup: 'core.kubestash.com', kind: 'BackupConfiguration', name: invoker }, session },
  }, 'dryRun=All');
  const other = objects.find(o => o.kind === 'BackupConfiguration' && o.metadata.name !== configuration)!;
  const longer = other.spec.sessions.map((s: any) => ({ ...s, sessionHistoryLimit: 9 }));
  const named = { apiVersion: other.apiVersion, kind: other.kind, name: other.metadata.name, namespace };
  const patch = (body: unknown) => () => thief.patch(named, body, DRY);
  return [
    ['start the safety backup', undefined, start(backupSessionNameOf(configuration, id), configuration)],
    ['start another backup', /named after its BackupConfiguration/, start(backupSessionNameOf(configuration, id), other.metadata.name)],
    ['start a backup under another name', /starts no backup but/, start(`${configuration}-mine`, configuration)],
    ['pause backups', undefined, patch({ spec: { paused: true } })],
    ['change a backup', /whether it is paused/, patch({ spec: { sessions: longer } })],
    ['label a backup', /no labels, owners/, patch({ metadata: { labels: { team: 'mine' } } })],
  ];
}
