import {
  activeParticipants,
  participantIn,
  withoutParticipant,
  withParticipant,
  withMailProblem,
  type ActiveParticipant,
} from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import { authorize } from '../../../domain/access/permissions.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { newcomerOf, type NewcomerDeps } from './newcomer.js';

/** Reasons why an address cannot be in copy, for the caller. */
const REFUSALS = {
  address: 'is not an e-mail address',
  ours: 'is an address of this help desk',
  unattended: 'is a no-reply address',
  list: 'is a mailing list: add its members instead',
  staff: 'belongs to a staff member, who can already read the ticket',
  requester: 'is the requester',
  gone: 'belongs to an account that is no longer active',
} as const;

/**
 * Adds a participant.
 * They get the public answers by mail. An existing one only loses the mark of a refused address.
 * @throws DomainError `not_found`, `forbidden`; `invalid_input` for an address that cannot be in copy;
 *   `illegal_transition` for a closed or cancelled ticket, for a person who has left it, and at the maximum.
 */
export async function addParticipant(
  deps: ChangeDeps & NewcomerDeps,
  actor: Actor,
  reference: string,
  whom: MailAddress,
): Promise<ActiveParticipant> {
  const fingerprint = deps.sealer.fingerprint(whom.address.toLowerCase());
  const after = await changeTicket(deps, { reference, actor, origin: 'api' }, async (ticket, now) => {
    authorize(actor, 'ticket.edit_participants', ticket);
    requireLife(ticket);
    const known = activeParticipants(ticket).find((each) => each.fingerprint === fingerprint);
    if (known !== undefined) return known.mailProblem === undefined ? null : tryAgain(ticket, known.id);
    const newcomer = await newcomerOf(deps, whom, ticket.requester.id, now);
    if (typeof newcomer === 'string') {
      throw new DomainError('invalid_input', 'This person cannot be in copy.', {
        faults: [{ path: 'email', message: REFUSALS[newcomer] }],
      });
    }
    return {
      after: { ...ticket, participants: withParticipant(ticket, newcomer) },
      type: 'ticket.participants_added',
      details: { participant_ids: [newcomer.id] },
    };
  });
  const participant = activeParticipants(after).find((each) => each.fingerprint === fingerprint);
  if (participant === undefined)
    throw new DomainError('unavailable', 'The ticket has just changed. Try again.');
  return participant;
}

/**
 * Removes a participant.
 * They get no more mails about the ticket, and no later mail adds them again.
 * @throws DomainError `not_found` also for a person who is not in copy; `forbidden`.
 */
export async function removeParticipant(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  participantId: string,
): Promise<void> {
  await changeTicket(deps, { reference, actor, origin: 'api' }, (ticket, now) => {
    authorize(actor, 'ticket.edit_participants', ticket);
    if (participantIn(ticket, participantId) === undefined) {
      throw new DomainError('not_found', `${ticket.number} has no participant ${participantId}.`);
    }
    return removal(ticket, participantId, now, false);
  });
}

/** The decision that writes to an address again that was refused. */
function tryAgain(ticket: Ticket, participantId: string) {
  return {
    after: { ...ticket, participants: withMailProblem(ticket, participantId, null) },
    type: 'ticket.participant_reached',
    details: { participant_id: participantId },
    isInternal: true,
  } as const;
}

/** Returns the decision that removes a participant. */
export function removal(ticket: Ticket, participantId: string, now: Date, hasLeft: boolean) {
  return {
    after: { ...ticket, participants: withoutParticipant(ticket, participantId, now, hasLeft) },
    type: 'ticket.participant_removed',
    details: { participant_id: participantId, ...(hasLeft ? { reason: 'left' } : {}) },
  } as const;
}

function requireLife({ number, status }: Ticket): void {
  if (isFinal(status)) {
    throw new DomainError('illegal_transition', `${number} is ${status}, so no participant can be added.`);
  }
}
