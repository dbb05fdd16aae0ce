import { hasConsole } from '../api/console/built-console.js';
import type { ConsoleSource } from '../api/console/console-source.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../app/operations/seed.js';
import type { Config } from '../config/config.js';

/** Returns the console that was built for this installation; null without one. `npm run dev` builds it later. */
export function consoleOf({ console: { directory, offersDemoAccounts } }: Config): ConsoleSource | null {
  if (!offersDemoAccounts && !hasConsole(directory)) return null;
  const accounts = DEMO_ACCOUNTS.map(({ email, name, role }) => ({
    email,
    name,
    role,
    password: DEMO_PASSWORD,
  }));
  return { directory, accounts: offersDemoAccounts ? accounts : [] };
}
