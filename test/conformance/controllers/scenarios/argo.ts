import { Chart } from 'cdk8s';
import { Case } from './case';
import { LIFE, Scenario } from './life';
import { openIfHolds } from '../../harness/apps';
import { eventually } from '../../harness/eventually';
import { reachableThrough, serving, settled } from '../../harness/expect';
import { AT, orders, secrets } from '../../harness/flows';
import { personDoes } from '../../harness/person';
import { write } from '../../harness/world';
import { PointInTimeRestore } from 'cdk8s-kubestash';

const undone = (chart: Chart): void => {
  new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: openIfHolds(`orders-full@${AT}`) });
};

async function throughAnUndo(of: Case): Promise<void> {
  await secrets(of.space);
  await of.commit(chart => { orders(chart); });
  await of.green();
  await write(of.namespace, 'orders', 'spoilt');
  await of.commit(undone);
  await of.green(`orders-full@${AT}`);
  await of.stays('green');
  expect(await of.story()).toBe('closed, open, closed, open');
}

/** What Argo CD alone has. */
export const ARGO: readonly Scenario[] = [
  ...LIFE,
  { name: 'client-side apply', ways: { options: { syncOptions: ['PrunePropagationPolicy=background'] } }, run: throughAnUndo },
  {
    name: 'ServerSideDiff',
    ways: { options: { annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } } },
    run: throughAnUndo,
  },
  {
    name: 'Replace=true is loud, and what is halted stays halted',
    ways: { options: { syncOptions: ['Replace=true'] } },
    run: async of => {
      await secrets(of.space);
      await of.commit(chart => { orders(chart); });
      await settled(of.space, 'orders', 'serving', r => r.state === 'serving' && r.holder === '');
      await personDoes(of.space, 'halt');
      await eventually('it to be drained', async () => (await reachableThrough(of.space, 'orders-client')).length === 0);
      await of.commit(chart => { orders(chart).orders.node.addDependency(); });
      await of.shows('red');
      await of.staysClosed();
      await personDoes(of.space, 'resume');
      await serving(of.space, 'orders', 'orders');
    },
  },
];
