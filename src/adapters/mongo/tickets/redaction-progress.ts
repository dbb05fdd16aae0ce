import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { RedactionProgress } from '../../../ports/tickets/redactions.js';
import { toStored } from '../kit/documents.js';
import type { RawFiles } from '../kit/raw-files.js';
import type { Models } from '../schema/models.js';

/** Notes how far a redaction is, as one part of a transaction. @throws DomainError `version_conflict` when another was faster. */
export async function writeProgress(
  { redactions }: Pick<Models, 'redactions'>,
  files: RawFiles,
  { before, after, removedFiles = [] }: RedactionProgress,
  session: ClientSession,
): Promise<void> {
  const { _id, ...fields } = toStored(after);
  if (before === null) await redactions.collection.insertOne({ _id, ...fields }, { session });
  else {
    const asRead = { _id, revision: before.revision };
    const { matchedCount } = await redactions.collection.updateOne(asRead, { $set: fields }, { session });
    if (matchedCount === 0)
      throw new DomainError('version_conflict', 'Another worker continues the redaction.');
  }
  await files.removeAll(removedFiles, session);
}
