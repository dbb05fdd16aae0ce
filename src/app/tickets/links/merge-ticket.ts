import { joinedParticipants } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import { MERGED_CODE } from '../../../domain/resolution-codes.js';
import { DomainError } from '../../../domain/errors.js';
import type { Notice } from '../../../domain/mail/delivery.js';
import { mergedLinks } from '../../../domain/tickets/linking.js';
import { authorize } from '../../../domain/access/permissions.js';
import { carriedOver } from '../../../domain/sla/sla-merge.js';
import { milestoneOf, type SlaClock } from '../../../domain/sla/sla-milestone.js';
import type { SlaTarget } from '../../../domain/sla/sla.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { walkTo } from '../../../domain/tickets/transitions.js';
import { changeTicket, findTicket, type ChangeDeps } from '../change-ticket.js';
import { linkStep, otherTicket } from './link-tickets.js';
import { termsFor } from '../../sla/terms.js';
import type { Step } from '../ticket-change.js';

/**
 * Merges a ticket into another, in one change of both.
 * It is closed along the table of transitions, which ends its workflow. Its comments are visible on the other ticket,
 * whose targets count from the earlier of the two. Returns the other ticket.
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` (no such other ticket, or the same),
 *   `illegal_transition` if either is final, or at the maximum of links, `version_conflict`.
 */
export async function mergeTicket(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  intoReference: string,
  expectedVersion?: number,
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  await changeTicket(deps, request, async (ticket, now) => {
    authorize(actor, 'ticket.merge', ticket);
    const into = await otherTicket(deps, actor, ticket, { reference: intoReference, path: 'into' });
    requireLife(ticket);
    requireLife(into);
    const linkId = deps.newId();
    const [gone, holder] = mergedLinks(ticket, into, linkId);
    const { through, end } = walkTo(gone, 'closed', now, MERGED_CODE);
    const sla = await mergedClock(deps, ticket, into, now);
    const moves = [...through, end].map((after): Step => ({ after, type: 'ticket.status_changed' }));
    return {
      ...linkStep(end, linkId, 'ticket.merged'),
      earlier: moves,
      notify: mergeNotices(actor, ticket, into),
      others: [
        {
          before: into,
          decision: holderStep(
            into,
            { ...holder, sla, ...laterWord(ticket, into), ...participantsAfterMerge(ticket, into) },
            linkId,
          ),
        },
      ],
    };
  });
  return findTicket(deps, intoReference);
}

/** Returns the clock of the remaining ticket, which counts from the earlier of the two. */
async function mergedClock(deps: ChangeDeps, gone: Ticket, into: Ticket, now: Date): Promise<SlaClock> {
  const [theirs, own] = await Promise.all([termsFor(deps, gone), termsFor(deps, into)]);
  return carriedOver({ terms: theirs, sla: gone.sla }, { terms: own, sla: into.sla }, now);
}

/**
 * Participants of one requester's tickets are in copy of both.
 * With two requesters, they stay separate.
 */
function participantsAfterMerge(gone: Ticket, into: Ticket): Pick<Ticket, 'participants'> {
  return gone.requester.id === into.requester.id ? joinedParticipants(gone, into) : {};
}

/** A comment on one ticket is visible on the other, and waits for an answer there. */
function laterWord({ lastWord: theirs }: Ticket, { lastWord: own }: Ticket): Pick<Ticket, 'lastWord'> {
  if (theirs === undefined || theirs === null) return {};
  const isLater = own === undefined || own === null || own.at < theirs.at;
  return isLater ? { lastWord: theirs } : {};
}

/** Also records the targets whose due times change. */
function holderStep(before: Ticket, after: Ticket, linkId: string): Step {
  const { details, ...step } = linkStep(after, linkId, 'ticket.merged');
  const dueChange = (target: SlaTarget) => {
    const [was, is] = [milestoneOf(before.sla, target), milestoneOf(after.sla, target)];
    const [from, to] = [was.dueAt, is.dueAt];
    return was.ongoing === null || from.getTime() === to.getTime()
      ? undefined
      : { from: from.toISOString(), to: to.toISOString() };
  };
  const [first, resolution] = [dueChange('firstResponse'), dueChange('resolution')];
  return {
    ...step,
    details: {
      ...details,
      ...(first && { first_response_due_at: first }),
      ...(resolution && { resolution_due_at: resolution }),
    },
  };
}

/** The requester learns the target only if that ticket is theirs too. */
function mergeNotices(actor: Actor, { requester }: Ticket, into: Ticket): readonly Notice[] {
  if (actor.id === requester.id) return [];
  const details = into.requester.id === requester.id ? { into: into.number } : {};
  return [{ kind: 'merged', recipients: [requester], details }];
}

function requireLife({ number, status }: Ticket): void {
  if (!isFinal(status)) return;
  throw new DomainError('illegal_transition', `${number} is ${status}, so it cannot be merged.`);
}
