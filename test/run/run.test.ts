import { Cron, Duration } from 'cdk8s';
import {
  Backup, BackupStorage, Check, PointInTimeRestore, RestoreProcess, Resume, RunOptions, SnapshotRestore, StorageBackend, UsagePolicy,
} from '../../src';
import { containers, monday, Shop } from '../support/shop';

const undo = (run: RunOptions = {}, checks: Check[] = []): Shop => {
  const shop = new Shop();
  new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z', run, resume: Resume.manual({ checks }) });
  return shop;
};
const pod = (shop: Shop): any => shop.object('Job').spec.template.spec;

describe('the Job of a run', () => {
  const shop = undo();

  test('has no deadline that counts from its creation, and does not vanish by itself', () => {
    expect(shop.object('Job').spec).not.toHaveProperty('activeDeadlineSeconds');
    expect(shop.object('Job').spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('is retried when it was disrupted, killed or refused; a verdict fails it', () => {
    const [ignore, fail] = shop.object('Job').spec.podFailurePolicy.rules;
    expect(ignore).toEqual({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] });
    expect(fail.onExitCodes).toEqual({ operator: 'NotIn', values: [0, 3, 5, 128, 137, 143] });
    expect(pod(shop).restartPolicy).toBe('Never');
  });

  test('has small explicit requests, drops all capabilities, and no container may write to its image', () => {
    for (const c of containers(shop.object('Job'))) {
      expect(c.resources.requests).toEqual({ cpu: '10m', memory: expect.stringMatching(/^(64|96)Mi$/) });
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

describe('options of a run', () => {
  test('images, deadline, pull secrets and more of the pod', () => {
    const shop = undo({
      kubectlImage: 'example.com/kubectl:1',
      clientImage: 'example.com/psql:17',
      deadline: Duration.hours(2),
      imagePullSecrets: ['pull'],
      podSpec: { nodeSelector: { zone: 'a' }, tolerations: [{ key: 'x' }] },
    });
    expect(new Set(containers(shop.object('Job')).map(c => c.image))).toEqual(new Set(['example.com/kubectl:1', 'example.com/psql:17']));
    expect(pod(shop)).toMatchObject({ nodeSelector: { zone: 'a' }, tolerations: [{ key: 'x' }], imagePullSecrets: [{ name: 'pull' }] });
    expect(shop.objects.find(o => o.metadata.name.endsWith('-settings')).data.DEADLINE).toBe('7200');
  });

  test('cannot change what the run sets itself without being told', () => {
    expect(undo({ podSpec: { serviceAccountName: 'admin' } }).codes).toContain('run-pod-spec-conflict');
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

  test('names every object, where Kubernetes allows it: all but create and list', () => {
    for (const entry of unnamed(undo())) expect(entry).toMatch(/^\w+ (create|list|create,list)$/);
  });

  test('never reads Secrets, pods or anything of the cluster', () => {
    const resources = new Set(rules(undo()).flatMap(r => r.resources));
    expect([...resources].filter(r => ['secrets', 'pods', 'configmaps', '*', 'namespaces'].includes(r))).toEqual([]);
    expect(undo().objects.filter(o => /^Cluster/.test(o.kind))).toEqual([]);
  });

  test('grows with what the process does, and not otherwise', () => {
    const shop = new Shop();
    new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(), snapshot: monday(), process: RestoreProcess.OVERWRITE });
    const resources = (s: Shop): string[] => [...new Set(rules(s).flatMap(r => r.resources))].sort();
    expect(resources(undo())).not.toEqual(expect.arrayContaining(['restoresessions']));
    expect(resources(shop)).toEqual(expect.arrayContaining(['restoresessions', 'backupsessions', 'backupconfigurations', 'networkpolicies']));
  });

  test('in the namespace of the storage grants reading that storage, nothing else', () => {
    const shop = new Shop();
    const storage = new BackupStorage(shop.chart, 'Shared', {
      backend: StorageBackend.s3({ bucket: 'shared' }), usagePolicy: UsagePolicy.all(), name: 'storage',
    });
    shop.chart.node.tryRemoveChild('Storage');
    const backup = Backup.logical({ storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() });
    shop.orders({ namespace: 'elsewhere', backup });
    const role = shop.objects.find(o => o.kind === 'Role' && o.metadata.namespace === 'shop');
    expect(role.rules).toEqual([{ apiGroups: ['storage.kubestash.com'], resources: ['backupstorages'], verbs: ['get'], resourceNames: ['storage'] }]);
    const binding = shop.objects.find(o => o.kind === 'RoleBinding' && o.metadata.namespace === 'shop');
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'orders-first', namespace: 'elsewhere' }]);
  });
});
