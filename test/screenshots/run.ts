/**
 * Takes the pictures of the README, into docs/pictures: starts `npm run dev` with data of its own, runs the demo on it, and
 * opens the pages in Chromium. `npm run screenshots`; needs Chromium on `PATH`. The main screens of the console are taken
 * in every look, into `.holdfast/pictures`, to be looked at: the repository keeps only what the README shows.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { devEnvironment, outcomeOf, startDev } from '../commands/processes.js';
import { HAS_CHROMIUM, startChromium } from '../support/servers/chromium.js';

const PICTURES = 'docs/pictures';
const LOOKED_AT = '.holdfast/pictures';

/** Of the console: light, dark, and on a phone. */
const LOOKS = [
  { look: 'light', width: 1280, height: 800, colorScheme: 'light' },
  { look: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  { look: 'phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

/** Main screens of the console: add one by a line. `{ticket}` is a ticket that a moderator has. */
const SCREENS = [
  { screen: 'queue', path: '/queue/open', account: /^Bob/u },
  { screen: 'ticket', path: '/tickets/{ticket}', account: /^Bob/u },
  { screen: 'my-tickets', path: '/my-tickets', account: /^Alice/u },
  { screen: 'my-ticket', path: '/tickets/{ticket}', account: /^Alice/u },
  { screen: 'ask', path: '/ask', account: /^Alice/u },
  { screen: 'articles', path: '/articles', account: /^Alice/u },
] as const;

/** What the README shows of them. */
const SHOWN = {
  'ticket-light': 'console',
  'queue-dark': 'console-dark',
  'my-ticket-phone': 'console-phone',
} as const;

interface Picture {
  readonly name: 'mail' | 'workflow' | 'api';
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Shown once the page is complete. */
  readonly text: RegExp;
}

async function takeConsole(browser: Browser, api: string, ticket: string): Promise<void> {
  mkdirSync(LOOKED_AT, { recursive: true });
  for (const { screen, path, account } of SCREENS) {
    for (const { look, width, height, colorScheme } of LOOKS) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
      await page.goto(api);
      await page.getByRole('button', { name: account }).click();
      await page.locator('main#main h1').first().waitFor();
      await page.goto(api + path.replace('{ticket}', ticket));
      await page.locator('main#main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      const file = join(LOOKED_AT, `${screen}-${look}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      await page.close();
      const shown = Object.entries(SHOWN).find(([name]) => name === `${screen}-${look}`)?.[1];
      if (shown !== undefined) copyFileSync(file, join(PICTURES, `${shown}.png`));
      process.stdout.write(`${file} written\n`);
    }
  }
}

async function takePicture(browser: Browser, picture: Picture): Promise<void> {
  const { name, url, width, height, text } = picture;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1 });
  await page.goto(url);
  await page.getByText(text).first().waitFor({ timeout: 60_000 });
  // Lines and bars are drawn after the text.
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  await page.close();
  process.stdout.write(`${PICTURES}/${name}.png written\n`);
}

/** The latest ticket that a moderator has, and where Temporal shows its workflow. */
async function assignedTicket(api: string): Promise<{ readonly number: string; readonly workflow: string }> {
  const signedIn = await fetch(`${api}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'maya@holdfast.local', password: DEMO_PASSWORD }),
  });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const listed = await fetch(`${api}/api/v1/tickets?status=open`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { tickets } = (await listed.json()) as {
    tickets: { number: string; assignee: unknown; workflow: { url: string } }[];
  };
  const ticket = tickets.find(({ assignee }) => assignee !== null);
  if (ticket === undefined) throw new Error('The demo left no ticket that a moderator has.');
  return { number: ticket.number, workflow: ticket.workflow.url };
}

/** The page of the mail by which the moderator heard of the ticket. */
async function assignmentMail(inbox: string, number: string): Promise<string> {
  const mails = (await (await fetch(`${inbox}/email`)).json()) as { id: string; subject: string }[];
  const mail = mails.find(({ subject }) => subject.includes(number) && subject.includes('Assigned'));
  if (mail === undefined) throw new Error(`There is no assignment mail of ${number}.`);
  return `${inbox}/email/${mail.id}/html`;
}

async function main(dataDir: string): Promise<void> {
  const environment = await devEnvironment(dataDir);
  const at = (port: string) => `http://127.0.0.1:${port}`;
  const [api, inbox] = [at(environment.PORT), at(environment.INBOX_PORT)];
  const dev = await startDev(environment);
  try {
    const demo = await outcomeOf(['demo'], environment);
    if (demo.code !== 0) throw new Error(demo.output);
    const { number, workflow } = await assignedTicket(api);
    const browser = await startChromium();
    try {
      const mail = await assignmentMail(inbox, number);
      await takePicture(browser, { name: 'mail', url: mail, width: 700, height: 800, text: /Accept/u });
      const size = { width: 1280, height: 900 };
      await takeConsole(browser, api, number);
      await takePicture(browser, { name: 'workflow', url: workflow, ...size, text: /triageTicket/u });
      await takePicture(browser, { name: 'api', url: `${api}/docs`, ...size, text: /Create a ticket/u });
    } finally {
      await browser.close();
    }
  } finally {
    await dev.stop();
  }
}

if (HAS_CHROMIUM) {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-screenshots-'));
  try {
    await main(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
} else {
  process.stderr.write(
    'There is no Chromium on PATH. Install it, for example with apt-get install chromium.\n',
  );
  process.exitCode = 1;
}
