import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accessibilityFaults } from '../support/console/axe.js';
import { builtConsole } from '../support/console/build.js';
import type { Holdfast } from '../support/holdfast.js';
import { startChromium } from '../support/servers/chromium.js';
import { startFixedDesk, type Names } from './fixed-desk.js';
import { FrozenPages, PICTURED, settle } from './frozen-pages.js';
import { Pictures, TOLERANCE } from './pictures.js';
import { SCREENS, type Screen } from './screens.js';

const ZOOMED = { width: 640, height: 422 };

const only = process.env['CHECK_CONSOLE_ONLY'] ?? '';

let holdfast: Holdfast;
let names: Names;
let browser: Browser;
let pages: FrozenPages;
let pictures: Pictures;
beforeAll(async () => {
  const { environment } = await builtConsole();
  const args = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  [{ holdfast, names }, browser] = await Promise.all([startFixedDesk(environment), startChromium(args)]);
  pages = new FrozenPages(browser, holdfast.url);
  pictures = await Pictures.open(browser, process.env['CHECK_CONSOLE_UPDATE'] === 'true');
});
afterAll(async () => {
  await browser.close();
  await holdfast.close();
});

const filled = (text: string): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_all, name: string) => names[name as keyof Names]);

/** Returns what is wrong with a screen in one language. */
async function faultsOf(screen: Screen, locale: (typeof PICTURED)[number]['locale']): Promise<string[]> {
  const page = await pages.of(screen.as, locale);
  const faults: string[] = [];
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(holdfast.url + filled(screen.path));
  await settle(page);
  if (screen.shows !== undefined) await page.getByText(filled(screen.shows)).first().waitFor();
  await screen.open?.(page);
  for (const { colorScheme, width } of PICTURED.filter((look) => look.locale === locale)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await settle(page);
    const sideways: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    const look = `${width}-${colorScheme}${locale === 'de-DE' ? '-de' : ''}`;
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${look}: axe ${fault}`));
    if (sideways > 0) faults.push(`${look}: the page scrolls sideways by ${sideways} px`);
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const share = await pictures.compare(`${screen.name}/${look}`, picture);
    if (share > TOLERANCE) faults.push(`${look}: ${(share * 100).toFixed(2)} % of the picture differs`);
  }
  // 200 % zoom of a small laptop (WCAG 1.4.10).
  await page.setViewportSize(ZOOMED);
  const sideways: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  if (sideways > 0) faults.push(`200 % zoom: the page scrolls sideways by ${sideways} px`);
  return faults;
}

it.each(SCREENS.filter(({ name }) => name.includes(only)))('$name', async (screen) => {
  const faults = [...(await faultsOf(screen, 'en-GB')), ...(await faultsOf(screen, 'de-DE'))];
  process.stdout.write(`${faults.length === 0 ? 'holds ' : 'BROKEN'} ${screen.name}\n`);
  expect(faults).toEqual([]);
});
