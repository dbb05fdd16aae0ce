import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectAccessibleInEveryLook } from '../../support/console/axe.js';
import { ConsoleBrowser, enterAs } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { submit } from '../../support/tickets/tickets.js';

/** One green pixel. */
const PICTURE = {
  name: 'screen.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
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
  afterEach(() => consoles.closeAll());
  afterAll(async () => {
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
    const effect = many.getByRole('group', { name: 'If you change 1 ticket' });
    await effect.getByText('1 ticket', { exact: true }).waitFor();
    await effect.getByText('No mails').waitFor();
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
    await page.getByText('Taken back before it was sent.').waitFor();

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

  it('opens a ticket for another person with a file, and finds it again by the address, by the keyboard', async () => {
    const { page, faults } = await consoles.open('/queue/mine');
    await enterAs(page, 'Bob');
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: 'Requester' }).fill('ali');
    await page.getByRole('option', { name: /Alice/u }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('alice@holdfast.local').waitFor();
    await page.locator('input[type=file]').first().setInputFiles(PICTURE);
    await page.getByRole('listitem').filter({ hasText: 'screen.png' }).getByText('Uploaded').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write at least three characters.').waitFor();
    await expectAccessibleInEveryLook(page);
    await page.getByLabel('Subject').fill('Zebra stripes on the screen');
    await page.getByLabel('Description').fill('Since the update.');
    await page.getByLabel('Priority').selectOption('high');
    await page.reload();
    expect(await page.getByLabel('Subject').inputValue()).toBe('Zebra stripes on the screen');
    await page.getByRole('listitem').filter({ hasText: 'screen.png' }).waitFor();
    await page.getByLabel('Subject').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Zebra stripes on the screen' }).waitFor();
    await page.getByRole('article').getByText('screen.png').waitFor();
    const number = new URL(page.url()).pathname.split('/').at(-1)!;
    const bob = await holdfast.client('bob');
    const { requester, attachments } = (await bob.get(`/api/v1/tickets/${number}`)).body;
    expect([requester.name, attachments.length]).toEqual(['Alice', 1]);

    await page.locator('main').focus();
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: 'Search tickets' }).fill('zebra');
    await page.waitForURL(/q=zebra/u);
    // Whole tickets are searched by what the worker has indexed, and there is none here.
    await page.getByLabel('Sort').selectOption('-updated_at');
    await page.getByText('1 ticket', { exact: true }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('f');
    const panel = page.getByRole('dialog', { name: 'Filter' });
    await panel.getByLabel('Low').check();
    await page.getByText('No ticket matches').waitFor();
    await panel.getByLabel('High').check();
    await page.getByRole('grid').getByText('Zebra stripes').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('grid').getByText('Zebra stripes').waitFor();
    await page.getByText('Priority is Low, High').waitFor();
    await expectAccessibleInEveryLook(page);
    await page.getByRole('button', { name: 'Save as view' }).press('Enter');
    await page.getByLabel('Name').fill('Zebras');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zebras' }).waitFor();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Zebras\s*1 /u })
      .waitFor();
    await page.getByRole('grid').getByText('Zebra stripes').waitFor();
    await page.goBack();
    await page.getByText('Priority is Low, High').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zebra stripes on the screen' }).waitFor();
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await page.waitForURL(/priority=low/u);
    expect(faults.filter((fault) => !/401/u.test(fault))).toEqual([]);
  });

  it('changes every property of a ticket, and sees why it is as it is', async () => {
    const alice = await holdfast.client('alice');
    const [{ number }, other] = [await submit(alice), await submit(alice)];
    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'And the printer is on fire.' });
    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'My password is hunter22.' });
    const { page, faults } = await consoles.open(`/tickets/${number}`);
    await enterAs(page, 'Bob');
    const leaked = page.getByRole('article').filter({ hasText: 'My password is' });
    await leaked.getByText('hunter22').click({ clickCount: 3 });
    await leaked.getByRole('button', { name: 'Options for this message' }).click();
    await page.getByRole('menuitem', { name: 'Redact a text or file' }).press('Enter');
    const redaction = page.getByRole('dialog', { name: 'Redact a message' });
    expect(await redaction.getByLabel('Exact text').inputValue()).toBe('My password is hunter22.');
    await redaction.getByLabel('Exact text').fill('not in here');
    await redaction.getByText('0 times in this message.').waitFor();
    await redaction.getByRole('button', { name: 'Redact the text' }).press('Enter');
    await redaction.getByRole('alert').waitFor();
    await redaction.getByLabel('Exact text').fill('hunter22');
    await expectAccessibleInEveryLook(page);
    await redaction.getByRole('button', { name: 'Redact the text' }).press('Enter');
    // There is no worker here: the rest of the redaction waits for one.
    await redaction.getByText(/^Redacted in 1 place so far/u).waitFor();
    await expectAccessible(page);
    await redaction.getByRole('button', { name: 'Close' }).press('Enter');
    await leaked.getByText('My password is [redacted].').waitFor();
    const bob = await holdfast.client('bob');
    const ticket = async () => (await bob.get(`/api/v1/tickets/${number}`)).body;
    const save = async (title: string) => {
      const preview = page.getByRole('group', { name: title });
      await preview.getByRole('button', { name: 'Save' }).press('Enter');
      await preview.waitFor({ state: 'detached' });
    };
    await page.getByLabel('Category').selectOption({ label: 'Printer' });
    await save('If you set Printer');
    await page.getByLabel('New tag').fill('fire');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the tag fire' }).waitFor();
    await page.getByLabel('Status').selectOption('on_hold');
    await page.getByRole('group', { name: 'If you set On hold' }).getByText('No mails').waitFor();
    await save('If you set On hold');
    await page.getByText(/^Why/u).first().click();
    await page.getByText('What Holdfast did').or(page.getByText('Clocks')).first().waitFor();
    expect(await ticket()).toMatchObject({ category: 'printer', tags: ['fire'], status: 'on_hold' });

    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Link another ticket' }).press('Enter');
    await page.getByLabel('Number of the other ticket').fill(other.number.split('-').at(-1)!);
    await page.getByRole('dialog').getByText(other.title).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: other.number }).waitFor();
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Split off messages' }).press('Enter');
    await page.getByRole('checkbox', { name: /And the printer/u }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Split off 1 message' }).press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith(number));
    await page.getByText('And the printer is on fire.').first().waitFor();

    await page.goto(`${holdfast.url}/tickets/${number}`);
    await page.getByLabel('Status').waitFor();
    await page.keyboard.press('e');
    await save('If you set Resolved');
    await page.getByRole('button', { name: 'Reopen' }).press('Enter');
    await page.getByLabel('Reason (optional)').fill('It burns again');
    await page.getByRole('button', { name: `Reopen ${number}` }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Resolve/u }).press('Enter');
    await save('If you set Resolved');
    await page.getByLabel('Status').selectOption('closed');
    await page.getByLabel('Resolution (needed to close)').selectOption({ index: 1 });
    await save('If you set Closed');
    await page.getByText('This ticket is closed.').waitFor();
    expect(await ticket()).toMatchObject({ status: 'closed', resolution_code: expect.any(String) });
    await expectAccessibleInEveryLook(page);
    expect(faults.filter((fault) => !/401|422/u.test(fault))).toEqual([]);
  });
});
