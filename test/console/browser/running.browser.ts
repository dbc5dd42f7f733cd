import { apply as applyAll, inOrder } from '../../conformance/harness/apply';
import { behave, control } from '../../conformance/harness/control';
import { eventually, pause } from '../../conformance/harness/eventually';
import { reachableThrough, serving } from '../../conformance/harness/expect';
import { INCARNATION, orders, secrets } from '../../conformance/harness/flows';
import { Space } from '../../conformance/harness/space';
import { synth } from '../../conformance/harness/synth';
import { describeWith } from '../../support/needs';
import { act, apply, at, choose, Flow, FLOW_NEEDS, onCall, openIfItHolds, pickSnapshot, play, servesInTruth, shows } from '../support/flows';
import { Keyboard } from '../support/keyboard';
import { pickUtc, visits } from '../support/visit';

/** A database whose logs are kept; a moment that they reach to. */
async function logged(space: Space): Promise<Date> {
  await secrets(space);
  await applyAll(space, inOrder(synth(space.namespace, chart => { orders(chart); })));
  await serving(space, 'orders', 'orders');
  const { start } = await backedUp(space, '');
  const moment = new Date(Date.parse(start) + 2000);
  // Logs reach to the last full backup.
  await pause(3000);
  await backedUp(space, moment.toISOString());
  return moment;
}

/** Takes full backups until the logs reach beyond a time. */
function backedUp({ admin, namespace }: Space, beyond: string): Promise<{ start: string; end: string }> {
  return eventually('a full backup', async () => {
    await control('POST', '/tick', { namespace, backupConfiguration: 'orders-archiver', session: 'full-backup' });
    const snapshots = await admin.list('storage.kubestash.com/v1alpha1', 'Snapshot', namespace);
    return snapshots.map(s => s.status?.components?.wal?.logStats).find(logs => logs?.end > beyond);
  }, { every: 2000 });
}

const utc = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');

