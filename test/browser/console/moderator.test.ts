import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectAccessibleInEveryLook } from '../../support/console/axe.js';
import { ConsoleBrowser, enterAs } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { submit } from '../../support/tickets/tickets.js';

const HOSTILE = 'Look: <img src=x onerror="document.title=1"> [click](javascript:alert(1))';

(HAS_CHROMIUM ? describe : describe.skip)('the day of a moderator', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  beforeAll(async () => {
    const { environment } = await builtConsole();
    [holdfast, browser] = await Promise.all([startHoldfast({ worker: false, environment }), startChromium()]);
    consoles = new ConsoleBrowser(browser, holdfast);
  });
  afterAll(async () => {
    await consoles.closeAll();
    await browser.close();
    await holdfast.close();
  });

  const bodies = async (number: string) => {
    const bob = await holdfast.client('bob');
    const { body } = await bob.get(`/api/v1/tickets/${number}/comments`);
    return body.comments.map((one: { body: string; is_internal: boolean; send_at?: string }) => [
      one.body,
      one.is_internal,
      one.send_at !== undefined,
    ]);
  };
  const box = (page: Page) => page.getByRole('form').getByRole('textbox');

  it('goes from the queue to a reply by the keyboard: nothing is sent blindly, mixed up or lost', async () => {
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice);
    const say = (body: string) => alice.post(`/api/v1/tickets/${number}/comments`, { body });
    await say(HOSTILE);
    const { page, faults } = await consoles.open('/queue/open');
    await enterAs(page, 'Bob');
    await page.goto(`${holdfast.url}/queue/open`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const many = page.getByRole('region', { name: '1 selected' });
    await many.getByLabel('Priority').selectOption('high');
    await many.getByText('Would change 1, refuse 0, send 0 mails').waitFor();
    await expectAccessible(page);
    await many.getByRole('button', { name: /^Clear/u }).press('Enter');
    await many.waitFor({ state: 'detached' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Look: <img').waitFor();
    expect(await page.getByRole('link', { name: 'click' }).count()).toBe(0);

    await page.keyboard.press('n');
    await box(page).fill('Only for us');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Reply/u }).click();
    expect(await box(page).inputValue()).toBe('');
    await box(page).fill('Which profile is it?');
    await page.getByText(/^Draft saved/u).waitFor();
    await expectAccessibleInEveryLook(page);

    // The tab hears of nothing, as after a reconnect, and the requester writes.
    await page.context().setOffline(true);
    await say('It is the old one');
    await box(page).press('Control+Enter');
    await page.getByText('On its way to the server').waitFor();
    await page.context().setOffline(false);
    await page.getByText('1 newer message came while you were writing.').waitFor();
    expect(await bodies(number)).not.toContainEqual(['Which profile is it?', false, false]);
    expect(await box(page).inputValue()).toBe('Which profile is it?');
    await page.getByText('It is the old one').waitFor();
    await box(page).fill('Then install the new one.');
    await box(page).press('Control+Enter');
    await page.getByText(/^Leaves for Alice in/u).waitFor();
    expect(await bodies(number)).toContainEqual(['Then install the new one.', true, true]);
    await page.getByRole('button', { name: /^Take back/u }).click();
    await page.getByText(/^Leaves for Alice in/u).waitFor({ state: 'detached' });
    expect(await box(page).inputValue()).toBe('Then install the new one.');

    await page.getByRole('button', { name: /^Internal note/u }).click();
    expect(await box(page).inputValue()).toBe('Only for us');
    await box(page).press('Control+Enter');
    await page.getByRole('article').getByText('Only for us').waitFor();

    await page.getByLabel('Priority').selectOption('urgent');
    const preview = page.getByRole('group', { name: 'If you set Urgent' });
    await preview.getByText('No mails').waitFor();
    await expectAccessible(page);
    await preview.getByRole('button', { name: 'Save' }).press('Enter');
    await preview.waitFor({ state: 'detached' });
    const bob = await holdfast.client('bob');
    expect((await bob.get(`/api/v1/tickets/${number}`)).body.priority).toBe('urgent');
    const serious = faults.filter((fault) => !/401|409|ERR_INTERNET_DISCONNECTED/u.test(fault));
    expect(serious).toEqual([]);
  });
});
