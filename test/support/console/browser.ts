import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Holdfast } from '../holdfast.js';

/** Every size and colour that screens are checked in. */
export const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, width })),
);

export type Look = (typeof LOOKS)[number];

/** Opens pages of the console in contexts of their own, and closes them together. */
export class ConsoleBrowser {
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly holdfast: Holdfast,
  ) {}

  /** Opens a path. Messages of the console and errors of the page are in `faults`. */
  async open(path: string, look: Partial<Look> & BrowserContextOptions = {}, url = this.holdfast.url) {
    const { width = 1280, ...options } = look;
    const context = await this.browser.newContext({
      viewport: { width, height: 844 },
      locale: 'en-GB',
      timezoneId: 'UTC',
      // axe would measure colours in the middle of a transition.
      reducedMotion: 'reduce',
      ...options,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(url + path);
    return { page, faults };
  }

  async closeAll(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }
}

/** Signs in as a demo account, by its button on the sign-in page. */
export async function enterAs(page: Page, name: 'Alice' | 'Bob' | 'Carol' | 'Maya' | 'Admin'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`, 'u') }).click();
  // The sign-in page has a title too.
  await page.locator('main#main').getByRole('heading', { level: 1 }).waitFor();
}
