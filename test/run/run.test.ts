import { Cron, Duration } from 'cdk8s';
import {
  AgentImage, Backup, BackupStorage, Check, PointInTimeRestore, resources, RestoreProcess, Resume, Platform, PlatformOptions, SnapshotRestore,
  StorageBackend,
} from '../../src';
import { containers, monday, Shop } from '../support/shop';

const undo = ({ run, pods }: PlatformOptions = {}, checks: Check[] = []): Shop => {
  const shop = new Shop();
  new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', run, pods, resume: Resume.manual({ checks }) });
  return shop;
};
const pod = (shop: Shop): any => shop.object('Job').spec.template.spec;
const intent = (shop: Shop): any => JSON.parse(shop.objects.find(o => o.metadata.name.endsWith('-settings')).data['run.json']);

describe('the Job of a run', () => {
  const shop = undo();

  test('has no deadline that counts from its creation, and does not vanish by itself', () => {
    expect(shop.object('Job').spec).not.toHaveProperty('activeDeadlineSeconds');
    expect(shop.object('Job').spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('is retried when it was disrupted, killed or refused; a verdict fails it', () => {
    const { rules } = shop.object('Job').spec.podFailurePolicy;
    expect(rules[0]).toEqual({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] });
    expect(rules[rules.length - 1].onExitCodes).toEqual({ operator: 'NotIn', values: [0, 3, 5, 128, 137, 143] });
    for (const containerName of ['disconnect', 'check-connect']) {
      expect(rules).toContainEqual({ action: 'FailJob', onExitCodes: { containerName, operator: 'NotIn', values: [0] } });
    }
    expect(pod(shop).restartPolicy).toBe('Never');
  });

  test('has small explicit requests, drops all capabilities, and no container may write to its image', () => {
    for (const c of containers(shop.object('Job'))) {
      expect(c.resources.requests).toEqual({ cpu: '10m', memory: expect.stringMatching(/^(48|64)Mi$/) });
      expect(c.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      expect(c.image).toMatch(/^[^:]+:[^:]+$/);
    }
  });

  test('reads credentials from the Secret, and mounts no Secret', () => {
    const ping = containers(shop.object('Job')).find(c => c.name === 'check-connect');
    expect(ping.env).toContainEqual({ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-auth', key: 'password' } } });
    expect(pod(shop).volumes.filter((v: any) => v.secret)).toEqual([]);
  });

  test('is named after the restore and its own content', () => {
    const name = (s: Shop): string => s.object('Job').metadata.name;
    expect(name(shop)).toMatch(/^orders-bf648b95-[0-9a-f]{6}$/);
    expect(name(undo({}, [Check.sql('select 1')]))).not.toBe(name(shop));
    expect(name(undo())).toBe(name(shop));
  });
});

describe('the pod of a run', () => {
  const shop = undo({}, [Check.sql('select 1'), Check.sql('select 2')]);

  test('is one agent beside gates, clients and checks, in their order', () => {
    const { initContainers, containers: [main] } = pod(shop);
    expect(initContainers.map((c: any) => c.name)).toEqual([
      'agent', 'halt', 'disconnect', 'restore', 'check-1', 'before-2', 'check-2',
    ]);
    expect(main).toMatchObject({ name: 'resume', args: ['/restore/agent.js', 'gate', 'resume'] });
    expect(initContainers.map((c: any) => c.restartPolicy).filter(Boolean)).toEqual(['Always']);
    expect(initContainers[0]).toMatchObject({ name: 'agent', args: ['/restore/agent.js', 'run'], restartPolicy: 'Always' });
  });

  test('gives nobody but the agent a token, and nobody but agent and gates a say', () => {
    const mounts = (volume: string): string[] => containers(shop.object('Job')).filter(c => c.volumeMounts.some((m: any) => m.name === volume)).map(c => c.name);
    expect(mounts('token')).toEqual(['agent']);
    for (const c of containers(shop.object('Job'))) {
      const [gates] = c.volumeMounts.filter((m: any) => m.name === 'gates');
      expect(gates?.readOnly ?? false).toBe(/^(disconnect|check-)/.test(c.name));
    }
  });

  test('tells the agent all that it has to do, in one value', () => {
    expect(intent(shop)).toMatchObject({
      database: 'orders',
      record: 'orders-traffic',
      process: 'archiver',
      archiver: { time: '2026-11-20T08:30:00Z', repository: 'orders-full', namespace: 'shop' },
      previous: { name: 'orders' },
      disconnect: 300,
      checks: [{ name: '1', seconds: 300 }, { name: '2', seconds: 300 }],
      backups: expect.arrayContaining([{ type: { group: 'core.kubestash.com', version: 'v1alpha1', plural: 'backupconfigurations' }, name: expect.any(String) }]),
    });
  });

  test('comes without the program where the image carries it', () => {
    const carried = undo({ run: { agent: AgentImage.carrying('registry.example.com/restore-agent:1.0.0') } });
    expect(containers(carried.object('Job')).map(c => c.args?.[0])).toEqual(expect.arrayContaining(['/agent/agent.js']));
    expect(carried.objects.flatMap(o => Object.keys(o.data ?? {}))).toContain('agent.js');
  });
});

describe('defaults of an app', () => {
  test('hold where neither database nor restore says otherwise, the nearer ones first', () => {
    const shop = new Shop();
    Platform.of(shop.chart.node.root).use({ run: { agent: AgentImage.node('mirror.example.com/node:22'), clientImage: 'mirror.example.com/client:1' } });
    Platform.of(shop.chart).use({ run: { clientImage: 'mirror.example.com/client:2' } });
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    expect(new Set(containers(shop.object('Job')).map(c => c.image))).toEqual(new Set(['mirror.example.com/node:22', 'mirror.example.com/client:2']));
  });
});

describe('options of a run', () => {
  test('images, deadline, pull secrets and more of the pod', () => {
    const shop = undo({
      run: { agent: AgentImage.node('example.com/node:22'), clientImage: 'example.com/psql:17', deadline: Duration.hours(2) },
      pods: { imagePullSecrets: [{ name: 'pull' }], nodeSelector: { zone: 'a' }, tolerations: [{ key: 'x' }] },
    });
    expect(new Set(containers(shop.object('Job')).map(c => c.image))).toEqual(new Set(['example.com/node:22', 'example.com/psql:17']));
    expect(pod(shop)).toMatchObject({ nodeSelector: { zone: 'a' }, tolerations: [{ key: 'x' }], imagePullSecrets: [{ name: 'pull' }] });
    expect(intent(shop).deadline).toBe(7200);
  });

  test('cannot change what the run sets itself without being told', () => {
    expect(undo({ pods: { run: { serviceAccountName: 'admin' } } }).codes).toContain('run-service-account');
    expect(undo({ pods: { run: { spec: { containers: [] } } } }).codes).toContain('key-unknown');
  });

  test('a check of one\'s own image finds the database in its environment', () => {
    const shop = undo({}, [Check.command({ name: 'app', image: 'example.com/check:1', command: ['check', '--fast'], env: { MODE: 'strict' } })]);
    const check = containers(shop.object('Job')).find(c => c.name === 'check-app');
    expect(check).toMatchObject({ image: 'example.com/check:1', command: ['check', '--fast'] });
    expect(check.env.map((e: any) => e.name)).toEqual(expect.arrayContaining(['DB_HOST', 'DB_PORT', 'DB_USERNAME', 'DB_PASSWORD', 'MODE']));
    expect((check.volumeMounts ?? []).filter((m: any) => m.name === 'token')).toEqual([]);
  });
});

describe('the Role of a run', () => {
  const rules = (shop: Shop): any[] => shop.objects.filter(o => o.kind === 'Role' && o.metadata.name.startsWith('orders-')).flatMap(o => o.rules);
  const unnamed = (shop: Shop): string[] => rules(shop).filter(r => r.resourceNames === undefined).map(r => `${r.resources} ${r.verbs}`);

  test('names every object, where Kubernetes allows it: all but create, and what is listed whole', () => {
    expect(unnamed(undo()).sort()).toEqual(['endpointslices list,watch', 'events create', 'leases create', 'persistentvolumeclaims list', 'restoresessions list,watch', 'snapshots list,watch']);
  });

  test('never reads Secrets, pods or anything of the cluster', () => {
    const named = new Set(rules(undo()).flatMap(r => r.resources));
    expect([...named].filter(r => ['secrets', 'pods', 'configmaps', '*', 'namespaces'].includes(r))).toEqual([]);
    expect(undo().objects.filter(o => /^Cluster/.test(o.kind))).toEqual([]);
  });

  test('grows with what the process does, and not otherwise', () => {
    const shop = new Shop();
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), process: RestoreProcess.OVERWRITE });
    const namedBy = (s: Shop): string[] => [...new Set(rules(s).flatMap(r => r.resources))].sort();
    expect(namedBy(undo())).not.toEqual(expect.arrayContaining(['backupsessions']));
    expect(namedBy(shop)).toEqual(expect.arrayContaining(['restoresessions', 'backupsessions', 'backupconfigurations', 'networkpolicies']));
  });

  test('says what may be restored, from where and with what, and which pods may be isolated', () => {
    const said = (shop: Shop, restore: string): string[] => shop.objects.filter(o => o.kind === 'Role' && o.metadata.name === restore).flatMap(o => o.rules as any[])
      .flatMap(r => r.verbs.filter((v: string) => ['restore', 'isolate'].includes(v)).map((v: string) => `${v} ${r.resources} ${r.resourceNames}`)).sort();
    expect(said(undo(), 'orders-bf648b95')).toEqual(['restore appbindings orders-bf648b95']);
    const shop = new Shop();
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), process: RestoreProcess.OVERWRITE, restoreName: 'back' });
    expect(said(shop, 'back')).toEqual([
      'isolate appbindings orders', 'restore addons postgres-addon', 'restore appbindings orders', `restore repositories ${monday().repository}`,
    ]);
  });

  test('in the namespace of the storage grants reading that storage, nothing else', () => {
    const shop = new Shop();
    const storage = new BackupStorage(shop.chart, 'Shared', {
      backend: StorageBackend.s3({ bucket: 'shared' }), usagePolicy: resources.UsagePolicy.all(), name: 'storage',
    });
    shop.chart.node.tryRemoveChild('Storage');
    const backup = Backup.logical({ storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() });
    shop.orders({ namespace: 'elsewhere', backup });
    const role = shop.objects.find(o => o.kind === 'Role' && o.metadata.namespace === 'shop');
    expect(role.rules).toEqual([{ apiGroups: ['storage.kubestash.com'], resources: ['backupstorages'], verbs: ['list', 'watch'], resourceNames: ['storage'] }]);
    const binding = shop.objects.find(o => o.kind === 'RoleBinding' && o.metadata.namespace === 'shop');
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'orders-first.cdk8s-kubestash', namespace: 'elsewhere' }]);
  });
});
