import type { AccountEvent } from '../domain/account-events.js';
import type { ApiKey } from '../domain/api-key.js';
import type { Delivery } from '../domain/delivery.js';
import type { TicketEvent } from '../domain/events.js';
import type { ReceivedMail } from '../domain/inbound/received-mail.js';
import type { Session } from '../domain/session.js';
import type { Comment, Ticket } from '../domain/ticket.js';

/** What is kept about a person beside their account. */
export interface PersonalData {
  /** Those that they asked for. */
  readonly tickets: readonly Ticket[];
  readonly comments: readonly Comment[];
  /** What they did to tickets. */
  readonly activities: readonly TicketEvent[];
  readonly mails: readonly Delivery[];
  /** Those that came from them. */
  readonly receivedMails: readonly ReceivedMail[];
  readonly accountEvents: readonly AccountEvent[];
  readonly sessions: readonly Session[];
  readonly apiKeys: readonly ApiKey[];
  /** True when one of the lists was too long for one answer and ends early. */
  readonly isTruncated: boolean;
}

/** A person's data across everything that is kept: for those two things that the law lets people ask for. */
export interface PersonalDataStore {
  collect(accountId: string): Promise<PersonalData>;
  /**
   * Replaces the person's name wherever a copy of it is kept, and forgets the IP addresses of their account's trail and
   * what they said of how they were served.
   * Returns how many documents changed. May be slow: it goes through whole collections.
   */
  rename(accountId: string, name: string): Promise<number>;
}
