import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { canonicalSkills } from '../../domain/tickets/assignment/skills.js';
import {
  confirmProposal,
  isSameDecision,
  openReview,
  type Overrulings,
} from '../../domain/tickets/review.js';
import { isFinal, type Ticket } from '../../domain/tickets/ticket.js';
import { requireChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import type { AppDeps } from '../deps.js';
import { changeTicket, type ChangeDeps } from '../tickets/change-ticket.js';

type Deps = ChangeDeps & DeskDeps & Pick<AppDeps, 'synonyms'>;

/**
 * Ends the wait of a ticket for a person: accepts the proposed triage, or overrules some of its values.
 * Idempotent: a repeat that agrees with the decision changes nothing.
 * @throws DomainError `not_found`, `forbidden`, `version_conflict`, `invalid_input` for a choice that cannot be chosen;
 *   `illegal_transition` if the ticket does not wait and has other values.
 */
export async function confirmTriage(
  deps: Deps,
  actor: Actor,
  reference: string,
  given: Overrulings,
  expectedVersion?: number,
): Promise<Ticket> {
  const overrulings = withCanonicalSkills(deps, given);
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, async (ticket) => {
    authorize(actor, 'triage.confirm', ticket);
    const review = openReview(ticket);
    if (review === null) {
      requireDecided(ticket, overrulings);
      return null;
    }
    await requireChoices(deps, overrulings, { unless: ticket });
    const [categories, ticketTypes, teams] = await Promise.all([
      deps.categories.all(),
      deps.ticketTypes.all(),
      deps.teams.all(),
    ]);
    const after = confirmProposal(ticket, review, { categories, ticketTypes, teams }, overrulings);
    return {
      after,
      type: 'ticket.triage_confirmed',
      details: { overruled: after.triage.overruled ?? [] },
      isInternal: true,
    };
  });
}

function withCanonicalSkills({ synonyms }: Deps, given: Overrulings): Overrulings {
  const { requiredSkills } = given;
  return requiredSkills === undefined
    ? given
    : { ...given, requiredSkills: canonicalSkills(requiredSkills, synonyms) };
}

/** @throws DomainError `illegal_transition` */
function requireDecided(ticket: Ticket, overrulings: Overrulings): void {
  const { number, status, triage } = ticket;
  const isDecided = triage.reviewed === 'confirmed' || triage.reviewed === 'timed_out';
  if (isDecided && !isFinal(status) && isSameDecision(ticket, overrulings)) return;
  throw new DomainError(
    'illegal_transition',
    isDecided
      ? `The triage of ${number} was already decided with other values. Edit the ticket instead.`
      : `The triage of ${number} does not wait for a person.`,
  );
}