describeWith(FLOW_NEEDS, 'a running database comes back, from the list to serving', () => {
  const visit = visits();

  /** A restore of `orders` from a Snapshot, whose check does not pass. */
  async function checkFails(space: Space) {
    await INCARNATION.before!(space);
    await behave(space.namespace, { checkFails: true });
    const visited = await visit(at(space, await onCall(space)));
    const { page } = visited;
    await choose(page, space);
    await pickSnapshot(page, 'monday');
    await openIfItHolds(page, 'monday-data');
    await apply(page);
    await shows(page, 'failed');
    await page.waitForSelector('.checks .stuck');
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);
    return visited;
  }

  const FLOWS: Flow[] = [
    ['UI-2 by time: opens by itself, when its check has passed', async space => {
      const moment = await logged(space);
      const visited = await visit(at(space, await onCall(space)));
      const { page } = visited;
      await choose(page, space);
      await pickUtc(page, utc(moment));
      await page.waitForSelector('.verdict .good:has-text("Can be had")');
      const content = `orders-full@${moment.toISOString().slice(0, 19)}Z`;
      await openIfItHolds(page, content);
      // Long enough to be seen at work.
      await behave(space.namespace, { archiverSeconds: 6 });
      expect(await apply(page)).toContain('Applications lose their connections');
      // The run that opened it first is done; this one is not.
      expect(await page.locator('.steps .done').count()).toBeLessThan(5);
      await page.waitForSelector('.steps .now');
      await page.waitForSelector(`.run:has-text("${utc(moment)}")`);
      await page.waitForSelector('.run:has-text("Done. Applications are let in")');
      expect(await servesInTruth(visited, space, content)).not.toBe('orders');
    }],

    ['UI-2 by keyboard alone: picked, typed, applied, looked at and opened', async space => {
      const moment = await logged(space);
      const visited = await visit(at(space, await onCall(space)));
      const { page } = visited;
      const keys = new Keyboard(page);
      await page.waitForSelector('.databases');
      await keys.open(`${space.namespace}/orders`);
      await page.waitForSelector('.timeline');
      await keys.tabTo('Instant to go back to');
      await keys.press('Home');
      const picked = page.getByRole('slider', { name: 'Instant to go back to' });
      expect(await picked.getAttribute('aria-valuetext')).toMatch(/, can be had$/);
      await keys.press('ArrowLeft');
      expect(await picked.getAttribute('aria-valuetext')).toMatch(/, cannot be had$/);
      await keys.fill('In UTC', utc(moment));
      await keys.press('Enter');
      await page.waitForSelector('.verdict .good:has-text("Can be had")');
      await keys.open('+ A statement');
      const content = `orders-full@${moment.toISOString().slice(0, 19)}Z`;
      await keys.fill('Statement of check 1', `holds ${content}`);
      await page.waitForSelector('.plan:not(.former) .result .good');
      await keys.open('Restore…');
      await page.waitForSelector('.consequence:has-text("Applications lose their connections")');
      await keys.open('Restore');
      await shows(page, 'waiting');
      // A statement connects by itself.
      await page.waitForSelector('.checks .done');
      await keys.open('Resume…');
      await page.waitForSelector('.consequence');
      await keys.open('Resume');
      expect(await servesInTruth(visited, space, content)).not.toBe('orders');
    }],

    ['UI-2 by Snapshot: a person opens it, goes back, and forward again', async space => {
      await INCARNATION.before!(space);
      const visited = await visit(at(space, await onCall(space)));
      const { page } = visited;
      await choose(page, space);
      await pickSnapshot(page, 'monday');
      await apply(page);
      await shows(page, 'waiting');
      await page.waitForSelector('.checks tr:has-text("connect") .done');
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await act(page, 'Resume');
      const next = await servesInTruth(visited, space, 'monday-data');
      await act(page, 'Back to orders');
      await page.waitForSelector('.facts b:text-is("orders")');
      await servesInTruth(visited, space, 'spoilt');
      await act(page, `Back to ${next}`);
      await page.waitForSelector(`.facts b:text-is("${next}")`);
      await servesInTruth(visited, space, 'monday-data');
    }],

    ['a check does not pass, and again not, and then it does', async space => {
      const visited = await checkFails(space);
      const { page } = visited;
      await act(page, 'Check again');
      await page.waitForSelector('summary:has-text("resume from here: ended")');
      await shows(page, 'failed');
      await behave(space.namespace, { checkFails: false });
      await act(page, 'Check again');
      await servesInTruth(visited, space, 'monday-data');
    }],

    ['a check does not pass, and it is opened all the same', async space => {
      const visited = await checkFails(space);
      await visited.page.getByRole('button', { name: 'Open without checks…' }).click();
      await visited.page.waitForSelector('.consequence:has-text("what they read may be wrong")');
      await visited.page.getByRole('button', { name: 'Leave it' }).click();
      await act(visited.page, 'Open without checks');
      await servesInTruth(visited, space, 'monday-data');
    }],

    ['the restore fails, and one goes back', async space => {
      await INCARNATION.before!(space);
      await behave(space.namespace, { restoreOutcome: 'Failed', restoreError: 'repository is locked' });
      const visited = await visit(at(space, await onCall(space)));
      const { page } = visited;
      await choose(page, space);
      await pickSnapshot(page, 'monday');
      await apply(page);
      await shows(page, 'failed');
      await page.waitForSelector('.steps .stuck:has-text("Bring the data back")');
      await page.waitForSelector('section.run:has-text("repository is locked")');
      await act(page, 'Undo the restore');
      await servesInTruth(visited, space, 'spoilt');
    }],

    ['a Snapshot is written over it, after a safety backup', async space => {
      await INCARNATION.before!(space);
      const visited = await visit(at(space, await onCall(space)));
      const { page } = visited;
      await choose(page, space);
      await pickSnapshot(page, 'monday');
      await openIfItHolds(page, 'monday-data');
      await page.locator('summary', { hasText: 'What is to be different' }).click();
      await page.getByLabel(/Write over the running database/).check();
      await page.waitForSelector('.plan:not(.former) .result:has-text("is written over")');
      expect(await apply(page)).toMatch(/overwritten|written over/);
      expect(await servesInTruth(visited, space, 'monday-data')).toBe('orders');
      const kept = (await space.list('storage.kubestash.com/v1alpha1', 'Snapshot')).map(s => s.metadata.name);
      expect(kept.length).toBeGreaterThan(1);
    }],

    ['CLI-1, Q-1: closed and opened by hand, and a second tab sees it', async space => {
      await INCARNATION.before!(space);
      const who = await onCall(space);
      const visited = await visit(at(space, who));
      const { page } = visited;
      const second = await page.context().newPage();
      await second.goto(page.url());
      await second.waitForSelector('.state.serving');
      await choose(page, space);
      await act(page, 'Halt');
      await shows(page, 'halted');
      await second.waitForSelector('.state.halted');
      expect(await reachableThrough(space, 'orders-client')).toEqual([]);
      await act(page, 'Resume');
      await second.waitForSelector('.state.serving');
      await servesInTruth(visited, space, 'spoilt');
    }],
  ];

  test('each of them', () => play('running', FLOWS));
});
