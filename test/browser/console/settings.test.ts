import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectAccessibleInEveryLook } from '../../support/console/axe.js';
import { ConsoleBrowser, enterAs } from '../../support/console/browser.js';
import { builtConsole } from '../../support/console/build.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { HAS_CHROMIUM, startChromium } from '../../support/servers/chromium.js';
import { startSlackStandIn, type SlackStandIn } from '../../support/servers/slack-stand-in.js';
import { slackAt } from '../../support/slack.js';
import { submit } from '../../support/tickets/tickets.js';

(HAS_CHROMIUM ? describe : describe.skip)('those who run the desk', () => {
  let holdfast: Holdfast;
  let browser: Browser;
  let consoles: ConsoleBrowser;
  let number: string;
  let standIn: SlackStandIn;
  beforeAll(async () => {
    const { environment: built } = await builtConsole();
    standIn = await startSlackStandIn();
    const environment = { ...built, SLACK_API_URL: standIn.apiUrl };
    [holdfast, browser] = await Promise.all([startHoldfast({ worker: false, environment }), startChromium()]);
    consoles = new ConsoleBrowser(browser, holdfast);
    ({ number } = await submit(await holdfast.client('alice')));
  });
  afterAll(async () => {
    await consoles.closeAll();
    await browser.close();
    await holdfast.close();
    await standIn.close();
  });

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** Moves the focus as a person without a mouse does, and presses Enter. */
  const press = async (page: Page, role: 'link' | 'button', name: string | RegExp) => {
    const target = page.locator('main').getByRole(role, { name }).first();
    await target.focus();
    await page.keyboard.press('Enter');
  };
  const typeInto = async (page: Page, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).first().focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };

  it('a manager reads figures and changes the desk by the keyboard', async () => {
    const { page, faults } = await consoles.open('/');
    await enterAs(page, 'Maya');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await heading(page, 'Dashboard');
    await page.getByText('Created and resolved').waitFor();
    // Nothing has been counted: no chart is drawn, and none pretends to be zero.
    await page.getByText('Nothing in this period.').first().waitFor();
    await page.getByLabel('Period').selectOption('year');
    await page.getByText('per month').first().waitFor();
    await page.locator('summary').first().press('Enter');
    await expectAccessibleInEveryLook(page);
    const csv = await page.request.get(
      holdfast.url + (await page.getByRole('link', { name: 'CSV: Team load' }).getAttribute('href'))!,
    );
    expect(await csv.text()).toContain('person.name');

    await page.keyboard.press('Escape');
    await page.locator('main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await heading(page, 'Settings');
    await expectAccessible(page);
    expect(await page.getByRole('link', { name: 'Security events' }).count()).toBe(0);
    await press(page, 'link', 'Categories');
    await heading(page, 'Categories');
    await press(page, 'link', 'Create');
    await typeInto(page, 'Key', 'Bad Key');
    await typeInto(page, 'English', 'Robots');
    await press(page, 'button', 'Create');
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('Key', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await expectAccessibleInEveryLook(page);
    await typeInto(page, 'Key', 'robots');
    await press(page, 'button', 'Create');
    await heading(page, 'Robots');

    // The administrator saves first, so the manager is asked.
    const admin = await holdfast.client('admin');
    await admin.patch('/api/v1/categories/robots', { description: 'From the administrator' });
    await typeInto(page, 'Description', 'From the manager');
    await press(page, 'button', 'Save changes');
    await page.getByText(/^Admin saved another version/u).waitFor();
    expect(await page.getByLabel('Description', { exact: true }).inputValue()).toBe('From the manager');
    await expectAccessible(page);
    await press(page, 'button', 'Show the newer version');
    expect(await page.getByLabel('Description', { exact: true }).inputValue()).toBe('From the administrator');
    await typeInto(page, 'Description', 'Agreed');
    await press(page, 'button', 'Save changes');
    await page.getByText('Saved.').waitFor();
    const { body } = await admin.get('/api/v1/categories/robots');
    expect(body.description).toBe('Agreed');

    await admin.patch(`/api/v1/tickets/${number}`, { priority: 'urgent' });
    await page.goto(`${holdfast.url}/tickets/${number}`);
    await page.getByRole('article').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByText(/^was /u).waitFor();
    await expectAccessibleInEveryLook(page);
    await press(page, 'button', 'Earlier');
    await page.getByText(/^was /u).waitFor({ state: 'detached' });

    await page.goto(`${holdfast.url}/settings/policies/default`);
    await heading(page, 'default');
    await press(page, 'button', 'Try');
    await page.getByText(/^1 ticket, as it was/u).waitFor();
    await expectAccessible(page);
    expect(faults.filter((fault) => !/40[149]|412|422/u.test(fault))).toEqual([]);
  });

  it('an administrator looks after people, secrets, mails and every part', async () => {
    const { page, faults } = await consoles.open('/settings');
    await enterAs(page, 'Admin');
    await page.goto(`${holdfast.url}/settings/people`);
    await page.getByLabel('Search').fill('bob');
    await page.getByLabel('Search').press('Enter');
    await page.getByRole('cell', { name: 'carol' }).waitFor({ state: 'detached' });
    await expectAccessibleInEveryLook(page);
    await press(page, 'link', /^Bob/u);
    await typeInto(page, 'Capacity', '7');
    await press(page, 'button', 'Save changes');
    await page.getByText('Saved.').waitFor();
    await expectAccessible(page);
    const bob = await holdfast.client('bob');
    expect((await bob.get('/api/v1/auth/me')).body.capacity).toBe(7);

    await page.goto(`${holdfast.url}/settings/webhooks/~new`);
    await typeInto(page, 'Address', 'https://example.org/hook');
    await press(page, 'button', 'Create');
    const secret = page.getByLabel('Secret', { exact: true });
    await secret.waitFor();
    expect(await secret.textContent()).toMatch(/^whsec_/u);
    await press(page, 'button', 'I have kept it');
    await heading(page, 'https://example.org/hook');
    expect(await page.locator('main').textContent()).not.toContain('whsec_');
    await press(page, 'button', 'Send a test');
    await page.getByText('webhook.test').first().waitFor();
    await expectAccessibleInEveryLook(page);

    await page.goto(`${holdfast.url}/settings/mail-templates/reply~en`);
    await page.getByRole('region', { name: 'Preview' }).locator('h3').waitFor();
    await typeInto(page, 'Text', 'Hello {no_such_word}');
    await page
      .locator('section')
      .getByText(/no_such_word/u)
      .first()
      .waitFor();
    await expectAccessible(page);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.goto(`${holdfast.url}/settings/desk`);
    await typeInto(page, 'Name of the desk', 'The Anchor');
    await press(page, 'button', 'Save changes');
    await page.getByText('Saved.').waitFor();
    await press(page, 'button', 'Ask the AI a test question');
    await page.getByText(/\(\d+ ms\)$/u).waitFor();
    await expectAccessibleInEveryLook(page);
    for (const [path, name] of [
      ['health', 'Health'],
      ['ai', 'AI'],
      ['mails-sent', 'Sent mails'],
      ['security-events', 'Security events'],
      ['api-keys', 'Your API keys'],
    ] as const) {
      await page.goto(`${holdfast.url}/settings/${path}`);
      await heading(page, name);
      await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
      await expectAccessible(page);
    }
    expect(faults.filter((fault) => !/40[149]|412|422|503/u.test(fault))).toEqual([]);
  });

  it('an administrator connects Slack, sets a channel up, and repeats a failed request', async () => {
    standIn.channel('C0HELP', 'help');
    const { page, faults } = await consoles.open('/settings');
    await enterAs(page, 'Admin');
    await page.goto(`${holdfast.url}/settings/slack`);
    await page.getByText('deploy/slack/manifest.yaml').waitFor();
    await expectAccessibleInEveryLook(page);
    await press(page, 'link', 'Connect');
    await typeInto(page, 'Bot token', 'xoxb-another');
    await typeInto(page, 'Signing secret', standIn.signingSecret);
    await press(page, 'button', 'Connect');
    await page.getByRole('alert').first().waitFor();
    await typeInto(page, 'Bot token', standIn.botToken);
    await press(page, 'button', 'Connect');
    await heading(page, 'Help Inc');
    await press(page, 'link', 'Add a channel');
    await typeInto(page, 'Channel id', 'C0HELP');
    await page.getByLabel('every message').check();
    await press(page, 'button', 'Add a channel');
    await heading(page, '#help');
    await typeInto(page, 'Emoji', 'eyes');
    await press(page, 'button', 'Save changes');
    await page.getByText('Saved.').waitFor();
    await expectAccessibleInEveryLook(page);

    const slack = slackAt(
      () => holdfast.url,
      () => standIn,
    );
    await slack.message('C0HELP', 'U0ANN', 'The printer is on fire');
    const requests = holdfast.mongo.collection('slack_requests');
    await requests.updateOne({}, { $set: { state: 'failed', fault: 'internal', endedAt: new Date() } });
    await page.locator('main').getByRole('link', { name: 'Channels' }).click();
    await heading(page, 'Help Inc');
    await expectAccessibleInEveryLook(page);
    await press(page, 'button', 'Process again');
    await page.getByRole('cell', { name: 'kept' }).waitFor();
    await press(page, 'button', 'Switch off');
    await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    standIn.fail('revoked');
    await press(page, 'button', 'Switch on');
    await page.getByText('bot_token: is refused by Slack: token_revoked').waitFor();
    standIn.fail(null);
    await press(page, 'button', 'Switch on');
    await press(page, 'button', 'Disconnect');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('deploy/slack/manifest.yaml').waitFor();
    expect(await holdfast.mongo.collection('slack_channels').countDocuments()).toBe(0);
    expect(faults.filter((fault) => !/40[14]|422/u.test(fault))).toEqual([]);
  });

  it('a person sees what a program did with a key, and revokes it', async () => {
    const admin = await holdfast.client('admin');
    const { body } = await admin.post('/api/v1/auth/api-keys', {
      ...{ name: 'Assistant', scopes: ['tickets:read', 'tickets:write'] },
    });
    const changed = await fetch(`${holdfast.url}/api/v1/tickets/${number}/comments`, {
      method: 'POST',
      headers: { 'x-api-key': body.key, 'content-type': 'application/json' },
      body: JSON.stringify({ body: 'From a program' }),
    });
    expect(changed.status).toBe(201);
    const { page, faults } = await consoles.open('/settings');
    await enterAs(page, 'Admin');
    await page.goto(`${holdfast.url}/settings/api-keys`);
    await press(page, 'link', 'Assistant');
    await page.getByRole('cell', { name: 'ticket.commented' }).waitFor();
    await page.getByText('claude mcp add').waitFor();
    await expectAccessibleInEveryLook(page);
    await press(page, 'button', 'Revoke');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await heading(page, 'Your API keys');
    await page.getByRole('link', { name: 'Assistant' }).waitFor({ state: 'detached' });
    expect(faults.filter((fault) => !/40[14]/u.test(fault))).toEqual([]);
  });
});
