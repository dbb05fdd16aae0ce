import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../../../bench/support/holdfast.js';
import { missedOf } from '../audit/watched-events.js';
import type { Evidence } from '../audit/evidence.js';
import { Caller } from './caller.js';
import { socketEnd, streamEnd } from './live-ends.js';
import { Watcher } from './watcher.js';

const PATIENCE_MS = 60_000;

/** The requester of all stories and a moderator, each with a socket and a stream. */
export async function startWatchers(apiUrls: readonly string[]): Promise<readonly Watcher[]> {
  const people = [
    { person: 'alice', isStaff: false },
    { person: 'bob', isStaff: true },
  ] as const;
  const pairs = await Promise.all(
    people.map(async ({ person, isStaff }) => {
      const accessToken = await signIn(apiUrls[0] ?? '', person);
      const caller = new Caller(apiUrls, accessToken);
      const personId = await idOf(caller);
      const who = { personId, isStaff, caller };
      return [
        new Watcher(apiUrls, {
          ...who,
          name: `the socket of ${person}`,
          end: socketEnd(tokens(accessToken)),
        }),
        new Watcher(apiUrls, { ...who, name: `the stream of ${person}`, end: streamEnd(accessToken) }),
      ];
    }),
  );
  const watchers = pairs.flat();
  for (const watcher of watchers) watcher.start();
  return watchers;
}

/** Waits until they know all that they may know, or have had enough time for it. */
export async function letWatchersCatchUp(
  evidence: Omit<Evidence, 'watched'>,
  watchers: readonly Watcher[],
): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  const isBehind = () => watchers.some((watcher) => missedOf(evidence, watcher).length > 0);
  while (isBehind() && Date.now() < until) await delay(250);
}

async function idOf(caller: Caller): Promise<string> {
  const me = await caller.call({ method: 'GET', path: '/auth/me' });
  if (me.kind !== 'done') throw new Error('A watcher could not sign in.');
  return String(me.body.id);
}

function tokens(accessToken: string): (url: string) => Promise<string> {
  return async (url) => {
    const response = await fetch(`${url}/api/v1/live/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(10_000),
    });
    const body: any = await response.json();
    return String(body.token);
  };
}
