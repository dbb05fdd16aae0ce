import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { HAS_CHROMIUM, startChromium } from '../support/servers/chromium.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { waitFor } from '../support/wait-for.js';
import type { Client } from '../support/http-client.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const PHONE = { width: 375, height: 667 };
const TICKETS = '/api/v1/tickets';
/** Screenshots to look at, where a directory is named. */
const SHOTS = process.env['HOLDFAST_SCREENSHOTS'];

(HAS_CHROMIUM ? describe : describe.skip)('the chat and the public form, in a browser', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let bob: Client;
  const contexts: BrowserContext[] = [];
  /** A site of others, which shows the chat in a frame. */
  const site = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<!doctype html><title>Acme</title><iframe title="Chat" src="${holdfast.url}/chat"></iframe>`,
    );
  });
  const siteUrl = (host: string) => `http://${host}:${(site.address() as AddressInfo).port}`;
  beforeAll(async () => {
    await new Promise<void>((resolve) => site.listen(0, resolve));
    const environment = { CHAT_ORIGINS: siteUrl('127.0.0.1') };
    [holdfast, browser] = await Promise.all([startHoldfast({ worker: false, environment }), startChromium()]);
    bob = await holdfast.client('bob');
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    site.close();
    await browser.close();
    await holdfast.close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: PHONE, ...options });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(holdfast.url + path);
    return page;
  }

  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
  const shoot = (page: Page, name: string) =>
    SHOTS === undefined ? Promise.resolve() : page.screenshot({ path: `${SHOTS}/${name}.png` });
  const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

  /** By the protocol of the browser, because the policy of the page allows no script but its own. */
  async function faultsOf(page: Page): Promise<readonly unknown[]> {
    const session = await page.context().newCDPSession(page);
    const evaluate = (expression: string) =>
      session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    await evaluate(AXE);
    const { result } = await evaluate('axe.run()');
    return (result.value as AxeResults).violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html),
    ]);
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.getByLabel('Your message').fill(text);
    await page.keyboard.press('Enter');
  }

  async function numberOn(page: Page): Promise<string> {
    return waitFor(
      'the number of the ticket',
      async () => (await page.locator('#number').innerText()) || undefined,
    );
  }

  const answer = (number: string, body: string) => bob.post(`${TICKETS}/${number}/comments`, { body });

  it('lets a visitor and staff talk, and survives a reload and a lost network', async () => {
    const page = await open('/chat');
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|integrity/u.test(message.text())) faults.push(message.text());
    });
    await write(page, 'My badge is broken.');
    const number = await numberOn(page);
    await answer(number, 'Which door is it?');
    await shows(page, 'Which door is it?');
    await bob.put(`${TICKETS}/${number}/presence`, { state: 'typing' });
    await shows(page, 'Bob is writing …');

    await page.getByLabel('Your message').fill('A draft that is');
    await page.reload();
    await shows(page, 'Which door is it?');
    expect(await page.getByLabel('Your message').inputValue()).toBe('A draft that is');

    await page.context().setOffline(true);
    await write(page, 'Sent without a network.');
    await page.getByText('There is no connection.').waitFor();
    await answer(number, 'Are you still there?');
    await page.context().setOffline(false);
    await shows(page, 'Are you still there?');
    const texts = async () =>
      ((await bob.get(`${TICKETS}/${number}/comments`)).body.comments as any[]).map(({ body }) => body);
    await waitFor('the message that waited', async () =>
      (await texts()).includes('Sent without a network.') ? true : undefined,
    );
    expect((await texts()).filter((body) => body === 'Sent without a network.')).toHaveLength(1);
    await waitFor('the words of the alert to go', async () =>
      (await page.getByRole('alert').isVisible()) ? undefined : true,
    );
    expect(faults).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(PHONE.width);

    for (const step of ['resolve', 'close']) {
      await bob.post(`${TICKETS}/${number}/${step}`, { resolution_code: 'fixed' });
    }
    await page.getByRole('button', { name: 'Start a new one' }).click();
    await write(page, 'Another matter.');
    await waitFor('another ticket', async () => ((await numberOn(page)) === number ? undefined : true));
  });

  it.each(['light', 'dark'] as const)(
    'have pages that axe finds no fault with, in %s colours',
    async (colorScheme) => {
      const page = await open('/chat', { colorScheme });
      await page.getByText('Your name and address (optional)').click();
      expect(await faultsOf(page)).toEqual([]);
      await shoot(page, `chat-empty-${colorScheme}`);
      await write(
        page,
        'The printer on the third floor prints everything twice, since the update of last week.',
      );
      const number = await numberOn(page);
      await answer(number, 'Thank you. Which model is it?\nThe label is on its back.');
      await page.getByText('Which model is it?').waitFor();
      await page.getByText('Get the answer by mail if you leave').click();
      expect(await faultsOf(page)).toEqual([]);
      await shoot(page, `chat-${colorScheme}`);

      const form = await open('/new', { colorScheme, javaScriptEnabled: true });
      expect(await faultsOf(form)).toEqual([]);
      expect(await widthOf(form)).toBeLessThanOrEqual(PHONE.width);
      await shoot(form, `form-${colorScheme}`);
    },
  );

  it('show the chat in a frame of an allowed site only', async () => {
    const page = await open('/chat');
    await page.goto(siteUrl('127.0.0.1'));
    const frame = page.frameLocator('iframe');
    await frame.getByLabel('Your message').fill('From your shop.');
    await frame.getByRole('button', { name: 'Send' }).click();
    await frame.getByText('From your shop.').waitFor();
    await frame.getByText(/^TKT-/u).waitFor();
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(siteUrl('localhost'));
    await blocked;
  });

  it('need no script for the form, and say that the chat does', async () => {
    const form = await open('/new', { javaScriptEnabled: false, locale: 'de-DE' });
    await form.getByLabel('Ihr Name').fill('Vera');
    await form.getByLabel('Ihre E-Mail-Adresse').fill('vera@visitor.example');
    await form.getByLabel('Betreff').fill('Der Drucker druckt nicht');
    await form.getByLabel('Was können wir für Sie tun?').fill('Seit heute früh.');
    await shoot(form, 'form-filled-de');
    await form.getByRole('button', { name: 'Weiter' }).click();
    await form.getByRole('heading', { name: 'Sehen Sie in Ihre E-Mails' }).waitFor();
    const chat = await open('/chat', { javaScriptEnabled: false });
    await chat.getByText('The chat needs JavaScript.').waitFor();
  });
});
