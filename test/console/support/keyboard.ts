/// <reference lib="dom" />
import { Page } from 'playwright-core';

/** Somebody who uses no mouse: all that is done here is done by keys. */
export class Keyboard {
  public constructor(private readonly page: Page) {}

  public async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes on with Tab until something has the focus that says this, at its beginning. */
  public async tabTo(name: string): Promise<void> {
    const seen: string[] = [];
    for (let i = 0; i < 120; i++) {
      await this.press('Tab');
      seen.push(await this.page.evaluate(nameOfFocused));
      if (seen[i].startsWith(name)) return;
    }
    throw new Error(`Tab does not lead to "${name}", but to ${[...new Set(seen)].join(', ')}`);
  }

  /** Goes to a button or a link, and presses Enter. */
  public async open(name: string): Promise<void> {
    await this.tabTo(name);
    await this.press('Enter');
  }

  /** Goes to a field, and types into it instead of what is there. */
  public async fill(label: string, text: string): Promise<void> {
    await this.tabTo(label);
    await this.press('Control+A');
    await this.page.keyboard.type(text);
  }
}

/** What somebody hears of what has the focus. */
function nameOfFocused(): string {
  const element = document.activeElement as HTMLInputElement | null;
  return (element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '').trim();
}
