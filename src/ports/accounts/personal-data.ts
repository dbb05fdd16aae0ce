import type { Participant } from '../../domain/participants.js';
import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { ReceivedMail } from '../../domain/inbound-mail/received-mail.js';
import type { ExportList } from '../../domain/accounts/person-export.js';
import type { Session } from '../../domain/accounts/session.js';
import type { Conversation } from '../../domain/assist/conversation.js';
import type { StoredFile } from '../../domain/files/stored-file.js';
import type { Notification } from '../../domain/notifications/notification.js';
import type { Draft } from '../../domain/presence/draft.js';
import type { ReadMark } from '../../domain/presence/read-mark.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';

/** The rows of each list of a person's data, except the account. */
export interface PersonalRows extends Readonly<Record<ExportList, unknown>> {
  /** The tickets that they requested. */
  readonly tickets: Ticket;
  readonly comments: Comment;
  /** Their actions on tickets. */
  readonly activities: TicketEvent;
  readonly mails: Delivery;
  /** The mails that they sent. */
  readonly receivedMails: ReceivedMail;
  readonly accountEvents: AccountEvent;
  readonly sessions: Session;
  readonly apiKeys: ApiKey;
  /** The tickets that they are, or were, in copy of. */
  readonly participations: Participation;
  /** Their conversations with the model about tickets to be. */
  readonly conversations: Conversation;
  /** Their unsent comments. */
  readonly drafts: Draft;
  readonly ticketNotifications: Notification;
  /** When they last read which ticket. */
  readonly readMarks: ReadMark;
  /** The files that they uploaded or mailed. */
  readonly files: StoredFile;
}

/** A participant, as the list of the ticket has them. */
export interface Participation extends Pick<Participant, 'name' | 'address' | 'addedAt' | 'removedAt'> {
  readonly ticketNumber: string;
}

/** The data subject: their accounts, and the fingerprints of their addresses, each at least one. */
export interface DataSubject {
  readonly accountIds: readonly string[];
  readonly addressFingerprints: readonly string[];
}

/** Some rows of a list, oldest first. */
export interface PersonalPage<L extends ExportList> {
  readonly rows: readonly PersonalRows[L][];
  /** The row after which the list continues; null at its end. Pass it back unchanged. */
  readonly next: string | null;
}

/** The progress of an erasure; pass it back unchanged. */
export interface ErasurePlace {
  readonly step: number;
  readonly after: string | null;
}

/**
 * A person's data in all collections, for the export and erasure that the law requires.
 * Everything is read by an index, so no call costs more because of other people's data.
 */
export interface PersonalDataStore {
  /** Returns at most `limit` rows of a list, from where the previous page ended. */
  page<L extends ExportList>(
    list: L,
    subject: DataSubject,
    after: string | null,
    limit: number,
  ): Promise<PersonalPage<L>>;
  /** Returns the number of rows in all lists. */
  count(subject: DataSubject): Promise<number>;
  /** Returns tickets that have, or had, an address in copy, by id after `afterId`. */
  ticketsInCopy(fingerprint: string, afterId: string | null, limit: number): Promise<readonly Ticket[]>;
  /**
   * Replaces the names of participants by `name` beside their ids on a ticket; returns the number of places.
   */
  renameOnTicket(ticketId: string, ids: readonly string[], name: string): Promise<number>;
  /**
   * Erases the next part, some hundred documents at most.
   * It replaces the person's name in all copies, and deletes their private views, the IP addresses in their security
   * events, the mail servers' answers about their address, and their survey comments. `place` is null at the start,
   * `next` at the end.
   * Idempotent. Returns how many documents changed.
   */
  eraseNext(
    accountId: string,
    name: string,
    place: ErasurePlace | null,
  ): Promise<{ readonly changed: number; readonly next: ErasurePlace | null }>;
}
