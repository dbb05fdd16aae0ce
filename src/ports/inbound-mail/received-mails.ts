import type { UnheardCount } from '../../domain/mail/digest.js';
import type {
  MailEvent,
  MailSource,
  MailOutcome,
  OutcomeKind,
  OutcomeReason,
  ReceivedMail,
  ReceivedState,
} from '../../domain/inbound-mail/received-mail.js';
import type { IdPage, PageRequest } from '../paging.js';

/** A mail as a server hands it over. */
export interface IncomingMail {
  readonly source: MailSource;
  /** Envelope recipients; empty if the source does not name them. */
  readonly recipients: readonly string[];
  /** The whole message, as RFC 5322 has it. */
  readonly raw: Uint8Array;
}

/**
 * Stores a mail and returns its id.
 * The mail may be acknowledged once it resolves.
 * @throws DomainError `unavailable`: do not acknowledge the mail, so that it is delivered again.
 */
export type TakeMail = (mail: IncomingMail) => Promise<{ readonly id: string }>;

/** A message of which only a record is stored. */
export interface UnkeptMail {
  readonly source: MailSource;
  /** The same each time that it is met. */
  readonly key: string;
  readonly sizeBytes: number;
  /** `unreadable`: the server breaks off over it each time. */
  readonly fault: 'too_large' | 'unreadable';
}

/**
 * Records that a message was left in its mailbox, for people to see.
 * Idempotent.
 * @throws DomainError `unavailable`
 */
export type NoteUnkept = (mail: UnkeptMail) => Promise<void>;

/** A new incoming mail, not processed yet. */
export type NewReceivedMail = Omit<ReceivedMail, 'state' | 'outcome' | 'fault' | 'accountId'>;

/** Filters of a list of mails. All given ones must match. */
export interface ReceivedMailQuery extends PageRequest {
  readonly states?: readonly ReceivedState[];
  readonly kinds?: readonly OutcomeKind[];
  readonly reasons?: readonly OutcomeReason[];
  /** True for mails without an effect: ignored, refused, held or failed. */
  readonly isUnheard?: true;
}

/** Received mails, each with its original message, until they expire. */
export interface ReceivedMailRepository {
  /**
   * Stores a mail, raw and record, with its event on the majority of the database, once.
   * If `isNew` is false, it returns the record of an existing copy, and wrote nothing.
   */
  keep(
    mail: NewReceivedMail,
    raw: Uint8Array,
    event: MailEvent,
  ): Promise<{ readonly mail: ReceivedMail; readonly isNew: boolean }>;
  /** Records a mail that failed before it was stored: there is no message. Does nothing for a known key. */
  addFailed(mail: NewReceivedMail, fault: string): Promise<void>;
  find(id: string): Promise<ReceivedMail | null>;
  findByKey(key: string): Promise<ReceivedMail | null>;
  /** Returns the original message; null once it has expired. */
  raw(id: string): Promise<Uint8Array | null>;
  /** Newest first. */
  list(query: ReceivedMailQuery): Promise<IdPage<ReceivedMail>>;
  /** Records the outcome of the mail. The first outcome stays. */
  finish(id: string, outcome: MailOutcome, accountId: string | null): Promise<void>;
  /** Records why processing failed. A mail with an outcome keeps it. */
  fail(id: string, fault: string): Promise<void>;
  /**
   * Processes a mail again.
   * It becomes `kept`, with its event, and a held one is released. With `openedBy`, it becomes a ticket. False if it
   * has changed since it was read.
   */
  requeue(
    mail: Pick<ReceivedMail, 'id' | 'state' | 'outcome'>,
    event: MailEvent,
    openedBy?: string,
  ): Promise<boolean>;
  /**
   * Counts the mails without an effect from `since` to before `until`, by reason or fault, the highest count first.
   */
  countUnheard(since: Date, until: Date): Promise<readonly UnheardCount[]>;
  /** Removes expired mails, a batch at a time; returns their number. */
  removeExpired(now: Date, limit: number): Promise<number>;
  /**
   * Deletes some raw messages without a record that started before `startedBefore`.
   * Their writer has died. Returns how many.
   */
  removeOrphans(startedBefore: Date, limit: number): Promise<number>;
  /** Removes mails of a person, at most `limit`; returns their number. */
  removeOf(accountId: string, limit: number): Promise<number>;
}
