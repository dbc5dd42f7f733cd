/// <reference lib="dom" />
import { readFileSync } from 'fs';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { browse, Eyes, launch } from './browser';
import { Opened, openConsole } from './open';
import { PRESENT } from './scenes';
import { FakeCluster } from '../../cli/support/harness';

/** A console that is looked at. */
export interface Visit {
  readonly page: Page;
  readonly console: Opened;
  /** What went wrong on the page without being shown: errors of scripts, requests to other hosts, pop-ups. */
  readonly mistakes: string[];
}

/** Where one begins to look. */
export interface Where extends Eyes {
  /** In a file, by the environment, or none. */
  readonly cluster?: FakeCluster | NodeJS.ProcessEnv;
  readonly hash?: string;
  readonly argv?: readonly string[];
  /** The clock of the machine instead of that of the scenes. */
  readonly realClock?: boolean;
}

/** Visitors of consoles for the tests of a file: one browser, a fresh user each time, all gone in the end. */
export function visits(): (where?: Where) => Promise<Visit> {
  let browser: Browser | undefined;
  const open: { console: Opened; context: BrowserContext }[] = [];
  afterEach(async () => {
    for (const { console, context } of open.splice(0)) {
      await context.close();
      await console.end();
    }
  });
  afterAll(() => browser?.close());
  return async ({ cluster, hash = '#/databases', argv = [], realClock = false, ...eyes } = {}) => {
    const console = await openConsole(argv, cluster, () => (realClock ? new Date() : new Date(PRESENT)));
    browser ??= await launch();
    const context = await browse(browser, eyes);
    open.push({ console, context });
    const page = await context.newPage();
    const mistakes = watched(page, console);
    if (!realClock) await page.clock.setFixedTime(PRESENT);
    await page.goto(`${console.address}${hash}`);
    return { page, console, mistakes };
  };
}

function watched(page: Page, { origin }: Opened): string[] {
  const mistakes: string[] = [];
  page.on('pageerror', e => mistakes.push(e.message));
  page.on('console', m => {
    if (m.type() === 'error' && !/ERR_CONNECTION_REFUSED|status of 401/.test(m.text())) mistakes.push(m.text());
  });
  page.on('request', r => {
    if (new URL(r.url()).origin !== origin && !r.url().startsWith('blob:')) mistakes.push(`asked ${r.url()}`);
  });
  page.on('dialog', d => {
    mistakes.push(`said ${d.message()}`);
    void d.dismiss();
  });
  return mistakes;
}

/** Goes to another screen. */
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate(h => { location.hash = h; }, hash);
}

/** Types an instant, and waits for its plan. */
export async function pickUtc(page: Page, time: string): Promise<void> {
  await page.getByLabel('In UTC').fill(time);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.plan:not(.former)');
}

/** Opens all that is folded. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
}

/** Waits until something is so. */
export async function comesAbout(is: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if (await is()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`it never came about: ${is}`);
}

let axe: string | undefined;

/** What stands in the way of people who see, hear or move otherwise. */
export async function violations(page: Page): Promise<string[]> {
  axe ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => (globalThis as any).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.map((v: any) => `${v.id}: ${v.nodes.map((n: any) => n.html.slice(0, 120)).join(' | ')}`);
}
