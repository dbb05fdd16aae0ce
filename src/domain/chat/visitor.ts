import { NEW_USER, type User } from '../accounts/user.js';
import type { Language } from '../languages.js';
import { linkId, linkParts } from '../tickets/signed-links/mailed-links.js';

/** No mail can be sent to it (RFC 2606). */
const NOWHERE = 'visitor.invalid';

/** Days without a word until a conversation can no longer be continued with its token. */
export const CHAT_DAYS = 14;

/** Length of a name, as of other people. */
export const MAX_VISITOR_NAME = 100;

/**
 * Returns the account of a visitor, who can do nothing but talk on the ticket of the same id.
 * An address that they name is not theirs for certain, so it is kept with the ticket only.
 */
export function visitorOf(id: string, name: string, language: Language, at: Date): User {
  return {
    ...NEW_USER,
    id,
    email: `${id}@${NOWHERE}`,
    name,
    language,
    mailProblem: { at, answer: 'A visitor of the chat without an address.' },
    createdAt: at,
  };
}

/** The id from which the token of a conversation is derived. */
export function chatLinkId(ticketId: string): string {
  return linkId('chat', ticketId);
}

/** Returns the ticket of such an id; null for any other id. */
export function ticketOfChatLink(id: string): string | null {
  return linkParts('chat', id, 1)?.[0] ?? null;
}
