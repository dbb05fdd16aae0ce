import type { mongo } from 'mongoose';
import type { ExportList } from '../../domain/person-export.js';
import type {
  ErasurePlace,
  PersonalDataStore,
  PersonalPage,
  PersonalRows,
} from '../../ports/personal-data.js';
import { fromStored, type Stored } from './documents.js';
import { ERASURE_STEPS } from './erasure-steps.js';
import type { Models } from './models.js';
import {
  collectionOf,
  conditionOf,
  countPersonList,
  PERSON_LISTS,
  readPersonList,
  type PersonList,
  type Placed,
} from './person-lists.js';
import { toTicket } from './stored-ticket.js';

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
};

export class MongoPersonalDataStore implements PersonalDataStore {
  constructor(private readonly models: Models) {}

  async page<L extends ExportList>(
    list: L,
    accountId: string,
    after: string | null,
    limit: number,
  ): Promise<PersonalPage<L>> {
    const { documents, next } = await readPersonList(this.models, EXPORTED[list], accountId, after, {
      limit,
    });
    const rows = documents.map((stored) =>
      list === 'tickets'
        ? toTicket(stored as unknown as Parameters<typeof toTicket>[0])
        : fromStored(stored as unknown as Stored<{ readonly id: string }>),
    );
    return { rows: rows as unknown as readonly PersonalRows[L][], next };
  }

  async count(accountId: string): Promise<number> {
    let count = 0;
    for (const list of Object.values(EXPORTED)) count += await countPersonList(this.models, list, accountId);
    return count;
  }

  async eraseNext(accountId: string, name: string, place: ErasurePlace | null) {
    const { step: at, after } = place ?? { step: 0, after: null };
    const step = ERASURE_STEPS[at];
    if (step === undefined) return { changed: 0, next: null };
    const { documents, next } = await readPersonList(this.models, step.list, accountId, after, {
      limit: ERASED_AT_ONCE,
      projection: { _id: 1, createdAt: 1 },
    });
    const collection = collectionOf(this.models, step.list);
    const these = { ...conditionOf(step.list, accountId), _id: { $in: documents.map(({ _id }) => _id) } };
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
