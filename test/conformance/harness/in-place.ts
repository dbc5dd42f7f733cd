import { Chart, Size } from 'cdk8s';
import { apply, inOrder } from './apply';
import { continuous, logical, openIfHolds, snapshotOf, storageOf } from './apps';
import { serving } from './expect';
import { AT, DUMP, Flow, secrets } from './flows';
import { Manifest } from './objects';
import { Space } from './space';
import { synth } from './synth';
import { store, write } from './world';
import {
  Check, Engine, PointInTimeRestore, PointInTimeRestoreProps, RestorableDatabase, RestoreProcess, Resume, SnapshotRestore,
} from 'cdk8s-kubestash';

const storage = { size: Size.gibibytes(1) };

/** A database whose logs are archived. */
function archived(chart: Chart, engine: Engine, version: string): RestorableDatabase {
  return new RestorableDatabase(chart, 'Orders', { engine, version, storage, backup: continuous(storageOf(chart)) });
}

const orders = (chart: Chart) => archived(chart, Engine.MYSQL, '8.4.3');

/** Takes it back to a moment, in place. */
export function undo(space: Space, props: Partial<PointInTimeRestoreProps> = {}, database = orders): Manifest[] {
  return synth(space.namespace, chart => {
    new PointInTimeRestore(chart, 'Undo', {
      database: database(chart), at: AT, process: RestoreProcess.IN_PLACE, resume: openIfHolds(`orders-full@${AT}`), ...props,
    });
  });
}

/** What is there and open before: data that somebody has spoilt. */
const spoilt = (database: (chart: Chart) => RestorableDatabase): Flow['before'] => async space => {
  await secrets(space);
  await apply(space, inOrder(synth(space.namespace, chart => { database(chart); })));
  await serving(space, 'orders', 'orders');
  await write(space.namespace, 'orders', 'spoilt');
};

const FLOW = { database: 'orders', moves: false, overwrites: true };
const AT_A_MOMENT = { ...FLOW, holds: () => `orders-full@${AT}` };

export const IN_PLACE: Flow = {
  ...AT_A_MOMENT,
  name: 'running MySQL put back to a moment by KubeDB itself',
  before: spoilt(orders),
  objects: space => undo(space),
};

export const mariadb = (chart: Chart) => archived(chart, Engine.MARIADB, '11.8.5');

export const MARIADB_IN_PLACE: Flow = {
  ...AT_A_MOMENT,
  name: 'running MariaDB put back to a moment by KubeDB itself',
  before: spoilt(mariadb),
  objects: space => undo(space, {}, mariadb),
};

const ETCD = { engine: Engine.ETCD, version: '3.6.4' };
const etcd = (chart: Chart) => new RestorableDatabase(chart, 'Orders', { ...ETCD, storage, backup: logical(storageOf(chart)) });
const MONDAY = `orders-old@${DUMP.time}`;
const SUNDAY = '2026-01-04T00:00:00Z';

const openIf = (content: string) => Resume.automatic({ checks: [Check.statement(`holds ${content}`, { name: 'holds' })] });

const archivedEtcd = (chart: Chart) => archived(chart, ETCD.engine, ETCD.version);

/** An etcd that somebody has spoilt, and whose archiver has taken full backups at these times. */
export async function archivedEtcdWith(space: Space, ...times: readonly string[]): Promise<void> {
  await spoilt(archivedEtcd)!(space);
  const { namespace } = space;
  const snapshots = times.map((time, i) => ({ ...DUMP, name: `full-${i}`, time, version: ETCD.version }));
  await store(namespace, [{ name: 'orders-full', namespace, database: 'orders', kind: 'Etcd', encryptionSecret: 'restic', snapshots }]);
}

/** There are no logs: the newest Snapshot before the moment is taken, and none after it. */
export const ETCD_TO_A_MOMENT: Flow = {
  ...FLOW,
  name: 'running etcd put back to a moment by KubeDB itself',
  before: space => archivedEtcdWith(space, '2026-01-03T00:00:00Z', SUNDAY, DUMP.time),
  objects: space => undo(space, { resume: openIf(`orders-full@${SUNDAY}`) }, archivedEtcd),
  holds: () => `orders-full@${SUNDAY}`,
};

export const ETCD_IN_PLACE: Flow = {
  ...FLOW,
  name: 'running etcd put back to a Snapshot by KubeDB itself',
  before: async space => {
    await spoilt(etcd)!(space);
    const { namespace } = space;
    await store(namespace, [{ name: 'orders-old', namespace, database: 'orders', kind: 'Etcd', encryptionSecret: 'restic', snapshots: [{ ...DUMP, version: ETCD.version }] }]);
  },
  objects: ({ namespace }) => synth(namespace, chart => {
    new SnapshotRestore(chart, 'Back', {
      database: etcd(chart),
      snapshot: snapshotOf(namespace, 'orders', 'monday', ETCD),
      process: RestoreProcess.IN_PLACE,
      resume: openIf(MONDAY),
    });
  }),
  holds: () => MONDAY,
};
