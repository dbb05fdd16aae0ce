import type { Page } from 'playwright-core';
import type { Names } from './fixed-desk.js';

/** A screen that is checked. Paths and texts may have names of the desk in braces: `/tickets/{ticket}`. */
export interface Screen {
  /** Also the folder of its pictures. */
  readonly name: string;
  readonly as: 'visitor' | 'bob' | 'alice' | 'admin';
  readonly path: string;
  /** What it shows in every language once it is complete: words of the data, not of the console. */
  readonly shows?: `{${keyof Names}}` | (string & {});
  /** Opens what is on top of the screen. */
  readonly open?: (page: Page) => Promise<void>;
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** What is opened is loaded first. */
const pressForDialog =
  (key: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };

const pressInGrid = async (page: Page): Promise<void> => {
  await page.getByRole('grid').focus();
  await press('j', 'x')(page);
};

/** Every screen of the console, one line each. */
export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', as: 'visitor', path: '/', shows: 'Maya' },
  { name: 'queue', as: 'bob', path: '/queue/open', shows: '{title}' },
  { name: 'queue-empty', as: 'admin', path: '/queue/mine' },
  { name: 'queue-bulk', as: 'bob', path: '/queue/open', shows: '{title}', open: pressInGrid },
  { name: 'view', as: 'bob', path: '/views/{view}', shows: '{title}' },
  { name: 'ticket', as: 'bob', path: '/tickets/{ticket}', shows: '{comment}' },
  { name: 'ticket-note', as: 'bob', path: '/tickets/{ticket}', shows: '{comment}', open: press('n') },
  { name: 'ticket-rtl', as: 'bob', path: '/tickets/{rtl}', shows: '{rtlTitle}' },
  { name: 'ticket-long-title', as: 'bob', path: '/tickets/{wide}' },
  { name: 'palette', as: 'bob', path: '/queue/open', shows: '{title}', open: pressForDialog('Control+k') },
  { name: 'keys', as: 'bob', path: '/queue/open', shows: '{title}', open: pressForDialog('?') },
  { name: 'notifications', as: 'bob', path: '/notifications', shows: '{title}' },
  { name: 'not-found', as: 'bob', path: '/no-such-screen' },
  { name: 'staff-articles', as: 'bob', path: '/articles', shows: '{articleTitle}' },
  { name: 'staff-profile', as: 'bob', path: '/profile' },
  { name: 'compose', as: 'bob', path: '/compose' },
  { name: 'replay', as: 'bob', path: '/tickets/{ticket}/replay', shows: '{comment}' },
  { name: 'dashboard', as: 'admin', path: '/dashboard' },
  { name: 'settings', as: 'admin', path: '/settings' },
  { name: 'settings-people', as: 'admin', path: '/settings/people', shows: 'Maya' },
  { name: 'settings-policy', as: 'admin', path: '/settings/policies/~new' },
  { name: 'settings-webhooks', as: 'admin', path: '/settings/webhooks' },
  { name: 'slack-connect', as: 'admin', path: '/settings/slack/~new' },
  { name: 'my-tickets', as: 'alice', path: '/my-tickets', shows: '{title}' },
  { name: 'my-ticket', as: 'alice', path: '/tickets/{ticket}', shows: '{comment}' },
  { name: 'my-ticket-solved', as: 'alice', path: '/tickets/{solved}' },
  { name: 'ask', as: 'alice', path: '/ask' },
  { name: 'articles', as: 'alice', path: '/articles', shows: '{articleTitle}' },
  { name: 'article', as: 'alice', path: '/articles/{article}', shows: '{articleTitle}' },
  { name: 'profile', as: 'alice', path: '/profile' },
];
