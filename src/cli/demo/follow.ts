import type { ApiClient } from '../support/api-client.js';
import { shorten } from '../support/table.js';
import type { Outcome, Submitted, Ticket } from './ticket.js';

/**
 * How long a ticket may wait for its assignee.
 * Longer than recovery from a worker killed at the worst moment.
 */
const TIMEOUT_MS = 60_000;

const LOOK_EVERY_MS = 150;

/**
 * Polls a ticket until it has an assignee, through restarts of the worker and the API.
 * If that takes too long, it returns the ticket as last seen.
 */
export async function followToModerator(
  client: ApiClient,
  submitted: Submitted,
  tell: (ticket: Ticket, seconds: number) => void,
): Promise<Outcome> {
  const deadline = Date.now() + TIMEOUT_MS;
  const seconds = () => (performance.now() - submitted.at) / 1000;
  let { ticket } = submitted;
  while (ticket.assignee === null && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    ticket = await look(client, ticket, deadline);
    tell(ticket, seconds());
  }
  return { ticket, seconds: ticket.assignee === null ? null : seconds() };
}

async function look(client: ApiClient, last: Ticket, deadline: number): Promise<Ticket> {
  try {
    const params = { path: { ticket: last.number } };
    return await client.askPatiently((api) => api.GET('/api/v1/tickets/{ticket}', { params }), deadline);
  } catch (error) {
    if (Date.now() + LOOK_EVERY_MS * 5 < deadline) throw error;
    return last;
  }
}

/** Formats the status of a ticket as one line. */
export function progressLine(ticket: Ticket, seconds: number): string {
  const steps = ['submitted'];
  if (ticket.triage.state !== 'pending') steps.push(`triaged: ${ticket.priority}, ${ticket.category}`);
  if (ticket.assignee !== null)
    steps.push(`assigned to ${ticket.assignee.name} after ${seconds.toFixed(1)} s`);
  return `${ticket.number}  ${shorten(ticket.title, 28).padEnd(28)}  ${steps.join(' > ')}`;
}
