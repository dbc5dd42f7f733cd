import { ApiObject, Chart } from 'cdk8s';
import { Case } from './case';
import { LIFE, Scenario } from './life';
import { openIfHolds } from '../../harness/apps';
import { behave } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { leadsTo, reachableThrough, settled } from '../../harness/expect';
import { AT, orders, secrets } from '../../harness/flows';
import { Manifest } from '../../harness/objects';
import { personDoes } from '../../harness/person';
import { keepSelectors } from '../../harness/policy';
import { write } from '../../harness/world';
import { notified } from '../tools/argo';
import { PointInTimeRestore } from 'cdk8s-kubestash';

const [SERVER_SIDE, BACKGROUND] = ['ServerSideApply=true', 'PrunePropagationPolicy=background'];
const OPTIONS = 'argocd.argoproj.io/sync-options';

const undone = (chart: Chart): void => {
  new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: openIfHolds(`orders-full@${AT}`) });
};

async function deployed(of: Case): Promise<void> {
  await secrets(of.space);
  await of.commit(chart => { orders(chart); });
  await of.green();
  await write(of.namespace, 'orders', 'spoilt');
}

async function throughAnUndo(of: Case): Promise<void> {
  await deployed(of);
  await of.commit(undone);
  await of.green(`orders-full@${AT}`);
  await of.stays('green');
  expect(await of.story()).toBe('closed, open, closed, open');
}

/** An option of Argo CD at every object, as `commonAnnotations` of kustomize would give it. */
const everywhere = (option: string) => (objects: readonly Manifest[]): Manifest[] => objects.map(o => {
  const said = o.metadata.annotations?.[OPTIONS];
  return { ...o, metadata: { ...o.metadata, annotations: { ...o.metadata.annotations, [OPTIONS]: said === undefined ? option : `${said},${option}` } } };
});

/** Something of the application, applied when everything of the database is well. */
function later(chart: Chart): void {
  new ApiObject(chart, 'Application', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'later', annotations: { 'argocd.argoproj.io/sync-wave': '2' } }, data: { needs: 'orders' },
  });
}

/** Something that the API server refuses, and nobody sooner: the address is none of the cluster's. It is in the wave of the database. */
function refused(chart: Chart): void {
  new ApiObject(chart, 'Refused', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'refused', annotations: { 'argocd.argoproj.io/sync-wave': '0' } },
    spec: { clusterIP: '203.0.113.7', ports: [{ port: 80 }] },
  });
}

/** Another commit, which Argo CD is told to replace everything by; until it says this about it. */
async function replaced(of: Case, says: RegExp): Promise<void> {
  await of.app.alter({ syncOptions: ['Replace=true'] });
  await of.commit(chart => {
    orders(chart);
    new ApiObject(chart, 'Other', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } });
  });
  await eventually('what replacing comes to', async () => {
    const look = await of.app.look();
    if (says.test(look.says)) return true;
    throw new Error(look.says);
  });
  expect((await of.app.look()).colour).not.toBe('green');
}

/** The option is gone; what was begun with it is ended, and the next commit is applied. */
async function appliedAgain(of: Case): Promise<void> {
  await of.app.alter({ syncOptions: [SERVER_SIDE, BACKGROUND] });
  await of.commit(chart => { orders(chart); });
}

const A_JOB_CANNOT_BE_REPLACED = /Job\.batch "orders-first-\w+" is invalid.*field is immutable/;

