import type { ClientSession } from 'mongoose';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Room } from '../schema/collection.js';
import type { Models } from '../schema/models.js';
import type { RawFiles } from '../kit/raw-files.js';
import { removeVectors } from './removed-vectors.js';

interface OfTicket {
  readonly _id: string;
  readonly ticketId?: string | null;
}

/** Collections whose documents go with their ticket. */
const ROOMS = [
  'comments',
  'deliveries',
  'drafts',
  'notifications',
  'presences',
  'readMarks',
  'requesterLinks',
] as const;

/** Deletes all data of a ticket except the ticket itself: what was said and mailed, events, files, and all about its readers. */
export async function removeAllOf(
  models: Pick<Models, (typeof ROOMS)[number] | 'events' | 'ticketVectors' | 'ticketWords'>,
  files: RawFiles,
  { id: ticketId, attachments }: Pick<Ticket, 'id' | 'attachments'>,
  session: ClientSession,
): Promise<void> {
  const withFiles = { ticketId, attachments: { $exists: true } };
  const said = await models.comments.collection.find(withFiles, { session }).toArray();
  const attached = [...(attachments ?? []), ...said.flatMap((comment) => comment.attachments ?? [])];
  await files.removeAll(
    attached.map(({ id }) => id),
    session,
  );
  await removeVectors(models, ticketId, new Date(), session);
  await models.ticketWords.collection.deleteOne({ _id: ticketId }, { session });
  for (const room of ROOMS) {
    const { collection } = models[room] as unknown as Room<OfTicket>;
    await collection.deleteMany({ ticketId }, { session });
  }
  // A redaction that was asked for is still begun: its event waits for the relay.
  const begins = { type: 'ticket.comment_redacted', publishedAt: null } as const;
  await models.events.collection.deleteMany({ ticketId, $nor: [begins] }, { session });
}
