import type { Schemas } from '../../../src/client/client.js';

type Ticket = Pick<Schemas['Ticket'], 'sla'>;

/** Which SLA clock of a ticket counts now, and how it stands. */
export interface NextClock {
  readonly target: 'first_response' | 'next_response' | 'resolution' | null;
  readonly state: 'ok' | 'warning' | 'breach' | 'paused' | 'met' | 'none';
  /** Working time until the target; negative if it is late. */
  readonly remainingMs: number;
  /** The share of the working time that is used, from 0 to 1. */
  readonly share: number;
}

/** As most policies warn. */
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
  // The rest is in working time as of the reading. It is less than the time until the target where a night is between.
  const left = (promise.remaining_seconds ?? 0) * 1_000;
  const untilDue = Date.parse(promise.due_at) - now.getTime();
  const remainingMs = left < 0 ? left : Math.min(left, untilDue);
  const share = Math.min(1, promise.used_share ?? 0);
  const state = remainingMs < 0 || promise.breached ? 'breach' : share >= WARNING_SHARE ? 'warning' : 'ok';
  return { target, state, remainingMs, share };
}
