import type { mongo } from 'mongoose';
import {
  formsOf,
  MAX_TICKET_WORDS,
  type FoundTicket,
  type SoughtWord,
} from '../../../domain/ticket-search/search-words.js';
import type {
  SearchedPeople,
  TicketWords,
  TicketWordsEntry,
} from '../../../ports/ticket-search/ticket-words.js';
import { toStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';
import { TICKET_WORDS, type StoredTicketWords } from '../schema/search-schemas.js';

/** A search of very common words ends then, and the caller can name a rarer one. */
const SEARCH_TIMEOUT_MS = 3_000;

/** A document per ticket, with a multikey index of its words. */
export class MongoTicketWords implements TicketWords {
  constructor(private readonly models: Models) {}

  async put(entry: TicketWordsEntry): Promise<void> {
    const { _id, ...fields } = toStored(entry);
    await this.collection.updateOne({ _id }, { $set: fields }, { upsert: true });
  }

  async putFirst(entry: TicketWordsEntry): Promise<void> {
    const { _id, ...fields } = toStored(entry);
    await this.collection.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  }

  async add(ticketId: string, words: readonly string[], version: number): Promise<boolean> {
    const { matchedCount } = await this.collection.updateOne({ _id: ticketId }, { $max: { version } });
    if (matchedCount === 0) return false;
    await this.collection.updateOne(
      { _id: ticketId, [`words.${MAX_TICKET_WORDS - 1}`]: { $exists: false } },
      { $addToSet: { words: { $each: [...words] } } },
    );
    return true;
  }

  async remove(ticketId: string): Promise<void> {
    await this.collection.deleteOne({ _id: ticketId });
  }

  async versionOf(ticketId: string): Promise<number | null> {
    const stored = await this.collection.findOne({ _id: ticketId }, { projection: { version: 1 } });
    return stored?.version ?? null;
  }

  async find(
    sought: readonly SoughtWord[],
    { readsInternal, of, limit }: Parameters<TicketWords['find']>[1],
  ): Promise<readonly FoundTicket[]> {
    if (sought.length === 0) return [];
    const rows = await this.collection
      .find({ $and: [...sought.map((each) => conditionOf(each, readsInternal)), ...peopleOf(of)] })
      .hint(TICKET_WORDS)
      .limit(limit)
      .maxTimeMS(SEARCH_TIMEOUT_MS)
      .project<Pick<StoredTicketWords, '_id' | 'title' | 'words'>>({ title: 1, words: 1 })
      .toArray();
    return rows.map(({ _id: id, title, words }) => ({ id, title, words }));
  }

  private get collection(): mongo.Collection<StoredTicketWords> {
    return this.models.ticketWords.collection;
  }
}

/** Words have no characters of patterns. An anchored pattern is a range of the index. */
function conditionOf(
  { word, isPrefix }: SoughtWord,
  readsInternal: boolean,
): mongo.Filter<StoredTicketWords> {
  const forms = formsOf(word, readsInternal);
  return { words: { $in: isPrefix ? forms.map((form) => new RegExp(`^${form}`, 'u')) : [...forms] } };
}

function peopleOf({ requesterId, organisationId }: SearchedPeople): mongo.Filter<StoredTicketWords>[] {
  const theirs = [
    ...(requesterId === undefined ? [] : [{ requesterId }]),
    ...(organisationId === undefined ? [] : [{ organisationId }]),
  ];
  return theirs.length === 0 ? [] : [{ $or: theirs }];
}
