import { PointInTimeRestore, Resume, SnapshotRestore, Traffic } from '../../src';
import { monday, names, Shop } from '../support/shop';

const commit = (open: boolean, restore: boolean): Shop => {
  const shop = new Shop();
  const orders = shop.orders({ traffic: Traffic.declared({ open }) });
  if (restore) new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
  return shop;
};
const client = (shop: Shop): any => shop.object('Service', 'orders-client').spec.selector;

describe('where Git decides about traffic', () => {
  test('there is no run, no Role and no script', () => {
    expect(names(commit(true, true).objects).filter(n => /^(Job|Role|ServiceAccount|ConfigMap)/.test(n))).toEqual([]);
  });

  test('an open database is selected, a closed one asks for a label that no pod carries', () => {
    expect(client(commit(true, false))).toEqual({
      'app.kubernetes.io/name': 'postgreses.kubedb.com', 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/managed-by': 'kubedb.com', 'kubedb.com/role': 'primary',
    });
    expect(client(commit(false, false))).toEqual({ ...client(commit(true, false)), 'cdk8s-kubestash/halted': 'true' });
  });

  test('the RestoreSession stands in Git as an ordinary manifest', () => {
    const session = commit(false, true).object('RestoreSession');
    expect(session.metadata.name).toBe('orders-' + session.metadata.labels['cdk8s-kubestash/restore']);
    expect(session.spec.target.name).toBe(session.metadata.name);
  });

  test('the third commit moves the client Service to the restored database and changes nothing else', () => {
    const [before, after] = [commit(false, true).objects, commit(true, true).objects];
    const changed = after.filter((o, i) => JSON.stringify(o) !== JSON.stringify(before[i]));
    expect(names(changed)).toEqual(['Service orders-client', 'Service orders-read-only']);
    expect(changed[0].spec.selector['app.kubernetes.io/instance']).toMatch(/^orders-[0-9a-f]{8}$/);
  });

  test('the maintenance Services are there all the time', () => {
    expect(names(commit(false, true).objects).filter(n => n.endsWith('-maintenance'))).toHaveLength(2);
  });

  test('a later restore takes the RestoreSession of the one before out', () => {
    const shop = new Shop();
    const first = new SnapshotRestore(shop.chart, 'A', { database: shop.orders({ traffic: Traffic.declared({ open: false }) }), snapshot: monday() });
    new PointInTimeRestore(shop.chart, 'B', { database: first.restored, at: '2026-11-25T08:30:00Z' });
    expect(shop.objects.filter(o => o.kind === 'RestoreSession')).toEqual([]);
    expect(client(shop)['app.kubernetes.io/instance']).toBe((shop.chart.node.findChild('B') as PointInTimeRestore).restored.incarnation);
  });

  test('nothing resumes by itself, and no check would run', () => {
    const shop = new Shop();
    new SnapshotRestore(shop.chart, 'Back', {
      database: shop.orders({ traffic: Traffic.declared({ open: false }) }), snapshot: monday(), resume: Resume.automatic(),
    });
    expect(shop.finding('resume-in-declared-mode')?.remedy).toContain('Traffic.managed()');
  });

  test('the plan speaks of three commits', () => {
    const shop = new Shop();
    const restore = new SnapshotRestore(shop.chart, 'Back', { database: shop.orders({ traffic: Traffic.declared({ open: false }) }), snapshot: monday() });
    expect(restore.plan.steps.map(s => s.split(':')[0])).toEqual(['first commit', 'second commit', 'third commit']);
  });
});
