import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../../support/console/axe.js';
import { ConsoleBrowser, enterAs, LOOKS } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { dataOf } from '../../support/http-client.js';
import { webPushKeys } from '../../support/servers/push-stand-in.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { waitFor } from '../../support/wait-for.js';

const TITLE = 'The scanner sends empty pages';
const HOSTILE = '<img src=x onerror=alert(1)> [open](javascript:alert(1)) שלום';
const REPLY = 'It happens with every document.';

(HAS_CHROMIUM ? describe : describe.skip)('the console of a requester, in a browser', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  beforeAll(async () => {
    const { environment } = await builtConsole();
    [holdfast, browser] = await Promise.all([
      startHoldfast({ worker: false, environment: { ...environment, ...webPushKeys() } }),
      startChromium(),
    ]);
    consoles = new ConsoleBrowser(browser, holdfast);
  });
  afterEach(() => consoles.closeAll());
  afterAll(async () => {
    await browser.close();
    await holdfast.close();
  });

  /** The screen in every size and colour. */
  async function expectAccessibleEverywhere(page: Page): Promise<void> {
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }

  it('takes a requester from the question to the rating, and loses nothing on the way', async () => {
    const { page, faults } = await consoles.open('/', { width: 390 });
    await enterAs(page, 'Alice');
    await page.getByRole('main').getByRole('link', { name: 'Ask for help' }).click();
    await page.getByLabel('In one line').fill(TITLE);
    await page.getByRole('button', { name: 'Send to' }).click();
    await page.getByText('This is needed.').waitFor();
    await page.getByLabel('What happens, and since when?').fill(HOSTILE);
    await page.reload();
    expect(await page.getByLabel('In one line').inputValue()).toBe(TITLE);
    await page.getByText('A lot').click();
    await expectAccessibleEverywhere(page);
    await page.getByRole('button', { name: 'Send to' }).click();

    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    const number = new URL(page.url()).pathname.split('/').at(-1)!;
    const said = page.getByRole('article').first();
    await said.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect([await said.locator('a').count(), await said.locator('img').count()]).toEqual([0, 0]);

    const field = page.getByRole('textbox');
    await field.fill(REPLY);
    await page.getByText('Draft saved').waitFor();
    await page.reload();
    await page.getByText('Draft saved').waitFor();
    expect(await field.inputValue()).toBe(REPLY);
    const file = { name: 'scan.txt', mimeType: 'text/plain', buffer: Buffer.from('empty') };
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByRole('listitem').filter({ hasText: 'scan.txt' }).getByText('Uploaded').waitFor();
    await expectAccessibleEverywhere(page);
    await page.context().clearCookies();
    await page.keyboard.press('Tab');
    await field.focus();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill('holdfast-demo');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Not sent yet').waitFor({ state: 'detached' });
    await page.getByRole('article').filter({ hasText: REPLY }).waitFor();
    expect(await field.inputValue()).toBe('');
    const path = { params: { path: { ticket: number } } };
    const { api: bob } = await holdfast.client('bob');
    const { comments } = await dataOf(bob.GET('/api/v1/tickets/{ticket}/comments', path));
    expect(comments.map(({ body, files }) => [body, files[0]?.name])).toEqual([[REPLY, 'scan.txt']]);

    await dataOf(
      bob.POST('/api/v1/tickets/{ticket}/resolve', { ...path, body: { resolution_code: 'fixed' } }),
    );
    await page.getByRole('heading', { name: 'Is it solved?' }).waitFor();
    await expectAccessibleEverywhere(page);
    await page.getByRole('radio', { name: 'Very satisfied' }).check();
    await page.getByRole('button', { name: 'Send the rating' }).click();
    await page.getByText('Thank you. You can change it').waitFor();
    await page.getByRole('button', { name: 'Yes, it is solved' }).click();
    await page.getByRole('link', { name: 'Ask about it again' }).waitFor();
    const ticket = await dataOf(bob.GET('/api/v1/tickets/{ticket}', path));
    expect(ticket).toMatchObject({ status: 'closed', priority: 'medium', satisfaction: { score: 5 } });

    await page.getByRole('link', { name: 'My tickets' }).click();
    await page.getByRole('link', { name: TITLE }).waitFor();
    await expectAccessibleEverywhere(page);
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  it('shows articles and takes feedback, then speaks the language of the profile', async () => {
    const { api: bob } = await holdfast.client('bob');
    await dataOf(
      bob.POST('/api/v1/knowledge', {
        body: {
          title: 'Empty scans',
          question: 'Why are my scans empty?',
          answer: 'Turn the **paper** over.',
          visibility: 'public',
          state: 'published',
        },
      }),
    );
    const { page, faults } = await consoles.open('/articles');
    await enterAs(page, 'Alice');
    await page.getByRole('link', { name: 'Empty scans' }).waitFor();
    await expectAccessibleEverywhere(page);
    await page.getByRole('link', { name: 'Empty scans' }).click();
    await page.locator('strong', { hasText: 'paper' }).waitFor();
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('Thank you. It helps others').waitFor();
    await expectAccessibleEverywhere(page);

    await page.goto(`${holdfast.url}/profile`);
    await page.getByRole('checkbox', { name: 'Reminders that we wait' }).uncheck();
    await page.getByRole('button', { name: 'Save the mail settings' }).click();
    await page.getByText('Saved.').waitFor();
    await expectAccessibleEverywhere(page);
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('button', { name: 'Save your data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Profil und Datenschutz' }).waitFor();
    const { api: alice } = await holdfast.client('alice');
    const settings = await dataOf(alice.GET('/api/v1/users/me/notifications'));
    expect(settings.mails).toMatchObject({ reminders: false, comments: true });
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  it('shows what is pushed, and where the person is signed in', async () => {
    // A session on another device.
    await holdfast.client('bob');
    const { page } = await consoles.open('/profile');
    // Alice speaks German by now.
    await enterAs(page, 'Bob');
    const devices = page.getByRole('region', { name: 'Signed-in devices' });
    await devices.getByText('This device').waitFor();
    await page.context().grantPermissions(['notifications']);
    await page.getByRole('button', { name: 'Show them in this browser too' }).click();
    // This browser has no push service of its own, but its worker runs, under the strict policy of the page.
    await page.getByRole('alert').waitFor();
    const cdp = await page.context().newCDPSession(page);
    const registered = new Promise<{ registrationId: string; scopeURL: string }>((resolve) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0] !== undefined) resolve(registrations[0]);
      }),
    );
    await cdp.send('ServiceWorker.enable');
    const { registrationId, scopeURL } = await registered;
    expect(new URL(scopeURL).pathname).toBe('/console/');
    const pushed = {
      id: 'event.alice',
      title: 'TKT-2026-000001',
      body: 'There is an answer',
      path: '/my-tickets',
    };
    const origin = new URL(holdfast.url).origin;
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId,
      data: JSON.stringify(pushed),
    });
    // Not by `page.evaluate`, which the policy of the page refuses.
    const expression = `navigator.serviceWorker.getRegistration('/console/').then((found) => found.getNotifications())
      .then((all) => all.map(({ title, body, tag }) => [title, body, tag]))`;
    const shown = await waitFor('the notification', async () => {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result } = await cdp.send('Runtime.evaluate', asked);
      return (result.value as string[][])[0];
    });
    expect(shown).toEqual([pushed.title, pushed.body, pushed.id]);

    await devices.getByRole('button', { name: 'Sign out of all other devices' }).click();
    await devices.getByText('Signed out.').waitFor();
    expect(await devices.getByRole('listitem').count()).toBe(1);
  });
});
