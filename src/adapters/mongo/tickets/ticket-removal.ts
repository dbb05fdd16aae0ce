import type { ClientSession } from 'mongoose';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Models } from '../schema/models.js';
import type { RawFiles } from '../kit/raw-files.js';
import { removeVectors } from './removed-vectors.js';

/** Deletes all data of a ticket except the ticket itself: comments, drafts, mails, events and files. */
export async function removeAllOf(
  {
    comments,
    deliveries,
    drafts,
    events,
    ticketVectors,
    ticketWords,
  }: Pick<Models, 'comments' | 'deliveries' | 'drafts' | 'events' | 'ticketVectors' | 'ticketWords'>,
  files: RawFiles,
  { id: ticketId, attachments }: Pick<Ticket, 'id' | 'attachments'>,
  session: ClientSession,
): Promise<void> {
  const withFiles = { ticketId, attachments: { $exists: true } };
  const said = await comments.collection.find(withFiles, { session }).toArray();
  const attached = [...(attachments ?? []), ...said.flatMap((comment) => comment.attachments ?? [])];
  await files.removeAll(
    attached.map(({ id }) => id),
    session,
  );
  await removeVectors({ ticketVectors }, ticketId, new Date(), session);
  await comments.collection.deleteMany({ ticketId }, { session });
  await ticketWords.collection.deleteOne({ _id: ticketId }, { session });
  await deliveries.collection.deleteMany({ ticketId }, { session });
  await drafts.collection.deleteMany({ ticketId }, { session });
  // A redaction that was asked for is still begun: its event waits for the relay.
  const begins = { type: 'ticket.comment_redacted', publishedAt: null } as const;
  await events.collection.deleteMany({ ticketId, $nor: [begins] }, { session });
}
