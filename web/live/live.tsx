import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { api, answerOf } from '../app/api.js';
import { queryKeys } from '../app/query-keys.js';
import { createBatch } from './batch.js';
import { createRefresher } from './refresher.js';
import type { QueryKey } from './effects.js';
import { LiveConnection, type LiveSocket, type LiveState } from './connection.js';
import { effectsOf } from './patches/all.js';
import type { LiveMessage } from './protocol.js';

const LiveContext = createContext<LiveState>('off');

/** Whether changes arrive now. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** Keeps what is shown up to date while the person is signed in. */
export function LiveProvider({
  isPaused,
  onReturn,
  children,
}: {
  /** True while there is no session. */
  readonly isPaused: boolean;
  /** The server was away and is back. */
  readonly onReturn: () => void;
  readonly children: ReactNode;
}) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('off');
  const noteReturn = useEffectEvent(() => {
    // Events say what changed. What could not be read at all, and notifications, have none.
    const isBehind = ({ state: { status } }: { readonly state: { readonly status: string } }) =>
      status === 'error';
    void queries.refetchQueries({ type: 'active', predicate: isBehind });
    void queries.invalidateQueries({ queryKey: queryKeys.notifications });
    onReturn();
  });
  useEffect(() => {
    if (isPaused) return undefined;
    const refresh = createRefresher({
      read: (queryKey) => queries.invalidateQueries({ queryKey }),
      schedule,
      now: () => performance.now(),
    });
    const take = createBatch(
      (messages: readonly LiveMessage[]) => applyTo(queries, messages, refresh),
      schedule,
    );
    const tickets = new LiveConnection(depsFor('/ws/tickets', take, setState, noteReturn), {});
    const notifications = new LiveConnection(
      depsFor(
        '/ws/notifications',
        take,
        () => undefined,
        () => undefined,
      ),
      null,
    );
    const hurry = () => {
      tickets.hurry();
      notifications.hurry();
    };
    tickets.start();
    notifications.start();
    addEventListener('online', hurry);
    return () => {
      removeEventListener('online', hurry);
      tickets.stop();
      notifications.stop();
    };
  }, [queries, isPaused]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

function depsFor(
  path: string,
  onMessage: (message: LiveMessage) => void,
  onState: (state: LiveState) => void,
  onReturn: () => void,
) {
  return {
    takeToken: async () => (await answerOf(api.POST('/api/v1/live/tokens'))).token,
    connect: (token: string): LiveSocket =>
      new WebSocket(path, ['holdfast.v1', `token.${token}`]) as LiveSocket,
    schedule,
    random: Math.random,
    onMessage,
    onState,
    onReturn,
  };
}

function schedule(run: () => void, afterMs: number): () => void {
  const timer = setTimeout(run, afterMs);
  return () => clearTimeout(timer);
}

function applyTo(
  queries: QueryClient,
  messages: readonly LiveMessage[],
  refresh: (key: QueryKey) => void,
): void {
  const effects = effectsOf(messages);
  for (const { key, update } of effects.updates) {
    queries.setQueriesData({ queryKey: key }, (old: unknown) => update(old));
  }
  for (const key of effects.invalidated()) refresh(key);
}
