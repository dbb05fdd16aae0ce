import { answerOf } from './answer.js';
import { within } from './lanes.js';
import type { Desk } from './desk.js';

/** One that takes longer fails the benchmark, whatever its bound is. */
const LIMIT_MS = 60_000;

/** Has a ticket given to the other moderator. Returns the time from the API's answer to the mail that tells them. */
export async function reassignedToMailedMs(
  { admin, moderators, sink }: Desk,
  number: string,
): Promise<number> {
  const path = { ticket: number };
  const ticket = await answerOf(admin.GET('/api/v1/tickets/{ticket}', { params: { path } }));
  const other = moderators.find(({ id }) => id !== ticket.assignee?.id);
  if (other === undefined) throw new Error(`nobody else to give ${number} to`);
  const mails = (sink.arrivals.get(number)?.length ?? 0) + 1;
  await answerOf(
    admin.PUT('/api/v1/tickets/{ticket}/assign', {
      params: { path, header: { 'If-Match': '*' } },
      body: { assignee_id: other.id },
    }),
  );
  const answeredAt = Date.now();
  await within(LIMIT_MS, `the mail about ${number}`, sink.arrived(number, mails));
  return (sink.arrivals.get(number)?.[mails - 1] ?? NaN) - answeredAt;
}
