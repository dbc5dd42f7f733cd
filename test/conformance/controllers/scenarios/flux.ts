import { ApiObject, Chart } from 'cdk8s';
import { Case } from './case';
import { LIFE, Scenario } from './life';
import { openIfHolds } from '../../harness/apps';
import { behave } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { leadsTo, settled } from '../../harness/expect';
import { AT, orders, secrets } from '../../harness/flows';
import { recordOf } from '../../harness/record';
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
    name: 'a Kustomization that depends on it is applied when applications can connect',
    run: async (of, tool, space) => {
      const found = () => space.find('v1', 'ConfigMap', 'later');
      await secrets(space);
      await behave(space.namespace, { readySeconds: 6 });
      await of.commit(chart => { orders(chart); });
      const later = await Case.in(space, tool, { name: 'later', options: { dependsOn: [{ name: 'shop' }] } });
      await later.commit(chart => { new ApiObject(chart, 'Application', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'later' } }); });
      await eventually('what depends on it', async () => await found() !== undefined);
      expect((await recordOf(space, 'orders'))?.state).toBe('serving');
      await leadsTo(space, 'orders-client', 'orders');
    },
  },
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
