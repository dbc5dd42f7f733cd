import { existsSync } from 'fs';
import { Browser, BrowserContext, chromium } from 'playwright-core';

/** Debian's Chromium. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What the browser tests need. */
export const BROWSER = { name: `Chromium (${CHROMIUM}; Debian: apt-get install chromium)`, found: existsSync(CHROMIUM) };

/** How the page is looked at. */
export interface Eyes {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly zone?: string;
}

/** Milliseconds that one thing on a page may take to come about: a machine that is busy is no failure. */
export const PATIENCE = 180_000;

/** A browser that talks to nobody by itself. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    timeout: PATIENCE,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A user of it who has never been here before. */
export async function browse(browser: Browser, { width = 1440, height = 900, dark = false, zone = 'Europe/Berlin' }: Eyes = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', timezoneId: zone, locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  return context;
}
