import {
  replay,
  verdictOf,
  type SlaHistory,
  type SlaVerdict,
} from '../../domain/policy-changes/sla-replay.js';
import { stateIn, type SlaTerms } from '../../domain/sla/sla.js';
import type { Priority } from '../../domain/ticket-fields.js';
import { chanceOf } from './chance.js';
import { TERMS } from './policies.js';
import { randomLife, YEAR } from './random-life.js';

/** One ticket of the simulated year under one policy. */
export interface SimulatedTicket {
  readonly number: number;
  /** The name of the policy. */
  readonly policy: string;
  /** The one that it came with. */
  readonly priority: Priority;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
  readonly firstResponse: SlaVerdict;
  readonly nextResponse: SlaVerdict;
  readonly resolution: SlaVerdict;
  /**
   * Time around the clock from creation until the ticket was resolved or closed, or the simulation ended.
   */
  readonly openMs: number;
  /** How much of that time the SLA clock was paused. */
  readonly pausedMs: number;
}

/** End of the simulation. Tickets from the last days of the year get time to be resolved. */
const UNTIL = new Date(YEAR.to.getTime() + 60 * 86_400_000);

/** Holds have their own chance: other tickets are the same as before there were holds. */
const HOLDS = 0x5ca1ab1e;

/** Carries the tickets of a year through the SLA rules, each under each policy. The same for the same seed. */
export function* simulate(tickets: number, seed: number): Generator<SimulatedTicket> {
  const chance = chanceOf(seed);
  const holds = chanceOf(seed ^ HOLDS);
  for (let number = 1; number <= tickets; number += 1) {
    const history = randomLife(chance, holds);
    for (const terms of TERMS) yield livedUnder(terms, history, number);
  }
}

function livedUnder(terms: SlaTerms, history: SlaHistory, number: number): SimulatedTicket {
  const clock = replay(terms, history, UNTIL);
  const { createdAt, first, answeredAt } = history;
  return {
    number,
    policy: terms.policy.name,
    priority: first.priority,
    createdAt,
    answeredAt,
    firstResponse: verdictOf(clock, 'firstResponse', UNTIL),
    nextResponse: verdictOf(clock, 'nextResponse', UNTIL),
    resolution: verdictOf(clock, 'resolution', UNTIL),
    ...timesOf(terms, history),
  };
}

function timesOf({ policy }: SlaTerms, { createdAt, first, changes }: SlaHistory) {
  const moments = [{ at: createdAt, subject: first }, ...changes];
  const spent = { openMs: 0, pausedMs: 0 };
  for (const [index, { at, subject }] of moments.entries()) {
    const state = stateIn(policy, subject);
    const ms = Math.min((moments[index + 1]?.at ?? UNTIL).getTime(), UNTIL.getTime()) - at.getTime();
    if (state === 'stopped' || ms < 0) continue;
    spent.openMs += ms;
    if (state === 'paused') spent.pausedMs += ms;
  }
  return spent;
}
