import { activeParticipants, participantIn, type ActiveParticipant } from '../../../domain/participants.js';
import { actorOf } from '../../../domain/access/actor.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import type { ReplyBinding } from '../../../domain/inbound-mail/reply-token.js';
import { can } from '../../../domain/access/permissions.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { type User } from '../../../domain/accounts/user.js';
import { mergeGoal } from '../../tickets/merge-goal.js';
import { participantAsPerson } from '../../tickets/participants/participant-as-person.js';
import type { InboundDeps, Incoming, Speaker } from '../incoming.js';
import { references } from '../find-ticket/named-thread.js';

interface Sender {
  readonly from: MailAddress;
  /** The account with that address; null for none. */
  readonly known: User | null;
  readonly isVerified: boolean;
}

/**
 * Returns the author of a mail as a person in copy of its ticket:
 * by their reply address, which proves them, or by their `From` address. Null for others, and for people who may
 * comment there anyway.
 */
export async function speakerInCopy(
  deps: InboundDeps,
  { mail }: Incoming,
  binding: ReplyBinding | null,
  { from, known, isVerified }: Sender,
): Promise<Speaker | null> {
  const bound = binding === null ? null : await byReplyAddress(deps, binding);
  if (bound !== null) return speakerOf(bound, from, true);
  for (const reference of await references(deps, mail)) {
    const named = await deps.tickets.find(reference);
    if (named === null) continue;
    const goal = await mergeGoal(deps, named);
    if (known !== null && can(actorOf(known), 'ticket.comment', goal)) return null;
    for (const ticket of [goal, named]) {
      const participant = activeParticipants(ticket).find(({ address }) => address === from.address);
      if (participant !== undefined) return speakerOf({ ticket, participant }, from, isVerified);
    }
  }
  return null;
}

interface InCopy {
  readonly ticket: Ticket;
  readonly participant: ActiveParticipant;
}

async function byReplyAddress(
  deps: InboundDeps,
  { ticketNumber, personId }: ReplyBinding,
): Promise<InCopy | null> {
  const named = await deps.tickets.find(ticketNumber);
  if (named === null) return null;
  for (const ticket of [await mergeGoal(deps, named), named]) {
    const participant = participantIn(ticket, personId);
    if (participant !== undefined) return { ticket, participant };
  }
  return null;
}

function speakerOf({ ticket, participant }: InCopy, from: MailAddress, isProven: boolean): Speaker {
  const isOther = participant.address !== from.address;
  return {
    person: participantAsPerson(participant, ticket),
    details: isOther ? { from_other_address: true } : {},
    isProven,
    isInCopy: true,
  };
}
