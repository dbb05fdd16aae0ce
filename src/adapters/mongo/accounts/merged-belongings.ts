import { draftId, withMergedText, type Draft } from '../../../domain/presence/draft.js';
import { readMarkId } from '../../../domain/presence/read-mark.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

type Rooms = Pick<
  Models,
  'conversations' | 'drafts' | 'files' | 'notifications' | 'notificationSettings' | 'readMarks'
>;

/* Documents that a merge moved have its id in `movedBy`, so that an undo finds them. */

/** As `MergedTraces.moveBelongings`. Each part leaves nothing to do for a repeat. */
export async function moveBelongings(
  models: Rooms,
  mergeId: string,
  fromId: string,
  toId: string,
): Promise<void> {
  const movedBy = { $addToSet: { movedBy: mergeId } };
  await models.notifications.collection.updateMany(
    { personId: fromId },
    { $set: { personId: toId }, ...movedBy },
  );
  // The version ends a parallel message, which would write the former owner back.
  await models.conversations.collection.updateMany(
    { ownerId: fromId },
    { $set: { ownerId: toId }, $inc: { version: 1 }, ...movedBy },
  );
  await models.files.collection.updateMany(
    { 'uploadedBy.id': fromId },
    { $set: { 'uploadedBy.id': toId }, ...movedBy },
  );
  await copySettings(models, mergeId, fromId, toId);
  await copyReadMarks(models, fromId, toId);
  for (const stored of await models.drafts.collection.find({ personId: fromId }).toArray()) {
    await moveDraft(models, fromStored<Draft>(stored), toId, mergeId);
  }
}

/** As `MergedTraces.returnBelongings`. */
export async function returnBelongings(
  models: Rooms,
  mergeId: string,
  fromId: string,
  toId: string,
): Promise<void> {
  const moved = { movedBy: mergeId };
  await models.notifications.collection.updateMany(
    { personId: fromId, ...moved },
    { $set: { personId: toId }, $pull: moved },
  );
  await models.conversations.collection.updateMany(
    { ownerId: fromId, ...moved },
    { $set: { ownerId: toId }, $inc: { version: 1 }, $pull: moved },
  );
  await models.files.collection.updateMany(
    { 'uploadedBy.id': fromId, ...moved },
    { $set: { 'uploadedBy.id': toId }, $pull: moved },
  );
  // A choice that was made since has no such field.
  await models.notificationSettings.collection.deleteOne({ _id: fromId, ...moved });
  const { collection } = models.drafts;
  for (const stored of await collection.find({ personId: fromId, ...moved }).toArray()) {
    const draft = fromStored<Draft>(stored);
    const movedBy = draft.movedBy?.filter((each) => each !== mergeId) ?? [];
    await insertDraft(models, { ...draft, id: draftId(toId, draft.ticketId), personId: toId, movedBy });
    await collection.deleteOne({ _id: draft.id, version: draft.version });
  }
  await collection.updateMany(
    { personId: fromId, 'replaced.mergeId': mergeId },
    { $pull: { replaced: { mergeId } }, $inc: { version: 1 } },
  );
}

/** The survivor's own choice wins. */
async function copySettings(
  { notificationSettings: { collection } }: Rooms,
  mergeId: string,
  fromId: string,
  toId: string,
): Promise<void> {
  const theirs = await collection.findOne({ _id: fromId });
  if (theirs === null) return;
  const copy = { off: theirs.off, movedBy: [mergeId] };
  await collection.updateOne({ _id: toId }, { $setOnInsert: copy }, { upsert: true });
}

/** Ids of tickets and instants: an undo needs none of them back. */
async function copyReadMarks(
  { readMarks: { collection } }: Rooms,
  fromId: string,
  toId: string,
): Promise<void> {
  const marks = collection.find({ personId: fromId });
  for await (const { ticketId, readAt, expiresAt } of marks) {
    await collection.updateOne(
      { _id: readMarkId(toId, ticketId) },
      { $max: { readAt, expiresAt }, $setOnInsert: { personId: toId, ticketId } },
      { upsert: true },
    );
  }
}

/** Where both have a draft, that of the merged account also stays where it is, for an undo. */
async function moveDraft(models: Rooms, draft: Draft, toId: string, mergeId: string): Promise<void> {
  const { collection } = models.drafts;
  const id = draftId(toId, draft.ticketId);
  const moved = { ...draft, id, personId: toId, movedBy: [...(draft.movedBy ?? []), mergeId] };
  const isCopied = await insertDraft(models, moved);
  const there = isCopied ? null : await collection.findOne({ _id: id });
  // A move that was broken off has written this one.
  const isMoved = isCopied || (there?.movedBy?.includes(mergeId) === true && there.body === draft.body);
  if (isMoved) {
    await collection.deleteOne({ _id: draft.id, version: draft.version });
    return;
  }
  const both = there === null ? null : withMergedText(fromStored<Draft>(there), draft, mergeId);
  if (there === null || both === null) return;
  // A repeat finds what a parallel change has left to do.
  await collection.updateOne(
    { _id: id, version: there.version },
    { $set: { replaced: both.replaced, version: both.version } },
  );
}

/** Returns false if the person already has a draft there. */
async function insertDraft({ drafts }: Rooms, draft: Draft): Promise<boolean> {
  try {
    await drafts.collection.insertOne(toStored(draft));
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
