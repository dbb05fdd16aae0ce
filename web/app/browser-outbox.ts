import { useSyncExternalStore } from 'react';
import { newIdempotencyKey, problemOf, ProblemError } from './api.js';
import { Outbox, type OutboxItem, type SendOutcome } from './outbox.js';
import { endSession } from './session-state.js';

/** What is asked again because nothing was decided. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

let outbox: Outbox | undefined;

/** Opens the outbox of a person: another person of this browser never sends their actions. */
export function openOutbox(personId: string): Outbox {
  const storageKey = `holdfast.outbox.${personId}`;
  const opened = new Outbox({
    load: () => readItems(storageKey),
    save: (items) => localStorage.setItem(storageKey, JSON.stringify(items)),
    send,
    schedule: (run, afterMs) => {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    newKey: newIdempotencyKey,
    now: () => new Date(),
    exclusively: (run) => exclusively(storageKey, run),
  });
  addEventListener('online', () => opened.resume());
  addEventListener('storage', ({ key }) => {
    if (key === storageKey) opened.reload();
  });
  opened.resume();
  outbox = opened;
  return opened;
}

/** The outbox of the person who is signed in. */
export function theOutbox(): Outbox {
  if (outbox === undefined) throw new Error('There is no outbox before the sign-in.');
  return outbox;
}

export function useOutboxItems(): readonly OutboxItem[] {
  const { subscribe, current } = theOutbox();
  return useSyncExternalStore(subscribe, current);
}

function readItems(storageKey: string): readonly OutboxItem[] {
  return JSON.parse(localStorage.getItem(storageKey) ?? '[]') as readonly OutboxItem[];
}

/** Locks are only there on secure origins. Without them two tabs may send twice, which the key makes harmless. */
async function exclusively(name: string, run: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager };
  await (locks === undefined ? run() : locks.request(name, run));
}

async function send(item: OutboxItem): Promise<SendOutcome> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(item.path, {
      method: item.method,
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': item.key,
        ...item.headers,
      },
      body: JSON.stringify(item.body),
    });
    answer = response.status === 204 ? null : await response.json().catch(() => null);
  } catch {
    return { kind: 'later' };
  }
  if (response.ok) return { kind: 'done', answer };
  if (response.status === 401) {
    endSession();
    return { kind: 'signed-out' };
  }
  const problem = problemOf(answer, response);
  if (!(problem instanceof ProblemError) || AGAIN.has(response.status) || isInProgress(problem)) {
    const afterMs = problem instanceof ProblemError ? problem.retryAfterMs : undefined;
    return afterMs === undefined ? { kind: 'later' } : { kind: 'later', afterMs };
  }
  return { kind: 'refused', reason: problem.message, problem: problem.problem };
}

/** The first attempt with this key has not ended, or its process was killed: its lock ends after some seconds. */
function isInProgress({ problem: { code } }: ProblemError): boolean {
  return code === 'request_in_progress';
}
