import { Client, Connection } from '@temporalio/client';
import { DEMO_PASSWORD } from '../../src/app/seed.js';
import { createHoldfastClient, type HoldfastClient } from '../../src/client/client.js';
import { ticketWorkflowId } from '../../workflows/ids.js';
import { startApi, type Surroundings } from '../support/holdfast.js';
import type { Workbench } from '../support/workbench.js';
import { readHistories } from './histories.js';

/** So many events the history of a whole life may have at most, on average (issue 5). */
export const WHOLE_LIFE_LIMIT = 70;

const LIVES = 5;
const LIMIT_MS = 60_000;

/**
 * How many events the history of a ticket has that is submitted, triaged, assigned, accepted, resolved and closed by
 * itself: on average of a few. The policy must close soon, and the worker be running.
 */
export async function eventsOfWholeLives(
  bench: Workbench,
  around: Surroundings & { readonly temporalAddress: string },
): Promise<number> {
  const api = await startApi(bench, around);
  const url = new URL('/', api.ticketsUrl).origin;
  const [alice, bob, carol] = await Promise.all([
    signedIn(url, 'alice'),
    signedIn(url, 'bob'),
    signedIn(url, 'carol'),
  ]);
  const lives = Array.from({ length: LIVES }, () => live(alice, { Bob: bob, Carol: carol }));
  const numbers = await Promise.all(lives);
  await ended(around.temporalAddress, numbers);
  const { events } = await readHistories(around.temporalAddress, numbers.map(ticketWorkflowId));
  await bench.stop(api.server);
  return events;
}

async function live(
  requester: HoldfastClient,
  moderators: Readonly<Record<string, HoldfastClient>>,
): Promise<string> {
  const body = { title: 'VPN drops every few minutes', description: 'Since this morning, at home.' };
  const { data: ticket, error } = await requester.POST('/api/v1/tickets', { body });
  if (ticket === undefined) throw new Error(error.detail);
  const about = { params: { path: { ticket: ticket.number }, header: { 'If-Match': '*' } } };
  const name = await assigneeOf(requester, ticket.number);
  const moderator = moderators[name];
  if (moderator === undefined) throw new Error(`${ticket.number} is assigned to ${name}`);
  const accepted = await moderator.POST('/api/v1/tickets/{ticket}/accept', about);
  const resolved = await moderator.PATCH('/api/v1/tickets/{ticket}/status', {
    ...about,
    body: { status: 'resolved', resolution_code: 'fixed' },
  });
  const refusal = accepted.error ?? resolved.error;
  if (refusal !== undefined) throw new Error(refusal.detail);
  return ticket.number;
}

async function assigneeOf(client: HoldfastClient, ticket: string): Promise<string> {
  for (const endsAt = Date.now() + LIMIT_MS; Date.now() < endsAt;) {
    const { data } = await client.GET('/api/v1/tickets/{ticket}', { params: { path: { ticket } } });
    if (data?.assignee) return data.assignee.name;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`nobody has been assigned to ${ticket}`);
}

async function ended(address: string, numbers: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection });
    const results = numbers.map((number) => workflow.getHandle(ticketWorkflowId(number)).result());
    await connection.withDeadline(Date.now() + LIMIT_MS, () => Promise.all(results));
  } finally {
    await connection.close();
  }
}

async function signedIn(url: string, name: string): Promise<HoldfastClient> {
  const body = { email: `${name}@holdfast.local`, password: DEMO_PASSWORD };
  const { data, error } = await createHoldfastClient({ url }).POST('/api/v1/auth/login', { body });
  if (data === undefined) throw new Error(error.detail);
  return createHoldfastClient({ url, accessToken: data.access_token });
}
