import { Client, Connection } from '@temporalio/client';
import type { HoldfastClient } from '../../src/client/client.js';
import { waitUntil } from '../../src/dev/wait.js';
import { ticketWorkflowId } from '../../workflows/ids.js';
import { answerOf } from '../support/answer.js';
import { clientOf, startApi, type Surroundings } from '../support/holdfast.js';
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
  const [alice, bob, carol] = await Promise.all([
    clientOf(api, 'alice'),
    clientOf(api, 'bob'),
    clientOf(api, 'carol'),
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
  const ticket = await answerOf(requester.POST('/api/v1/tickets', { body }));
  const about = { params: { path: { ticket: ticket.number }, header: { 'If-Match': '*' } } };
  const name = await assigneeOf(requester, ticket.number);
  const moderator = moderators[name];
  if (moderator === undefined) throw new Error(`${ticket.number} is assigned to ${name}`);
  await answerOf(moderator.POST('/api/v1/tickets/{ticket}/accept', about));
  const resolution = { status: 'resolved', resolution_code: 'fixed' } as const;
  await answerOf(moderator.PATCH('/api/v1/tickets/{ticket}/status', { ...about, body: resolution }));
  return ticket.number;
}

async function assigneeOf(client: HoldfastClient, ticket: string): Promise<string> {
  let name = '';
  const isAssigned = async (): Promise<boolean> => {
    const { data } = await client.GET('/api/v1/tickets/{ticket}', { params: { path: { ticket } } });
    name = data?.assignee?.name ?? '';
    return name !== '';
  };
  await waitUntil(isAssigned, { what: `an assignee of ${ticket}`, timeoutMs: LIMIT_MS, everyMs: 200 });
  return name;
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
