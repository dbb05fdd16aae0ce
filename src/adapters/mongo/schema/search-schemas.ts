import { Schema } from 'mongoose';
import type { TicketWordsEntry } from '../../../ports/ticket-search/ticket-words.js';
import type { Stored } from '../kit/documents.js';
import { options } from './schema-parts.js';

export type StoredTicketWords = Stored<TicketWordsEntry>;

/** The index of the words of tickets, newest first for each word. */
export const TICKET_WORDS = 'ticket_words';

export function ticketWordsSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      words: [String],
      title: [String],
      requesterId: String,
      organisationId: String,
      version: Number,
    },
    options,
  );
  schema.index({ words: 1, _id: -1 }, { name: TICKET_WORDS });
  return schema;
}
