import { randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** Public, because it is in the source. Safe only if no other machine can reach Holdfast. */
export const DEVELOPMENT_JWT_SECRET = 'holdfast-development-only-secret-0123456789';

interface Reach {
  readonly HOST?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
}

/**
 * The variable that makes Holdfast reachable from other machines, if one does.
 * Empty ones count as unset.
 */
function openedBy({ HOST = '', PUBLIC_URL = '' }: Reach): 'HOST' | 'PUBLIC_URL' | null {
  if (HOST !== '' && !isLoopback(HOST)) return 'HOST';
  if (URL.canParse(PUBLIC_URL) && !isLoopback(new URL(PUBLIC_URL).hostname)) return 'PUBLIC_URL';
  return null;
}

/**
 * Fewer distinct characters indicate a placeholder such as `xxxx…` or `changeme…`.
 * 32 random hex digits have 14 on average.
 */
const MIN_DIFFERENT_CHARACTERS = 8;

/**
 * Rejects a secret that a stranger can guess if other machines can reach Holdfast: the one in the source, one
 * repeated letter, or a short repeated text.
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

/** Gives a development system that other machines can reach a random secret for this run. */
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
