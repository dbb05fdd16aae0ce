import { autoCloseAt, awaitsAssignee } from '../domain/look.js';
import { newBreaches, recordBreach, SLA_TARGETS, type SlaPolicy } from '../domain/sla.js';
import type { Ticket } from '../domain/ticket.js';
import { changeStatus } from '../domain/transitions.js';
import { SYSTEM_ACTOR } from '../domain/user.js';
import { autoAssignTicket, managers } from './auto-assign-ticket.js';
import { changeTicket, findTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import type { AppDeps } from './deps.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'synonyms' | 'policies'>;

/** As many steps as can fall due at one instant: each promise, and closing. */
const MAX_STEPS = SLA_TARGETS.length + 1;

const AUTO_CLOSE_CODE = 'closed_automatically';

/**
 * Does whatever has fallen due for a ticket: breaches are written down and told, a resolved ticket that nobody
 * reopened is closed, a waiting one is offered for assignment again. Done twice, it does nothing the second time.
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
  const closesAt = autoCloseAt(ticket, policy);
  if (closesAt !== null && closesAt <= now) {
    const after = changeStatus(ticket, 'closed', now, ticket.resolutionCode ?? AUTO_CLOSE_CODE);
    return { after, type: 'ticket.status_changed', details: { reason: 'nobody reopened it in time' } };
  }
  return null;
}
