import { actorOf, type Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import type { Satisfaction } from '../../domain/tickets/satisfaction.js';
import {
  withRating,
  requireOpen,
  requireRatable,
  surveyOf,
  type Survey,
} from '../../domain/tickets/survey.js';
import type { Language } from '../../domain/languages.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from './change-ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'mailedSecrets'>;

/** The ticket of a survey, and the language that its requester has chosen; null for none. */
interface SurveyedTicket {
  readonly ticket: Ticket;
  readonly language: Language | null;
}

/**
 * Returns the ticket of a mailed survey link.
 * Stores nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` for an expired one.
 */
export async function readSurvey(deps: Deps, token: string): Promise<SurveyedTicket> {
  const { survey, language } = await openSurvey(deps, token);
  const ticket = await deps.tickets.find(survey.ticketId);
  if (ticket === null) throw over();
  requireOpen(survey, ticket, deps.clock.now());
  return { ticket, language };
}

/**
 * Stores the requester's rating of the resolution.
 * A new answer replaces the previous one; an equal one changes nothing.
 * @throws DomainError as {@link readSurvey}.
 */
export async function rateTicket(
  deps: Deps,
  token: string,
  answer: Omit<Satisfaction, 'at'>,
): Promise<SurveyedTicket> {
  const { survey, actor } = await openSurvey(deps, token);
  const { ticket: known, language } = await readSurvey(deps, token);
  const ticket = await changeTicket(
    deps,
    { reference: known.id, actor, origin: 'api', preloaded: known },
    (ticket, now) => {
      requireOpen(survey, ticket, now);
      authorize(actor, 'ticket.rate', ticket);
      const after = withRating(ticket, answer, now);
      if (after === null) return null;
      return { after, type: 'ticket.rated', details: { has_comment: answer.comment !== null } };
    },
  );
  return { ticket, language };
}

/**
 * Stores the rating of the requester who is signed in, while the mailed survey would be open too.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition` before a resolution, or too long after it.
 */
export async function rateOwnTicket(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  answer: Omit<Satisfaction, 'at'>,
): Promise<Ticket> {
  return changeTicket(deps, { reference, actor, origin: 'api' }, (ticket, now) => {
    authorize(actor, 'ticket.rate', ticket);
    requireRatable(ticket, now);
    const after = withRating(ticket, answer, now);
    if (after === null) return null;
    return { after, type: 'ticket.rated', details: { has_comment: answer.comment !== null } };
  });
}

/** A person with the link acts as the requester, for this action only. */
async function openSurvey(
  deps: Deps,
  token: string,
): Promise<Pick<SurveyedTicket, 'language'> & { readonly survey: Survey; readonly actor: Actor }> {
  const survey = surveyOf(deps.mailedSecrets.idOf(token) ?? '');
  if (survey === null)
    throw new DomainError(
      'not_found',
      'This link is incomplete: the mail program may have cut it. Copy all of it from the mail.',
    );
  const requester = await deps.users.find(survey.requesterId);
  if (requester?.isActive !== true) throw over();
  return { survey, actor: actorOf(requester), language: requester.language };
}

function over(): DomainError {
  return new DomainError(
    'link_expired',
    'The survey has ended: the ticket was deleted, or your account is no longer active.',
  );
}
