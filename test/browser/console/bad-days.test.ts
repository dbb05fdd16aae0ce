import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { ConsoleBrowser, enterAs } from '../../support/console/browser.js';
import { builtConsole, nextVersionOf } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { dataOf, type Client } from '../../support/http-client.js';
import { startService } from '../../support/processes/service.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

/** In the page. */
declare const getComputedStyle: (element: unknown) => { readonly direction: string };

const WIDE_TITLE = 'Ｗ'.repeat(200);
const RTL_TITLE = 'המדפסת בקומה השנייה לא עובדת';
const LONG = 2_000;
const UNREAD = 10_000;
/** 1280 pixels at 200 % (WCAG 1.4.10). */
const ZOOMED = { width: 640, height: 422 };

(HAS_CHROMIUM ? describe : describe.skip)('bad days of the console, in a browser', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  let directory: string;
  let alice: Client;
  let bob: Client;
  beforeAll(async () => {
    const built = await builtConsole();
    directory = built.directory;
    [holdfast, browser] = await Promise.all([
      startHoldfast({ worker: false, environment: built.environment }),
      startChromium(),
    ]);
    consoles = new ConsoleBrowser(browser, holdfast);
    [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
  });
  afterEach(() => consoles.closeAll());
  afterAll(async () => {
    await browser.close();
    await holdfast.close();
  });

  const box = (page: Page) => page.getByRole('form').getByRole('textbox');
  const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const say = (client: Client, number: string, body: string) =>
    client.post(`/api/v1/tickets/${number}/comments`, { body });
  const bodiesOf = async (number: string): Promise<string[]> => {
    const params = { path: { ticket: number } };
    const { comments } = await dataOf(bob.api.GET('/api/v1/tickets/{ticket}/comments', { params }));
    return comments.map(({ body }) => body);
  };
  const sideways = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('keeps a reply while the API is killed, sends it once, and says that there is a new version', async () => {
    const { number } = await submit(alice);
    const [port = 0] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const start = (script: string, consoleDir: string) =>
      startService(holdfast, script, 'api ready', {
        ...{ PORT: String(port), PUBLIC_URL: url, CONSOLE_DIR: consoleDir, CONSOLE_DEMO_ACCOUNTS: 'true' },
        ...{ RATE_LIMIT_DISABLED: 'true', AI_EMBEDDINGS: 'off', FIGURES_ENABLED: 'false' },
      });
    const first = await start('src/server.ts', directory);
    const { page } = await consoles.open('/', {}, url);
    await enterAs(page, 'Bob');
    await page.goto(`${url}/tickets/${number}`);
    await page.getByText('Live', { exact: true }).waitFor();
    await box(page).fill('Which profile is it?');
    await page.getByText(/^Draft saved/u).waitFor();
    await first.kill();
    await page.getByText('You are offline').waitFor();

    // It dies after the commit and before its answer.
    const dying = await start('test/chaos/fixtures/dying-api.ts', directory);
    await box(page).fill('Which profile is it, Alice?');
    await box(page).press('Control+Enter');
    expect(await dying.ended).toBe('SIGKILL');
    await article(page, 'Which profile is it, Alice?').waitFor();
    await page.getByText('On its way to the server').waitFor();
    await say(alice, number, 'I wrote while you were away');
    await box(page).fill('And a second text');

    const next = await start('src/server.ts', nextVersionOf(directory));
    try {
      // Within 3 s on a machine that is not starved: live.test.ts holds the waits of the connection.
      await article(page, 'I wrote while you were away').waitFor();
      await page.getByText('On its way to the server').waitFor({ state: 'detached' });
      expect((await bodiesOf(number)).filter((body) => body === 'Which profile is it, Alice?')).toHaveLength(
        1,
      );
      expect(await box(page).inputValue()).toBe('And a second text');

      // The old tab has what it needs, and leaves the moment of the change to the person.
      await page.getByText('There is a new version').waitFor();
      await page.getByRole('link', { name: 'Unassigned' }).click();
      await page.getByRole('heading', { level: 1, name: 'Unassigned' }).waitFor();
      await page.goBack();
      expect(await box(page).inputValue()).toBe('And a second text');
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByText('There is a new version').waitFor({ state: 'detached' });
      expect(await box(page).inputValue()).toBe('And a second text');
    } finally {
      await next.kill();
    }
  });

  it('loses nothing when the session ends while a moderator writes', async () => {
    const { number } = await submit(alice);
    const { page } = await consoles.open('/');
    await enterAs(page, 'Bob');
    await page.goto(`${holdfast.url}/tickets/${number}`);
    await box(page).fill('Written before the end');
    await page.context().clearCookies();
    await box(page).press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill('holdfast-demo');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Leaves for Alice in/u).waitFor();
    expect(await bodiesOf(number)).toEqual(['Written before the end']);
  });

  it('offers the text of the other tab, and overwrites none', async () => {
    const { number } = await submit(alice);
    const { page: one } = await consoles.open('/');
    await enterAs(one, 'Bob');
    const other = await one.context().newPage();
    for (const page of [one, other]) {
      await page.goto(`${holdfast.url}/tickets/${number}`);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
    }
    await one.bringToFront();
    await box(one).fill('From the first tab');
    await one.getByText(/^Draft saved/u).waitFor();
    await other.bringToFront();
    await box(other).fill('From the second tab');
    const offer = other.getByText('From the first tab');
    await offer.waitFor();
    await other.getByRole('button', { name: 'Use this text' }).click();
    expect(await box(other).inputValue()).toBe('From the first tab');
    await other.getByText('From the second tab').waitFor();
    expect(await box(one).inputValue()).toBe('From the first tab');
  });

  it('shows two moderators on one ticket what the other does', async () => {
    const { number } = await submit(alice);
    const [{ page: mayas }, { page: bobs }] = [await consoles.open('/'), await consoles.open('/')];
    await enterAs(mayas, 'Maya');
    await enterAs(bobs, 'Bob');
    for (const page of [mayas, bobs]) {
      await page.goto(`${holdfast.url}/tickets/${number}`);
      await page.getByText('Live', { exact: true }).waitFor();
    }
    await bobs
      .getByText(/^Maya.* is viewing/u)
      .first()
      .waitFor();
    await box(mayas).fill('I take this one');
    await box(mayas).pressSequentially('.');
    await bobs
      .getByText(/^Maya.* is typing/u)
      .first()
      .waitFor();
    await bobs.getByLabel('Priority').selectOption('urgent');
    await bobs
      .getByRole('group', { name: 'If you set Urgent' })
      .getByRole('button', { name: 'Save' })
      .click();
    const shown = mayas.getByLabel('Priority');
    await waitFor('Maya to see it', async () => ((await shown.inputValue()) === 'urgent' ? true : undefined));
    expect(await box(mayas).inputValue()).toBe('I take this one.');
  });

  it('opens a ticket of 2,000 comments at its end, and keeps the place when earlier ones come', async () => {
    const { id, number } = await submit(alice);
    await say(alice, number, 'The first');
    const [model] = await holdfast.mongo.collection('comments').find({ ticketId: id }).toArray();
    const from = Date.now();
    const comments = Array.from({ length: LONG }, (_none, index) => ({
      ...model,
      ...{ _id: uuidv7(), body: `Comment ${index + 1}.`, createdAt: new Date(from + index) },
    }));
    await holdfast.mongo.collection<{ _id: unknown }>('comments').insertMany(comments);
    const { page } = await consoles.open('/');
    await enterAs(page, 'Bob');
    await page.goto(`${holdfast.url}/tickets/${number}`);
    await article(page, `Comment ${LONG}.`).waitFor();
    expect(await page.getByRole('article').count()).toBeLessThanOrEqual(130);
    const earlier = page.getByRole('button', { name: 'Show earlier messages' });
    await earlier.scrollIntoViewIfNeeded();
    const first = page.getByRole('article').first();
    const text = (await first.innerText()).match(/Comment \d+\./u)![0];
    const before = (await article(page, text).boundingBox())!.y;
    await earlier.click();
    await page.getByRole('article').nth(150).waitFor({ state: 'attached' });
    expect(Math.abs((await article(page, text).boundingBox())!.y - before)).toBeLessThanOrEqual(60);

    const { page: hers } = await consoles.open('/');
    await enterAs(hers, 'Alice');
    await hers.goto(`${holdfast.url}/tickets/${number}`);
    await article(hers, `Comment ${LONG}.`).waitFor();
    expect(await hers.getByRole('article').count()).toBeLessThanOrEqual(130);
  });

  it('stays within the window with odd texts, at 200 % zoom and on a phone', async () => {
    const wide = await submit(alice, { title: WIDE_TITLE, description: WIDE_TITLE });
    const rtl = await submit(alice, { title: RTL_TITLE, description: 'שלום, המדפסת לא עובדת.' });
    await say(alice, wide.number, `https://example.org/${'a'.repeat(400)} ${'| a '.repeat(60)}`);
    for (const [name, paths] of [
      [
        'Bob',
        ['/queue/open', `/tickets/${wide.number}`, `/tickets/${rtl.number}`, '/notifications', '/profile'],
      ],
      ['Alice', ['/my-tickets', `/tickets/${wide.number}`, `/tickets/${rtl.number}`, '/ask', '/articles']],
    ] as const) {
      const { page } = await consoles.open('/');
      await enterAs(page, name);
      for (const path of paths) {
        await page.goto(holdfast.url + path);
        await page.locator('main#main h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        for (const size of [{ width: 1280, height: 844 }, ZOOMED, { width: 390, height: 844 }]) {
          await page.setViewportSize(size);
          expect([name, path, size.width, await sideways(page)]).toEqual([name, path, size.width, 0]);
        }
        await page.setViewportSize({ width: 1280, height: 844 });
        if (!path.endsWith(rtl.number)) continue;
        for (const text of [
          page.locator('h1').first(),
          page.getByRole('article').first().getByText('שלום'),
        ]) {
          const direction = await text.evaluate((element) => getComputedStyle(element).direction);
          expect(direction).toBe('rtl');
        }
      }
    }
  });

  it('counts ten thousand unread notifications', async () => {
    const { number } = await submit(alice);
    const { id: personId } = (await bob.get('/api/v1/auth/me')).body;
    await dataOf(
      bob.api.PATCH('/api/v1/tickets/{ticket}/assign', {
        params: { path: { ticket: number }, header: { 'If-Match': '*' } },
        body: { assignee_id: personId },
      }),
    );
    const notifications = holdfast.mongo.collection<{ _id: unknown; ticketId: unknown }>('notifications');
    const { id: ticketId } = (await bob.get(`/api/v1/tickets/${number}`)).body;
    const at = new Date();
    const expiresAt = new Date(Date.now() + 86_400_000);
    const told = {
      kind: 'assigned',
      personId,
      ticketId,
      ticketNumber: number,
      actorId: null,
      storedAt: at,
      eventId: uuidv7(),
      at,
      readAt: null,
    };
    await notifications.insertMany(
      Array.from({ length: UNREAD }, () => ({ _id: uuidv7(), ...told, expiresAt })),
    );
    const { page } = await consoles.open('/');
    await enterAs(page, 'Bob');
    await page.getByText('99+').first().waitFor();
    await page.goto(`${holdfast.url}/notifications`);
    await page.getByRole('listitem').first().waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBeLessThanOrEqual(100);
    await page.getByRole('button', { name: /read/iu }).click();
    await page.getByText('99+').first().waitFor({ state: 'detached' });
  });
});
