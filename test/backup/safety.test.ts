import { Cron, Testing } from 'cdk8s';
import { basics, object, storageIn, target } from './harness';
import { Backup } from '../../src/backup';
import { bindSafety, planSafety } from '../../src/backup/safety';
import { chartIn, codes } from '../resources/harness';
import { validateObject } from '../support/crds';
import { describeUpstream } from '../support/upstream';

const backup = () => Backup.combined(
  Backup.continuous({ ...basics(), fullBackup: Cron.daily() }), Backup.logical({ ...basics(), params: { user: 'admin' } }),
);

test('runs only when it is triggered, into a Repository and a directory of its own, and is never tidied away', () => {
  const plan = planSafety({ restore: 'orders-7f3a', backup: backup() }, target());
  expect(plan).toMatchObject({ configuration: 'orders-7f3a-safety', session: 'safety', problems: [] });
  expect(plan.repository).toMatchObject({ name: 'orders-7f3a-safety', directory: 'shop/orders/safety/orders-7f3a' });
  const [session] = object(plan, 'BackupConfiguration').spec.sessions;
  expect(session.scheduler.suspend).toBe(true);
  expect(session.addon.tasks).toEqual([{ name: 'logical-backup', params: { user: 'admin' } }]);
  expect(object(plan, 'RetentionPolicy').spec).toMatchObject({ maxRetentionPeriod: '100y' });
});

test('goes where the user says', () => {
  const plan = planSafety({ restore: 'orders-7f3a', storage: storageIn(), encryptionSecret: { name: 'other', namespace: 'x' } }, target());
  expect(plan.repository?.encryptionSecret).toEqual({ name: 'other', namespace: 'x' });
  expect(plan.storages).toEqual([{ name: 'storage', namespace: 'backups' }]);
});

test('without any storage it is an error with a remedy', () => {
  const { objects, problems: [problem] } = planSafety({ restore: 'orders-7f3a' }, target());
  expect(objects).toEqual([]);
  expect(problem.code).toBe('safety-backup-without-storage');
  expect(problem.remedy).toContain('SafetyBackup.none');
});

test('two overwrites share nothing', () => {
  const [one, two] = ['orders-a', 'orders-b'].map(restore => planSafety({ restore, backup: backup() }, target()));
  const names = [...one.objects, ...two.objects].map(o => `${o.kind} ${o.name}`);
  expect(new Set(names).size).toBe(4);
  expect(one.repository?.directory).not.toBe(two.repository?.directory);
});

describeUpstream('the CRDs of upstream', () => {
  test('take it', () => {
    const chart = chartIn();
    bindSafety(chart, 'Safety', planSafety({ restore: 'orders-7f3a', backup: backup() }, target()));
    expect(codes(chart)).toEqual([]);
    expect(Testing.synth(chart).flatMap(validateObject)).toEqual([]);
  });
});
