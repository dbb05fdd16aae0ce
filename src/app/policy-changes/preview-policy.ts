import { MS_PER_DAY } from '../../domain/time.js';
import type { TicketFilter, TicketSlaEvent } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import { mergedInto } from '../../domain/ticket-links.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import { historyOf, replay, verdictOf, type SlaVerdict } from '../../domain/policy-changes/sla-replay.js';
import type { SlaTarget, SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import type { RuleDeps } from '../sla/rule-values.js';
import { oldestTickets } from '../tickets/oldest-tickets.js';
import { chosenByRules } from './chosen-by-rules.js';
import { termsOfTrial, type TrialTerms } from './trial-terms.js';

type Deps = RuleDeps & Pick<AppDeps, 'tickets' | 'policies' | 'calendars' | 'teams' | 'users' | 'clock'>;

/** The terms of a preview, and its tickets. */
export interface PolicyTrial extends TrialTerms {
  /** Tickets that were made from then on … */
  readonly createdFrom: Date;
  /** … and before then. */
  readonly createdTo: Date;
  /** True leaves out the tickets that would be under another policy. */
  readonly onlyChosen?: boolean | undefined;
}

/** The real and possible results of a ticket's targets. */
export interface TrialOfTicket {
  readonly ticket: Ticket;
  /** True if the ordered rules choose this policy for the ticket. */
  readonly isChosen: boolean;
  readonly verdicts: Readonly<Record<SlaTarget, { readonly now: SlaVerdict; readonly then: SlaVerdict }>>;
}

export interface PolicyTrialOutcome {
  readonly at: Date;
  /** The number of tickets in the period. */
  readonly total: number;
  /** The number of tickets that were replayed or left out. */
  readonly read: number;
  /** The oldest affected tickets, up to the maximum of one response. */
  readonly tickets: readonly TrialOfTicket[];
}

const MAX_PERIOD_DAYS = 366;
const MAX_TICKETS = 1000;
const DROPPED = { now: 'dropped', then: 'dropped' } as const;
/** A merged ticket: its targets belong to the other one. */
const LEFT_OUT = { firstResponse: DROPPED, nextResponse: DROPPED, resolution: DROPPED };
/** A ticket has some ten of them; this bounds what machines do to tickets. */
const MAX_EVENTS_PER_PAGE = 20_000;

/**
 * Shows what a policy and a calendar would have done to the tickets of a period, by replaying their events.
 * Changes nothing.
 * @throws DomainError `forbidden`; `invalid_input` with every fault of the policy, the calendar or the period.
 */
export async function previewPolicy(
  deps: Deps,
  actor: Actor,
  trial: PolicyTrial,
): Promise<PolicyTrialOutcome> {
  authorize(actor, 'sla.administer');
  checkPeriod(trial);
  const terms = await termsOfTrial(deps, trial);
  const at = deps.clock.now();
  const filter: TicketFilter = { createdFrom: trial.createdFrom, createdTo: trial.createdTo };
  const total = await deps.tickets.count(filter);
  const tickets: TrialOfTicket[] = [];
  let read = 0;
  for await (const page of oldestTickets(deps, filter, MAX_TICKETS)) {
    const ids = page.map(({ id }) => id);
    const events = await deps.tickets.slaEvents(ids, MAX_EVENTS_PER_PAGE);
    if (events.length === MAX_EVENTS_PER_PAGE) break;
    const trails = byTicket(events);
    const isChosen = await chosenByRules(deps, terms.policy, page);
    const wanted = trial.onlyChosen === true ? page.filter(isChosen) : page;
    tickets.push(
      ...wanted.map((ticket) => ({
        ticket,
        isChosen: isChosen(ticket),
        verdicts: verdictsOf(terms, ticket, trails.get(ticket.id) ?? [], at),
      })),
    );
    read += page.length;
  }
  return { at, total, read, tickets };
}

function verdictsOf(
  terms: SlaTerms,
  ticket: Ticket,
  events: readonly TicketSlaEvent[],
  at: Date,
): TrialOfTicket['verdicts'] {
  if (mergedInto(ticket.links) !== undefined) return LEFT_OUT;
  const clock = replay(terms, historyOf(ticket, events), at);
  const compare = (target: SlaTarget) => ({
    now: verdictOf(ticket.sla, target, at),
    then: verdictOf(clock, target, at),
  });
  return {
    firstResponse: compare('firstResponse'),
    nextResponse: compare('nextResponse'),
    resolution: compare('resolution'),
  };
}

function byTicket(events: readonly TicketSlaEvent[]): ReadonlyMap<string, readonly TicketSlaEvent[]> {
  const trails = new Map<string, TicketSlaEvent[]>();
  for (const event of events) {
    const trail = trails.get(event.ticketId);
    if (trail === undefined) trails.set(event.ticketId, [event]);
    else trail.push(event);
  }
  return trails;
}

function checkPeriod({ createdFrom, createdTo }: PolicyTrial): void {
  const days = (createdTo.getTime() - createdFrom.getTime()) / MS_PER_DAY;
  if (days > 0 && days <= MAX_PERIOD_DAYS) return;
  throw new DomainError('invalid_input', 'The period is not valid.', {
    faults: [
      {
        path: 'created_to',
        message: `must be after created_from, and at most ${MAX_PERIOD_DAYS} days later`,
      },
    ],
  });
}
