import { Check, Findings, PointInTimeRestore, Resume, SnapshotRestore } from '../../src';
import { containers, intents, monday, names, Shop } from '../support/shop';

describe('a running database is taken back to a moment', () => {
  const shop = new Shop();
  const orders = shop.orders();
  const undo = new PointInTimeRestore(shop.chart, 'Undo', {
    database: orders,
    at: '2026-11-20T08:30:00Z',
    resume: Resume.automatic({ checks: [Check.sql('select 1', { name: 'rows' })] }),
  });
  const objects = shop.objects;
  const job = shop.object('Job');

  test('a second Postgres is recovered beside the first', () => {
    const [first, second] = objects.filter(o => o.kind === 'Postgres');
    expect(first.metadata.name).toBe('orders');
    expect(first.spec.init).toBeUndefined();
    expect(second.metadata.name).toBe(undo.restored.incarnation);
    expect(second.spec.init.archiver.recoveryTimestamp).toBe('2026-11-20T08:30:00Z');
    expect(second.spec).toMatchObject({ version: '17.5', replicas: 3, storage: first.spec.storage });
  });

  test('both share the Secret with the credentials, and neither can be deleted by accident', () => {
    expect(shop.object('Postgres', undo.restored.incarnation).spec.authSecret).toEqual({ kind: 'Secret', name: 'orders-auth' });
    expect(undo.restored.authSecretName).toBe(orders.authSecretName);
    expect(objects.filter(o => o.kind === 'Postgres').map(o => o.spec.deletionPolicy)).toEqual(['DoNotTerminate', 'DoNotTerminate']);
  });

  test('applications use the same client Service, which Git does not say a selector of', () => {
    expect(undo.restored.host).toBe(orders.host);
    expect(shop.object('Service', 'orders-client').spec).not.toHaveProperty('selector');
    expect(shop.object('Service', 'orders-read-only').spec).not.toHaveProperty('selector');
  });

  test('each incarnation has a maintenance Service with a selector of its own', () => {
    for (const name of ['orders', undo.restored.incarnation]) {
      expect(shop.object('Service', `${name}-maintenance`).spec.selector).toMatchObject({ 'app.kubernetes.io/instance': name, 'kubedb.com/role': 'primary' });
    }
    expect(undo.restored.maintenanceHost).toBe(`${undo.restored.incarnation}-maintenance.shop.svc`);
  });

  test('Services of ours never carry the labels by which KubeDB deletes its own', () => {
    for (const service of objects.filter(o => o.kind === 'Service')) {
      expect(Object.keys(service.metadata.labels).filter(k => k.startsWith('app.kubernetes.io/'))).toEqual([]);
    }
  });

  test('there is one run, the restore\'s, and it goes halt, disconnect, restore, checks, resume', () => {
    expect(objects.filter(o => o.kind === 'Job')).toHaveLength(1);
    expect(containers(job).map(c => c.name)).toEqual([
      'agent', 'halt', 'disconnect', 'restore', 'check-rows', 'resume',
    ]);
  });

  test('sessions are ended on the old incarnation, checks look at the new one', () => {
    const host = (name: string): string => containers(job).find(c => c.name === name).env.find((e: any) => e.name === 'DB_HOST').value;
    expect(host('disconnect')).toBe('orders-maintenance.shop.svc');
    expect(host('check-rows')).toBe(undo.restored.maintenanceHost);
  });

  test('only what talks to Kubernetes has a token', () => {
    expect(job.spec.template.spec.automountServiceAccountToken).toBe(false);
    const withToken = containers(job).filter(c => c.volumeMounts.some((m: any) => m.name === 'token')).map(c => c.name);
    expect(withToken).toEqual(['agent']);
  });

  test('a statement is an environment variable, never a part of a command', () => {
    const check = containers(job).find(c => c.name === 'check-rows');
    expect(check.command).toEqual(['sh', '/restore/postgres.sh', 'query']);
    expect(check.env).toContainEqual({ name: 'STATEMENT', value: 'select 1' });
  });

  test('the new incarnation is backed up to Repositories of its own', () => {
    const configuration = shop.object('BackupConfiguration', undo.restored.incarnation);
    expect(configuration.spec.sessions[0].repositories[0].name).toBe(`${undo.restored.incarnation}-logical`);
    expect(configuration.spec.sessions[0].repositories[0].directory).toContain(undo.restored.incarnation);
  });

  test('the plan says the same', () => {
    expect(undo.plan).toMatchObject({
      id: undo.restored.incarnation.slice('orders-'.length),
      method: 'point-in-time',
      process: 'archiver',
      source: 'shop/orders at 2026-11-20T08:30:00Z',
      previous: 'orders',
      target: undo.restored.incarnation,
    });
    expect(undo.plan.risks.join()).toContain('storage is paid twice (50 GiB a volume) until orders is retired');
    expect(undo.plan.objects).toContain(`Postgres ${undo.restored.incarnation}`);
  });

  test('nobody has anything to object to', () => {
    expect(Findings.of(shop.app).all).toEqual([]);
  });
});

describe('a second restore', () => {
  const build = (second: boolean, retirePrevious = false): Shop => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    if (second) new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday(), retirePrevious });
    return shop;
  };

  test('changes nothing that the first one applied but its finished run', () => {
    const [before, after] = [build(false).objects, build(true).objects];
    const gone = before.filter(o => !after.some(p => JSON.stringify(p) === JSON.stringify(o)));
    expect(gone.map(o => o.kind).sort()).toEqual(['ConfigMap', 'Job', 'Role', 'RoleBinding', 'ServiceAccount']);
    expect(new Set(gone.map(o => o.metadata.labels['cdk8s-kubestash/restore']))).toEqual(new Set(['bf648b95']));
  });

  test('knows the restores before it', () => {
    expect(intents(build(true).objects)).toEqual([expect.objectContaining({
      predecessors: ['first', 'bf648b95'],
      previous: expect.objectContaining({ name: 'orders-bf648b95' }),
      process: 'session',
      session: expect.objectContaining({ waitFor: 'reachable' }),
    })]);
  });

  test('waits for a person unless told otherwise', () => {
    expect(intents(build(true).objects)[0].resume).toBe('manual');
  });

  test('retires what came before it, but for the Service through which sessions are ended', () => {
    const left = names(build(true, true).objects);
    expect(left.filter(n => n.startsWith('Postgres'))).toEqual(['Postgres orders-0ba998f0', 'PostgresArchiver orders-0ba998f0-archiver']);
    expect(left.filter(n => n.endsWith('-maintenance'))).toEqual(['Service orders-bf648b95-maintenance', 'Service orders-0ba998f0-maintenance']);
    expect(left).toContain('Service orders-client');
  });

  test('of the same reference is an error that names both', () => {
    const shop = new Shop();
    const orders = shop.orders();
    new PointInTimeRestore(shop.chart, 'One', { database: orders, at: '2026-11-20T08:30:00Z' });
    new PointInTimeRestore(shop.chart, 'Two', { database: orders, at: '2026-11-20T09:30:00Z' });
    expect(shop.finding('restored-twice')?.value).toContain('shop/One, shop/Two');
    expect(() => shop.app.synth()).toThrow('[restored-twice]');
  });
});
