import { createHash } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { addDays } from '../../../domain/time.js';
import type { HeardMail, MailName } from '../../../ports/tickets/heard-mails.js';
import type { Models } from '../schema/models.js';

/** Longer than any two copies of a mail are read at the same time. */
const KEPT_DAYS = 1;

/** Returns the number of recently processed mails with this name. */
export async function countHeard(
  { heardMails }: Pick<Models, 'heardMails'>,
  name: MailName,
): Promise<number> {
  return (await heardMails.collection.findOne({ _id: idOf(name) }))?.count ?? 0;
}

/** @throws DomainError `duplicate` if another mail with that Message-ID was processed since the count. */
export async function noteHeard(
  { heardMails }: Pick<Models, 'heardMails'>,
  { count, at, ...name }: HeardMail,
  session: ClientSession,
): Promise<void> {
  const _id = idOf(name);
  const expiresAt = addDays(at, KEPT_DAYS);
  if (count === 0) {
    await heardMails.collection.insertOne({ _id, count: 1, expiresAt }, { session });
    return;
  }
  const update = { $inc: { count: 1 }, $set: { expiresAt } };
  const { modifiedCount } = await heardMails.collection.updateOne({ _id, count }, update, { session });
  if (modifiedCount === 0)
    throw new DomainError('duplicate', 'Another mail with this Message-ID was just processed.');
}

function idOf({ messageId, authorId }: MailName): string {
  return createHash('sha256').update(`${authorId}\n${messageId}`).digest('base64url');
}
