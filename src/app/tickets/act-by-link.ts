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
import type { Language } from '../../domain/languages.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { acceptStep } from './assignment/accept-ticket.js';
import { moveStep } from './status/change-status.js';
import { changeTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import { declineStep } from './assignment/decline-ticket.js';
import type { AppDeps } from '../deps.js';
import type { DeskDeps } from '../desk/deps.js';
import { decideResolution } from './status/resolve-ticket.js';

type Deps = ChangeDeps &
  DeskDeps &
  Pick<AppDeps, 'users' | 'customFields' | 'mailedSecrets' | 'secretGenerations' | 'actionLinkDays'>;

/** One of our mailed links, its owner, and the ticket. */
export interface OpenedLink {
  readonly link: ActionLink;
  readonly actor: Actor;
  /** The language that its owner has chosen; null for none. */
  readonly language: Language | null;
  readonly ticket: Ticket;
  /** The generation of their mailed secrets that is good. */
  readonly generation: number;
}

/** The form input; each action takes its own fields. */
export interface LinkInput {
  /** Why they decline. */
  readonly reason?: string | undefined;
  readonly resolutionCode?: string | undefined;
  /** The public comment of the resolution. */
  readonly comment?: string | undefined;
}

/** `done`: the link was already used, and works only once. */
export type LinkOutcome = 'ready' | 'acted' | 'done';

const RIGHTS: Readonly<Record<LinkAction, Action>> = {
  accept: 'ticket.accept',
  start: 'ticket.work',
  resolve: 'ticket.work',
  decline: 'ticket.accept',
};

/**
 * Opens an action link.
 * Its user acts as the recipient, for this action only, with the recipient's current permissions.
 * @throws DomainError `not_found` for a link that is not ours, `forbidden` for a person who has left or lost the
 *   permission, `link_expired` for a deleted ticket.
 */
export async function openActionLink(deps: Deps, token: string): Promise<OpenedLink> {
  const link = actionLinkOf(deps.mailedSecrets.idOf(token) ?? '');
  if (link === null) {
    const advice = 'Copy all of it from the mail, or sign in and open the ticket.';
    throw new DomainError(
      'not_found',
      `This link is incomplete: the mail program may have cut it. ${advice}`,
    );
  }
  const person = await deps.users.find(link.personId);
  if (person?.isActive !== true) {
    throw new DomainError('forbidden', 'Your account is no longer active. Ask an administrator.');
  }
  const actor = actorOf(person);
  authorize(actor, RIGHTS[link.action]);
  const ticket = await deps.tickets.find(link.ticketId);
  if (ticket === null)
    throw new DomainError('link_expired', 'The ticket was deleted. There is nothing left to do.');
  const generation = await deps.secretGenerations.current({
    ticketNumber: ticket.number,
    personId: link.personId,
  });
  return { link, actor, language: person.language, ticket, generation };
}

/**
 * Checks whether the action is possible, by its own rule.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `link_expired` for a revoked link, or once the assignment, the ticket or the days of the link
 *   are over; otherwise as the action itself: `illegal_transition`, `invalid_input` without a custom field that is
 *   required to resolve.
 */
export async function previewAction(deps: Deps, opened: OpenedLink): Promise<LinkOutcome> {
  requireUnshown(opened.link, opened.ticket, opened.generation);
  if (isUsed(opened.link, opened.ticket)) return 'done';
  await decisionOf(deps, opened, {}, deps.clock.now());
  return 'ready';
}

/**
 * Performs the action once.
 * Its use is written with the change.
 * @throws DomainError as {@link previewAction}, and as {@link openActionLink} if the ticket is deleted in between.
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
  { link, actor, ticket }: Omit<OpenedLink, 'generation' | 'language'>,
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
      return acceptStep(actor, ticket, now);
    case 'start':
      return decideStart(deps, actor, ticket, now);
    case 'resolve':
      return decideResolution(deps, actor, ticket, resolution, now);
    case 'decline':
      return declineStep(actor, ticket, reason);
    default:
      return unreachable(action);
  }
}

/** Work in progress of another person is accepted. An old mail cannot reopen a resolved ticket. */
function decideStart(deps: Deps, actor: Actor, ticket: Ticket, now: Date): Promise<Decision> | Decision {
  const { status, assignment, number } = ticket;
  if (status === 'in_progress' && assignment?.acceptedAt === null) return acceptStep(actor, ticket, now);
  if (status === 'open' || status === 'waiting_on_user' || status === 'on_hold') {
    return moveStep(deps, actor, ticket, { to: 'in_progress' }, now);
  }
  throw new DomainError('illegal_transition', `${number} is ${status}; work on it cannot start.`);
}
