import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { ChangeDeps } from '../../tickets/change-ticket.js';
import { linkTickets } from '../../tickets/links/link-tickets.js';

/**
 * A ticket has at most 100 links.
 * Mails of requesters create only some, so that staff can still merge and split it.
 */
const MAX_LINKS_BY_MAIL = 20;

/**
 * Another run made the link, the other ticket was deleted, or one of them is full.
 * The ticket stays unlinked.
 */
const HARMLESS = ['duplicate', 'invalid_input', 'not_found', 'illegal_transition'];

/**
 * Links a new ticket to another person's ticket that its mail answers.
 * Requesters see neither the link nor the other ticket. Idempotent.
 */
export async function linkToAnswered(deps: ChangeDeps, ticket: Ticket, other: Ticket): Promise<void> {
  if (other.links.length >= MAX_LINKS_BY_MAIL) return;
  try {
    await linkTickets(deps, SYSTEM_ACTOR, ticket.id, { type: 'relates_to', other: other.id }, ticket.id);
  } catch (error) {
    if (!(error instanceof DomainError) || !HARMLESS.includes(error.code)) throw error;
  }
}
