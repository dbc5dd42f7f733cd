import { Chart, Size } from 'cdk8s';
import { apply, inOrder } from './apply';
import { continuous, openIfHolds, storageOf } from './apps';
import { serving } from './expect';
import { AT, Flow, secrets } from './flows';
import { Manifest } from './objects';
import { Space } from './space';
import { synth } from './synth';
import { write } from './world';
import { Engine, PointInTimeRestore, PointInTimeRestoreProps, RestorableDatabase, RestoreProcess } from 'cdk8s-kubestash';

/** A MySQL whose logs are archived. */
function orders(chart: Chart): RestorableDatabase {
  return new RestorableDatabase(chart, 'Orders', {
    engine: Engine.MYSQL, version: '8.4.3', storage: { size: Size.gibibytes(1) }, backup: continuous(storageOf(chart)),
  });
}

/** Takes it back to a moment, in place. */
export function undo(space: Space, props: Partial<PointInTimeRestoreProps> = {}): Manifest[] {
  return synth(space.namespace, chart => {
    new PointInTimeRestore(chart, 'Undo', {
      database: orders(chart), at: AT, process: RestoreProcess.IN_PLACE, resume: openIfHolds(`orders-full@${AT}`), ...props,
    });
  });
}

export const IN_PLACE: Flow = {
  name: 'running MySQL put back to a moment by KubeDB itself',
  before: async space => {
    await secrets(space);
    await apply(space, inOrder(synth(space.namespace, chart => { orders(chart); })));
    await serving(space, 'orders', 'orders');
    await write(space.namespace, 'orders', 'spoilt');
  },
  objects: space => undo(space),
  database: 'orders',
  holds: () => `orders-full@${AT}`,
  moves: false,
  overwrites: true,
};
