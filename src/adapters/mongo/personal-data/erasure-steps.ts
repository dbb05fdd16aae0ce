import type { mongo } from 'mongoose';
import { PERSON_LISTS as lists, type PersonList, type Placed } from './person-lists.js';

type Condition = Readonly<Record<string, unknown>>;

/** A change of those documents of a list that need it; without a change they go. */
interface Write {
  readonly needed: Condition;
  readonly change: mongo.UpdateFilter<Placed> | null;
}

/** What an erasure does to the documents of one list. */
export interface ErasureStep {
  readonly list: PersonList;
  readonly writes: (name: string) => readonly Write[];
}

/** Writes the name over the copy that stands beside the id. */
function rename(list: PersonList, ...more: readonly Write[]): ErasureStep {
  const path = list.path.replace(/\.id$/u, '.name');
  return {
    list,
    writes: (name) => [{ needed: { [path]: { $ne: name } }, change: { $set: { [path]: name } } }, ...more],
  };
}

/** What they said of how they were served; the scores stay for the figures. */
const noSatisfactionComment: Write = {
  needed: { 'satisfaction.comment': { $type: 'string' } },
  change: { $set: { 'satisfaction.comment': null } },
};

/** A Message-ID names the server of its sender, which may be their own. */
const noMessageId: Write = {
  needed: { messageId: { $type: 'string' } },
  change: { $unset: { messageId: '' } },
};

/** Where they wanted to be answered. */
const noAnswerTo: Write = { needed: { answerTo: { $exists: true } }, change: { $unset: { answerTo: '' } } };

/** What mail servers said may name the address. */
const noServerAnswer: Write = { needed: { answer: { $ne: null } }, change: { $set: { answer: null } } };

/** A mail about a changed address names the former one. */
const noFormerAddress: Write = {
  needed: { 'details.former_address': { $exists: true } },
  change: { $unset: { 'details.former_address': '' } },
};

/** The account's own trail says what was renamed from what, and from which addresses it was used. */
const noAccountDetails: Write = {
  needed: { type: { $ne: 'account.erased' } },
  change: { $set: { address: null }, $unset: { 'details.name': '', 'details.email': '' } },
};

/** What they kept for themselves nobody else can read; what they shared is for others too. */
const noPrivateViews: Write = { needed: { isShared: false }, change: null };

/** The places of the erasures that are under way count these: new ones go to the end. */
export const ERASURE_STEPS: readonly ErasureStep[] = [
  rename(lists.requested, noSatisfactionComment, noMessageId, noAnswerTo),
  rename(lists.assigned),
  rename(lists.comments, noMessageId),
  rename(lists.mails, noServerAnswer, noFormerAddress),
  rename(lists.mailsFrom),
  rename(lists.mailsTo),
  rename(lists.acts),
  rename(lists.ofAccount, noAccountDetails),
  rename(lists.eventsFrom),
  rename(lists.eventsTo),
  rename(lists.policies),
  rename(lists.calendars),
  rename(lists.customFields),
  rename(lists.views, noPrivateViews),
  rename(lists.deletedComments),
];
