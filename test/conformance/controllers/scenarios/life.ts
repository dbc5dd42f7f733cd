import { Chart, Size } from 'cdk8s';
import { Case } from './case';
import { continuous, logical, openIfHolds, postgres, snapshotOf, storageOf } from '../../harness/apps';
import { behave } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { leadsTo, opened, runsComplete, serving, settled } from '../../harness/expect';
import { AT, dumpOf, orders, ordersWithDumps, secrets } from '../../harness/flows';
import { outcome, runsOf } from '../../harness/jobs';
import { personDoes } from '../../harness/person';
import { recordOf } from '../../harness/record';
import { Space } from '../../harness/space';
import { dataOf, store, write } from '../../harness/world';
import { Tool, Ways } from '../tools/tool';
import {
  Check, Database, Engine, PointInTimeRestore, RestorableDatabase, RestoreProcess, Resume, SnapshotRestore, Topology, Traffic,
} from 'cdk8s-kubestash';

/** Something that people do with a tool, from the first commit to what they see in the end. */
export interface Scenario {
  readonly name: string;
  readonly ways?: Ways;
  readonly run: (of: Case, tool: Tool, space: Space) => Promise<void>;
}

const EARLIER = '2026-01-05T08:15:00Z';
const LATER = '2026-01-05T08:45:00Z';
const at = (time: string): string => `orders-full@${time}`;

/** `orders`, taken back to a moment; opened by a person where nothing is said. */
function undone(chart: Chart, time: string, { resume, of, id = 'Undo' }: { resume?: Resume; of?: Database; id?: string } = {}): Database {
  return new PointInTimeRestore(chart, id, { database: of ?? orders(chart).orders, at: time, resume, ...sourceOf(chart, of) }).restored;
}

/** A second restore reads the logs of the first incarnation, which reach back far enough. */
function sourceOf(chart: Chart, of?: Database): { source?: Database } {
  return of === undefined ? {} : { source: chart.node.findChild('Orders') as Database };
}

const opensWith = (time: string): { resume: Resume } => ({ resume: openIfHolds(at(time)) });

/** `orders` is deployed for the first time, and open. */
async function deployed(of: Case, build: (chart: Chart) => void = chart => { orders(chart); }): Promise<void> {
  await secrets(of.space);
  await of.commit(build);
  await of.green();
  await write(of.namespace, 'orders', 'spoilt');
}

/** The same, with dumps, one of which is to be restored. */
async function deployedWithDumps(of: Case): Promise<void> {
  await deployed(of, chart => { ordersWithDumps(chart); });
  await dumpOf(of.space, 'orders');
}

function overwritten(chart: Chart, namespace: string, more: { readonly retirePrevious?: boolean; readonly process?: RestoreProcess } = {}): Database {
  return new SnapshotRestore(chart, 'Back', {
    database: ordersWithDumps(chart), snapshot: snapshotOf(namespace, 'orders', 'monday'), resume: openIfHolds('monday-data'), ...more,
  }).restored;
}

/** The newest run is over, and not well. */
async function failed(of: Case): Promise<void> {
  await of.shows('red');
  await eventually('a run to have failed', async () => (await runsOf(of.space)).some(j => outcome(j) === 'Failed'));
}

