import type { mongo } from 'mongoose';
import { EXPORT_LISTS, type ExportList } from '../../../domain/accounts/person-export.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type {
  DataSubject,
  ErasurePlace,
  Participation,
  PersonalDataStore,
  PersonalPage,
  PersonalRows,
} from '../../../ports/accounts/personal-data.js';
import { fromStored, type Stored } from '../kit/documents.js';
import { ERASURE_STEPS } from './erasure-steps.js';
import type { Models } from '../schema/models.js';
import {
  collectionOf,
  conditionOf,
  countPersonList,
  PERSON_LISTS,
  readPersonList,
  type PersonList,
  type Placed,
} from './person-lists.js';
import { toTicket } from '../schema/stored-ticket.js';
import { findTicketsInCopy, renameOnTicket } from '../tickets/tickets-in-copy.js';

/** Documents that an erasure changes in one go: a part of a second, and less than others would notice. */
const ERASED_AT_ONCE = 500;

const EXPORTED: Readonly<Record<ExportList, PersonList>> = {
  tickets: PERSON_LISTS.requested,
  comments: PERSON_LISTS.comments,
  // Events of tickets have no kind.
  activities: { ...PERSON_LISTS.acts, also: { ...PERSON_LISTS.acts.also, kind: null } },
  mails: PERSON_LISTS.mails,
  receivedMails: PERSON_LISTS.receivedMails,
  accountEvents: PERSON_LISTS.ofAccount,
  sessions: PERSON_LISTS.sessions,
  apiKeys: PERSON_LISTS.apiKeys,
  participations: PERSON_LISTS.inCopy,
  conversations: PERSON_LISTS.conversations,
  drafts: PERSON_LISTS.drafts,
  ticketNotifications: PERSON_LISTS.notifications,
  readMarks: PERSON_LISTS.readMarks,
  files: PERSON_LISTS.files,
};

/** Returns the keys that identify the person in a list. */
function keysOf(list: ExportList, { accountIds, addressFingerprints }: DataSubject): readonly string[] {
  return list === 'participations' ? addressFingerprints : accountIds;
}

function participationIn(
  { number, participants = [] }: Ticket,
  { addressFingerprints }: DataSubject,
): Participation | null {
  const found = participants.find(({ fingerprint }) => addressFingerprints.includes(fingerprint));
  if (found === undefined) return null;
  const { name, address, addedAt, removedAt } = found;
  return { ticketNumber: number, name, address, addedAt, removedAt };
}

export class MongoPersonalDataStore implements PersonalDataStore {
  constructor(private readonly models: Models) {}

  async page<L extends ExportList>(
    list: L,
    subject: DataSubject,
    after: string | null,
    limit: number,
  ): Promise<PersonalPage<L>> {
    const keys = keysOf(list, subject);
    const { documents, next } = await readPersonList(this.models, EXPORTED[list], keys, after, { limit });
    const rows = documents.map((stored) => {
      if (list !== 'tickets' && list !== 'participations') {
        return fromStored(stored as unknown as Stored<{ readonly id: string }>);
      }
      const ticket = toTicket(stored as unknown as Parameters<typeof toTicket>[0]);
      return list === 'tickets' ? ticket : participationIn(ticket, subject);
    });
    return { rows: rows as unknown as readonly PersonalRows[L][], next };
  }

  async count(subject: DataSubject): Promise<number> {
    let count = 0;
    for (const list of EXPORT_LISTS) {
      count += await countPersonList(this.models, EXPORTED[list], keysOf(list, subject));
    }
    return count;
  }

  ticketsInCopy(fingerprint: string, afterId: string | null, limit: number): Promise<readonly Ticket[]> {
    return findTicketsInCopy(this.models, fingerprint, afterId, limit);
  }

  renameOnTicket(ticketId: string, ids: readonly string[], name: string): Promise<number> {
    return renameOnTicket(this.models, ticketId, ids, name);
  }

  async eraseNext(accountId: string, name: string, place: ErasurePlace | null) {
    const { step: at, after } = place ?? { step: 0, after: null };
    const step = ERASURE_STEPS[at];
    if (step === undefined) return { changed: 0, next: null };
    const { documents, next } = await readPersonList(this.models, step.list, [accountId], after, {
      limit: ERASED_AT_ONCE,
      projection: { _id: 1, createdAt: 1 },
    });
    const collection = collectionOf(this.models, step.list);
    const these = { ...conditionOf(step.list, [accountId]), _id: { $in: documents.map(({ _id }) => _id) } };
    let changed = 0;
    for (const { needed, change } of documents.length === 0 ? [] : step.writes(name)) {
      const filter = { ...these, ...needed } as mongo.Filter<Placed>;
      changed +=
        change === null
          ? (await collection.deleteMany(filter)).deletedCount
          : (await collection.updateMany(filter, change)).modifiedCount;
    }
    const goesOn = { step: next === null ? at + 1 : at, after: next };
    return { changed, next: goesOn.step < ERASURE_STEPS.length ? goesOn : null };
  }
}
