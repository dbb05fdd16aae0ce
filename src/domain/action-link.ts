import { DomainError } from './errors.js';
import { mergedInto } from './links.js';
import { LINK_ACTIONS, linkId, linkParts, type LinkAction } from './mailed-links.js';
import { addDays } from './sla.js';
import { isFinal, type Assignment, type Ticket } from './ticket.js';

/**
 * One action of one person on one ticket. It is bound to the assignment that the mail tells of, by its instant, and not
 * to the ticket's version: a comment leaves it good, and it ends with the assignment.
 */
export interface ActionLink {
  readonly action: LinkAction;
  readonly ticketId: string;
  readonly personId: string;
  readonly assignedAt: Date;
}

/** The link as an id that a mailed secret can be derived from. */
export function actionLinkId({ action, ticketId, personId, assignedAt }: ActionLink): string {
  return linkId('action', action, ticketId, personId, String(assignedAt.getTime()));
}

/** The way back; null for an id of something else. */
export function actionLinkOf(id: string): ActionLink | null {
  const [name = '', ticketId = '', personId = '', at] = linkParts('action', id, 4) ?? [];
  const action = LINK_ACTIONS.find((known) => known === name);
  return action === undefined ? null : { action, ticketId, personId, assignedAt: new Date(Number(at)) };
}

/** From then on the link does nothing. */
export function actionLinkEndsAt({ assignedAt }: Pick<ActionLink, 'assignedAt'>, days: number): Date {
  return addDays(assignedAt, days);
}

/** True once the link has done its work, whatever has become of the ticket since. Declining ends the assignment. */
export function isUsed(link: ActionLink, ticket: Ticket): boolean {
  const assignment = assignmentOf(link, ticket);
  if (assignment !== null) return assignment.usedLinks?.includes(link.action) === true;
  return link.action === 'decline' && ticket.declinedBy.includes(link.personId);
}

/** The ticket with a note that the link has done its work, in the very assignment that it is bound to. */
export function withUsed(link: ActionLink, ticket: Ticket): Ticket {
  const assignment = assignmentOf(link, ticket);
  if (assignment === null) return ticket;
  const usedLinks = [...(assignment.usedLinks ?? []), link.action];
  return { ...ticket, assignment: { ...assignment, usedLinks } };
}

/** @throws DomainError `link_expired` once the assignment or the ticket is over, or the days of the link are. */
export function requireGood(link: ActionLink, ticket: Ticket, at: Date, days: number): void {
  if (assignmentOf(link, ticket) === null) {
    throw expired(`The assignment of ${ticket.number} that this link belongs to is over.`);
  }
  if (isFinal(ticket.status)) throw expired(overBy(ticket));
  if (at >= actionLinkEndsAt(link, days)) {
    throw expired(`It could be used for ${days} days after ${ticket.number} was assigned.`);
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

function expired(message: string): DomainError {
  return new DomainError('link_expired', message);
}
