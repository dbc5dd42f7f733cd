import { ApiObject, Cron, Size } from 'cdk8s';
import {
  Backup, Findings, PointInTimeRestore, RestorableDatabase, Resume, SnapshotRestore,
} from '../../src';
import { monday, Shop, synthesized } from '../support/shop';

// A year of one app, commit by commit: each builds on the code of the one before it. What was applied stays as it is, nothing is
// said about what is done, and nobody restores twice.

interface Commit {
  readonly title: string;
  readonly build: (shop: Shop) => void;
  /** CRs that stand in Git afterwards. */
  readonly crs: string[];
  /** CRs whose spec this commit is meant to change. */
  readonly changes?: string[];
}

const UNDONE = 'orders-bf648b95';
const june = () => monday({ database: UNDONE, repository: `${UNDONE}-logical` });

/** What the code says at a time: everything has one place, as it would in a repository. */
function app(at: {
  version?: string;
  size?: number;
  replicas?: number;
  undo?: 'new' | 'settled' | 'retired';
  second?: 'new' | 'settled' | 'retired';
  labels?: object;
  backup?: (shop: Shop) => Backup;
}): (shop: Shop) => void {
  return shop => {
    const orders = shop.orders({
      version: at.version ?? '17.4',
      replicas: at.replicas ?? 3,
      storage: { size: Size.gibibytes(at.size ?? 50), storageClassName: 'fast' },
      labels: { team: 'x', ...at.labels },
      ...(at.backup === undefined ? {} : { backup: at.backup(shop) }),
    });
    if (at.undo === undefined) return;
    const undo = new PointInTimeRestore(shop.chart, 'Undo', {
      database: orders, at: '2026-11-20T08:30:00Z', resume: Resume.automatic(), settled: at.undo !== 'new', retirePrevious: at.undo === 'retired',
    });
    if (at.second === undefined) return;
    new SnapshotRestore(shop.chart, 'Second', {
      database: undo.restored, snapshot: june(), settled: at.second !== 'new', retirePrevious: at.second === 'retired',
    });
  };
}

const moved = (shop: Shop): Backup => Backup.combined(shop.continuous, Backup.logical({
  storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.schedule({ minute: '15', hour: '4' }),
}));

const SECOND = (() => {
  const shop = new Shop();
  app({ undo: 'settled', second: 'new' })(shop);
  return (shop.chart.node.findChild('Second') as SnapshotRestore).restored.incarnation;
})();

const YEAR: Commit[] = [
  { title: 'January: first deployment', build: app({}), crs: ['orders'] },
  { title: 'February: upgrade', build: app({ version: '17.5' }), crs: ['orders'], changes: ['orders'] },
  { title: 'March: a table is dropped, and comes back', build: app({ version: '17.5', undo: 'new' }), crs: ['orders', UNDONE] },
  { title: 'March: settled', build: app({ version: '17.5', undo: 'settled' }), crs: ['orders', UNDONE] },
  { title: 'April: the old one is retired', build: app({ version: '17.5', undo: 'retired' }), crs: [UNDONE] },
  { title: 'May: upgrade', build: app({ version: '17.9', undo: 'retired' }), crs: [UNDONE], changes: [UNDONE] },
  { title: 'June: more storage', build: app({ version: '17.9', size: 100, undo: 'retired' }), crs: [UNDONE], changes: [UNDONE] },
  { title: 'June: more members', build: app({ version: '17.9', size: 100, replicas: 5, undo: 'retired' }), crs: [UNDONE], changes: [UNDONE] },
  { title: 'July: a label', build: app({ version: '17.9', size: 100, replicas: 5, labels: { tier: 'gold' }, undo: 'retired' }), crs: [UNDONE] },
  { title: 'August: a Snapshot comes back', build: app({ version: '17.9', size: 100, replicas: 5, undo: 'retired', second: 'new' }), crs: [UNDONE, SECOND] },
  { title: 'September: settled and retired', build: app({ version: '17.9', size: 100, replicas: 5, undo: 'retired', second: 'retired' }), crs: [SECOND] },
  { title: 'October: another schedule', build: app({ version: '17.9', size: 100, replicas: 5, undo: 'retired', second: 'retired', backup: moved }), crs: [SECOND] },
  { title: 'November: the next major version', build: app({ version: '18.2', size: 100, replicas: 5, undo: 'retired', second: 'retired', backup: moved }), crs: [SECOND], changes: [SECOND] },
];

const objectsAt = YEAR.map(({ build }) => {
  const shop = new Shop();
  build(shop);
  return { codes: Findings.of(shop.app).all.map(f => f.code), objects: synthesized(shop.app), shop };
});
const crsOf = (objects: any[]): any[] => objects.filter(o => o.kind === 'Postgres');

describe.each(YEAR.map((commit, i) => ({ ...commit, i })))('$title', ({ i, crs, changes = [] }) => {
  const { codes, objects } = objectsAt[i];

  test('nothing is said, and what stands is what should', () => {
    expect(codes).toEqual([]);
    expect(crsOf(objects).map(o => o.metadata.name)).toEqual(crs);
  });

  test('what was applied keeps spec.init, and its spec where nobody meant to change it', () => {
    const before = i === 0 ? [] : crsOf(objectsAt[i - 1].objects);
    for (const cr of crsOf(objects)) {
      const was = before.find(o => o.metadata.name === cr.metadata.name);
      if (was === undefined) continue;
      expect(cr.spec.init).toEqual(was.spec.init);
      if (changes.includes(cr.metadata.name)) expect(cr.spec).not.toEqual(was.spec);
      else expect(cr.spec).toEqual(was.spec);
    }
  });

  test('there is one run: of the newest restore, or the first opening', () => {
    const runs = objects.filter(o => o.kind === 'Job');
    expect(runs).toHaveLength(1);
    const id = crs[crs.length - 1].replace(/^orders-?/, '');
    expect(runs[0].metadata.labels['cdk8s-kubestash/restore']).toBe(id === '' ? 'first' : id);
  });

  test('client Services stay as they were', () => {
    const clients = (all: any[]): any[] => all.filter(o => o.kind === 'Service' && /-(client|read-only)$/.test(o.metadata.name));
    expect(clients(objects)).toEqual(clients(objectsAt[0].objects));
  });
});

test('a restore is run by the commit that declares it and by no other', () => {
  const processes = objectsAt.map(({ objects }) => JSON.parse(objects.find(o => o.data?.['run.json'] !== undefined).data['run.json']).process);
  expect(processes).toEqual(['open', 'open', 'archiver', 'open', 'open', 'open', 'open', 'open', 'open', 'session', 'open', 'open', 'open']);
});

test('an application that goes on under another name keeps its Services and its record', () => {
  const shop = new Shop();
  const orders = shop.orders();
  const renamed = new Shop();
  const same = new RestorableDatabase(renamed.chart, 'Sales', { ...propsOf(), name: 'orders' });
  expect(ApiObject.of(same).name).toBe(ApiObject.of(orders).name);
  expect(renamed.objects.map(o => `${o.kind} ${o.metadata.name}`)).toEqual(shop.objects.map(o => `${o.kind} ${o.metadata.name}`));

  function propsOf(): any {
    return {
      engine: orders._state.engine,
      version: '17.5',
      replicas: 3,
      storage: { size: Size.gibibytes(50), storageClassName: 'fast' },
      backup: Backup.combined(renamed.continuous, renamed.logical),
    };
  }
});
