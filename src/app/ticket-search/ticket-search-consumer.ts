import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { FileEvent } from '../../domain/files/stored-file.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { HoldfastEvent } from '../../ports/operations/event-log.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';
import { indexComment, indexNewTicket, indexTicket, type IndexDeps } from './index-ticket.js';

/** The events that change the words of a ticket. Those that take words away always count. */
const TICKET_EVENTS: readonly TicketEvent['type'][] = [
  'ticket.created',
  'ticket.edited',
  'ticket.commented',
  'ticket.comment_edited',
  'ticket.comment_deleted',
  'ticket.comment_redacted',
  'ticket.redaction_finished',
  'ticket.split',
  'ticket.comments_moved',
  'ticket.deleted',
  'ticket.requester_changed',
];
const NAMES = ['name', 'first_name', 'last_name', 'email', 'other_addresses'];
const AT_ONCE = 200;

/**
 * Keeps the words of tickets current. It reads the log from its beginning, so tickets from before the first start are
 * found as well: that is its backfill. A ticket whose words are newer than an event costs one small read.
 */
export function ticketSearchConsumer(deps: IndexDeps): EventConsumer {
  return {
    name: 'ticket-search',
    startsFrom: 'beginning',
    wants: (event) => isOfTicket(event) || isOfName(event) || isOfFile(event),
    handle: async (event) => {
      if (isOfFile(event)) await indexTicketWith(deps, event);
      else if (isOfTicket(event)) await handleTicket(deps, event);
      else if (isOfName(event) && event.account !== null) await indexTicketsOf(deps, event.account.id);
    },
  };
}

function isOfTicket(event: HoldfastEvent): event is TicketEvent {
  return TICKET_EVENTS.some((type) => type === event.type);
}

/** A file whose text is known from now on. */
function isOfFile(event: HoldfastEvent): event is FileEvent {
  return event.type === 'file.analysed';
}

async function indexTicketWith(deps: IndexDeps, { fileId }: FileEvent): Promise<void> {
  const ownerId = (await deps.files.find(fileId))?.ownerId ?? null;
  if (ownerId === null) return;
  const comment = await deps.tickets.findComment(ownerId);
  const ticketId = comment?.ticketId ?? ownerId;
  // Of a mail that became no ticket yet: its ticket is indexed when it is written.
  if ((await deps.tickets.find(ticketId)) !== null) await indexTicket(deps, ticketId);
}

/** An account whose name or address changes, or is erased. */
function isOfName(event: HoldfastEvent): event is AccountEvent {
  if (event.type === 'account.erased') return true;
  return event.type === 'account.edited' && NAMES.some((field) => field in event.details);
}

async function handleTicket(
  deps: IndexDeps,
  { type, ticketId, ticketVersion, details }: TicketEvent,
): Promise<void> {
  const { comment_id: commentId, split_from: splitFrom } = details;
  if (type === 'ticket.created' && splitFrom === undefined) {
    return indexNewTicket(deps, { ticketId, version: ticketVersion });
  }
  if (type !== 'ticket.commented') return indexTicket(deps, ticketId);
  const version = await deps.ticketWords.versionOf(ticketId);
  if (version !== null && version >= ticketVersion) return;
  if (typeof commentId === 'string') {
    await indexComment(deps, { ticketId, commentId, version: ticketVersion });
  } else {
    await indexTicket(deps, ticketId);
  }
}

async function indexTicketsOf(deps: IndexDeps, requesterId: string): Promise<void> {
  for (let afterId: string | null = null; ;) {
    const ids: readonly string[] = await deps.tickets.listIds({ requesterId }, AT_ONCE, afterId);
    for (const id of ids) await indexTicket(deps, id);
    afterId = ids.at(-1) ?? null;
    if (ids.length < AT_ONCE) return;
  }
}
