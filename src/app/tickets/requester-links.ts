import { actorOf, type Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { User } from '../../domain/accounts/user.js';
import { DomainError } from '../../domain/errors.js';
import { addDays } from '../../domain/time.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { addComment } from './comments/add-comment.js';
import { readTicket } from './read-ticket.js';

/** Days that a link works. */
const LINK_DAYS = 14;
/** Comments on the page: the latest ones. */
const SHOWN_COMMENTS = 50;

type Deps = Pick<AppDeps, 'tickets' | 'users' | 'requesterLinks' | 'randomSecrets' | 'clock' | 'publicUrl'>;

/** The ticket behind a link, and its requester. */
export interface OpenedTicket {
  readonly ticket: Ticket;
  readonly requester: User;
  /** Public ones, oldest first. */
  readonly comments: readonly Comment[];
}

/**
 * Creates a link with which the requester reads and answers their ticket without a password.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function createRequesterLink(
  deps: Deps,
  actor: Actor,
  reference: string,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'requester_link.administer', ticket);
  return issueRequesterLink(deps, ticket);
}

/** Creates the link for its requester, who has just proven who they are. */
export async function issueRequesterLink(
  deps: Pick<Deps, 'requesterLinks' | 'randomSecrets' | 'clock' | 'publicUrl'>,
  { id: ticketId, requester }: Pick<Ticket, 'id' | 'requester'>,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const { secret, hash } = deps.randomSecrets.create('hft');
  const expiresAt = addDays(deps.clock.now(), LINK_DAYS);
  await deps.requesterLinks.add({ id: hash, ticketId, requesterId: requester.id, expiresAt });
  return { url: `${deps.publicUrl}/t/${secret}`, expiresAt };
}

/** Revokes all links to the ticket. @throws DomainError `not_found`, `forbidden` */
export async function revokeRequesterLinks(deps: Deps, actor: Actor, reference: string): Promise<void> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'requester_link.administer', ticket);
  await deps.requesterLinks.revoke(ticket.id);
}

/**
 * Returns what a link shows. Changes nothing, because mail scanners follow links.
 * @throws DomainError `link_expired` for one that is unknown, expired or revoked, or whose requester has changed or left
 */
export async function openByRequesterLink(deps: Deps, token: string): Promise<OpenedTicket> {
  const link = await deps.requesterLinks.find(deps.randomSecrets.hash(token), deps.clock.now());
  const ticket = link === null ? null : await deps.tickets.find(link.ticketId);
  const requester = link === null ? null : await deps.users.find(link.requesterId);
  if (ticket === null || requester?.isActive !== true || ticket.requester.id !== requester.id) {
    throw new DomainError(
      'link_expired',
      'The link has expired or was revoked. Ask our staff for a new one.',
    );
  }
  return { ticket, requester, comments: await latestComments(deps, ticket) };
}

async function latestComments({ tickets }: Deps, { id }: Ticket): Promise<readonly Comment[]> {
  const query = { ticketIds: [id], includeInternal: false, pageSize: SHOWN_COMMENTS };
  const first = await tickets.comments(query);
  const skip = first.total - SHOWN_COMMENTS;
  return skip <= 0 ? first.items : (await tickets.comments({ ...query, skip })).items;
}

/**
 * Adds the requester's answer. Repeated with the same id it changes nothing.
 * @throws DomainError as {@link openByRequesterLink} and `addComment`
 */
export async function answerByRequesterLink(
  deps: Deps & Parameters<typeof addComment>[0],
  token: string,
  { id, body }: Pick<Comment, 'id' | 'body'>,
): Promise<OpenedTicket> {
  const { ticket, requester } = await openByRequesterLink(deps, token);
  await addComment(deps, actorOf(requester), ticket.id, { body, isInternal: false }, id);
  return openByRequesterLink(deps, token);
}
