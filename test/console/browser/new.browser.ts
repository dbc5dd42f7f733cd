import { writeFileSync } from 'fs';
import { join } from 'path';
import { Page } from 'playwright-core';
import { apply as applyAll, inOrder } from '../../conformance/harness/apply';
import { storageOf } from '../../conformance/harness/apps';
import { cli } from '../../conformance/harness/cli';
import { eventually } from '../../conformance/harness/eventually';
import { DUMP, INCARNATION, secrets } from '../../conformance/harness/flows';
import { alsoIn, Space } from '../../conformance/harness/space';
import { synth } from '../../conformance/harness/synth';
import { store, StoredSnapshot } from '../../conformance/harness/world';
import { describeWith } from '../../support/needs';
import { apply, at, Flow, FLOW_NEEDS, onCall, openIfItHolds, play, servesInTruth } from '../support/flows';
import { pickUtc, visits } from '../support/visit';

const FULL: StoredSnapshot = { name: 'full-1', time: '2026-01-04T00:00:00Z', components: { physical: { driver: 'Restic', phase: 'Succeeded' } } };
const LOGS: StoredSnapshot = {
  name: 'other-full-incremental-snapshot',
  time: '2026-01-04T00:00:00Z',
  phase: 'Running',
  components: { wal: { driver: 'WalG', phase: 'Running', logStats: { start: '2026-01-04T00:00:00Z', end: '2026-01-06T00:00:00Z' } } },
};

/** What another database, `other`, which is gone, has left in the bucket: a full backup with logs, and a dump. */
async function left(space: Space): Promise<void> {
  const { namespace } = space;
  const of = { namespace, database: 'other', encryptionSecret: 'restic' };
  await store(namespace, [{ ...of, name: 'other-full', snapshots: [FULL, LOGS] }, { ...of, name: 'other-old', snapshots: [DUMP] }]);
  await secrets(space);
  await applyAll(space, inOrder(synth(namespace, chart => { storageOf(chart); })));
  await eventually('the Snapshots', async () => (await space.list('storage.kubestash.com/v1alpha1', 'Snapshot')).length === 3);
}

/** Whose shape nobody knows is asked for its size, at the field. */
async function sized(page: Page): Promise<void> {
  await page.waitForSelector('.field.wrong:has-text("Size of each volume")');
  await page.getByLabel('Size of each volume').fill('1Gi');
}

describeWith(FLOW_NEEDS, 'a new database comes about, from the list to serving', () => {
  const visit = visits();

  /** The screen of a new database, with the data of `other` chosen. */
  async function begin(space: Space) {
    await left(space);
    const visited = await visit(at(space, await onCall(space)));
    const { page } = visited;
    await page.getByRole('link', { name: 'New database…' }).click();
    await page.getByRole('combobox', { name: 'Whose data' }).selectOption(`${space.namespace}/other`);
    await page.getByLabel('Name of the new database').fill('orders');
    return visited;
  }

  const FLOWS: Flow[] = [
    ['UI-1a: as another one was at a moment', async space => {
      const visited = await begin(space);
      await pickUtc(visited.page, '2026-01-05 08:30:00');
      await sized(visited.page);
      await openIfItHolds(visited.page, 'other-full@2026-01-05T08:30:00Z');
      expect(await apply(visited.page)).toContain('is created');
      await servesInTruth(visited, space, 'other-full@2026-01-05T08:30:00Z');
    }],

    ['UI-1b: from a physical Snapshot that is suggested', async space => {
      const visited = await begin(space);
      const { page } = visited;
      await page.getByText('A physical Snapshot').click();
      await page.getByRole('radio', { name: /full-1/ }).check();
      await sized(page);
      await apply(page);
      await servesInTruth(visited, space, 'other-full@2026-01-04T00:00:00Z');
    }],

    ['UI-1c: from a logical Snapshot that is suggested', async space => {
      const visited = await begin(space);
      const { page } = visited;
      await page.getByText('A logical Snapshot').click();
      await page.getByRole('radio', { name: /monday/ }).check();
      await sized(page);
      await openIfItHolds(page, 'monday-data');
      await apply(page);
      await servesInTruth(visited, space, 'monday-data');
    }],

    ['UI-3: a Snapshot is deployed under another name, in another namespace, with another size and class', async space => {
      await INCARNATION.before!(space);
      const staging = await alsoIn(space, `${space.namespace}-staging`);
      const visited = await visit(at(space, await onCall(space, staging)));
      const { page } = visited;
      await page.getByRole('link', { name: 'Backups' }).click();
      await page.getByRole('link', { name: 'Deploy monday as a database' }).click();
      await page.getByLabel('Name of the new database').fill('audit');
      await page.getByLabel('Namespace', { exact: true }).last().fill(staging.namespace);
      await page.locator('summary', { hasText: 'Its shape' }).click();
      await page.getByLabel('Size of each volume').fill('2Gi');
      await page.getByLabel('StorageClass').fill('fast');
      await page.getByLabel('Members').fill('1');
      await apply(page);
      await servesInTruth(visited, staging, 'monday-data', 'audit');
      const { spec } = await staging.get('kubedb.com/v1', 'Postgres', 'audit');
      expect(spec).toMatchObject({ replicas: 1, storage: { storageClassName: 'fast', resources: { requests: { storage: '2Gi' } } } });
    }],

    ['UI-3: from an export of another cluster', async space => {
      await left(space);
      const who = await onCall(space);
      const file = join(process.env.TMPDIR ?? '/tmp', `${space.namespace}.json`);
      const exported = await cli(who, 'snapshots', '-n', space.namespace, '--export', file);
      expect(exported.code).toBe(0);
      writeFileSync(`${file}.bad`, '{"kind": "List"');
      const visited = await visit(at(space, who));
      const { page } = visited;
      await page.getByRole('link', { name: 'Backups' }).click();
      await page.getByLabel('Export of another cluster').setInputFiles(`${file}.bad`);
      await page.waitForSelector('.notice.bad');
      await page.getByLabel('Export of another cluster').setInputFiles(file);
      await page.waitForSelector('.strip:has-text("An export")');
      await page.getByRole('link', { name: 'Deploy monday as a database' }).click();
      await page.getByLabel('Name of the new database').fill('orders');
      await sized(page);
      await apply(page);
      // What came of it is seen in the cluster.
      await page.getByLabel('Cluster').selectOption({ index: 0 });
      await servesInTruth(visited, space, 'monday-data');
    }],
  ];

  test('each of them', () => play('new', FLOWS));
});
