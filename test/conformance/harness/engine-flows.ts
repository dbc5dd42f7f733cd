import { Chart, Size } from 'cdk8s';
import { apply, inOrder } from './apply';
import { logical, snapshotOf, storageOf } from './apps';
import { serving } from './expect';
import { DUMP, Flow, FLOWS, secrets } from './flows';
import { synth } from './synth';
import { store, write } from './world';
import { Check, Engine, RestorableDatabase, RestorableDatabaseProps, RestoreProcess, Resume, SnapshotRestore, Topology } from 'cdk8s-kubestash';

/** A database that is no PostgreSQL. */
interface Other {
  readonly kind: string;
  readonly props: Pick<RestorableDatabaseProps, 'engine' | 'version' | 'topology'>;
  readonly process: RestoreProcess;
  /** Passes if the database holds `monday-data`. */
  readonly check: Check;
}

function flowOf(name: string, { kind, props, process, check }: Other): Flow {
  const database = (chart: Chart): RestorableDatabase => new RestorableDatabase(chart, 'Orders', {
    ...props, replicas: 1, storage: { size: Size.gibibytes(1) }, backup: logical(storageOf(chart)),
  });
  const { engine, version } = props;
  return {
    name,
    before: async space => {
      const { namespace } = space;
      await secrets(space);
      await apply(space, inOrder(synth(namespace, chart => { database(chart); })));
      await serving(space, 'orders', 'orders');
      await write(namespace, 'orders', 'spoilt');
      await store(namespace, [{ name: 'orders-old', namespace, database: 'orders', kind, encryptionSecret: 'restic', snapshots: [{ ...DUMP, version }] }]);
    },
    objects: ({ namespace }) => synth(namespace, chart => {
      new SnapshotRestore(chart, 'Back', {
        database: database(chart),
        snapshot: snapshotOf(namespace, 'orders', 'monday', { engine, version }),
        process,
        resume: Resume.automatic({ checks: [check] }),
      });
    }),
    database: 'orders',
    holds: () => 'monday-data',
    moves: process === RestoreProcess.INCARNATION,
    overwrites: process === RestoreProcess.OVERWRITE,
  };
}

export const MONGODB = flowOf('MongoDB back from a Snapshot, beside itself', {
  kind: 'MongoDB',
  props: { engine: Engine.MONGODB, version: '8.0.10', topology: Topology.mongoReplicaSet('rs0') },
  process: RestoreProcess.INCARNATION,
  check: Check.statement('holds monday-data', { name: 'holds' }),
});

export const ELASTICSEARCH = flowOf('Snapshot written over an Elasticsearch', {
  kind: 'Elasticsearch',
  props: { engine: Engine.ELASTICSEARCH, version: 'xpack-9.2.3' },
  process: RestoreProcess.OVERWRITE,
  check: Check.statement('GET /holds monday-data', { name: 'holds' }),
});

/** All flows of the library with a run, and other engines. */
export const ALL_FLOWS: readonly Flow[] = [...FLOWS, MONGODB, ELASTICSEARCH];
