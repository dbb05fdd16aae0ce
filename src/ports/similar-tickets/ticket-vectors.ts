import type { EmbeddingModelState } from '../../domain/similar-tickets/embedding-model.js';

/** The vector of a ticket's title and description. */
export interface TicketVector {
  readonly ticketId: string;
  readonly model: string;
  /** Quantised. Null for a vector that was removed, because the text has changed or the ticket is deleted. */
  readonly vector: Int8Array | null;
  /** Tells whether the vector is of this text. */
  readonly textHash: string;
  readonly at: Date;
}

/** A place among the vectors of a model, in the order in which they were written. */
export interface VectorPlace {
  readonly at: Date;
  readonly ticketId: string;
}

/**
 * The vectors of tickets, one a ticket and model.
 * A change of a ticket's text, and its deletion, remove its vectors in the same transaction. A removed vector is found
 * as null for a day, so that copies in memory go too. Every method @throws DomainError `unavailable`
 */
export interface TicketVectors {
  /** Writes or replaces a vector. */
  put(vector: TicketVector & { readonly vector: Int8Array }): Promise<void>;
  /** Removes all vectors of a ticket. */
  remove(ticketId: string, at: Date): Promise<void>;
  find(ticketId: string, model: string): Promise<TicketVector | null>;
  /** Returns vectors of the model that were written or removed after the place, in that order; null for all. */
  changedAfter(model: string, place: VectorPlace | null, limit: number): Promise<readonly TicketVector[]>;
  /** Counts the vectors of a model, including those that were removed within a day. */
  count(model: string): Promise<number>;
  states(): Promise<readonly EmbeddingModelState[]>;
  /** Notes that a worker uses the model, and how far its vectors are filled in. */
  noteState(state: Omit<EmbeddingModelState, 'startedAt'>): Promise<void>;
  /** Deletes a model's vectors and its state. */
  removeModel(model: string): Promise<void>;
}
