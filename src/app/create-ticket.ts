import { DomainError } from '../domain/errors.js';
import type { TicketEvent } from '../domain/events.js';
import { authorize } from '../domain/permissions.js';
import { startClock } from '../domain/sla.js';
import {
  TRIAGED_FIELDS,
  type Category,
  type Priority,
  type Source,
  type TicketType,
} from '../domain/ticket-fields.js';
import type { Ticket } from '../domain/ticket.js';
import { PENDING_TRIAGE } from '../domain/triage.js';
import type { Actor } from '../domain/user.js';
import type { AppDeps } from './deps.js';

/** A ticket as somebody hands it in, already checked for shape and bounds. */
export interface NewTicket {
  readonly title: string;
  readonly description: string;
  readonly priority?: Priority | undefined;
  readonly category?: Category | undefined;
  readonly type?: TicketType | undefined;
  readonly tags?: readonly string[] | undefined;
}

type Deps = Pick<AppDeps, 'tickets' | 'policies' | 'numbers' | 'clock' | 'newId'>;

/**
 * Accepts a ticket under the id that is chosen for it. Once this resolves the ticket is on the majority of the database;
 * its workflow is started by the relay afterwards, whether Temporal is there now or not. Repeated with the same id it
 * changes nothing and gives the ticket as it is by then.
 */
export async function createTicket(
  deps: Deps,
  actor: Actor,
  source: Source,
  input: NewTicket,
  id: string,
): Promise<Ticket> {
  authorize(actor, 'ticket.create');
  const now = deps.clock.now();
  const [number, policy] = await Promise.all([
    deps.numbers.next(now.getUTCFullYear()),
    deps.policies.current(),
  ]);
  const priority = input.priority ?? 'medium';
  const ticket: Ticket = {
    id,
    number,
    title: input.title,
    description: input.description,
    status: 'open',
    priority,
    category: input.category ?? 'other',
    type: input.type ?? 'other',
    requester: { id: actor.id, name: actor.name },
    assignment: null,
    team: null,
    autoAssign: true,
    queuedAt: null,
    tags: [...new Set(input.tags ?? [])],
    requiredSkills: [],
    chosenByPerson: TRIAGED_FIELDS.filter((field) => input[field] !== undefined),
    language: null,
    sentiment: null,
    source,
    triage: PENDING_TRIAGE,
    sla: startClock(policy, priority, now),
    resolutionCode: null,
    workflowStartedAt: null,
    createdAt: now,
    updatedAt: now,
    resolvedAt: null,
    closedAt: null,
    version: 1,
  };
  const events = [createdEvent(deps.newId(), ticket, actor)];
  try {
    await deps.tickets.commit({ before: null, after: ticket, events });
    return ticket;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const existing = isThere ? await deps.tickets.find(id) : null;
    if (existing?.requester.id !== actor.id) throw error;
    return existing;
  }
}

function createdEvent(id: string, ticket: Ticket, actor: Actor): TicketEvent {
  return {
    id,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    type: 'ticket.created',
    at: ticket.createdAt,
    actor: { type: actor.type, id: actor.id, name: actor.name },
    origin: 'api',
    isInternal: false,
    details: { status: ticket.status, priority: ticket.priority, source: ticket.source },
    ticketVersion: ticket.version,
    publishedAt: null,
  };
}
