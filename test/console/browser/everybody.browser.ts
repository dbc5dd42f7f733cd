/// <reference lib="dom" />
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { fleet, small } from '../support/scenes';
import { go, pickUtc, unfold, violations, visits } from '../support/visit';

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
    await page.getByRole('button', { name: 'Get as code…' }).click();
    await page.waitForSelector('.code pre');
    await see('take away');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Restore…' }).click();
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
