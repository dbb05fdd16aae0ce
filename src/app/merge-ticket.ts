import { DomainError } from '../domain/errors.js';
import type { Notice } from '../domain/delivery.js';
import { mergedLinks } from '../domain/linking.js';
import { authorize } from '../domain/permissions.js';
import { isFinal, type Ticket } from '../domain/ticket.js';
import { walkTo } from '../domain/transitions.js';
import type { Actor } from '../domain/user.js';
import { changeTicket, findTicket, type ChangeDeps } from './change-ticket.js';
import { linkStep, otherTicket } from './link-tickets.js';
import type { Step } from './ticket-change.js';

const MERGED_CODE = 'merged';

/**
 * Lets a ticket go into another, in one change of both: it is closed on the way that the table of transitions allows,
 * its workflow ends by that, and what is said on it is read on the other. Gives the ticket that goes on.
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` (no such other ticket, or the same), `illegal_transition`
 *   when either is over, or at the limit of links, `version_conflict`.
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
    const moves = [...through, end].map((after): Step => ({ after, type: 'ticket.status_changed' }));
    return {
      ...linkStep(end, linkId, 'ticket.merged'),
      earlier: moves,
      notify: mergeNotices(actor, ticket, into),
      others: [{ before: into, decision: linkStep(holder, linkId, 'ticket.merged') }],
    };
  });
  return findTicket(deps, intoReference);
}

/** The requester learns where it went only where the other ticket is theirs too. */
function mergeNotices(actor: Actor, { requester }: Ticket, into: Ticket): readonly Notice[] {
  if (actor.id === requester.id) return [];
  const details = into.requester.id === requester.id ? { into: into.number } : {};
  return [{ kind: 'merged', recipients: [requester], details }];
}

function requireLife({ number, status }: Ticket): void {
  if (!isFinal(status)) return;
  throw new DomainError(
    'illegal_transition',
    `${number} is ${status}: nothing can be merged with it any more.`,
  );
}