/** What Argo CD alone has. */
export const ARGO: readonly Scenario[] = [
  ...LIFE,
  { name: 'server-side apply, in the default diff', ways: { options: { annotations: {} } }, run: throughAnUndo },
  { name: 'client-side apply, in the default diff', ways: { options: { annotations: {}, syncOptions: [BACKGROUND] } }, run: throughAnUndo },
  { name: 'client-side apply, ServerSideDiff', ways: { options: { syncOptions: [BACKGROUND] } }, run: throughAnUndo },
  {
    name: 'Force=true at every object, client-side apply',
    ways: { options: { syncOptions: [BACKGROUND] }, between: everywhere('Force=true') },
    run: throughAnUndo,
  },
  {
    name: 'Replace=true while it is halted: it stays halted',
    ways: { options: { annotations: {} } },
    run: async of => {
      await deployed(of);
      await personDoes(of.space, 'halt');
      await leadsTo(of.space, 'orders-client', undefined);
      await replaced(of, A_JOB_CANNOT_BE_REPLACED);
      await of.staysClosed();
      await appliedAgain(of);
      await personDoes(of.space, 'resume');
      await of.green();
    },
  },
  {
    name: 'Replace=true while it serves: it is seen, and `resume` puts it right',
    ways: { options: { annotations: {} } },
    run: async of => {
      await deployed(of);
      await replaced(of, A_JOB_CANNOT_BE_REPLACED);
      expect((await of.space.get('v1', 'Service', 'orders-client')).spec.selector).toBeUndefined();
      await appliedAgain(of);
      await personDoes(of.space, 'resume');
      await of.green();
    },
  },
  {
    name: 'Replace=true while it serves, under the policy for client Services: refused',
    ways: { options: { annotations: {} } },
    run: async of => {
      await deployed(of);
      await keepSelectors(of.namespace);
      const { spec: { selector } } = await of.space.get('v1', 'Service', 'orders-client');
      await replaced(of, /a client Service keeps its selector/);
      expect((await of.space.get('v1', 'Service', 'orders-client')).spec.selector).toEqual(selector);
      await leadsTo(of.space, 'orders-client', 'orders');
    },
  },
  {
    name: 'a later wave is applied when applications can connect',
    run: async of => {
      const found = () => of.space.find('v1', 'ConfigMap', 'later');
      await secrets(of.space);
      await behave(of.namespace, { readySeconds: 6 });
      await of.commit(chart => { orders(chart); later(chart); });
      await eventually('the later wave', async () => await found() !== undefined);
      await leadsTo(of.space, 'orders-client', 'orders');
      await of.green();
    },
  },
  {
    name: 'a load balancer of the application is Progressing until it has an address',
    run: async of => {
      await deployed(of);
      await of.commit(chart => {
        orders(chart);
        new ApiObject(chart, 'Balancer', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } });
      });
      await eventually('it to be Progressing', async () => /^Synced Progressing, last sync Succeeded/.test((await of.app.look()).says));
      await of.stays('working');
      const balancer = { apiVersion: 'v1', kind: 'Service', name: 'shop', namespace: of.namespace };
      await of.space.admin.patch(balancer, { status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } } }, '/status');
      await of.green();
    },
  },
  {
    name: 'a notification when it waits for a person',
    run: async of => {
      await deployed(of);
      expect(await notified(of.space, 'database-waits')).toMatchObject([{ triggered: false }]);
      await of.commit(chart => { new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT }); });
      await of.shows('waiting');
      const [told] = await notified(of.space, 'database-waits');
      expect(told).toMatchObject({ triggered: true, message: expect.stringContaining(`is Suspended: npx cdk8s-kubestash status -n ${of.namespace}`) });
      expect(Date.parse(told.oncePer)).toBeGreaterThan(0);
    },
  },
  {
    name: 'a commit that is refused, and one that mends it',
    run: async of => {
      await deployed(of);
      await of.commit(chart => {
        orders(chart);
        refused(chart);
      });
      await eventually('a try to have failed', async () => /unsuccessfully/.test((await of.app.look()).says));
      await of.commit(undone);
      await of.green(`orders-full@${AT}`);
    },
  },
  {
    name: 'something is refused while nobody can connect: it is tried again, and the next commit is taken',
    run: async of => {
      await deployed(of);
      await personDoes(of.space, 'halt');
      await of.shows('waiting');
      await of.commit(chart => {
        orders(chart);
        refused(chart);
      });
      await eventually('another try', async () => /unsuccessfully|Retrying/.test((await of.app.look()).says));
      await of.commit(undone);
      await of.green(`orders-full@${AT}`);
    },
  },
  ...[true, false].map((background): Scenario => ({
    name: `from commit to halt, the run before pruned in the ${background ? 'background' : 'foreground'}`,
    ways: { options: { syncOptions: background ? [SERVER_SIDE, BACKGROUND] : [SERVER_SIDE] } },
    run: async of => {
      await deployed(of);
      const began = Date.now();
      await of.commit(undone);
      await settled(of.space, 'orders', 'halted', r => r.restore !== 'first');
      await eventually('it to be closed', async () => (await reachableThrough(of.space, 'orders-client')).length === 0, { every: 100 });
      process.stderr.write(`from commit to halt: ${((Date.now() - began) / 1000).toFixed(1)} s, pruned in the ${background ? 'background' : 'foreground'}\n`);
      await of.green(`orders-full@${AT}`);
    },
  })),
];
