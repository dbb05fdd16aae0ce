import type { mongo } from 'mongoose';
import type { Models } from '../schema/models.js';
import type { Room } from '../schema/collection.js';
import { DELETED_COMMENTS, IN_COPY } from '../schema/ticket-schemas.js';

type Condition = Readonly<Record<string, unknown>>;

/** Documents of one collection that belong to a person, in the order of the index that finds them. */
export interface PersonList {
  readonly room: keyof Models;
  /** The field with the person's id. */
  readonly path: string;
  /** A further condition of the index. */
  readonly also?: Condition;
  /** Named in each read, because the index of ids would serve the order but read the whole collection. */
  readonly index: string | Readonly<Record<string, 1 | -1>>;
  /** The order of the index after the path. */
  readonly order: 'id' | 'creation';
}

const BY_ID = 'id';
const createdBy = { path: 'createdBy.id', index: { 'createdBy.id': 1, _id: 1 }, order: BY_ID } as const;

/** Everything that belongs to a person, or holds a copy of their name. */
export const PERSON_LISTS = {
  requested: {
    room: 'tickets',
    path: 'requester.id',
    index: { 'requester.id': 1, createdAt: -1, _id: -1 },
    order: 'creation',
  },
  assigned: {
    room: 'tickets',
    path: 'assignment.assignee.id',
    index: { 'assignment.assignee.id': 1, createdAt: -1, _id: -1 },
    order: 'creation',
  },
  comments: { room: 'comments', path: 'author.id', index: { 'author.id': 1, _id: 1 }, order: BY_ID },
  deletedComments: { room: 'comments', path: 'deleted.by.id', index: DELETED_COMMENTS, order: BY_ID },
  acts: {
    room: 'events',
    path: 'actor.id',
    also: { 'actor.type': 'user' },
    index: 'events_of_an_actor',
    order: BY_ID,
  },
  ofAccount: {
    room: 'events',
    path: 'account.id',
    also: { kind: 'account' },
    index: 'events_of_an_account',
    order: BY_ID,
  },
  eventsFrom: { room: 'events', path: 'details.assignee.from.id', index: 'taken_from', order: BY_ID },
  eventsTo: { room: 'events', path: 'details.assignee.to.id', index: 'given_to', order: BY_ID },
  mails: { room: 'deliveries', path: 'recipient.id', index: { 'recipient.id': 1, _id: -1 }, order: BY_ID },
  mailsFrom: { room: 'deliveries', path: 'details.assignee.from.id', index: 'taken_from', order: BY_ID },
  mailsTo: { room: 'deliveries', path: 'details.assignee.to.id', index: 'given_to', order: BY_ID },
  receivedMails: { room: 'receivedMails', path: 'accountId', index: 'mails_of_a_person', order: BY_ID },
  views: { room: 'views', path: 'owner.id', index: { 'owner.id': 1, _id: 1 }, order: BY_ID },
  notifications: {
    room: 'notifications',
    path: 'personId',
    index: { personId: 1, _id: -1 },
    order: BY_ID,
  },
  notificationSettings: { room: 'notificationSettings', path: '_id', index: { _id: 1 }, order: BY_ID },
  pushSubscriptions: { room: 'pushSubscriptions', path: 'personId', index: { personId: 1 }, order: BY_ID },
  drafts: { room: 'drafts', path: 'personId', index: { personId: 1 }, order: BY_ID },
  readMarks: { room: 'readMarks', path: 'personId', index: { personId: 1 }, order: BY_ID },
  files: { room: 'files', path: 'uploadedBy.id', index: { 'uploadedBy.id': 1, _id: 1 }, order: BY_ID },
  conversations: { room: 'conversations', path: 'ownerId', index: { ownerId: 1, _id: 1 }, order: BY_ID },
  sessions: { room: 'sessions', path: 'person.id', index: { 'person.id': 1 }, order: BY_ID },
  apiKeys: { room: 'apiKeys', path: 'person.id', index: { 'person.id': 1 }, order: BY_ID },
  inCopy: { room: 'tickets', path: 'participants.fingerprint', index: IN_COPY, order: BY_ID },
  policies: { room: 'policies', ...createdBy },
  calendars: { room: 'calendars', ...createdBy },
  customFields: { room: 'customFields', ...createdBy },
  categories: { room: 'categories', ...createdBy },
  ticketTypes: { room: 'ticketTypes', ...createdBy },
  resolutionCodes: { room: 'resolutionCodes', ...createdBy },
  deskSettings: { room: 'deskSettings', ...createdBy },
  mailTemplates: { room: 'mailTemplates', ...createdBy },
  holdReasons: { room: 'holdReasons', ...createdBy },
  teams: { room: 'teams', ...createdBy },
  ownedArticles: { room: 'articles', path: 'owner.id', index: { 'owner.id': 1, _id: 1 }, order: BY_ID },
  articles: { room: 'articles', path: 'updatedBy.id', index: { 'updatedBy.id': 1, _id: 1 }, order: BY_ID },
  articleVersions: { room: 'articleVersions', ...createdBy },
  ownedVersions: {
    room: 'articleVersions',
    path: 'owner.id',
    index: { 'owner.id': 1, _id: 1 },
    order: BY_ID,
  },
} as const satisfies Readonly<Record<string, PersonList>>;

