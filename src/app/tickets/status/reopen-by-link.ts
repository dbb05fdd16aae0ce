import { actorOf, type Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { Language } from '../../../domain/languages.js';
import {
  isOpenAgain,
  reopenLinkOf,
  requireResolution,
  type ReopenLink,
} from '../../../domain/tickets/signed-links/reopen-link.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { moveStep } from './change-status.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import type { DeskDeps } from '../../desk/deps.js';

type Deps = ChangeDeps & DeskDeps & Pick<AppDeps, 'users' | 'customFields' | 'mailedSecrets'>;

/** `done`: the ticket is open already. */
export type ReopenOutcome = 'ready' | 'reopened' | 'done';

interface Reopening {
  readonly ticket: Ticket;
  /** The requester's own; null for none. */
  readonly language: Language | null;
  readonly outcome: ReopenOutcome;
}

/**
 * Returns the ticket that a mailed link would reopen.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` for one that has ended.
 */
export async function previewReopening(deps: Deps, token: string): Promise<Reopening> {
  const { ticket, language } = await openLink(deps, token);
  return { ticket, outcome: isOpenAgain(ticket) ? 'done' : 'ready', language };
}

/**
 * Reopens the ticket as its requester.
 * A second use finds it open and changes nothing.
 * @throws DomainError as {@link previewReopening}.
 */
export async function reopenByLink(deps: Deps, token: string): Promise<Reopening> {
  const { link, actor, ticket: known, language } = await openLink(deps, token);
  let outcome: ReopenOutcome = 'reopened';
  const request = { reference: known.id, actor, origin: 'api', known } as const;
  const ticket = await changeTicket(deps, request, async (before, now) => {
    requireResolution(link, before);
    outcome = isOpenAgain(before) ? 'done' : 'reopened';
    if (outcome === 'done') return null;
    const step = await moveStep(deps, actor, before, { to: 'in_progress' }, now);
    return { ...step, details: { via: 'mail_link' } };
  });
  return { ticket, outcome, language };
}

interface OpenedLink {
  readonly link: ReopenLink;
  readonly actor: Actor;
  readonly ticket: Ticket;
  readonly language: Language | null;
}

async function openLink(deps: Deps, token: string): Promise<OpenedLink> {
  const link = reopenLinkOf(deps.mailedSecrets.idOf(token) ?? '');
  if (link === null)
    throw new DomainError(
      'not_found',
      'This link is incomplete: the mail program may have cut it. Copy all of it from the mail.',
    );
  const [requester, ticket] = await Promise.all([
    deps.users.find(link.requesterId),
    deps.tickets.find(link.ticketId),
  ]);
  if (requester?.isActive !== true || ticket === null) {
    throw new DomainError('link_expired', 'The ticket was deleted, or your account is no longer active.');
  }
  requireResolution(link, ticket);
  return { link, actor: actorOf(requester), ticket, language: requester.language };
}
