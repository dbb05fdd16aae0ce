import { actorOf, type Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { Language } from '../../../domain/languages.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

/** What a mailed link of a requester names. */
interface RequesterLink {
  readonly ticketId: string;
  readonly requesterId: string;
}

interface OpenedLink<L> {
  readonly link: L;
  readonly ticket: Ticket;
  /** The requester, who acts by the link without signing in. */
  readonly actor: Actor;
  /** The requester's own; null for none. */
  readonly language: Language | null;
}

/**
 * Finds the ticket and the requester of a mailed link.
 * @param parse reads the id behind the token; null for an id of another kind
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` without the ticket or the account.
 */
export async function openRequesterLink<L extends RequesterLink>(
  { users, tickets, mailedSecrets }: Pick<AppDeps, 'users' | 'tickets' | 'mailedSecrets'>,
  token: string,
  parse: (id: string) => L | null,
): Promise<OpenedLink<L>> {
  const link = parse(mailedSecrets.idOf(token) ?? '');
  if (link === null)
    throw new DomainError(
      'not_found',
      'This link is incomplete: the mail program may have cut it. Copy all of it from the mail.',
    );
  const [requester, ticket] = await Promise.all([users.find(link.requesterId), tickets.find(link.ticketId)]);
  if (requester?.isActive !== true || ticket === null) {
    throw new DomainError('link_expired', 'The ticket was deleted, or your account is no longer active.');
  }
  return { link, ticket, actor: actorOf(requester), language: requester.language };
}
