/// <reference lib="dom" />
import { Page } from 'playwright-core';
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { backedUp, crowded, fleet, small } from '../support/scenes';
import { comesAbout, pickUtc, visits } from '../support/visit';

describeWith(BROWSER, 'the timeline', () => {
  const visit = visits();
  const utc = (page: Page) => page.getByLabel('In UTC').inputValue();

  test('is picked from by clicking, dragging and typing, and moves by nobody else', async () => {
    const cluster = small();
    const { page, mistakes } = await visit({ cluster, hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline canvas');
    const box = (await page.locator('.timeline-box').boundingBox())!;
    // The first row: any second.
    await page.mouse.click(box.x + box.width * 0.9, box.y + 36);
    const clicked = await utc(page);
    expect(clicked).toMatch(/^2026-11-2\d \d\d:\d\d:\d\d$/);
    const handle = (await page.getByRole('slider').boundingBox())!;
    await page.mouse.move(handle.x + handle.width / 2, handle.y + 6);
    await page.mouse.down();
    await page.mouse.move(handle.x - 40, handle.y + 6, { steps: 4 });
    await page.mouse.up();
    const dragged = await utc(page);
    expect(dragged < clicked).toBe(true);
    await pickUtc(page, '2026-11-21 08:30:00');
    const seen = async () => [await utc(page), await page.getByRole('slider').boundingBox()];
    const before = await seen();
    const snapshots = () => page.locator('summary', { hasText: 'to choose from' }).textContent();
    const few = await snapshots();
    // A backup is taken while somebody looks.
    backedUp(cluster);
    await comesAbout(async () => await snapshots() !== few);
    expect(await seen()).toEqual(before);
    expect(mistakes).toEqual([]);
  });

  test('a mark is a Snapshot', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/database/billing/invoices' });
    await page.waitForSelector('.timeline canvas');
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await pickUtc(page, '2026-11-20 09:00:00');
    const [mark, box] = [(await page.getByRole('slider').boundingBox())!, (await page.locator('.timeline-box').boundingBox())!];
    await page.mouse.click(mark.x + mark.width / 2 + 1, box.y + 36);
    await page.waitForSelector('.verdict .good:has-text("logical Snapshot")');
    expect(await utc(page)).toBe('2026-11-20 09:00:00');
  });

  test('tells at once what cannot be had, and offers what can', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline canvas');
    await pickUtc(page, '2026-11-02 12:00:00');
    expect(await page.textContent('.verdict')).toContain('Cannot be had');
    expect(await page.textContent('.field.wrong')).toContain('gap');
    await page.getByRole('button', { name: 'The last one before' }).click();
    await page.waitForSelector('.verdict .good');
    await page.waitForSelector('.plan:not(.former) .result .good');
  });

  test('takes a time while it is typed, and nothing else while it cannot be read', async () => {
    const { page } = await visit({ cluster: small(), hash: '#/database/shop/orders' });
    const restore = page.getByRole('button', { name: 'Restore…' });
    await page.getByLabel('In UTC').fill('2026-11-21 08:30:00');
    await page.waitForSelector('.plan:not(.former):has-text("2026-11-21T08:30:00Z")');
    expect(await restore.isEnabled()).toBe(true);
    await page.getByLabel('In UTC').fill('at half past eight');
    await page.waitForSelector('.verdict:has-text("cannot be read")');
    expect(await restore.isEnabled()).toBe(false);
    // Key by key, it says something else on the way.
    await page.getByLabel('In UTC').fill('');
    await page.keyboard.type('2026-11-21 08:30:59');
    expect(await page.getByLabel('In UTC').inputValue()).toBe('2026-11-21 08:30:59');
    await page.waitForSelector('.plan:not(.former):has-text("2026-11-21T08:30:59Z")');
    // The other clock follows, without a key or a click.
    await page.getByLabel(/On your clock/).fill('21.11. 09:31:07');
    expect(await utc(page)).toBe('2026-11-21 08:31:07');
    await page.waitForSelector('.plan:not(.former):has-text("2026-11-21T08:31:07Z")');
    await restore.click();
    await page.waitForSelector('dialog .both:has-text("2026-11-21 08:31:07 UTC")');
  });

  test('says how rough a finger is', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline canvas');
    const box = (await page.locator('.timeline-box').boundingBox())!;
    await page.getByRole('button', { name: 'Month', exact: true }).click();
    await page.mouse.click(box.x + box.width * 0.8, box.y + 36);
    await page.waitForSelector('.verdict:has-text("A pixel is")');
    await page.getByRole('button', { name: 'Minute', exact: true }).click();
    await page.mouse.click(box.x + box.width * 0.7, box.y + 36);
    await page.waitForSelector('.verdict:not(:has-text("A pixel is"))');
  });

  test('knows when the clocks of a place were moved', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/database/shop/orders' });
    const field = page.getByLabel(/On your clock/);
    const about = async (time: string) => {
      await field.fill(time);
      return page.locator('.field', { has: field }).locator('.about').textContent();
    };
    expect(await about('2026-03-29 02:30:00')).toContain('left out when the clocks of Europe/Berlin went forward');
    expect(await about('2026-10-25 02:30:00')).toContain('came twice');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.plan:not(.former)');
    expect(await utc(page)).toBe('2026-10-25 00:30:00');
  });

  test('years, days and seconds: by buttons, wheel and keys', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline canvas');
    await pickUtc(page, '2026-11-22 08:30:00');
    const slider = page.getByRole('slider');
    for (const span of ['Year', 'Month', 'Week', 'Day', 'Hour', 'Minute', 'Seconds']) {
      await page.getByRole('button', { name: span, exact: true }).click();
      await page.waitForSelector(`.segments button[aria-pressed=true]:has-text("${span}")`);
      expect(await utc(page)).toBe('2026-11-22 08:30:00');
    }
    await slider.press('ArrowLeft');
    expect(await utc(page)).toBe('2026-11-22 08:29:59');
    const box = (await page.locator('.timeline-box').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.keyboard.down('Control');
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, 200);
    await page.keyboard.up('Control');
    await page.waitForSelector('.segments button[aria-pressed=true]', { state: 'detached' });
    expect(await utc(page)).toBe('2026-11-22 08:29:59');
  });

  test.each([10_000, 100_000])('%d Snapshots: no frame is late', async count => {
    const { page, mistakes } = await visit({ cluster: crowded(count), hash: '#/database/shop/orders', realClock: true });
    await page.waitForSelector('.timeline canvas');
    await page.waitForFunction(n => Number(/(\d+) Snapshots to choose/.exec(document.body.textContent!)?.[1] ?? 0) > n * 0.97, count);
    const box = (await page.locator('.timeline-box').boundingBox())!;
    // What the machine does beside it costs no time of the page's own thread.
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(m => m.name === 'TaskDuration')!.value * 1000;
    const started = await busy();
    await page.evaluate(() => {
      const frames: number[] = [];
      (globalThis as any).frames_ = frames;
      let last = performance.now();
      const tick = (now: number) => {
        frames.push(now - last);
        last = now;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
    for (let i = 0; i < 30; i++) await page.getByRole('button', { name: 'Earlier' }).dispatchEvent('click');
    await page.mouse.move(box.x + 300, box.y + 60);
    await page.mouse.down();
    for (let i = 0; i < 60; i++) await page.mouse.move(box.x + 300 + i * 8, box.y + 60);
    await page.mouse.up();
    const frames: number[] = await page.evaluate(() => (globalThis as any).frames_.sort((a: number, b: number) => a - b));
    const cost = (await busy() - started) / 90;
    const [median, p95] = [0.5, 0.95].map(share => frames[Math.floor(frames.length * share)]);
    process.stdout.write(`${count} Snapshots: ${frames.length} frames, median ${median.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms; a move costs the page ${cost.toFixed(1)} ms\n`);
    // Sixty times a second, with half of it to spare.
    expect(cost).toBeLessThan(8);
    expect(mistakes).toEqual([]);
  });
});
