/// <reference lib="dom" />
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { fleet, small } from '../support/scenes';
import { comesAbout, go, pickUtc, unfold, violations, visits } from '../support/visit';

describeWith(BROWSER, 'everybody can use it', () => {
  const visit = visits();

  test.each([['light', 1440], ['dark', 1440], ['light', 390], ['dark', 390]] as const)('%s, %d px: axe finds nothing on any screen', async (scheme, width) => {
    const { page, mistakes } = await visit({ cluster: fleet(), width, dark: scheme === 'dark' });
    const found: string[] = [];
    const see = async (name: string) => {
      found.push(...(await violations(page)).map(v => `${name}: ${v}`));
      // Nothing is wider than the screen.
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)]).toEqual([name, true]);
    };
    await page.waitForSelector('.databases');
    await see('databases');
    await go(page, '#/database/shop/orders');
    await page.waitForSelector('.timeline');
    await see('database');
    await pickUtc(page, '2026-11-22 08:30:00');
    await page.getByRole('button', { name: '+ Enough rows' }).click();
    await page.getByRole('button', { name: '+ A statement' }).click();
    await unfold(page);
    await see('plan');
    await page.getByRole('button', { name: 'Take it away…' }).click();
    await page.waitForSelector('.code pre');
    await see('take away');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Apply…' }).click();
    await page.waitForSelector('.consequence');
    await see('apply');
    await page.keyboard.press('Escape');
    await go(page, '#/database/shop/customers');
    await page.waitForSelector('.checks .done');
    await see('waiting');
    await go(page, '#/database/billing/invoices');
    await page.getByRole('button', { name: 'Check again…' }).waitFor();
    await see('failed');
    await go(page, '#/new/billing/invoices');
    await page.waitForSelector('.suggestions');
    await see('new database');
    await go(page, '#/backups');
    await page.waitForSelector('.rows');
    await see('backups');
    await go(page, '#/database/shop/nothing');
    await page.waitForSelector('.empty');
    await see('nothing');
    expect([...found, ...mistakes]).toEqual([]);
  });

  test('a table is taken back by the keyboard alone', async () => {
    const cluster = small();
    const { page, mistakes } = await visit({ cluster });
    await page.waitForSelector('.databases');
    const focused = () => page.evaluate(() => `${document.activeElement?.getAttribute('aria-label') ?? ''} ${document.activeElement?.textContent ?? ''} ${document.activeElement?.id ?? ''}`);
    const tabTo = async (text: RegExp) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if (text.test(await focused())) return;
      }
      throw new Error(`Tab does not lead to ${text}`);
    };
    await tabTo(/shop\/orders/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.timeline');
    await tabTo(/Instant to go back to/);
    await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 5; i++) await page.keyboard.press('+');
    await page.keyboard.press('Shift+ArrowLeft');
    const slider = page.getByRole('slider', { name: 'Instant to go back to' });
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/cannot be had$/);
    // Typed exactly: from the handle on to the field in UTC, which is the second.
    const atField = () => page.evaluate(() => document.activeElement?.tagName === 'INPUT');
    for (let i = 0; i < 8 && !await atField(); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2026-11-21 08:30:00');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.plan:not(.former) .result .good');
    expect(await slider.getAttribute('aria-valuetext')).toBe('2026-11-21 09:30:00 +01:00, 2026-11-21 08:30:00 UTC, can be had');
    await tabTo(/^ ?Apply…/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.consequence');
    expect(await page.textContent('.consequence')).toBe('Applications lose their connections to shop/orders as soon as this is applied.');
    await tabTo(/^ ?Apply /);
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.run');
    await comesAbout(() => cluster.state.objects.some((o: any) => o.kind === 'Postgres' && o.metadata.name.startsWith('orders-') && o.spec.init?.archiver?.recoveryTimestamp === '2026-11-21T08:30:00Z'));
    expect(mistakes).toEqual([]);
  });

  test('a dialog gives the focus back to the button that opened it', async () => {
    const { page } = await visit({ cluster: small(), hash: '#/database/shop/orders' });
    await page.getByRole('button', { name: 'Halt…' }).press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Halt…');
  });
});
