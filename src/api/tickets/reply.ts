import type { TicketPage, TicketSort } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { presencesOn } from '../../app/presence/presence.js';
import { unreadAmong } from '../../app/presence/reading.js';
import { viewTicket } from '../../app/tickets/viewed-ticket.js';
import type { ApiDeps } from '../deps.js';
import { presentPresence } from '../presence/presenter.js';
import { presentPageOf } from '../http/paging.js';
import { reply } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentTicket } from './presenter.js';
import { cursorOf } from './query.js';
import { ticketListSchema } from './list-schema.js';
import { ticketSchema } from './schema.js';

type Deps = Pick<ApiDeps, 'clock' | 'workflowUrl' | 'policies' | 'calendars' | 'customFields' | 'teams'>;
type Attention = Pick<ApiDeps, 'presences' | 'readMarks'>;

/** OpenAPI response of every route that returns one ticket. */
export const TICKET_RESPONSE = {
  description: 'The ticket',
  schema: ticketSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

export const TICKET_LIST_RESPONSE = { description: 'A page of tickets', schema: ticketListSchema } as const;

/** The ticket as the reader may see it. */
export async function ticketReply(deps: Deps, actor: Actor, ticket: Ticket) {
  const view = presentTicket(await viewTicket(deps, actor, ticket), deps.workflowUrl);
  return reply(200, view, { ETag: etag(ticket.version) });
}

/** As {@link ticketReply}, with what the reader has read and who else is there. */
export async function readTicketReply(deps: Deps & Attention, actor: Actor, ticket: Ticket) {
  const attentionOf = await attention(deps, actor, [ticket]);
  const { body, headers } = await ticketReply(deps, actor, ticket);
  return reply(200, { ...body, ...attentionOf(ticket) }, headers);
}

/** Two queries for any number of tickets. */
async function attention(deps: Attention & Pick<ApiDeps, 'clock'>, actor: Actor, tickets: readonly Ticket[]) {
  const [unread, presences] = await Promise.all([
    unreadAmong(deps, actor, tickets),
    presencesOn(deps, actor, tickets),
  ]);
  return ({ id }: Ticket) => ({
    unread: unread.has(id),
    presence: (presences.get(id) ?? []).map(presentPresence),
  });
}

/** A new ticket, and where it is; `path` is that of all tickets. */
export async function createdTicketReply(deps: Deps, actor: Actor, ticket: Ticket, path: string) {
  const view = presentTicket(await viewTicket(deps, actor, ticket), deps.workflowUrl);
  return reply(201, view, { ETag: etag(ticket.version), Location: `${path}/${ticket.number}` });
}

/** A page of tickets, each as the reader may see it. */
export async function ticketListReply(
  deps: Deps & Attention,
  actor: Actor,
  { sort, page_size: pageSize }: { readonly sort: TicketSort; readonly page_size: number },
  page: TicketPage,
) {
  const attentionOf = await attention(deps, actor, page.items);
  const viewed = await Promise.all(page.items.map((ticket) => viewTicket(deps, actor, ticket)));
  const tickets = viewed.map((each) => ({
    ...presentTicket(each, deps.workflowUrl),
    ...attentionOf(each.ticket),
  }));
  return reply(200, { tickets, ...presentPageOf(page, pageSize, (place) => cursorOf(sort, place)) });
}
