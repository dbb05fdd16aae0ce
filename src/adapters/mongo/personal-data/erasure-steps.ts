import type { mongo } from 'mongoose';
import { PERSON_LISTS as lists, type PersonList, type Placed } from './person-lists.js';

type Condition = Readonly<Record<string, unknown>>;

/** A change of the documents that need it; without a change they are deleted. */
interface Write {
  readonly needed: Condition;
  readonly change: mongo.UpdateFilter<Placed> | null;
}

/** The erasure of the documents of one list. */
export interface ErasureStep {
  readonly list: PersonList;
  readonly writes: (name: string) => readonly Write[];
}

/** Replaces the copied name beside the id. */
function rename(list: PersonList, ...more: readonly Write[]): ErasureStep {
  const path = list.path.replace(/\.id$/u, '.name');
  return {
    list,
    writes: (name) => [{ needed: { [path]: { $ne: name } }, change: { $set: { [path]: name } } }, ...more],
  };
}

/** The comments of surveys; the scores stay for statistics. */
const noSatisfactionComment: Write = {
  needed: { 'satisfaction.comment': { $type: 'string' } },
  change: { $set: { 'satisfaction.comment': null } },
};

/** A Message-ID names the server of its sender, which may be their own. */
const noMessageId: Write = {
  needed: { messageId: { $type: 'string' } },
  change: { $unset: { messageId: '' } },
};

/** The addresses for answers. */
const noAnswerTo: Write = { needed: { answerTo: { $exists: true } }, change: { $unset: { answerTo: '' } } };

/** The answers of mail servers, which may name the address. */
const noServerAnswer: Write = { needed: { answer: { $ne: null } }, change: { $set: { answer: null } } };

const NAMED_ADDRESSES = ['details.former_address', 'details.new_address', 'details.address'] as const;

/** Mails about addresses name a former, a new, an added or a removed one. */
const noNamedAddress: Write = {
  needed: { $or: NAMED_ADDRESSES.map((path) => ({ [path]: { $exists: true } })) },
  change: { $unset: Object.fromEntries(NAMED_ADDRESSES.map((path) => [path, ''])) },
};

const PERSONAL_DETAILS = [
  ...['name', 'first_name', 'last_name', 'email', 'other_addresses', 'identities'],
  ...['phone', 'department', 'location', 'time_zone', 'languages'],
];

/** The account's own events contain renames and client addresses. */
const noAccountDetails: Write = {
  needed: { type: { $ne: 'account.erased' } },
  change: {
    $set: { address: null },
    $unset: Object.fromEntries(PERSONAL_DETAILS.map((field) => [`details.${field}`, ''])),
  },
};

/** Private views have no other readers; shared ones stay. */
const noPrivateViews: Write = { needed: { isShared: false }, change: null };

/** Every document of the list. */
const all: Write = { needed: {}, change: null };

/** Running erasures count these steps: add new ones at the end. */
export const ERASURE_STEPS: readonly ErasureStep[] = [
  rename(lists.requested, noSatisfactionComment, noMessageId, noAnswerTo),
  rename(lists.assigned),
  rename(lists.comments, noMessageId),
  rename(lists.mails, noServerAnswer, noNamedAddress),
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
  rename(lists.categories),
  rename(lists.ticketTypes),
  rename(lists.resolutionCodes),
  rename(lists.holdReasons),
  rename(lists.deletedComments),
  rename(lists.deskSettings),
  rename(lists.mailTemplates),
  rename(lists.teams),
  { list: lists.drafts, writes: () => [all] },
  { list: lists.readMarks, writes: () => [all] },
  { list: lists.notifications, writes: () => [all] },
  { list: lists.notificationSettings, writes: () => [all] },
  { list: lists.conversations, writes: () => [{ needed: {}, change: null }] },
  rename(lists.ownedArticles),
  rename(lists.articles),
  rename(lists.articleVersions),
  rename(lists.ownedVersions),
  { list: lists.pushSubscriptions, writes: () => [all] },
];
