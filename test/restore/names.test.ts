import { App, Chart, Size } from 'cdk8s';
import { ExistingDatabase, Engine, PointInTimeRestore, RestorableDatabase, SnapshotRestore } from '../../src';
import { monday, names, Shop, synthesized } from '../support/shop';

describe('every name can be set', () => {
  const shop = new Shop();
  const orders = shop.orders({
    name: 'pg',
    clientServiceName: 'db',
    readOnlyServiceName: 'db-ro',
    maintenanceServiceName: 'db-desk',
    recordName: 'db-record',
    restoreName: 'pg-opening',
    scriptsName: 'shared',
  });
  const before = shop.objects;
  const undo = new PointInTimeRestore(shop.chart, 'Undo', {
    database: orders, at: '2026-11-20T08:30:00Z', restoreName: 'pg-monday', maintenanceServiceName: 'db-desk-2',
  });
  const after = shop.objects;
  const named = (objects: any[], ...kinds: string[]): string[] => names(objects.filter(o => kinds.includes(o.kind)));

  test('of a database and of the run that opens it', () => {
    expect(named(before, 'Postgres', 'Service')).toEqual(['Service db', 'Service db-ro', 'Service db-desk', 'Postgres pg']);
    expect(named(before, 'ServiceAccount', 'Role', 'RoleBinding')).toEqual([
      'ServiceAccount pg-opening.cdk8s-kubestash', 'Role pg-opening', 'RoleBinding pg-opening',
    ]);
    expect(before.find(o => o.kind === 'Job').metadata.name).toMatch(/^pg-opening-[0-9a-f]{6}$/);
  });

  test('of an incarnation, its maintenance Service and its run', () => {
    expect(undo.restored.incarnation).toBe('pg-monday');
    expect(undo.restored.maintenanceHost).toBe('db-desk-2.shop.svc');
    expect(named(after, 'Postgres')).toEqual(['Postgres pg', 'Postgres pg-monday']);
    expect(named(after, 'ServiceAccount')).toEqual(['ServiceAccount pg-monday.cdk8s-kubestash']);
    expect(shop.object('Service', 'db-desk-2').spec.selector['app.kubernetes.io/instance']).toBe('pg-monday');
  });

  test('and none is left of what they would have been', () => {
    const text = JSON.stringify(after.filter(o => o.kind !== 'ConfigMap' || o.data['run.json'] !== undefined));
    expect(text).not.toMatch(/orders-|pg-client|pg-read-only|pg-maintenance|pg-traffic|pg-first/);
    expect(text).toContain('db-desk');
  });

  test('a later restore may end what an earlier one left behind, by the name that it had', () => {
    new SnapshotRestore(shop.chart, 'Back', { database: undo.restored, snapshot: monday({ database: 'pg' }) });
    const rules: any[] = shop.objects.filter(o => o.kind === 'Role').flatMap(r => r.rules);
    const left = rules.filter(r => r.resources.includes('restoresessions') && r.verbs.includes('delete')).flatMap(r => r.resourceNames);
    expect(left).toEqual(expect.arrayContaining(['pg-monday', 'pg-monday-2', 'pg-monday-3']));
    expect(left).not.toContain('pg-opening');
  });

  test('of the run that opens an imported database', () => {
    const imported = new Shop();
    ExistingDatabase.fromName(imported.chart, 'Legacy', 'legacy', { engine: Engine.MYSQL, version: '8.4.3', restoreName: 'legacy-opening' });
    expect(imported.object('ServiceAccount').metadata.name).toBe('legacy-opening.cdk8s-kubestash');
  });
});

describe('scripts', () => {
  const database = (chart: Chart, id: string, engine = Engine.POSTGRES, namespace?: string) => new RestorableDatabase(chart, id, {
    engine, namespace, version: '17.5', storage: { size: Size.gibibytes(1) },
  });
  const scripts = (objects: any[]) => objects.filter(o => o.data?.['agent.js'] !== undefined || o.data?.['common.sh'] !== undefined)
    .map(o => `${o.metadata.namespace}/${o.metadata.name.replace(/[0-9a-f]{6}$/, 'HASH')}`);

  test('are shared by the databases of a chart: one for all, one for each engine, in each namespace', () => {
    const app = new App();
    const chart = new Chart(app, 'ShopDatabases', { namespace: 'shop' });
    database(chart, 'A');
    database(chart, 'B');
    database(chart, 'C', Engine.MYSQL);
    database(chart, 'D', Engine.POSTGRES, 'staging');
    expect(scripts(synthesized(app))).toEqual([
      'shop/shop-databases-restore-agent-HASH', 'shop/shop-databases-postgres-client-HASH', 'shop/shop-databases-mysql-client-HASH',
      'staging/shop-databases-restore-agent-HASH', 'staging/shop-databases-postgres-client-HASH',
    ]);
  });

  test('are what the pods of the run mount, also of a restore in another chart', () => {
    const shop = new Shop();
    const undo = new PointInTimeRestore(new Chart(shop.app, 'later', { namespace: 'shop' }), 'Undo', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    const mounted = shop.object('Job').spec.template.spec.volumes.find((v: any) => v.name === 'files').projected.sources.map((s: any) => s.configMap.name);
    const made = names(shop.objects.filter(o => o.kind === 'ConfigMap'));
    expect(undo.restored.name).toBe('orders');
    expect(mounted).toHaveLength(3);
    expect(made).toEqual(expect.arrayContaining(mounted.map((name: string) => `ConfigMap ${name}`)));
  });

  test('of two charts do not meet in one namespace', () => {
    const app = new App();
    for (const id of ['one', 'two']) database(new Chart(app, id, { namespace: 'shop' }), `Db${id}`);
    const made = scripts(synthesized(app));
    expect(new Set(made).size).toBe(4);
  });
});
