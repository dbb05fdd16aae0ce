import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../app/operations/seed.js';
import { CommandError } from './run-command.js';

/** For `parseArgs`. */
export const CREDENTIAL_OPTIONS = { email: { type: 'string' }, password: { type: 'string' } } as const;

export const CREDENTIAL_HELP = `  --email <address>      administrator (default: admin@holdfast.local, the demo account)
  --password <password>  (default: the password of the demo accounts; for other accounts it is read from the terminal or a pipe)`;

interface Named {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Determines the account to sign in with.
 * @throws CommandError when no password is given.
 */
export async function credentialsOf({ email = 'admin@holdfast.local', password }: Named) {
  if (password !== undefined) return { email, password };
  const isDemo = DEMO_ACCOUNTS.some((account) => account.email === email);
  return { email, password: isDemo ? DEMO_PASSWORD : await askPassword(email) };
}

/**
 * Reads one line of standard input.
 * A terminal does not echo it, so it appears in no process list or shell history.
 */
async function askPassword(email: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  process.stderr.write(`Password of ${email}: `);
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
  throw new CommandError('A password is required.');
}
