import type { WebhookDelivery } from '../../domain/webhooks/delivery.js';
import type { WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { WebhookMessage, WebhookTicketText } from '../../domain/webhooks/message.js';
import type { AppDeps } from '../deps.js';

/** Characters of a description or a comment that are sent. Receivers read the rest over the API. */
const MAX_TEXT = 4_000;

/**
 * Returns the body of a message. Text is read now, so that a later attempt contains no text that was redacted or erased
 * since the event.
 */
export async function writeMessage(
  deps: Pick<AppDeps, 'tickets'>,
  endpoint: Pick<WebhookEndpoint, 'text'>,
  { eventId, type, eventAt, data, ticketId }: WebhookDelivery,
): Promise<string> {
  const text =
    endpoint.text === 'none' || ticketId === null
      ? undefined
      : await textOf(deps, ticketId, data.facts['comment_id'], endpoint.text === 'all');
  const message: WebhookMessage = {
    type,
    timestamp: eventAt.toISOString(),
    data: { event_id: eventId, ...data, ...(text === undefined ? {} : { text }) },
  };
  return JSON.stringify(message);
}

/** Null for a ticket that was deleted since. */
async function textOf(
  { tickets }: Pick<AppDeps, 'tickets'>,
  ticketId: string,
  commentId: unknown,
  withNotes: boolean,
): Promise<WebhookTicketText | null> {
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return null;
  const comment = typeof commentId === 'string' ? await tickets.findComment(commentId) : null;
  const isSent = comment !== null && comment.deleted === undefined && (withNotes || !comment.isInternal);
  return {
    title: ticket.title,
    description: shortened(ticket.description),
    comment: isSent
      ? { id: comment.id, body: shortened(comment.body), is_internal: comment.isInternal }
      : null,
  };
}

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_TEXT));
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join('')}…` : text;
}
