import { Chart } from 'cdk8s';
import { Case } from './case';
import { LIFE, Scenario } from './life';
import { openIfHolds } from '../../harness/apps';
import { behave } from '../../harness/control';
import { settled } from '../../harness/expect';
import { AT, orders, secrets } from '../../harness/flows';
import { write } from '../../harness/world';
import { GitOps, PointInTimeRestore } from 'cdk8s-kubestash';

const undone = (chart: Chart): void => {
  new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: openIfHolds(`orders-full@${AT}`) });
};

async function throughAnUndo(of: Case, gitOps?: GitOps): Promise<void> {
  await secrets(of.space);
  await of.commit(chart => { orders(chart); }, gitOps);
  await of.green();
  await write(of.namespace, 'orders', 'spoilt');
  await of.commit(undone, gitOps);
  await of.green(`orders-full@${AT}`);
  expect(await of.story()).toBe('closed, open, closed, open');
}

/** What Flux alone has. */
export const FLUX: readonly Scenario[] = [
  ...LIFE,
  { name: 'force: true', ways: { options: { force: true } }, run: of => throughAnUndo(of) },
  {
    name: 'wait: false: drift is corrected every two seconds while it restores',
    ways: { options: { wait: false, interval: '2s' } },
    run: async of => {
      await secrets(of.space);
      await of.commit(chart => { orders(chart); });
      await settled(of.space, 'orders', 'serving', r => r.state === 'serving' && r.holder === '');
      await behave(of.namespace, { archiverSeconds: 12 });
      await of.commit(undone);
      await settled(of.space, 'orders', 'serving', r => r.state === 'serving' && r.holder === '' && r.incarnation !== 'orders');
      await of.green(`orders-full@${AT}`);
      expect(await of.story()).toBe('closed, open, closed, open');
    },
  },
  {
    name: 'variables are substituted, with the option for Flux',
    ways: { options: { postBuild: { substitute: { cluster: 'production' } } } },
    run: of => throughAnUndo(of),
  },
  {
    name: 'variables are substituted, without any option',
    ways: { options: { postBuild: { substitute: { cluster: 'production' } } } },
    run: of => throughAnUndo(of, GitOps.none()),
  },
  {
    name: 'a long timeout: a new commit is not kept waiting',
    ways: { options: { timeout: '20m' } },
    run: async of => {
      await secrets(of.space);
      await of.commit(chart => { orders(chart); });
      await of.green();
      await of.commit(chart => { new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT }); });
      await settled(of.space, 'orders', 'halted', r => r.state === 'halted' && r.holder === '');
      await of.commit(undone);
      await of.green(`orders-full@${AT}`);
    },
  },
];
