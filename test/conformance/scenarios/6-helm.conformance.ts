import { Chart } from 'cdk8s';
import { buildTool } from '../controllers/tools/install';
import { continuous, openIfHolds, postgres, storageOf } from '../harness/apps';
import { behave } from '../harness/control';
import { eventually } from '../harness/eventually';
import { leadsTo, opened, reachableThrough } from '../harness/expect';
import { AT, FLOWS, orders, secrets } from '../harness/flows';
import { Release, templated } from '../harness/helm';
import { outcome, runsOf } from '../harness/jobs';
import { Manifest } from '../harness/objects';
import { personDoes } from '../harness/person';
import { keepSelectors } from '../harness/policy';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { synth } from '../harness/synth';
import { dataOf, write } from '../harness/world';
import { counted } from '../report/figures';
import { Check, DeletionPolicy, PointInTimeRestore, RestorableDatabase, RestorableDatabaseProps, Resume } from 'cdk8s-kubestash';

const SCENARIO = '6. GitOps';
const RESTORED = `orders-full@${AT}`;

/** As docs/kustomize-and-helm.md has it: until the run has come to its end. */
const TO_THE_END = ['--wait', '--wait-for-jobs', '--timeout', '1h'];

describe('6. GitOps: Helm on the way', () => {
  beforeAll(() => buildTool('helm'));

  test.each(FLOWS.map(flow => [flow.name, flow] as const))('%s: Helm sends what was rendered', async (_, flow) => {
    const objects = flow.objects({ namespace: 'shop' } as Space);
    expect(byName(await templated(objects))).toEqual(byName(JSON.parse(JSON.stringify(objects))));
  });

  test('a statement in which Helm sees an action is refused, and one that is escaped arrives', async () => {
    const checked = (statement: string): Manifest[] => synth('shop', chart => {
      new PointInTimeRestore(chart, 'Undo', { database: orders(chart).orders, at: AT, resume: Resume.automatic({ checks: [Check.sql(statement)] }) });
    });
    await expect(templated(checked('select \'{{ tenant }}\''))).rejects.toThrow(/function "tenant" not defined/);
    expect(JSON.stringify(await templated(checked('select \'{{ "{{" }} tenant }}\'')))).toContain('select \'{{ tenant }}\'');
  });

  test('a release through its life: installed, undone, rolled back, undone again, retired, uninstalled, installed', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      await release.upgrade(undone(space), ...TO_THE_END);
      const incarnation = await holdsWhatWasRestored(space);
      expect((await runsOf(space)).length).toBe(1);
      const { epoch } = (await recordOf(space, 'orders'))!;
      await release.upgrade(undone(space), ...TO_THE_END);
      expect((await recordOf(space, 'orders'))!.epoch).toBe(epoch);

      // As `git revert`: what was there before is opened, and what was restored stays, to be opened again.
      await release.rollback(1, ...TO_THE_END);
      await opened(space, 'orders');
      expect(await databases(space)).toEqual(['orders', incarnation]);
      await release.upgrade(undone(space), ...TO_THE_END);
      expect(await holdsWhatWasRestored(space)).toBe(incarnation);
      expect((await dataOf(space.namespace, incarnation)).restores.length).toBe(1);

      await release.upgrade(undone(space, { retirePrevious: true }), ...TO_THE_END);
      expect(await databases(space)).toEqual(['orders', incarnation]);
      expect(await holdsWhatWasRestored(space)).toBe(incarnation);

      await release.uninstall();
      expect(await databases(space)).toEqual(['orders', incarnation]);
      await leadsTo(space, 'orders-client', undefined);
      await release.upgrade(undone(space), ...TO_THE_END);
      expect(await holdsWhatWasRestored(space)).toBe(incarnation);
    });
  });

  test('a rollback takes back no database that had left the chart, and an upgrade does', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      await release.upgrade(undone(space), ...TO_THE_END);
      await release.upgrade(undone(space, { retirePrevious: true }), ...TO_THE_END);
      await expect(release.rollback(2)).rejects.toThrow(/cannot patch "orders" with kind Postgres: .*resourceVersion/);
      await holdsWhatWasRestored(space);
      await release.upgrade(undone(space), ...TO_THE_END);
      await holdsWhatWasRestored(space);
    });
  });

  test('what is halted stays halted, whatever an upgrade changes', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      await personDoes(space, 'halt');
      await release.upgrade(first(space));
      await release.upgrade(first(space).map(o => ({ ...o, metadata: { ...o.metadata, labels: { ...o.metadata.labels, team: 'shop' } } })));
      expect((await space.get('v1', 'Service', 'orders-client')).metadata.labels.team).toBe('shop');
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await release.upgrade(undone(space), ...TO_THE_END);
      await holdsWhatWasRestored(space);
    });
  });

  test.each([
    [DeletionPolicy.DELETE, 'goes'],
    [DeletionPolicy.DO_NOT_TERMINATE, 'stays, as KubeDB refuses'],
  ])('a database that is not kept and leaves the chart, deletionPolicy %s: %s', async deletionPolicy => {
    await played(async (space, release) => {
      const words = { deletionPolicy };
      await deployed(space, release, words);
      await release.upgrade(undone(space, { words }), ...TO_THE_END);
      const incarnation = await holdsWhatWasRestored(space);
      await release.upgrade(undone(space, { words, retirePrevious: true }), ...TO_THE_END);
      const left = deletionPolicy === DeletionPolicy.DELETE ? [incarnation] : ['orders', incarnation];
      await eventually(`${left.join(' and ')} to be left`, async () => (await databases(space)).join() === left.join());
    });
  });

  test('--force is refused under the policy for client Services', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      await keepSelectors(space.namespace);
      const { spec: { selector } } = await space.get('v1', 'Service', 'orders-client');
      await eventually('the upgrade to be refused', async () => /a client Service keeps its selector/.test((await release.tryUpgrade(first(space), '--force')).stderr));
      expect((await space.get('v1', 'Service', 'orders-client')).spec.selector).toEqual(selector);
      await leadsTo(space, 'orders-client', 'orders');
    });
  });

  test('a run that fails fails the upgrade when its time is over, and nothing opens', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      const { code, stderr } = await release.tryUpgrade(undone(space, { holds: 'something else' }), '--wait', '--wait-for-jobs', '--timeout', '20s');
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('context deadline exceeded') });
      await eventually('the run to have failed', async () => (await runsOf(space)).some(job => outcome(job) === 'Failed'));
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await release.upgrade(undone(space), ...TO_THE_END);
      await holdsWhatWasRestored(space);
    });
  });

  test('--atomic goes back to the chart before when its time is over, and so to the database before', async () => {
    await played(async (space, release) => {
      await deployed(space, release);
      await behave(space.namespace, { archiverSeconds: 3600 });
      const { code } = await release.tryUpgrade(undone(space), '--atomic', '--wait-for-jobs', '--timeout', '20s');
      expect(code).toBe(1);
      await opened(space, 'orders');
      expect((await dataOf(space.namespace, 'orders')).content).toBe('spoilt');
    });
  });
});

