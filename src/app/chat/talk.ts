import { DomainError } from '../../domain/errors.js';
import { changeTicket } from '../tickets/change-ticket.js';
import type { PresenceState } from '../../domain/presence/presence.js';
import { readMarkId } from '../../domain/presence/read-mark.js';
import { isFinal, type Comment } from '../../domain/tickets/ticket.js';
import { addDays } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';
import { showPresence } from '../presence/presence.js';
import { answerByRequesterLink, type OpenedTicket } from '../tickets/requester-links.js';
import { chatEnd, openChat } from './chat-token.js';

type Deps = Parameters<typeof answerByRequesterLink>[0] &
  Pick<AppDeps, 'settings' | 'presences' | 'readMarks'>;

/** Days that a mark is stored, longer than a token works. */
const MARK_KEPT_DAYS = 30;

/**
 * Adds a message. Repeated with the same id it changes nothing.
 * @throws DomainError `link_expired`, `illegal_transition` for a conversation that is over
 */
export async function sayInChat(
  deps: Deps,
  token: string,
  message: Pick<Comment, 'id' | 'body'>,
): Promise<OpenedTicket> {
  const { ticket, requester, actor } = await openChat(deps, token);
  const opened = await answerByRequesterLink(deps, token, message);
  const link = { ticketId: ticket.id, requesterId: requester.id, expiresAt: chatEnd(deps.clock.now()) };
  await deps.requesterLinks.add({ id: actor.linkId ?? '', ...link });
  return opened;
}

/**
 * Shows staff that the requester is there or writes, and up to which message they have read.
 * What they have read is not mailed to them.
 * @param seen the id of the newest message on their screen
 * @throws DomainError `link_expired`, `not_found` for a message of another conversation
 */
export async function showInChat(
  deps: Deps,
  token: string,
  { state, seen }: { readonly state: PresenceState; readonly seen?: string | undefined },
): Promise<void> {
  const { ticket, actor } = await openChat(deps, token);
  await showPresence(deps, actor, ticket.id, { state, isInternal: false });
  if (seen === undefined || seen === ticket.id) return;
  const comment = await deps.tickets.findComment(seen);
  if (comment?.ticketId !== ticket.id || comment.isInternal) {
    throw new DomainError('not_found', 'This conversation has no such message.');
  }
  await deps.readMarks.put({
    id: readMarkId(actor.id, ticket.id),
    personId: actor.id,
    ticketId: ticket.id,
    readAt: saidAt(comment),
    expiresAt: addDays(deps.clock.now(), MARK_KEPT_DAYS),
  });
}

/** When the requester could read a comment first. */
function saidAt({ createdAt, sendAt }: Comment): Date {
  return sendAt ?? createdAt;
}

/** Names the address for answers while the visitor is away. @throws DomainError `link_expired`, `illegal_transition` */
export async function nameAnswerAddress(deps: Deps, token: string, address: string): Promise<OpenedTicket> {
  const { ticket, requester, actor } = await openChat(deps, token);
  const request = { reference: ticket.id, actor, origin: 'api' } as const;
  await changeTicket(deps, request, (before) => {
    if (isFinal(before.status)) {
      throw new DomainError('illegal_transition', 'The conversation is over. Start a new one.');
    }
    if (before.answerTo?.address === address) return null;
    const after = { ...before, answerTo: { name: requester.name, address } };
    // The address itself is in the ticket, where an erasure finds it.
    return { after, type: 'ticket.edited', details: { answer_to: 'changed' } };
  });
  return openChat(deps, token);
}
