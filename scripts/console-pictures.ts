import { join } from 'path';
import { Page } from 'playwright-core';
import { FakeCluster } from '../test/cli/support/harness';
import { browse, Eyes } from '../test/console/support/browser';
import { openConsole } from '../test/console/support/open';
import { fleet, PRESENT } from '../test/console/support/scenes';

// Writes docs/pictures/console-*.png anew: the main screens of the console, on a cluster in a file.
const FOLDER = process.argv[2] ?? join(__dirname, '..', 'docs', 'pictures');

async function picture(name: string, hash: string, eyes: Eyes, act: (page: Page) => Promise<void>, make: () => FakeCluster = fleet): Promise<void> {
  const cluster = make();
  const console = await openConsole([], cluster, () => new Date(PRESENT));
  const browser = await browse(eyes);
  const [page] = browser.pages();
  page.on('console', m => process.stderr.write(`${name}: ${m.text()}\n`));
  page.on('pageerror', e => process.stderr.write(`${name}: ${e.message}\n`));
  await page.clock.setFixedTime(PRESENT);
  await page.goto(`${console.address}${hash}`);
  await act(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(FOLDER, `console-${name}.png`) });
  await browser.close();
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
  const wide: Eyes = { width: 1280, height: 820 };
  await picture('databases', '#/databases', wide, async page => { await page.waitForSelector('.databases'); });
  await picture('database', '#/database/shop/orders', { ...wide, height: 900 }, pick);
  await picture('database-dark', '#/database/shop/orders', { ...wide, height: 900, dark: true }, pick);
  await picture('phone', '#/database/shop/orders', { width: 390, height: 844 }, pick);
  await picture('take-away', '#/database/shop/orders', wide, async page => {
    await pick(page);
    await page.getByRole('button', { name: 'Take it away…' }).click();
    await page.waitForSelector('.code pre');
  });
  await picture('apply', '#/database/shop/orders', wide, async page => {
    await pick(page);
    await page.getByRole('button', { name: 'Apply…' }).click();
    await page.waitForSelector('.consequence');
  });
  await picture('waiting', '#/database/shop/customers', wide, async page => { await page.waitForSelector('.restore'); });
  await picture('new', '#/new/billing/invoices', { ...wide, height: 900 }, async page => {
    await page.waitForSelector('.suggestions');
    await page.locator('.suggestions input').nth(1).check();
    await page.waitForSelector('.plan:not(.former)');
  });
  await picture('backups', '#/backups', wide, async page => { await page.waitForSelector('.rows'); });
}

void main().then(() => process.exit(0));
