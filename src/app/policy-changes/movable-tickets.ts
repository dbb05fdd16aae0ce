import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import { DomainError } from '../../domain/errors.js';
import { STATUSES } from '../../domain/ticket-fields.js';
import { countsAsLoad, type Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

/** The tickets and the policy of a move, as a manager names them. */
export interface PolicyTarget {
  /** Its name. */
  readonly policy: string;
  /** Undefined for the newest. */
  readonly version: number | undefined;
  /** Tickets by id or number, under any policy; undefined for all on another version. */
  readonly references: readonly string[] | undefined;
}

/** The open tickets that are on another version of the policy, `name@version`. */
export function otherVersions(policy: string): TicketFilter {
  return { status: STATUSES.filter(countsAsLoad), slaPolicyOtherThan: policy };
}

/**
 * Returns the named tickets that are open and not on the version yet, each once.
 * @throws DomainError `invalid_input` naming every ticket that does not exist.
 */
export async function movableTickets(
  { tickets }: Pick<AppDeps, 'tickets'>,
  policy: string,
  references: readonly string[],
): Promise<readonly Ticket[]> {
  const found = await Promise.all(references.map((reference) => tickets.find(reference)));
  const faults = references.flatMap((reference, index) =>
    found[index] === null
      ? [{ path: `ticket_ids.${index}`, message: `ticket ${reference} does not exist` }]
      : [],
  );
  if (faults.length > 0)
    throw new DomainError('invalid_input', 'Some of the tickets do not exist.', { faults });
  const byId = new Map(found.flatMap((ticket) => (ticket === null ? [] : [[ticket.id, ticket] as const])));
  return [...byId.values()].filter(({ status, sla }) => countsAsLoad(status) && sla.policy !== policy);
}
