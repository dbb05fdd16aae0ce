import type { Actor } from '../../domain/access/actor.js';
import { canReadInternal } from '../../domain/access/permissions.js';
import type { SlaTerms } from '../../domain/sla/sla.js';
import type { Team } from '../../domain/desk/teams.js';
import { fieldsFor, type CustomField } from '../../domain/tickets/custom-fields.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { termsFor } from '../sla/terms.js';

/** A ticket with everything that is needed to show it to one reader at one instant. */
export interface ViewedTicket {
  readonly ticket: Ticket;
  readonly reader: Actor;
  /** The terms of its SLA clock. */
  readonly terms: SlaTerms;
  /** The custom fields that the reader may see, by key. */
  readonly fields: ReadonlyMap<string, CustomField>;
  /** All teams, for the name of its own. */
  readonly teams: readonly Team[];
  readonly at: Date;
}

/** @throws DomainError `not_found` for a policy that is not there. */
export async function viewTicket(
  deps: Pick<AppDeps, 'clock' | 'policies' | 'calendars' | 'customFields' | 'teams'>,
  reader: Actor,
  ticket: Ticket,
): Promise<ViewedTicket> {
  const terms = await termsFor(deps, ticket);
  const fields = fieldsFor(await deps.customFields.all(), canReadInternal(reader, ticket));
  return { ticket, reader, terms, fields, teams: await deps.teams.all(), at: deps.clock.now() };
}