/** The fields of a document that decide its order. */
export interface Placed {
  readonly _id: string;
  readonly createdAt?: Date;
}

/** The collection of a list, as what all documents have in common. */
export function collectionOf(models: Models, { room }: PersonList): mongo.Collection<Placed> {
  return (models[room] as unknown as Room<Placed>).collection;
}

/**
 * Returns at most `limit` documents after that place, oldest first, and the place of the last one if more follow.
 */
export async function readPersonList(
  models: Models,
  list: PersonList,
  keys: readonly string[],
  after: string | null,
  { limit, projection }: { readonly limit: number; readonly projection?: Readonly<Record<string, 1>> },
): Promise<{ readonly documents: readonly Placed[]; readonly next: string | null }> {
  const found = await collectionOf(models, list)
    .find({ ...conditionOf(list, keys), ...beyond(list, after) } as mongo.Filter<Placed>)
    .hint(list.index)
    .sort(list.order === 'creation' ? { createdAt: 1, _id: 1 } : { _id: 1 })
    .limit(limit + 1)
    .project<Placed>(projection ?? {})
    .toArray();
  const documents = found.slice(0, limit);
  const last = found.length > limit ? documents.at(-1) : undefined;
  return { documents, next: last === undefined ? null : placeOf(list, last) };
}

/** Returns the number of documents of a list. */
export function countPersonList(models: Models, list: PersonList, keys: readonly string[]): Promise<number> {
  const filter = conditionOf(list, keys) as mongo.Filter<Placed>;
  return collectionOf(models, list).countDocuments(filter, { hint: list.index });
}

/** One key is named as it is, because the index then serves the order without a merge. */
export function conditionOf({ path, also }: PersonList, keys: readonly string[]): Condition {
  const [key, ...others] = keys;
  return { [path]: others.length === 0 ? key : { $in: keys }, ...also };
}

function placeOf({ order }: PersonList, { _id, createdAt }: Placed): string {
  return order === 'creation' && createdAt !== undefined ? `${createdAt.toISOString()} ${_id}` : _id;
}

/** The first condition limits the index range, and the second separates documents of the same instant. */
function beyond({ order }: PersonList, after: string | null): Condition {
  if (after === null) return {};
  if (order === 'id') return { _id: { $gt: after } };
  const [instant = '', id = ''] = after.split(' ');
  const at = new Date(instant);
  return { createdAt: { $gte: at }, $or: [{ createdAt: { $gt: at } }, { _id: { $gt: id } }] };
}
