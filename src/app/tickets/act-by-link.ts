import { actorOf, type Actor } from '../../domain/access/actor.js';
import {
  actionLinkOf,
  isUsed,
  requireGood,
  requireUnshown,
  withUsed,
  type ActionLink,
} from '../../domain/tickets/signed-links/action-link.js';
import { DomainError, unreachable } from '../../domain/errors.js';
import type { LinkAction } from '../../domain/tickets/signed-links/mailed-links.js';
import { authorize, type Action } from '../../domain/access/permissions.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { accepted } from './assignment/accept-ticket.js';
import { moved } from './status/change-status.js';
import { changeTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import { declined } from './assignment/decline-ticket.js';
import type { AppDeps } from '../deps.js';
import type { DeskDeps } from '../desk/deps.js';
import { resolved } from './status/resolve-ticket.js';

type Deps = ChangeDeps &
  DeskDeps &
  Pick<AppDeps, 'users' | 'customFields' | 'mailedSecrets' | 'secretGenerations' | 'actionLinkDays'>;

/** A mailed link of ours, whose it is, and the ticket as it stands. */
export interface OpenedLink {
  readonly link: ActionLink;
  readonly actor: Actor;
  readonly ticket: Ticket;
  /** The generation of their mailed secrets that is good. */
  readonly generation: number;
}

/** What the person has filled in; each action takes its own. */
export interface LinkInput {
  /** Why they decline. */
  readonly reason?: string | undefined;
  readonly resolutionCode?: string | undefined;
  /** What the requester is told with the resolution. */
  readonly comment?: string | undefined;
}

/** `done`: the link has done its work before, once and for all. */
export type LinkOutcome = 'ready' | 'acted' | 'done';

const RIGHTS: Readonly<Record<LinkAction, Action>> = {
  accept: 'ticket.accept',
  start: 'ticket.work',
  resolve: 'ticket.work',
  decline: 'ticket.accept',
};

/**
 * Whoever has the link acts as the person whom it was mailed to, in this matter only and with the rights that they have now.
 * @throws DomainError `not_found` for a link that is not ours, `forbidden` for somebody who has left or lost the right,
 *   `link_expired` where the ticket was deleted.
 */
export async function openActionLink(deps: Deps, token: string): Promise<OpenedLink> {
  const link = actionLinkOf(deps.mailedSecrets.idOf(token) ?? '');
  if (link === null) {
    const advice = 'Copy all of it from the mail, or sign in and look for the ticket there.';
    throw new DomainError('not_found', `Perhaps the mail program cut the link in two. ${advice}`);
  }
  const person = await deps.users.find(link.personId);
  if (person?.isActive !== true) {
    throw new DomainError(
      'forbidden',
      'Your account is not active any more. An administrator can tell you why.',
    );
  }
  const actor = actorOf(person);
  authorize(actor, RIGHTS[link.action]);
  const ticket = await deps.tickets.find(link.ticketId);
  if (ticket === null)
    throw new DomainError(
      'link_expired',
      'The ticket was deleted and is not here any more. There is nothing left to do.',
    );
  const generation = await deps.secretGenerations.current({
    ticketNumber: ticket.number,
    personId: link.personId,
  });
  return { link, actor, ticket, generation };
}

/**
 * Whether the action can be taken, by the very rule that would take it. Changes nothing: mail scanners follow links.
 * @throws DomainError `link_expired` once a requester could read the link, or the assignment, the ticket or the days of the link are over; else as the
 *   action itself: `illegal_transition`, `invalid_input` without a custom field that is required to resolve.
 */
export async function previewAction(deps: Deps, opened: OpenedLink): Promise<LinkOutcome> {
  requireUnshown(opened.link, opened.ticket, opened.generation);
  if (isUsed(opened.link, opened.ticket)) return 'done';
  await decisionOf(deps, opened, {}, deps.clock.now());
  return 'ready';
}

/**
 * Takes the action, once: that the link is used up is written with the change itself.
 * @throws DomainError as {@link previewAction}, and as {@link openActionLink} where the ticket is deleted meanwhile.
 */
export async function actByLink(
  deps: Deps,
  { link, actor, ticket: known, generation }: OpenedLink,
  input: LinkInput,
): Promise<{ readonly ticket: Ticket; readonly outcome: LinkOutcome }> {
  requireUnshown(link, known, generation);
  let outcome: LinkOutcome = 'acted';
  const request = { reference: known.id, actor, origin: 'api', known } as const;
  const ticket = await changeTicket(deps, request, (before, now) => {
    outcome = isUsed(link, before) ? 'done' : 'acted';
    return outcome === 'done' ? null : decisionOf(deps, { link, actor, ticket: before }, input, now);
  });
  return { ticket, outcome };
}

async function decisionOf(
  deps: Deps,
  { link, actor, ticket }: Omit<OpenedLink, 'generation'>,
  input: LinkInput,
  now: Date,
): Promise<Decision> {
  requireGood(link, ticket, now, deps.actionLinkDays);
  const { earlier = [], ...decision } = await ruleOf(deps, actor, ticket, link.action, input, now);
  return {
    ...decision,
    after: withUsed(link, decision.after),
    details: byLink(decision),
    earlier: earlier.map((step) => ({ ...step, details: byLink(step) })),
  };
}

function byLink({ details }: Pick<Decision, 'details'>): Decision['details'] & object {
  return { ...details, via: 'mail_link' };
}

function ruleOf(
  deps: Deps,
  actor: Actor,
  ticket: Ticket,
  action: LinkAction,
  { reason, ...resolution }: LinkInput,
  now: Date,
): Promise<Decision> | Decision {
  switch (action) {
    case 'accept':
      return accepted(actor, ticket, now);
    case 'start':
      return started(deps, actor, ticket, now);
    case 'resolve':
      return resolved(deps, actor, ticket, resolution, now);
    case 'decline':
      return declined(actor, ticket, reason);
    default:
      return unreachable(action);
  }
}

/** Work that goes on with somebody else is taken on; what is resolved is not taken up again by an old mail. */
function started(deps: Deps, actor: Actor, ticket: Ticket, now: Date): Promise<Decision> | Decision {
  const { status, assignment, number } = ticket;
  if (status === 'in_progress' && assignment?.acceptedAt === null) return accepted(actor, ticket, now);
  if (status === 'open' || status === 'waiting_on_user') {
    return moved(deps, actor, ticket, { to: 'in_progress' }, now);
  }
  throw new DomainError('illegal_transition', `${number} is ${status}; there is nothing to start.`);
}
