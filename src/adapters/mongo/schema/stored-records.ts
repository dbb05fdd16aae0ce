import type { mongo } from 'mongoose';
import type { PersonRef } from '../../../domain/access/actor.js';
import type { Counts } from '../../../domain/figures/tally.js';
import type { TicketFacts } from '../../../domain/figures/facts.js';
import type { Notification } from '../../../domain/notifications/notification.js';
import type { EmbeddingModelState } from '../../../domain/similar-tickets/embedding-model.js';
import type { Activation, TrainingState } from '../../../domain/triage/learning/model.js';
import type { MailboxRecord } from '../../../ports/inbound-mail/mailboxes.js';
import type { MailEffect } from '../../../ports/inbound-mail/sender-log.js';
import type { ConsumerPosition } from '../../../ports/operations/event-log.js';
import type { Sweep } from '../../../ports/operations/sweeps.js';
import type { AiCall } from '../../../ports/triage/ai-calls.js';
import type { Stored } from '../kit/documents.js';

export interface Counter {
  readonly _id: string;
  /** The first number that is not leased. */
  readonly next: number;
}

/** A stored {@link IdempotencyClaim}; see `idempotency-records.ts`. */
export interface StoredIdempotencyRecord {
  readonly _id: string;
  readonly requestHash: string;
  readonly resourceId: string;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
  readonly answer: string | null;
}

/** A pseudonym of account and address, and its deletion time. */
export interface StoredKnownAddress {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The first valid generation of mailed secrets, by ticket number and person id. */
export interface StoredSecretGeneration {
  readonly _id: string;
  readonly current: number;
}

/** The number of recently processed mails of one Message-ID and author. */
export interface StoredHeardMail {
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

/** A {@link MailboxRecord}, and who holds it until when. */
export type StoredMailbox = MailboxRecord & {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
};

/** The position of an event consumer, by name, and the lease of the process that reads for it. */
export interface StoredConsumer {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
  readonly position: ConsumerPosition | null;
}

/** One effect of one mail, under `<mail>.<effect>`. */
export interface StoredMailEffect {
  readonly _id: string;
  readonly mailId: string;
  readonly effect: MailEffect;
  readonly sender: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** A {@link Sweep}, and when it is forgotten. */
export type StoredSweep = Stored<Sweep> & { readonly expiresAt: Date };

/** The active version of the triage classifier. */
export type StoredActivation = Activation & { readonly _id: string };

/** A call of an AI provider, and when it is deleted. */
export interface StoredAiCall extends AiCall {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The cost of a day, a task and a model. The key names them. */
export interface StoredAiSpend {
  readonly _id: string;
  readonly costMicros: number;
  readonly expiresAt: Date;
}

/** The last training of the triage classifier, and the lease of the running one. */
export interface StoredTraining extends Pick<TrainingState, 'last'> {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
}

/** An id that counts until it expires: the lock of a person's export, or the hash of a setup link. */
export interface StoredHold {
  readonly _id: string;
  readonly expiresAt: Date;
}

/**
 * A version of an object, with the key `name@version`.
 * Versions from before authors were recorded have none.
 */
export type StoredRevision<T> = T & {
  readonly _id: string;
  readonly requestId?: string | null;
  readonly createdAt?: Date | null;
  readonly createdBy?: PersonRef | null;
};

/** The kinds of notifications that a person has switched off, by the id of the person. */
export interface StoredNotificationChoice {
  readonly _id: string;
  readonly off: Notification['kind'][];
  /** The merge of two people that copied it, until the person changes it. */
  readonly movedBy?: string[];
}

/** The counts of a UTC day in a scope, under `<set>/<day>/<scope>`. */
export interface StoredFigureDay {
  readonly _id: string;
  /** Another set is counted while figures are rebuilt. */
  readonly set: number;
  readonly scope: string;
  readonly day: number;
  readonly total: Counts;
  /** Open tickets that were created on this day. */
  readonly open?: number;
}

/** The counts of four hours in a scope, under `<set>/<block>/<scope>`. Blocks are counted from 1970. */
export interface StoredFigureBlock {
  readonly _id: string;
  readonly total: Counts;
  /** By hour of the block, from 0. */
  readonly hours?: Readonly<Record<number, Counts>>;
  /** By quarter of an hour of the block, from 0. */
  readonly quarters?: Readonly<Record<number, Counts>>;
}

/** What a ticket has added to a set of figures, under `<set>/<ticket>`. */
export type StoredFigureTicket = TicketFacts & { readonly _id: string; readonly set: number };

/** The set that is read, and the one that is built. */
export interface StoredFigureSets {
  readonly _id: string;
  readonly current: number;
  readonly building: number | null;
}

/** The vector of a ticket by one model, with the key `ticketId/model`. */
export interface StoredTicketVector {
  readonly _id: string;
  readonly model: string;
  /** Null for a removed vector. */
  readonly vector: mongo.Binary | null;
  readonly textHash: string;
  readonly at: Date;
  /** Only of a removed vector. */
  readonly expiresAt?: Date;
}

/** The state of an embedding model, with the model as the key. */
export type StoredEmbeddingModel = Omit<EmbeddingModelState, 'model'> & { readonly _id: string };
