import type { WrittenInMail } from '../../../ports/tickets/ticket-repository.js';
import type { Models } from '../schema/models.js';
import { MESSAGE_IDS } from '../schema/ticket-schemas.js';

/** Maximum results per Message-ID: it normally identifies one mail, and some programs reuse it. */
const MAX_OF_ONE = 5;

export async function findByMessageIds(
  { tickets, comments }: Pick<Models, 'tickets' | 'comments'>,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await Promise.all(
    messageIds.map(async (messageId) => {
      const [opened, commented] = await Promise.all([
        tickets.model
          .find({ messageId }, { _id: 1 })
          .sort({ _id: -1 })
          .limit(MAX_OF_ONE)
          .hint(MESSAGE_IDS)
          .lean<{ readonly _id: string }[]>(),
        comments.model
          .find({ messageId }, { ticketId: 1 })
          .sort({ _id: -1 })
          .limit(MAX_OF_ONE)
          .hint(MESSAGE_IDS)
          .lean<{ readonly _id: string; readonly ticketId: string }[]>(),
      ]);
      const mails = [...opened.map(({ _id }) => ({ _id, ticketId: _id })), ...commented];
      const latestFirst = mails.toSorted((a, b) => (a._id < b._id ? 1 : -1));
      return [messageId, [...new Set(latestFirst.map(({ ticketId }) => ticketId))]] as const;
    }),
  );
  return new Map(found);
}

export async function findWrittenInMail(
  { tickets, comments }: Pick<Models, 'tickets' | 'comments'>,
  messageId: string,
  authorId: string,
  exceptId: string,
): Promise<readonly WrittenInMail[]> {
  const another = { _id: { $ne: exceptId }, messageId };
  const [opened, commented] = await Promise.all([
    tickets.model
      .find({ ...another, 'requester.id': authorId }, { description: 1, attachments: 1 })
      .limit(MAX_OF_ONE)
      .hint(MESSAGE_IDS)
      .lean<(Pick<WrittenInMail, 'attachments'> & { readonly description: string })[]>(),
    comments.model
      .find({ ...another, 'author.id': authorId }, { body: 1, attachments: 1 })
      .limit(MAX_OF_ONE)
      .hint(MESSAGE_IDS)
      .lean<WrittenInMail[]>(),
  ]);
  return [...opened.map(({ description, ...files }) => ({ body: description, ...files })), ...commented];
}

/** Returns the Message-ID of a person's latest mailed comment on a ticket; null for none. */
export async function findLatestMessageId(
  { comments }: Pick<Models, 'comments'>,
  ticketId: string,
  authorId: string,
): Promise<string | null> {
  const latest = await comments.model
    .findOne({ ticketId, 'author.id': authorId, messageId: { $gt: '' } }, { messageId: 1 })
    .sort({ _id: -1 })
    .lean<{ readonly messageId: string }>();
  return latest?.messageId ?? null;
}
