import { join } from 'path';
import { Browser, Page } from 'playwright-core';
import { browse, Eyes, launch } from '../test/console/support/browser';
import { openConsole } from '../test/console/support/open';
import { fleet, PRESENT } from '../test/console/support/scenes';

// Writes docs/pictures/console-*.png anew: the main screens of the console, on a cluster in a file.
const FOLDER = process.argv[2] ?? join(__dirname, '..', 'docs', 'pictures');

async function picture(browser: Browser, name: string, hash: string, eyes: Eyes, act: (page: Page) => Promise<void>): Promise<void> {
  const cluster = fleet();
  const console = await openConsole([], cluster, () => new Date(PRESENT));
  const context = await browse(browser, eyes);
  const page = await context.newPage();
  page.on('console', m => process.stderr.write(`${name}: ${m.text()}\n`));
  page.on('pageerror', e => process.stderr.write(`${name}: ${e.message}\n`));
  await page.clock.setFixedTime(PRESENT);
  await page.goto(`${console.address}${hash}`);
  await act(page);
  await page.waitForTimeout(400);
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(FOLDER, `console-${name}.png`) });
  await context.close();
  await console.end();
  cluster.remove();
}

async function pick(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await page.getByLabel('In UTC').fill('2026-11-22 08:30:00');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.plan:not(.former)');
}

async function main(): Promise<void> {
  const browser = await launch();
  const wide: Eyes = { width: 1280, height: 820 };
  await picture(browser, 'databases', '#/databases', wide, async page => { await page.waitForSelector('.databases'); });
  await picture(browser, 'database', '#/database/shop/orders', { ...wide, height: 900 }, pick);
  await picture(browser, 'database-dark', '#/database/shop/orders', { ...wide, height: 900, dark: true }, pick);
  await picture(browser, 'phone', '#/database/shop/orders', { width: 390, height: 844 }, pick);
  await picture(browser, 'take-away', '#/database/shop/orders', wide, async page => {
    await pick(page);
    await page.getByRole('button', { name: 'Get as code…' }).click();
    await page.waitForSelector('.code pre');
  });
  await picture(browser, 'apply', '#/database/shop/orders', wide, async page => {
    await pick(page);
    await page.getByRole('button', { name: 'Restore…' }).click();
    await page.waitForSelector('.consequence');
  });
  await picture(browser, 'waiting', '#/database/shop/customers', wide, async page => { await page.waitForSelector('.checks td:has-text("gave")'); });
  await picture(browser, 'failed', '#/database/billing/invoices', wide, async page => { await page.waitForSelector('.checks td:has-text("gave")'); });
  await picture(browser, 'new', '#/new/billing/invoices', { ...wide, height: 900 }, async page => {
    await page.waitForSelector('.suggestions');
    await page.locator('.suggestions input').nth(1).check();
    await page.waitForSelector('.plan:not(.former)');
  });
  await picture(browser, 'backups', '#/backups', wide, async page => { await page.waitForSelector('.rows'); });
  await browser.close();
}

void main().then(() => process.exit(0));
