import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { AUTO_CLOSE_CODE, NO_ANSWER_CODE } from '../../domain/resolution-codes.js';
import { answerDueAt, autoCloseAt, awaitsAssignee } from '../../domain/tickets/snapshot.js';
import { MAX_SCHEDULED_COMMENTS } from '../../domain/tickets/comments/scheduled-comments.js';
import { holdEndsAt } from '../../domain/tickets/hold.js';
import { acknowledgeBy, unavailableFrom, passedBy } from '../../domain/tickets/assignment/reassignment.js';
import {
  breachedDueAt,
  unrecordedBreaches,
  newWarnings,
  nextDueStep,
  recordBreach,
  recordWarning,
  warnedShare,
} from '../../domain/sla/sla-due.js';
import { milestoneOf } from '../../domain/sla/sla-milestone.js';
import { SLA_TARGETS, warningShares, type SlaTarget, type SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { applyProposal, openReview } from '../../domain/tickets/review.js';
import { changeStatus } from '../../domain/tickets/transitions.js';
import type { TriageReview } from '../../domain/tickets/triage.js';
import { autoAssignTicket, managers } from './assignment/auto-assign-ticket.js';
import { changeTicket, findTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import type { AppDeps } from '../deps.js';
import { decideEscalation } from './assignment/escalate-ticket.js';
import { decideHandover } from './assignment/hand-over-ticket.js';
import { termsFor } from '../sla/terms.js';
import { sendDueComment } from './comments/send-comment.js';
import { presenceOfAssignee } from '../sla/working-hours.js';
import { withoutLeaver } from './assignment/acceptance.js';

type Deps = ChangeDeps &
  Pick<AppDeps, 'users' | 'teams' | 'synonyms' | 'categories' | 'ticketTypes' | 'articles'>;

/** Number of reminders before the ticket is resolved. */
const REMINDERS = 2;

/**
 * Performs all due actions of a ticket:
 * SLA warnings, breaches and escalation steps; automatic closing; reassignment of an unaccepted ticket, or at the end
 * of the assignee's shift; comments to be sent; reminders and resolution without an answer; the end of a hold or of a
 * review of triage; another assignment attempt.
 * Idempotent.
 */
export async function advanceTicket(deps: Deps, reference: string): Promise<Ticket> {
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  let ticket = await findTicket(deps, reference);
  const steps = maxSteps(await termsFor(deps, ticket));
  for (let step = 0; step < steps; step += 1) {
    const { version } = ticket;
    ticket = await changeTicket(deps, { ...request, preloaded: ticket }, (current, now) =>
      nextDueAction(deps, current, now),
    );
    if (ticket.version === version) break;
  }
  return awaitsAssignee(ticket) && ticket.triage.state !== 'pending'
    ? autoAssignTicket(deps, reference)
    : ticket;
}

/**
 * Returns the maximum number of steps at one instant:
 * the warnings, the breach and the steps for each target, the assignee's limit and end of shift, the requester's limit,
 * the end of a hold, the end of a review, comments to be sent, and closing.
 */
function maxSteps({ policy }: SlaTerms): number {
  return (
    SLA_TARGETS.length * (1 + warningShares(policy).length + policy.escalation.length) +
    MAX_SCHEDULED_COMMENTS +
    6
  );
}

async function nextDueAction(deps: Deps, ticket: Ticket, now: Date): Promise<Decision | null> {
  const sent = await sendDueComment(deps, ticket, now);
  if (sent !== null) return sent;
  const terms = await termsFor(deps, ticket);
  const heldUntil = holdEndsAt(ticket);
  if (heldUntil !== null && heldUntil <= now) return decideResumption(deps, ticket, heldUntil, now);
  const review = openReview(ticket);
  if (review !== null && review.until <= now) return decideReviewTimeout(deps, ticket, review, now);
  const [broken] = unrecordedBreaches(ticket.sla, now);
  if (broken !== undefined) return decideBreach(deps, ticket, terms, broken, now);
  const [endangered] = newWarnings(ticket.sla, now);
  if (endangered !== undefined) return decideWarning(ticket, terms, endangered, now);
  const dueStep = nextDueStep(terms, ticket.sla, now);
  if (dueStep !== null) return decideEscalation(deps, ticket, terms, dueStep, now);
  const assignee = await presenceOfAssignee(deps, ticket);
  const unaccepted = acknowledgeBy(ticket, terms, assignee);
  if (unaccepted !== null && unaccepted <= now) return decideReassignment(ticket, unaccepted, now);
  const leftAt = unavailableFrom(ticket, assignee, now);
  const handover = leftAt !== null && leftAt <= now ? await decideHandover(deps, ticket, leftAt, now) : null;
  if (handover !== null) return handover;
  const unanswered = answerDueAt(ticket, terms.policy);
  if (unanswered !== null && unanswered <= now) return withoutAnswer(ticket, now);
  const closesAt = autoCloseAt(ticket, terms.policy);
  return closesAt !== null && closesAt <= now ? decideClosing(deps, ticket, now) : null;
}

/** Without an assignee, the ticket goes through assignment, or to the managers if a person returned it to the queue. */
async function decideResumption(deps: Deps, ticket: Ticket, heldUntil: Date, now: Date): Promise<Decision> {
  const after = await withoutLeaver(deps, changeStatus(ticket, 'in_progress', now, null), {
    actor: SYSTEM_ACTOR,
    reopenedAt: null,
  });
  const untold = after.assignment === null && !after.autoAssign;
  return {
    after,
    type: 'ticket.status_changed',
    details: {
      reason: 'the hold ended',
      due_at: heldUntil.toISOString(),
      noticed_at: now.toISOString(),
    },
    notify: [{ kind: 'hold_ended', recipients: untold ? await managers(deps) : assigneeOf(after) }],
  };
}

/** The values apply before anything else that is due, because they move the targets. */
async function decideReviewTimeout(
  deps: Deps,
  ticket: Ticket,
  review: TriageReview,
  now: Date,
): Promise<Decision> {
  const [categories, ticketTypes, teams] = await Promise.all([
    deps.categories.all(),
    deps.ticketTypes.all(),
    deps.teams.all(),
  ]);
  return {
    after: applyProposal(ticket, review, { categories, ticketTypes, teams }),
    type: 'ticket.triage_applied',
    details: {
      reason: 'no person has confirmed it in time',
      due_at: review.until.toISOString(),
      noticed_at: now.toISOString(),
    },
    isInternal: true,
  };
}

async function decideClosing(deps: Deps, ticket: Ticket, now: Date): Promise<Decision> {
  // Tickets of earlier versions do not record the author of the last comment.
  const last = ticket.lastWord === undefined ? await deps.tickets.lastPublicComment(ticket.id) : null;
  if (last?.author.id === ticket.requester.id) {
    return {
      after: { ...ticket, lastWord: { by: 'requester', at: last.createdAt } },
      type: 'ticket.edited',
      details: { reason: 'the requester wrote last: not closed without an answer' },
      isInternal: true,
    };
  }
  const after = changeStatus(ticket, 'closed', now, ticket.resolutionCode ?? AUTO_CLOSE_CODE);
  return { after, type: 'ticket.status_changed', details: { reason: 'not reopened in time' } };
}

function decideReassignment(ticket: Ticket, dueAt: Date, now: Date): Decision | null {
  if (ticket.assignment === null) return null;
  return {
    after: passedBy(ticket, ticket.assignment.assignee.id),
    type: 'ticket.unassigned',
    details: {
      reason: 'not accepted in time',
      due_at: dueAt.toISOString(),
      noticed_at: now.toISOString(),
    },
    isInternal: true,
  };
}

function withoutAnswer(ticket: Ticket, now: Date): Decision {
  const reminders = ticket.waiting?.reminders ?? 0;
  const recipients = [ticket.requester];
  if (reminders < REMINDERS) {
    return {
      after: { ...ticket, waiting: { countsFrom: now, reminders: reminders + 1 } },
      type: 'ticket.reminded',
      details: { reminder: reminders + 1, of: REMINDERS },
      notify: [{ kind: 'reminder', recipients }],
    };
  }
  return {
    after: changeStatus(ticket, 'resolved', now, NO_ANSWER_CODE),
    type: 'ticket.status_changed',
    details: { reason: 'the requester did not answer' },
    notify: [{ kind: 'resolved_unanswered', recipients }],
  };
}

async function decideBreach(
  deps: Deps,
  ticket: Ticket,
  terms: SlaTerms,
  target: SlaTarget,
  now: Date,
): Promise<Decision> {
  return {
    after: { ...ticket, sla: recordBreach(terms, ticket.sla, target, now) },
    type: 'sla.breached',
    details: {
      target,
      due_at: breachedDueAt(milestoneOf(ticket.sla, target)).toISOString(),
      noticed_at: now.toISOString(),
      policy: ticket.sla.policy,
    },
    isInternal: true,
    notify: [{ kind: 'sla_breached', recipients: [...assigneeOf(ticket), ...(await managers(deps))] }],
  };
}

function decideWarning(ticket: Ticket, terms: SlaTerms, target: SlaTarget, now: Date): Decision {
  const { dueAt, warnAt } = milestoneOf(ticket.sla, target);
  const sla = recordWarning(terms, ticket.sla, target, now);
  return {
    after: { ...ticket, sla },
    type: 'sla.warning',
    details: {
      target,
      share: warnedShare(terms, sla, target),
      due_at: dueAt.toISOString(),
      warn_at: warnAt?.toISOString() ?? null,
      noticed_at: now.toISOString(),
      policy: ticket.sla.policy,
    },
    isInternal: true,
    notify: [{ kind: 'sla_warning', recipients: assigneeOf(ticket) }],
  };
}

function assigneeOf({ assignment }: Ticket) {
  return assignment === null ? [] : [assignment.assignee];
}
