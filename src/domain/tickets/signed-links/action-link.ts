import { mergedInto } from '../../ticket-links.js';
import { addDays } from '../../time.js';
import { DomainError } from '../../errors.js';
import { generationParts } from './ended-secrets.js';
import { LINK_ACTIONS, linkId, linkParts, type LinkAction } from './mailed-links.js';
import { isFinal, type Assignment, type Ticket } from '../ticket.js';

/**
 * One action of one person on one ticket.
 * It is bound to the assignment by its instant, and not to the version of the ticket. So a comment does not
 * invalidate it, and it ends with the assignment.
 */
export interface ActionLink {
  readonly action: LinkAction;
  readonly ticketId: string;
  readonly personId: string;
  readonly assignedAt: Date;
  /**
   * Generation of the mailed secrets of this person on this ticket.
   * It ends once a requester could read one. Absent for the first.
   */
  readonly generation?: number;
}

/** The link as an id that a mailed secret can be derived from. */
export function actionLinkId({ action, ticketId, personId, assignedAt, generation = 0 }: ActionLink): string {
  const at = String(assignedAt.getTime());
  return linkId('action', action, ticketId, personId, at, ...generationParts(generation));
}

/** Parses the id of such a link; null for any other id. */
export function actionLinkOf(id: string): ActionLink | null {
  const [name = '', ticketId = '', personId = '', at, generation = '0'] =
    linkParts('action', id, 4) ?? linkParts('action', id, 5) ?? [];
  const action = LINK_ACTIONS.find((known) => known === name);
  return action === undefined
    ? null
    : { action, ticketId, personId, assignedAt: new Date(Number(at)), generation: Number(generation) };
}

/** From then on the link does nothing. */
export function actionLinkEndsAt({ assignedAt }: Pick<ActionLink, 'assignedAt'>, days: number): Date {
  return addDays(assignedAt, days);
}

/**
 * Returns true once the link was used, whatever happened to the ticket since.
 * Declining ends the assignment.
 */
export function isUsed(link: ActionLink, ticket: Ticket): boolean {
  const assignment = assignmentOf(link, ticket);
  if (assignment !== null) return assignment.usedLinks?.includes(link.action) === true;
  return link.action === 'decline' && ticket.declinedBy.includes(link.personId);
}

/** Returns the ticket with the link marked as used, within the assignment that it is bound to. */
export function withUsed(link: ActionLink, ticket: Ticket): Ticket {
  const assignment = assignmentOf(link, ticket);
  if (assignment === null) return ticket;
  const usedLinks = [...(assignment.usedLinks ?? []), link.action];
  return { ...ticket, assignment: { ...assignment, usedLinks } };
}

/** @throws DomainError `link_expired` for a link of a generation before the one that is good. */
export function requireUnshown({ generation = 0 }: ActionLink, { number }: Ticket, current: number): void {
  if (generation >= current) return;
  throw linkExpired(
    `This link was shown to the requester, so it no longer works. Open ${number}, or use the link in the next mail about it.`,
  );
}

/**
 * Requires a valid link.
 * @throws DomainError `link_expired` after the assignment, the ticket or the days of the link end.
 */
export function requireGood(link: ActionLink, ticket: Ticket, at: Date, days: number): void {
  if (assignmentOf(link, ticket) === null) {
    throw linkExpired(
      `This link belongs to an earlier assignment of ${ticket.number}. Open the ticket instead.`,
    );
  }
  if (isFinal(ticket.status)) throw linkExpired(overBy(ticket));
  if (at >= actionLinkEndsAt(link, days)) {
    throw linkExpired(
      `This link worked for ${days} days after the assignment of ${ticket.number}. Open the ticket instead.`,
    );
  }
}

function assignmentOf({ personId, assignedAt }: ActionLink, { assignment }: Ticket): Assignment | null {
  const isMeant = assignment?.assignee.id === personId && assignment.at.getTime() === assignedAt.getTime();
  return isMeant ? assignment : null;
}

function overBy({ number, status, links }: Ticket): string {
  const into = mergedInto(links);
  return into === undefined ? `${number} is ${status}.` : `${number} was merged into ${into.number}.`;
}

function linkExpired(message: string): DomainError {
  return new DomainError('link_expired', message);
}
