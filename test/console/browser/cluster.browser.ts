import { cli, personWith } from '../../conformance/harness/cli';
import { behave, control } from '../../conformance/harness/control';
import { INCARNATION } from '../../conformance/harness/flows';
import { Space } from '../../conformance/harness/space';
import { describeWith } from '../../support/needs';
import { act, apply, at, choose, Flow, FLOW_NEEDS, onCall, openIfItHolds, pickSnapshot, play, servesInTruth, shows } from '../support/flows';
import { visits } from '../support/visit';

describeWith(FLOW_NEEDS, 'a cluster as it is', () => {
  const visit = visits();

  const RIGHTS: Flow[] = [
    ['who may only look sees everything, and is told what is missing where it is needed', async space => {
      await INCARNATION.before!(space);
      const viewer = await personWith(space, 'restore-viewer');
      const { page } = await visit(at(space, viewer));
      await choose(page, space);
      await act(page, 'Halt');
      await page.waitForSelector('.log:has-text("help roles")');
      await shows(page, 'serving');
      await pickSnapshot(page, 'monday');
      await apply(page);
      await page.waitForSelector('.log:visible:has-text("forbidden")');
      expect((await cli(viewer, 'status', 'orders', '-n', space.namespace)).code).toBe(0);
    }],

    ['who may nothing is told what to ask for', async space => {
      await INCARNATION.before!(space);
      const { page } = await visit(at(space, await personWith(space)));
      await page.waitForSelector('.notice.bad:has-text("help roles")');
      await page.waitForSelector('.empty:has-text("Nothing can be shown")');
    }],
  ];

  test('rights that are missing', () => play('rights', RIGHTS));

  // The run and the person lose the API server.
  test('the API server goes away in the middle of a restore, and comes back', () => play('away', [['away', async (space: Space) => {
    await INCARNATION.before!(space);
    await behave(space.namespace, { restoreSeconds: 10 });
    const who = await onCall(space);
    const visited = await visit(at(space, { kubeconfig: who.proxyKubeconfig }));
    const { page } = visited;
    await choose(page, space);
    await pickSnapshot(page, 'monday');
    await openIfItHolds(page, 'monday-data');
    await apply(page);
    await page.waitForSelector('.steps .now:has-text("Bring the data back")');
    await control('POST', '/away', { namespace: space.namespace, milliseconds: 12_000 });
    const trouble = page.locator('.notice.bad');
    await trouble.first().waitFor();
    expect(await page.locator('.steps').count()).toBe(1);
    await trouble.first().waitFor({ state: 'detached' });
    await servesInTruth(visited, space, 'monday-data');
  }]]));
});
