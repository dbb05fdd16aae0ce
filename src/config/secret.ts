import { randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** Stands in the source for everybody to read: good for one machine only. */
export const DEVELOPMENT_JWT_SECRET = 'holdfast-development-only-secret-0123456789';

interface Reach {
  readonly HOST?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
}

/** The variable by which others than this machine reach Holdfast, if one does; empty ones count as unset. */
function openedBy({ HOST = '', PUBLIC_URL = '' }: Reach): 'HOST' | 'PUBLIC_URL' | null {
  if (HOST !== '' && !isLoopback(HOST)) return 'HOST';
  if (URL.canParse(PUBLIC_URL) && !isLoopback(new URL(PUBLIC_URL).hostname)) return 'PUBLIC_URL';
  return null;
}

/** Fewer different characters are a placeholder such as `xxxx…` or `changeme…`: 32 random hex digits have 14 on average. */
const MIN_DIFFERENT_CHARACTERS = 8;

/**
 * Refuses a secret that a stranger can guess, wherever others than this machine reach Holdfast: the one in the source, one
 * letter repeated, and a short text repeated.
 */
export function secretProblems(
  env: Reach & { readonly NODE_ENV: string; readonly JWT_SECRET: string },
): string[] {
  if (!isGuessable(env.JWT_SECRET)) return [];
  const opened = openedBy(env);
  if (env.NODE_ENV !== 'production' && opened === null) return [];
  const what =
    env.NODE_ENV === 'production' ? 'production' : `${opened} is reachable from outside this machine, which`;
  return [`JWT_SECRET: ${what} needs a random secret of its own (openssl rand -base64 48)`];
}

function isGuessable(secret: string): boolean {
  return (
    secret === DEVELOPMENT_JWT_SECRET ||
    new Set(secret).size < MIN_DIFFERENT_CHARACTERS ||
    isRepetition(secret)
  );
}

/** True for a text that is a part of at most half its length, written again and again. */
function isRepetition(text: string): boolean {
  const again = `${text}${text}`.indexOf(text, 1);
  return again <= text.length / 2;
}

/** Links in mails carry tokens, and people type passwords into the pages behind them. */
export function isReachedInTheClear(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol !== 'https:' && !isLoopback(hostname);
}

/** Whoever opens the development system to others gets a secret that nobody knows, for as long as it runs. */
export function withOwnSecret(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { HOST, PUBLIC_URL, JWT_SECRET = '' } = env;
  if (JWT_SECRET !== '' || openedBy({ HOST, PUBLIC_URL }) === null) return env;
  return { ...env, JWT_SECRET: randomBytes(48).toString('base64') };
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    host === '[::1]' ||
    (isIPv4(host) && host.startsWith('127.'))
  );
}