function played(scenario: (space: Space, release: Release) => Promise<void>): Promise<void> {
  return counted(SCENARIO, () => inNamespace('helm', space => scenario(space, new Release(space))));
}

/** What is said about the database: that it is kept, unless something else is. */
type Words = Pick<RestorableDatabaseProps, 'annotations' | 'deletionPolicy'>;

const KEPT: Words = { annotations: { 'helm.sh/resource-policy': 'keep' } };

function database(chart: Chart, words: Words): RestorableDatabase {
  return postgres(chart, 'Orders', { backup: continuous(storageOf(chart)), ...words });
}

function first({ namespace }: Space, words = KEPT): Manifest[] {
  return synth(namespace, chart => { database(chart, words); });
}

interface Undone {
  readonly retirePrevious?: boolean;
  readonly holds?: string;
  readonly words?: Words;
}

function undone({ namespace }: Space, { retirePrevious, holds = RESTORED, words = KEPT }: Undone = {}): Manifest[] {
  return synth(namespace, chart => {
    new PointInTimeRestore(chart, 'Undo', { database: database(chart, words), at: AT, resume: openIfHolds(holds), retirePrevious });
  });
}

/** The first deployment, open, with contents that nobody wants. */
async function deployed(space: Space, release: Release, words = KEPT): Promise<void> {
  await secrets(space);
  await release.upgrade(first(space, words), ...TO_THE_END);
  await opened(space, 'orders');
  await write(space.namespace, 'orders', 'spoilt');
}

/** Helm has said that it is done: what was restored is open already. */
async function holdsWhatWasRestored(space: Space): Promise<string> {
  const { state, incarnation } = (await recordOf(space, 'orders'))!;
  expect(state).toBe('serving');
  expect(incarnation).not.toBe('orders');
  await leadsTo(space, 'orders-client', incarnation);
  expect((await dataOf(space.namespace, incarnation)).content).toBe(RESTORED);
  return incarnation;
}

async function databases(space: Space): Promise<string[]> {
  return (await space.list('kubedb.com/v1', 'Postgres')).map(d => d.metadata.name).sort();
}

function byName(objects: readonly Manifest[]): Manifest[] {
  const key = (o: Manifest) => `${o.kind} ${o.metadata.namespace} ${o.metadata.name}`;
  return [...objects].sort((a, b) => key(a).localeCompare(key(b), 'en'));
}
