import { answerDueAt, autoCloseAt, awaitsAssignee } from '../domain/look.js';
import { acknowledgeBy, passedBy } from '../domain/passing-on.js';
import { newBreaches, recordBreach, SLA_TARGETS, type SlaPolicy } from '../domain/sla.js';
import type { Ticket } from '../domain/ticket.js';
import { changeStatus } from '../domain/transitions.js';
import { SYSTEM_ACTOR } from '../domain/user.js';
import { autoAssignTicket, managers } from './auto-assign-ticket.js';
import { changeTicket, findTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import type { AppDeps } from './deps.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'synonyms' | 'policies'>;

/** As many steps as can fall due at one instant: each promise, the assignee's time, the requester's, and closing. */
const MAX_STEPS = SLA_TARGETS.length + 3;

const AUTO_CLOSE_CODE = 'closed_automatically';
const NO_ANSWER_CODE = 'no_answer';

/** So often a requester is reminded before the ticket is resolved. */
const REMINDERS = 2;

/**
 * Does whatever has fallen due for a ticket: breaches are written down and told, a resolved ticket that nobody
 * reopened is closed, one that its assignee does not accept is passed on, a requester who does not answer is reminded
 * and at last the ticket resolved, a waiting one is offered for assignment again. Done twice, it does nothing the second
 * time.
 */
export async function advanceTicket(deps: Deps, reference: string): Promise<Ticket> {
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  let ticket = await findTicket(deps, reference);
  const policy = await deps.policies.byRef(ticket.sla.policy);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { version } = ticket;
    ticket = await changeTicket(deps, { ...request, known: ticket }, (current, now) =>
      whatIsDue(deps, current, policy, now),
    );
    if (ticket.version === version) break;
  }
  return awaitsAssignee(ticket) && ticket.triage.state !== 'pending'
    ? autoAssignTicket(deps, reference)
    : ticket;
}

async function whatIsDue(deps: Deps, ticket: Ticket, policy: SlaPolicy, now: Date): Promise<Decision | null> {
  const [target] = newBreaches(ticket.sla, now);
  if (target !== undefined) {
    const dueAt = ticket.sla[target].dueAt;
    const assignee = ticket.assignment === null ? [] : [ticket.assignment.assignee];
    return {
      after: { ...ticket, sla: recordBreach(ticket.sla, target, now) },
      type: 'sla.breached',
      details: {
        target,
        due_at: dueAt.toISOString(),
        noticed_at: now.toISOString(),
        policy: ticket.sla.policy,
      },
      isInternal: true,
      notify: [{ kind: 'sla_breached', recipients: [...assignee, ...(await managers(deps))] }],
    };
  }
  const unaccepted = acknowledgeBy(ticket, policy);
  if (unaccepted !== null && unaccepted <= now) return passedOn(ticket, unaccepted, now);
  const unanswered = answerDueAt(ticket, policy);
  if (unanswered !== null && unanswered <= now) return withoutAnswer(ticket, now);
  const closesAt = autoCloseAt(ticket, policy);
  if (closesAt !== null && closesAt <= now) {
    const after = changeStatus(ticket, 'closed', now, ticket.resolutionCode ?? AUTO_CLOSE_CODE);
    return { after, type: 'ticket.status_changed', details: { reason: 'nobody reopened it in time' } };
  }
  return null;
}

function passedOn(ticket: Ticket, dueAt: Date, now: Date): Decision | null {
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
