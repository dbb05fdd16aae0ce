import { addDays } from '../time.js';
import { DomainError } from '../errors.js';
import { linkId, linkParts } from './signed-links/mailed-links.js';
import type { Satisfaction } from './satisfaction.js';
import type { Ticket } from './ticket.js';

/** The ticket, requester and resolution of a mailed survey. */
export interface Survey {
  readonly ticketId: string;
  readonly requesterId: string;
  readonly resolvedAt: Date;
}

/** Days after the resolution in which the question can be answered, and the answer changed. */
const OPEN_DAYS = 30;

/** The survey as an id that a mailed secret can be derived from. */
export function surveyId({ ticketId, requesterId, resolvedAt }: Survey): string {
  return linkId('survey', ticketId, requesterId, String(resolvedAt.getTime()));
}

/** Parses the id of such a link; null for any other id. */
export function surveyOf(id: string): Survey | null {
  const [ticketId, requesterId, at] = linkParts('survey', id, 3) ?? [];
  if (ticketId === undefined || requesterId === undefined) return null;
  return { ticketId, requesterId, resolvedAt: new Date(Number(at)) };
}

export function surveyEndsAt({ resolvedAt }: Pick<Survey, 'resolvedAt'>): Date {
  return addDays(resolvedAt, OPEN_DAYS);
}

/**
 * Requires an open survey.
 * @throws DomainError `not_found` for another requester's ticket, `link_expired` after its end.
 */
export function requireOpen(survey: Survey, ticket: Ticket, at: Date): void {
  if (ticket.requester.id !== survey.requesterId) {
    throw new DomainError('not_found', 'This link does not belong to the requester of this ticket.');
  }
  if (ticket.resolvedAt?.getTime() !== survey.resolvedAt.getTime()) {
    throw new DomainError(
      'link_expired',
      `${ticket.number} was reopened. We ask you again when it is resolved.`,
    );
  }
  if (at >= surveyEndsAt(survey)) {
    throw new DomainError(
      'link_expired',
      `The survey was open for ${OPEN_DAYS} days after ${ticket.number} was resolved.`,
    );
  }
}

/**
 * Requires a resolution that its requester can still rate.
 * @throws DomainError `illegal_transition`
 */
export function requireRatable(ticket: Ticket, at: Date): void {
  const { resolvedAt, number } = ticket;
  if (resolvedAt === null) {
    throw new DomainError('illegal_transition', `${number} is not resolved. Rate it when it is resolved.`);
  }
  if (at >= surveyEndsAt({ resolvedAt })) {
    throw new DomainError(
      'illegal_transition',
      `${number} could be rated for ${OPEN_DAYS} days after it was resolved.`,
    );
  }
}

/** The ticket with the answer; null when it has just that answer already. */
export function withRating(
  ticket: Ticket,
  { score, comment }: Omit<Satisfaction, 'at'>,
  at: Date,
): Ticket | null {
  const { satisfaction } = ticket;
  if (satisfaction?.score === score && satisfaction.comment === comment && isOfThisResolution(ticket)) {
    return null;
  }
  return { ...ticket, satisfaction: { score, comment, at } };
}

/** An answer stays with a ticket that is taken up again, until the next one. */
export function isOfThisResolution({ satisfaction, resolvedAt }: Ticket): boolean {
  return satisfaction !== null && resolvedAt !== null && satisfaction.at >= resolvedAt;
}
