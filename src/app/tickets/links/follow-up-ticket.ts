import type { ActiveParticipant } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { connectTickets } from '../../../domain/tickets/linking.js';
import type { Source } from '../../../domain/ticket-fields.js';
import { isFinal, type AnswerAddress, type MailOrigin, type Ticket } from '../../../domain/tickets/ticket.js';
import { createdStep } from '../create-ticket.js';
import type { SourceMail } from '../shown/commit-shown.js';
import { linkStep } from './link-tickets.js';
import { openFromTicket, type OpeningDeps } from './open-from-ticket.js';

/** Title and description; without a title that of the ticket before serves. */
export interface FollowUp extends MailOrigin {
  readonly title?: string | undefined;
  readonly description: string;
  /** The source; `api` by default. */
  readonly source?: Source;
  /** Their contents are already stored. */
  readonly attachments?: readonly Attachment[];
  /** The mail that it is made from. */
  readonly mail?: SourceMail | undefined;
  /** People in copy, in addition to those of the earlier ticket. */
  readonly participants?: readonly ActiveParticipant[];
  readonly answerTo?: AnswerAddress;
}

/**
 * Opens a follow-up of a final ticket for the same requester, linked both ways in one change.
 * Idempotent by id.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition` for a ticket that is not final, and at the
 *   maximum of links.
 */
export async function followUpTicket(
  deps: OpeningDeps,
  actor: Actor,
  reference: string,
  input: FollowUp,
  id: string,
): Promise<Ticket> {
  const { source, mail, ...rest } = input;
  const opening = {
    actor,
    reference,
    action: 'ticket.comment',
    id,
    mail,
    ...(source === undefined ? {} : { source }),
  } as const;
  return openFromTicket(deps, opening, (parent, open) => {
    if (!isFinal(parent.status)) {
      throw new DomainError(
        'illegal_transition',
        `${parent.number} is ${parent.status}. Add a comment to it instead.`,
      );
    }
    const linkId = deps.newId();
    const fresh = open({ ...rest, title: rest.title ?? parent.title });
    const [child, after] = connectTickets(fresh, parent, 'follow_up_of', linkId);
    return {
      ...linkStep(after, linkId, 'ticket.linked'),
      others: [{ before: null, decision: createdStep(child, { follow_up_of: parent.number }) }],
    };
  });
}