async function waits(of: Case): Promise<string> {
  const record = await settled(of.space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
  await of.shows(of.tool.tellsWaiting ? 'waiting' : 'working');
  return record.next;
}

/** What is done the same with every tool. */
export const LIFE: readonly Scenario[] = [
  {
    name: 'first deployment',
    run: async of => {
      await deployed(of);
      expect(await of.story()).toBe('closed, open');
    },
  },
  {
    name: 'undo',
    run: async of => {
      await deployed(of);
      await behave(of.namespace, { archiverSeconds: 6 });
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      await of.green(at(AT));
      await of.stays('green');
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'second restore',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      const first = await of.green(at(AT));
      await of.commit(chart => { undone(chart, LATER, { ...opensWith(LATER), of: undone(chart, AT, opensWith(AT)), id: 'Again' }); });
      expect(await of.green(at(LATER))).not.toBe(first);
      expect((await runsOf(of.space)).length).toBe(1);
      expect(await of.story()).toBe('closed, open, closed, open, closed, open');
    },
  },
  {
    name: 'a restore is corrected in Git while it waits for a person',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT); });
      await waits(of);
      await of.commit(chart => { undone(chart, EARLIER, opensWith(EARLIER)); });
      await of.green(at(EARLIER));
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'a failed restore is replaced by another',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT, opensWith(LATER)); });
      await failed(of);
      await of.staysClosed();
      await of.commit(chart => { undone(chart, EARLIER, opensWith(EARLIER)); });
      await of.green(at(EARLIER));
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'a failed overwrite, and a restore after it',
    run: async of => {
      const { namespace } = of;
      await deployedWithDumps(of);
      await behave(namespace, { restoreOutcomes: ['Failed'], restoreError: 'the dump is truncated' });
      await of.commit(chart => { overwritten(chart, namespace, { process: RestoreProcess.OVERWRITE }); });
      await failed(of);
      await of.staysClosed();
      await of.commit(chart => {
        const database = overwritten(chart, namespace, { process: RestoreProcess.OVERWRITE });
        new SnapshotRestore(chart, 'Beside', {
          database, snapshot: snapshotOf(namespace, 'orders', 'monday'), process: RestoreProcess.INCARNATION, resume: openIfHolds('monday-data'),
        });
      });
      await of.green('monday-data');
      await of.stays('green');
    },
  },
  {
    name: 'a restore that hangs is replaced by a commit',
    run: async of => {
      const { namespace } = of;
      await deployedWithDumps(of);
      await behave(namespace, { restoreOutcomes: ['hang'] });
      await of.commit(chart => { overwritten(chart, namespace, { process: RestoreProcess.INCARNATION }); });
      await settled(of.space, 'orders', 'restoring', r => r.state === 'restoring' && r.restore !== 'first');
      await of.stays('working');
      await of.commit(chart => {
        new SnapshotRestore(chart, 'Back', {
          database: ordersWithDumps(chart), snapshot: snapshotOf(namespace, 'orders', 'monday'), restoreId: 'again', resume: openIfHolds('monday-data'),
        });
      });
      await of.green('monday-data');
    },
  },
  {
    name: 'it waits for a person, who opens it',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT); });
      const next = await waits(of);
      await of.stays(of.tool.tellsWaiting ? 'waiting' : 'working');
      await of.staysClosed();
      await personDoes(of.space, 'resume');
      expect(await of.green(at(AT))).toBe(next);
    },
  },
  {
    name: 'a person goes back to what was there',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      await of.green(at(AT));
      await personDoes(of.space, 'rollback');
      await opened(of.space, 'orders');
      // Applications can connect, and not to what Git says: that is to be seen.
      await of.shows(of.tool.tellsWaiting ? 'waiting' : 'working');
      await of.stays(of.tool.tellsWaiting ? 'waiting' : 'working');
      await opened(of.space, 'orders');
    },
  },
  {
    name: 'an incident: halted by hand, then a commit',
    run: async of => {
      await deployed(of);
      await personDoes(of.space, 'halt', { reason: 'orders are being lost' });
      await of.shows(of.tool.tellsWaiting ? 'waiting' : 'working');
      await of.staysClosed();
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      await of.green(at(AT));
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'guard at the first deployment, where backups of an earlier life are found',
    run: async of => {
      const { namespace } = of;
      await secrets(of.space);
      await store(namespace, [{
        name: 'orders-logical',
        namespace,
        database: 'orders',
        encryptionSecret: 'restic',
        snapshots: [{ name: 'friday', time: '2026-01-02T09:00:00Z', components: { dump: {} } }],
      }]);
      await of.commit(chart => { ordersWithDumps(chart); });
      await failed(of);
      await of.staysClosed();
      await personDoes(of.space, 'resume');
      await serving(of.space, 'orders', 'orders');
      // The run that refused is still in Git. Deleted, it is made anew and finds that a person has decided.
      const [run] = await runsOf(of.space);
      await of.space.admin.remove({ apiVersion: 'batch/v1', kind: 'Job', name: run.metadata.name, namespace });
      await of.green();
    },
  },
  {
    name: 'what was there before is retired',
    run: async of => {
      const { namespace } = of;
      await deployedWithDumps(of);
      await of.commit(chart => { overwritten(chart, namespace, { process: RestoreProcess.INCARNATION }); });
      const incarnation = await of.green('monday-data');
      await of.commit(chart => { overwritten(chart, namespace, { process: RestoreProcess.INCARNATION, retirePrevious: true }); });
      await of.green('monday-data');
      // It has left Git, and is kept until a person retires it.
      expect((await dataOf(namespace, 'orders')).exists).toBe(true);
      expect((await of.space.list('kubedb.com/v1', 'Postgres')).map(d => d.metadata.name).sort()).toEqual(['orders', incarnation]);
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'git revert of an undo',
    run: async of => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      const undo = await of.green(at(AT));
      await of.commit(chart => { orders(chart); });
      expect(await of.green()).toBe('orders');
      expect((await dataOf(of.namespace, 'orders')).content).toBe('spoilt');
      expect((await dataOf(of.namespace, undo)).exists).toBe(true);
    },
  },
  {
    name: 'declared mode: close, restore, open',
    run: async of => {
      const { namespace } = of;
      await secrets(of.space);
      await dumpOf(of.space, 'orders');
      const commit = (open: boolean, restored: boolean) => of.commit(chart => {
        const database = postgres(chart, 'Orders', { backup: logical(storageOf(chart)), traffic: Traffic.declared({ open }) });
        if (restored) new SnapshotRestore(chart, 'Back', { database, snapshot: snapshotOf(namespace, 'orders', 'monday') });
      });
      await commit(true, false);
      await of.shows('green');
      await leadsTo(of.space, 'orders-client', 'orders');
      await commit(false, false);
      await of.shows('green', 'waiting');
      await leadsTo(of.space, 'orders-client', undefined);
      await behave(namespace, { restoreSeconds: 25 });
      const objects = await commit(false, true);
      const session = objects.find(o => o.kind === 'RestoreSession')!;
      await of.shows('green', 'waiting');
      expect((await of.space.get(session.apiVersion, 'RestoreSession', session.metadata.name)).status.phase).toBe('Succeeded');
      await leadsTo(of.space, 'orders-client', undefined);
      await commit(true, true);
      await of.shows('green');
      await leadsTo(of.space, 'orders-client', session.spec.target.name);
      expect((await dataOf(namespace, session.spec.target.name)).content).toBe('monday-data');
    },
  },
  {
    name: 'the application is deleted and made again',
    run: async (of, tool, space) => {
      await deployed(of);
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      const incarnation = await of.green(at(AT));
      const { uid } = await dataOf(of.namespace, incarnation);
      await of.app.remove();
      expect((await space.list('kubedb.com/v1', 'Postgres')).map(d => d.metadata.name).sort()).toEqual(['orders', incarnation]);
      expect((await recordOf(space, 'orders'))!.state).toBe('serving');
      const again = await Case.in(space, tool);
      await again.commit(chart => { undone(chart, AT, opensWith(AT)); });
      expect(await again.green(at(AT))).toBe(incarnation);
      expect((await dataOf(of.namespace, incarnation)).uid).toBe(uid);
    },
  },
  {
    name: 'the controller is killed in the middle',
    run: async (of, tool) => {
      await deployed(of);
      await behave(of.namespace, { archiverSeconds: 8 });
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      await settled(of.space, 'orders', 'restoring', r => r.state === 'restoring' && r.restore !== 'first');
      await tool.restart();
      await of.green(at(AT));
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'a fleet of 20 databases in one application',
    run: async of => {
      const names = ['orders', 'stock', ...Array.from({ length: 18 }, (_, i) => `shop-${i + 1}`)];
      await secrets(of.space);
      const fleet = (chart: Chart): Map<string, RestorableDatabase> => {
        const storage = storageOf(chart);
        return new Map(names.map(name => [name, postgres(chart, name, { name, backup: continuous(storage), replicas: 1 })]));
      };
      await of.commit(chart => { fleet(chart); });
      await of.green();
      for (const name of names) await serving(of.space, name, name);
      await of.commit(chart => {
        for (const [name, database] of fleet(chart)) {
          if (name !== 'stock') new PointInTimeRestore(chart, `Undo-${name}`, { database, at: AT, resume: openIfHolds(`${name}-full@${AT}`) });
        }
      });
      await of.green(at(AT));
      await runsComplete(of.space);
      for (const name of names) {
        const { incarnation } = await serving(of.space, name);
        expect(incarnation === name).toBe(name === 'stock');
      }
    },
  },
  {
    name: 'two applications in one namespace',
    run: async (of, tool, space) => {
      await secrets(space);
      await of.commit(chart => { orders(chart); });
      const other = await Case.in(space, tool, { name: 'other' });
      await other.commit(chart => { postgres(chart, 'Other', { replicas: 1 }); });
      await of.green();
      await serving(space, 'other');
      await other.shows('green');
      await of.commit(chart => { undone(chart, AT, opensWith(AT)); });
      await of.green(at(AT));
      await serving(space, 'other');
      await other.shows('green');
    },
  },
  ...[
    {
      name: 'MongoDB, beside itself',
      kind: 'MongoDB',
      props: { engine: Engine.MONGODB, version: '8.0.10', topology: Topology.mongoReplicaSet('rs0') },
      process: RestoreProcess.INCARNATION,
      check: 'holds monday-data',
    },
    {
      name: 'Elasticsearch, written over',
      kind: 'Elasticsearch',
      props: { engine: Engine.ELASTICSEARCH, version: 'xpack-9.2.3' },
      process: RestoreProcess.OVERWRITE,
      check: 'GET /holds monday-data',
    },
  ].map(({ name, kind, props, process, check }): Scenario => ({
    name,
    run: async of => {
      const { namespace } = of;
      const database = (chart: Chart): RestorableDatabase => new RestorableDatabase(chart, 'Orders', {
        ...props, replicas: 1, storage: { size: Size.gibibytes(1) }, backup: logical(storageOf(chart)),
      });
      await deployed(of, chart => { database(chart); });
      const snapshot = { name: 'monday', time: '2026-01-05T09:00:00Z', content: 'monday-data', version: props.version, components: { dump: {} } };
      await store(namespace, [{ name: 'orders-old', namespace, database: 'orders', kind, encryptionSecret: 'restic', snapshots: [snapshot] }]);
      await of.commit(chart => {
        new SnapshotRestore(chart, 'Back', {
          database: database(chart),
          snapshot: snapshotOf(namespace, 'orders', 'monday', { engine: props.engine, version: props.version }),
          process,
          resume: Resume.automatic({ checks: [Check.statement(check, { name: 'holds' })] }),
        });
      });
      await of.green('monday-data');
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  })),
];
