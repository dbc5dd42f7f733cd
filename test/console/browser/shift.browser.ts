/// <reference lib="dom" />
import { Page } from 'playwright-core';
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { fleet } from '../support/scenes';
import { pickUtc, visits } from '../support/visit';

/** What may move by itself, as browsers measure it: 0.1 is what is called good. */
const LIMIT = 0.02;

const SCREENS = {
  '#/databases': '.databases',
  '#/database/shop/orders': '.timeline',
  '#/database/shop/customers': '.checks .done',
  '#/database/billing/invoices': '.checks .stuck',
  '#/database/shop/nothing': '.empty',
  '#/new': 'select',
  '#/new/shop/orders': '.timeline',
  '#/new/billing/invoices': '.suggestions',
  '#/backups': '.rows',
};

/** Everything that has moved since the page was opened, with what did. */
async function shifts(page: Page): Promise<{ sum: number; moved: string[] }> {
  const moved = await page.evaluate(() => new Promise<[number, string][]>(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries().map((entry: any) => [
      entry.value,
      entry.sources.map((s: any) => `${s.node?.nodeName}.${s.node?.className} from ${s.previousRect.y} to ${s.currentRect.y}`).join(', '),
    ]))).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve([]), 500);
  }));
  return { sum: moved.reduce((sum, [value]) => sum + value, 0), moved: moved.map(m => m.join(': ')) };
}

describeWith(BROWSER, 'nothing jumps', () => {
  const visit = visits();

  test.each([1440, 390])('on any screen as it comes up, %d px', async width => {
    const cluster = fleet();
    const said: [string, unknown][] = [];
    for (const [hash, there] of Object.entries(SCREENS)) {
      const { page } = await visit({ cluster, width, hash });
      await page.waitForSelector(there);
      // What is read beside it: namespaces, classes, who one is, the log.
      await page.waitForTimeout(1500);
      const { sum, moved } = await shifts(page);
      if (sum >= LIMIT) said.push([hash, moved]);
    }
    expect(said).toEqual([]);
  });

  test.each([1440, 390])('while one picks, and has it planned, %d px', async width => {
    const { page } = await visit({ cluster: fleet(), width, hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline');
    await pickUtc(page, '2026-11-22 08:30:00');
    await pickUtc(page, '2026-11-22 08:31:00');
    // Another look at the cluster, in which nothing is new.
    await page.waitForTimeout(3500);
    const { sum, moved } = await shifts(page);
    expect(sum < LIMIT ? [] : moved).toEqual([]);
  });
});
