import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { HAS_CHROMIUM } from '../support/servers/chromium.js';

/** A command of README or CONTRIBUTING in its smallest form. */
export interface Command {
  /** What follows `npm run`. */
  readonly args: readonly string[];
  /** What it says when it has done what it is for. */
  readonly says: RegExp;
  /** Exit code 1 is right as well: what it measures is only within its bounds at full size, on a quiet machine. */
  readonly mayFail?: true;
  /** It serves until it is told to stop, once it has said so. */
  readonly serves?: true;
}

const EXPORTED = join(tmpdir(), `holdfast-articles-${process.pid}`, 'articles.csv');

export const DEMO: Command = { args: ['demo'], says: /assigned/iu };

/** With `npm run dev` running. */
export const BESIDE_DEV: readonly Command[] = [
  DEMO,
  { args: ['seed'], says: /demo accounts/u },
  { args: ['create-admin', '--', '--email', 'first@example.org'], says: /reset-password/u },
  {
    args: [
      ...['rerun-ai', '--', '--fallback-only'],
      ...['--email', 'admin@holdfast.local', '--password', DEMO_PASSWORD],
    ],
    says: /Done: \d+ triaged again/u,
  },
  { args: ['after-restore'], says: /Nothing was changed/u },
  { args: ['articles', '--', 'export', EXPORTED], says: /articles exported/u },
  { args: ['migrate'], says: /up to date/u },
  { args: ['migrate', '--', '--list'], says: /queue-places/u },
];

/** On their own. */
export const STANDALONE: readonly Command[] = [
  { args: ['simulate', '--', '--tickets', '200'], says: /office/iu },
  {
    args: ['eval', '--', '--data', 'bench/triage/tickets.csv', '--limit', '40'],
    says: /local rules-1 \| priority/u,
  },
  { args: ['mail-preview'], says: /The mails are at http/u, serves: true },
  { args: ['coverage', '--', 'test/unit/semaphore'], says: /Lines +:/u },
  { args: ['flaky', '--', '--runs', '1', 'test/unit/semaphore.test.ts'], says: /./u },
];

const bench = (name: string, ...options: readonly string[]): Command => ({
  args: ['bench', '--', name, ...options],
  says: new RegExp(`written to bench/results/${name}`, 'u'),
  mayFail: true,
});

/** Those that have a form of a minute or less, of building, starting and stopping; the others share their parts with them. */
export const BENCHES: readonly Command[] = [
  bench(
    'accept',
    '--connections',
    '2',
    '--seconds',
    '1',
    '--rounds',
    '1',
    '--warm-up',
    '1',
    '--tickets',
    '5',
  ),
  // Without a browser there is nothing to measure.
  ...(HAS_CHROMIUM
    ? [bench('console', '--tickets', '100', '--rounds', '1', '--seconds', '1', '--presses', '8')]
    : []),
  bench('files', '--uploads', '20', '--megabytes', '1', '--dialogs', '2'),
  bench('growth', '--sizes', '100,200', '--requests', '2', '--figures', '200'),
  bench('live', '--sockets', '40', '--rate', '20', '--seconds', '1'),
  bench('search', '--sizes', '100', '--rounds', '1'),
  bench('triage', '--seeds', '1'),
  bench('webhooks', '--events', '20', '--burst', '20'),
  bench(
    'similar',
    '--vectors',
    '2000',
    '--searches',
    '5',
    '--model-dir',
    'test/support/embeddings/tiny-model',
  ),
];
