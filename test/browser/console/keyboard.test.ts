import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ConsoleBrowser } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { dataOf } from '../../support/http-client.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const TITLE = 'VPN drops every ten minutes';
/** More than any screen has. */
const MAX_STOPS = 80;

interface Stop {
  readonly name: string;
  readonly isVisible: boolean;
  readonly hasOutline: boolean;
}

/** The element that has the focus, as a person sees it. */
const STOP = `(() => {
  const element = document.activeElement;
  // A grid shows its active row, and a field or link may show it on its card.
  const shown = document.getElementById(element.getAttribute('aria-activedescendant')) ?? element;
  const cards = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
  const rings = [
    ...cards.map((card) => getComputedStyle(card)),
    ...['::before', '::after'].map((part) => getComputedStyle(shown, part)),
  ];
  const box = element.getBoundingClientRect();
  const labelled = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText;
  return {
    name: element === document.body ? '' : labelled.trim().split('\\n')[0],
    isVisible: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    hasOutline: rings.some(
      ({ outlineStyle, outlineWidth, borderTopStyle, borderTopWidth, position }) =>
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) ||
        (position === 'absolute' && borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 2),
    ),
  };
})()`;

/** The next Tab goes to the first stop. */
const TO_THE_START = `(() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
})()`;

(HAS_CHROMIUM ? describe : describe.skip)('the console by the keyboard alone', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  beforeAll(async () => {
    const { environment } = await builtConsole();
    [holdfast, browser] = await Promise.all([startHoldfast({ worker: false, environment }), startChromium()]);
    consoles = new ConsoleBrowser(browser, holdfast);
  });
  afterEach(() => consoles.closeAll());
  afterAll(async () => {
    await browser.close();
    await holdfast.close();
  });

  const stop = (page: Page) => page.evaluate<Stop>(STOP);

  /** Goes forward until something with this name has the focus. Each stop on the way must show it. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let count = 0; count < MAX_STOPS; count += 1) {
      await page.keyboard.press('Tab');
      const here = await stop(page);
      if (here.name !== '') expect(here).toEqual({ name: here.name, isVisible: true, hasOutline: true });
      if (name.test(here.name)) return;
    }
    throw new Error(`${String(name)} was not reached by Tab.`);
  }

  async function signIn(page: Page, email: string): Promise<void> {
    await tabTo(page, /^E-mail address/u);
    await page.keyboard.type(email);
    await tabTo(page, /^Password/u);
    await page.keyboard.type('holdfast-demo');
    await page.keyboard.press('Enter');
    await page.locator('main#main h1').first().waitFor();
  }

  /** Goes through all stops of a screen: none is hidden, and the keyboard is caught nowhere. */
  async function walk(page: Page): Promise<readonly string[]> {
    await page.evaluate(TO_THE_START);
    const names: string[] = [];
    for (let count = 0; count < MAX_STOPS; count += 1) {
      await page.keyboard.press('Tab');
      const here = await stop(page);
      if (here.name === '') return names;
      expect(here).toEqual({ name: here.name, isVisible: true, hasOutline: true });
      names.push(here.name);
    }
    throw new Error(`After ${MAX_STOPS} stops the page had no end: ${names.join(', ')}`);
  }

  it('takes a moderator from the sign-in to a solved ticket', async () => {
    const { number } = await submit(await holdfast.client('alice'));
    const { api: bob } = await holdfast.client('bob');
    const params = { path: { ticket: number } };
    await dataOf(
      bob.PATCH('/api/v1/tickets/{ticket}/status', {
        params: { ...params, header: { 'If-Match': '*' } },
        body: { status: 'in_progress' },
      }),
    );
    const { page } = await consoles.open('/queue/open');
    await signIn(page, 'bob@holdfast.local');
    await page.getByRole('link', { name: TITLE }).waitFor();

    const stops = await walk(page);
    expect(stops[0]).toBe('Skip to the content');
    await tabTo(page, /^Skip to the content/u);
    await page.keyboard.press('Enter');
    await tabTo(page, /^All open/u);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/tickets/${number}`);
    await page.getByRole('article').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect((await walk(page))[0]).toBe('Skip to the content');

    await page.keyboard.press('r');
    await page.getByRole('textbox', { name: /^To /u }).waitFor();
    await waitFor('the field to have the focus', async () =>
      /^To /u.test((await stop(page)).name) ? true : undefined,
    );
    await page.keyboard.type('Please install the new profile.');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Leaves for Alice in/u).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('e');
    const preview = page.getByRole('group', { name: /^If you set Resolved/u });
    await preview.waitFor();
    await preview.getByText('Next').or(preview.getByText('Mails')).first().waitFor();
    await tabTo(page, /^Save$/u);
    await page.keyboard.press('Enter');
    await waitFor('the change to be saved', async () => {
      const problem = preview.getByRole('alert');
      if ((await problem.count()) > 0) throw new Error(await problem.innerText());
      return (await preview.count()) === 0 ? true : undefined;
    });
    const ticket = await dataOf(bob.GET('/api/v1/tickets/{ticket}', { params }));
    expect(ticket.status).toBe('resolved');

    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await page.getByRole('heading', { level: 1, name: 'My queue' }).waitFor();
  });

  it('takes a requester from the sign-in to an answer', async () => {
    const { page } = await consoles.open('/');
    await signIn(page, 'alice@holdfast.local');
    await page.waitForLoadState('networkidle');
    expect((await walk(page))[0]).toBe('Skip to the content');
    await tabTo(page, /^Ask for help/u);
    await page.keyboard.press('Enter');
    await page.getByLabel('In one line').waitFor();
    await tabTo(page, /^In one line/u);
    await page.keyboard.type('The scanner sends empty pages');
    await tabTo(page, /^What happens, and since when\?/u);
    await page.keyboard.type('Since this morning, with every document.');
    await tabTo(page, /^Send to/u);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The scanner sends empty pages' }).waitFor();
    await page.waitForLoadState('networkidle');
    await walk(page);
    await tabTo(page, /^Write/u);
    await page.keyboard.type('It is the one on the second floor.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'It is the one on the second floor.' }).waitFor();
    await page.getByText('Not sent yet').waitFor({ state: 'detached' });
    await expect(page.getByRole('textbox').inputValue()).resolves.toBe('');
  });
});
