import type { Participant } from '../../domain/participants.js';
import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { ReceivedMail } from '../../domain/inbound-mail/received-mail.js';
import type { ExportList } from '../../domain/accounts/person-export.js';
import type { Session } from '../../domain/accounts/session.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';

/** The rows of each list of what is kept about a person beside their account. */
export interface PersonalRows extends Readonly<Record<ExportList, unknown>> {
  /** Those that they asked for. */
  readonly tickets: Ticket;
  readonly comments: Comment;
  /** What they did to tickets. */
  readonly activities: TicketEvent;
  readonly mails: Delivery;
  /** Those that came from them. */
  readonly receivedMails: ReceivedMail;
  readonly accountEvents: AccountEvent;
  readonly sessions: Session;
  readonly apiKeys: ApiKey;
  /** The tickets that they are, or were, in copy of. */
  readonly participations: Participation;
}

/** Somebody in copy of a ticket, as its list has them. */
export interface Participation extends Pick<Participant, 'name' | 'address' | 'addedAt' | 'removedAt'> {
  readonly ticketNumber: string;
}

/** Whose data: by their account, and by their address where no account counts. */
export interface DataSubject {
  readonly accountId: string;
  readonly addressFingerprint: string;
}

/** Some rows of a list, oldest first. */
export interface PersonalPage<L extends ExportList> {
  readonly rows: readonly PersonalRows[L][];
  /** After which row the list goes on; null at its end. To be handed back as it is. */
  readonly next: string | null;
}

/** How far an erasure is; to be handed back as it is. */
export interface ErasurePlace {
  readonly step: number;
  readonly after: string | null;
}

/**
 * A person's data across everything that is kept: for those two things that the law lets people ask for. Everything is
 * read by an index, so that no call costs more for what others have.
 */
export interface PersonalDataStore {
  /** At most `limit` rows of a list, after the place where a page before it ended. */
  page<L extends ExportList>(
    list: L,
    subject: DataSubject,
    after: string | null,
    limit: number,
  ): Promise<PersonalPage<L>>;
  /** How many rows there are in all lists together. */
  count(subject: DataSubject): Promise<number>;
  /** The tickets that the person with an address is, or was, in copy of, in the order of their ids after `afterId`. */
  ticketsInCopy(fingerprint: string, afterId: string | null, limit: number): Promise<readonly Ticket[]>;
  /** Writes the name over those of people in copy, wherever a ticket has them beside their ids; says in how many places. */
  renameOnTicket(ticketId: string, ids: readonly string[], name: string): Promise<number>;
  /**
   * The next part of an erasure, some hundred documents at most: replaces the person's name wherever a copy of it is
   * kept, and forgets their private views, the IP addresses of their account's trail, what mail servers said of their
   * address, and what they said of how they were served. `place` is null at its beginning, `next` at its end.
   *
   * Done twice, it changes nothing more. Returns how many documents changed.
   */
  eraseNext(
    accountId: string,
    name: string,
    place: ErasurePlace | null,
  ): Promise<{ readonly changed: number; readonly next: ErasurePlace | null }>;
}
