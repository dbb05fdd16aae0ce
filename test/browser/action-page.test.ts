import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { assignmentMails, pathsIn, type ActionLinks } from '../support/tickets/action-links.js';
import { HAS_CHROMIUM, startChromium } from '../support/servers/chromium.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { dataOf } from '../support/http-client.js';
import { submit, trail } from '../support/tickets/tickets.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const PHONE = { viewport: { width: 375, height: 667 }, javaScriptEnabled: false } as const;

/** A thumb needs as many pixels (WCAG 2.5.5). */
const THUMB = 44;

(HAS_CHROMIUM ? describe : describe.skip)('the buttons of an assignment mail, in a browser', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [holdfast, browser] = await Promise.all([startHoldfast(), startChromium()]);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await holdfast.close();
  });

  async function open(url: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  async function assignedTicket() {
    const { number } = await submit(await holdfast.client('alice'));
    const [mail] = await assignmentMails(holdfast, number);
    const paths = pathsIn(mail!);
    return { number, mail: mail!, url: (action: keyof ActionLinks) => holdfast.url + paths[action] };
  }

  const doneByBob = async (number: string) =>
    (await trail(await holdfast.client('maya'), number)).filter(({ actor }) => actor.name === 'Bob');

  const shows = (page: Page, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

  it('accept a ticket on a phone without JavaScript', async () => {
    const { number, url } = await assignedTicket();
    const page = await open(url('accept'), { ...PHONE, hasTouch: true });
    await shows(page, 'Accept this ticket?');
    expect(await widthOf(page)).toBeLessThanOrEqual(375);
    const button = page.getByRole('button', { name: `Accept ${number}` });
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(THUMB);
    expect(await doneByBob(number)).toEqual([]);
    await button.tap();
    await shows(page, 'Done');
    expect(await page.getByRole('status').innerText()).toBe('You have accepted the ticket.');
    expect(await doneByBob(number)).toMatchObject([{ action: 'ticket.accepted' }]);
    await page.goto(url('accept'));
    await shows(page, 'Already done');
  });

  it('decline one from the keyboard, with a reason for who wants to give one', async () => {
    const { number, url } = await assignedTicket();
    const page = await open(url('decline'), PHONE);
    await page.getByLabel('Why do you decline the ticket? (optional)').focus();
    await page.keyboard.type('I am away.');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('status').innerText()).toBe('You have declined the ticket.');
    expect(await doneByBob(number)).toMatchObject([{ details: { reason: 'I am away.' } }]);
  });

  it('are wide enough for thumbs in the mail', async () => {
    const { mail } = await assignedTicket();
    const page = await open('about:blank', PHONE);
    await page.setContent(String(mail.html));
    for (const name of ['Accept', 'Start work', 'Resolve', 'Decline']) {
      const box = await page.getByRole('link', { name, exact: true }).boundingBox();
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(THUMB);
    }
    expect(await widthOf(page)).toBeLessThanOrEqual(375);
  });

  it.each(['light', 'dark'] as const)(
    'have pages that axe finds no fault with, in %s colours',
    async (colorScheme) => {
      const { number, url } = await assignedTicket();
      const check = async (page: Page, title: string) => {
        await shows(page, title);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      };
      const page = await open(url('accept'), { colorScheme, viewport: PHONE.viewport });
      await check(page, 'Accept this ticket?');
      await page.goto(url('resolve'));
      await check(page, 'Resolve this ticket?');
      await page.goto(url('decline'));
      const reason = page.getByLabel('Why do you decline the ticket?');
      await reason.evaluate((input) => input.removeAttribute('maxlength'));
      await reason.fill('x'.repeat(501));
      await page.getByRole('button').click();
      await check(page, 'Decline this ticket?');
      expect(await reason.getAttribute('aria-invalid')).toBe('true');
      await page.goto(url('accept'));
      await page.getByRole('button').click();
      await check(page, 'Done');
      const maya = await holdfast.client('maya');
      const params = { path: { ticket: number } };
      await dataOf(
        maya.api.PATCH('/api/v1/tickets/{ticket}/assign', { params, body: { assignee_id: null } }),
      );
      await page.goto(url('resolve'));
      await check(page, 'This link has expired');
      expect(await page.getByRole('link', { name: number }).count()).toBe(1);
    },
  );
});
