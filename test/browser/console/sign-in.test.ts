import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { expectAccessibleInEveryLook } from '../../support/console/axe.js';
import { ConsoleBrowser, enterAs } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { submit } from '../../support/tickets/tickets.js';

const TITLE = 'VPN drops every ten minutes';

(HAS_CHROMIUM ? describe : describe.skip)('the console, in a browser', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  let number: string;
  beforeAll(async () => {
    const { environment } = await builtConsole();
    [holdfast, browser] = await Promise.all([
      startHoldfast({ worker: false, environment: { ...environment, REQUIRE_SECOND_FACTOR: 'admins' } }),
      startChromium(),
    ]);
    consoles = new ConsoleBrowser(browser, holdfast);
    ({ number } = await submit(await holdfast.client('alice')));
  });
  afterEach(() => consoles.closeAll());
  afterAll(async () => {
    await browser.close();
    await holdfast.close();
  });

  it('takes a moderator to a ticket and out again', async () => {
    const { page, faults } = await consoles.open('/');
    await page.getByRole('heading', { name: /^Sign in to/u }).waitFor();
    await expectAccessibleInEveryLook(page);
    await enterAs(page, 'Maya');
    await page.goto(`${holdfast.url}/queue/open`);
    const row = page.getByRole('link', { name: TITLE });
    await row.waitFor();
    await expectAccessibleInEveryLook(page);
    await row.click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByRole('article').first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/tickets/${number}`);
    await expectAccessibleInEveryLook(page);
    await page.getByRole('button', { name: /^Maya/u }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: /^Sign in to/u }).waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual([]);
    // The only refusal is the question who is there, before and after.
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  it('shows a requester their tickets', async () => {
    const { page, faults } = await consoles.open('/');
    await enterAs(page, 'Alice');
    await page.getByRole('link', { name: TITLE }).waitFor();
    await expectAccessibleInEveryLook(page);
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByRole('article').first().waitFor();
    await expectAccessibleInEveryLook(page);
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  it('signs in by password to the page of a link, after a wrong one', async () => {
    const { page } = await consoles.open(`/tickets/${number}`);
    await page.getByLabel('E-mail address').fill('bob@holdfast.local');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('The address or the password is wrong.').waitFor();
    await page.getByLabel('Password').fill('holdfast-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  });

  it('keeps the page when the session ends, and goes on after signing in again', async () => {
    const { page } = await consoles.open('/');
    await enterAs(page, 'Bob');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Unassigned' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await dialog.getByLabel('Password').fill('holdfast-demo');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Unassigned' }).waitFor();
  });

  it('leads to the second factor where it is required, and asks for it at the next sign-in', async () => {
    const { page } = await consoles.open('/');
    await enterAs(page, 'Admin');
    await page.getByRole('link', { name: 'Set up the second factor' }).click();
    const factor = page.getByRole('region', { name: 'Second factor' });
    await factor.getByText('Your role needs a second factor here.').waitFor();
    await factor.getByLabel('Current password').fill('not the password');
    await page.keyboard.press('Enter');
    await factor.getByRole('alert').waitFor();
    await factor.getByLabel('Current password').fill('holdfast-demo');
    await page.keyboard.press('Enter');
    const secret = (await factor.getByLabel('Key for the app').textContent()) ?? '';
    const uri = await factor.getByRole('link', { name: 'Open in the app' }).getAttribute('href');
    expect(uri).toContain(secret.replaceAll(' ', ''));
    await expectAccessibleInEveryLook(page);
    await factor
      .getByLabel('Code that the app shows')
      .fill(new TOTP({ secret: secret.replaceAll(' ', '') }).generate());
    await page.keyboard.press('Enter');
    await factor.getByRole('heading', { name: 'Recovery codes' }).waitFor();
    const codes = await factor.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    await expectAccessibleInEveryLook(page);
    await factor.getByRole('button', { name: 'I have kept them' }).press('Enter');
    await factor.getByText('10 recovery codes left.').waitFor();
    await page.goto(`${holdfast.url}/queue/open`);
    await page.getByRole('link', { name: TITLE }).waitFor();

    await page.context().clearCookies();
    await page.goto(`${holdfast.url}/profile`);
    await page.getByRole('button', { name: /^Admin/u }).click();
    await page.getByLabel('Code of your authenticator app').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code of your authenticator app').fill(codes[0]!);
    await page.keyboard.press('Enter');
    await factor.getByText('9 recovery codes left.').waitFor();
    await factor.getByLabel('Code of the app, or a recovery code').fill(codes[1]!);
    await page.keyboard.press('Enter');
    await factor.getByText('Your role needs a second factor here.').waitFor();
  });

  it('says in the language of the reader that it needs JavaScript', async () => {
    const { page } = await consoles.open('/queue/mine', { javaScriptEnabled: false, locale: 'de-DE' });
    // Playwright finds no text in <noscript>.
    expect(await page.locator('noscript').innerHTML()).toContain('Die Konsole braucht JavaScript.');
  });

  it('opens the palette and the help by keys, and switches single keys off', async () => {
    const { page } = await consoles.open('/');
    await enterAs(page, 'Bob');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('alerts that do not exist');
    await page.getByText('Nothing has this name.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.waitFor();
    await expectAccessibleInEveryLook(page);
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    expect(new URL(page.url()).pathname).toBe('/queue/mine');
  });
});
