import {
  replay,
  verdictOf,
  type SlaHistory,
  type SlaVerdict,
} from '../../domain/policy-changes/sla-replay.js';
import { stateIn, type SlaTerms } from '../../domain/sla/sla.js';
import type { Priority } from '../../domain/ticket-fields.js';
import { chanceOf, type Chance } from './chance.js';
import { ruledPolicy } from '../../domain/sla/sla-rule.js';
import { RULED_TERMS, TERMS, UNRULED_TERMS } from './policies.js';
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

/** As {@link HOLDS}, for the traits that rules ask for. */
const TRAITS = 0x7a175eed;

const VIP_SHARE = 0.05;
const MAIL_SHARE = 0.6;

interface Options {
  /** Also runs each ticket under the policy that ordered rules choose. */
  readonly byRules?: boolean | undefined;
}

/** Carries the tickets of a year through the SLA rules, each under each policy. The same for the same seed. */
export function* simulate(
  tickets: number,
  seed: number,
  { byRules = false }: Options = {},
): Generator<SimulatedTicket> {
  const chance = chanceOf(seed);
  const holds = chanceOf(seed ^ HOLDS);
  const traits = chanceOf(seed ^ TRAITS);
  for (let number = 1; number <= tickets; number += 1) {
    const history = randomLife(chance, holds);
    for (const terms of TERMS) yield livedUnder(terms, history, number);
    if (byRules) yield livedUnder(chosenTerms(traits, history), history, number);
  }
}

function chosenTerms(traits: Chance, { first }: SlaHistory): SlaTerms {
  const policy = ruledPolicy(
    RULED_TERMS.map(({ policy }) => policy),
    {
      team: first.team,
      category: first.category,
      type: 'other',
      tags: [],
      customFields: [],
      isVip: traits.happens(VIP_SHARE),
      source: traits.happens(MAIL_SHARE) ? 'mail' : 'api',
    },
  );
  return RULED_TERMS.find((terms) => terms.policy === policy) ?? UNRULED_TERMS;
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
