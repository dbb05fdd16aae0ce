import type { Schemas } from '../../../src/client/client.js';

type Ticket = Pick<Schemas['Ticket'], 'sla' | 'created_at' | 'updated_at' | 'status' | 'resolved_at'>;

/** Which SLA clock of a ticket counts now, and how it stands. */
export interface NextClock {
  readonly target: 'first_response' | 'next_response' | 'resolution' | null;
  readonly state: 'ok' | 'warning' | 'breach' | 'paused' | 'met' | 'none';
  /** Until the target; negative if it is late. */
  readonly remainingMs: number;
  /** The share of the time that is used, from 0 to 1. */
  readonly share: number;
}

const WARNING_SHARE = 0.75;
const NONE: NextClock = { target: null, state: 'none', remainingMs: 0, share: 0 };

/** Returns the clock of the list: the first target that is not met. */
export function nextClock(ticket: Ticket, now: Date): NextClock {
  const { sla } = ticket;
  if (sla.state === 'none') return NONE;
  if (sla.state === 'paused') return { ...NONE, state: 'paused' };
  const targets = ['first_response', 'next_response', 'resolution'] as const;
  const target = targets.find((name) => sla[name] !== null && sla[name].met_at === null) ?? null;
  const promise = target === null ? null : sla[target];
  if (promise === null || sla.state === 'stopped') return { ...NONE, state: 'met' };
  const due = Date.parse(promise.due_at);
  const start = Date.parse(ticket.created_at);
  const remainingMs = due - now.getTime();
  const share = Math.min(1, Math.max(0, (now.getTime() - start) / Math.max(1, due - start)));
  const state = remainingMs < 0 || promise.breached ? 'breach' : share >= WARNING_SHARE ? 'warning' : 'ok';
  return { target, state, remainingMs, share };
}
