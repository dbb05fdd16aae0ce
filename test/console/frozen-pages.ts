import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { enterAs, LOOKS } from '../support/console/browser.js';
import { NOW } from './fixed-desk.js';
import type { Screen } from './screens.js';

/** Sizes and colours in English, and the long words of German in both sizes. */
export const PICTURED = [
  ...LOOKS.map((look) => ({ ...look, locale: 'en-GB' as const })),
  ...LOOKS.filter(({ colorScheme }) => colorScheme === 'light').map((look) => ({
    ...look,
    locale: 'de-DE' as const,
  })),
];

type Locale = (typeof PICTURED)[number]['locale'];

/** A font that is the same on every machine: the pictures have it, the console has that of the system. */
const FONTS = {
  latin: 'U+0000-024F, U+2000-2BFF',
  hebrew: 'U+0590-05FF',
} as const;
const WITH_FONTS = Object.entries(FONTS)
  .map(
    ([part, range]) => `@font-face {
      font-family: Fixed; font-weight: 200 800; src: url('/console/${part}.woff2'); unicode-range: ${range};
    }`,
  )
  .join('\n')
  .concat(':root { --font: Fixed, sans-serif; --font-mono: Fixed, monospace; }');

const { resolve } = createRequire(import.meta.url);
const fontFile = (part: string) =>
  readFileSync(resolve(`@fontsource-variable/assistant/files/assistant-${part}-wght-normal.woff2`));

const NAMES = { bob: 'Bob', alice: 'Alice', admin: 'Admin' } as const;

/** Pages of each person in each language, with a clock that does not move. They are opened once. */
export class FrozenPages {
  private readonly pages = new Map<string, Page>();

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  async of(who: Screen['as'], locale: Locale): Promise<Page> {
    const key = `${who} ${locale}`;
    const page = this.pages.get(key) ?? (await this.open(who, locale));
    this.pages.set(key, page);
    return page;
  }

  private async open(who: Screen['as'], locale: Locale): Promise<Page> {
    const context = await this.browser.newContext({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' });
    for (const part of Object.keys(FONTS)) {
      await context.route(`**/console/${part}.woff2`, (route) =>
        route.fulfill({ body: fontFile(part), contentType: 'font/woff2' }),
      );
    }
    await context.route('**/console/*.css', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()) + WITH_FONTS });
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    await page.goto(this.url);
    if (who !== 'visitor') await enterAs(page, NAMES[who]);
    return page;
  }
}

/** Waits until nothing loads and every font is there. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => null)');
}
