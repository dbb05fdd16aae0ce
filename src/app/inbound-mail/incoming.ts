import type { Role } from '../../domain/access/actor.js';
import type { EventDetails } from '../../domain/event-details.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import type { MailOutcome } from '../../domain/inbound-mail/received-mail.js';
import { isStaff } from '../../domain/access/permissions.js';
import type { MailOrigin, Ticket } from '../../domain/tickets/ticket.js';
import type { User } from '../../domain/accounts/user.js';
import type { HeardMail } from '../../ports/tickets/heard-mails.js';
import type { AppDeps } from '../deps.js';
import type { SourceMail } from '../tickets/shown/commit-shown.js';

/** Dependencies of everything that reads a mail. */
export type InboundDeps = Pick<
  AppDeps,
  | 'tickets'
  | 'users'
  | 'organisations'
  | 'deliveries'
  | 'policies'
  | 'calendars'
  | 'categories'
  | 'ticketTypes'
  | 'resolutionCodes'
  | 'holdReasons'
  | 'teams'
  | 'customFields'
  | 'numbers'
  | 'senderLog'
  | 'attachments'
  | 'files'
  | 'sniffType'
  | 'fileScanner'
  | 'mailedSecrets'
  | 'codes'
  | 'secretGenerations'
  | 'sealer'
  | 'mailer'
  | 'mailParser'
  | 'registration'
  | 'inbound'
  | 'settings'
  | 'publicUrl'
  | 'clock'
  | 'logger'
  | 'newId'
>;

/** A received mail, with the id of its record. */
export interface Incoming {
  readonly id: string;
  /** From the envelope. */
  readonly recipients: readonly string[];
  readonly mail: ParsedMail;
  /** As it came. */
  readonly raw: Uint8Array;
  /** True if an administrator has inspected and released it. */
  readonly isReleased: boolean;
  /**
   * Absent for a mail without a Message-ID, and for a mail that is processed regardless of earlier copies.
   */
  readonly heard?: HeardMail;
  /** True where only staff may read what it says. */
  readonly isForStaff?: true;
}

/** The outcome of a mail, and its author if known. */
export interface Settled {
  readonly outcome: MailOutcome;
  readonly accountId: string | null;
}

/** The author of a mail, and its details for the activity log. */
export interface Speaker {
  readonly person: User;
  readonly details: EventDetails;
  /** True if their reply address or one of our mail servers proves that the mail is theirs. */
  readonly isProven: boolean;
  /** True if they are in copy of the ticket without an account that counts here. Absent otherwise. */
  readonly isInCopy?: true;
}

/** Returns the data of a mail that its ticket or comment keeps. */
export function originOf({ messageId }: ParsedMail, isProven: boolean): MailOrigin {
  return {
    ...(isProven ? {} : { isSenderUnproven: true }),
    ...(messageId === null ? {} : { messageId }),
  };
}

export function ignored(
  reason: Extract<MailOutcome, { readonly kind: 'ignored' }>['reason'],
  accountId: string | null = null,
): Settled {
  return { outcome: { kind: 'ignored', reason }, accountId };
}

export function refused(
  reason: Extract<MailOutcome, { readonly kind: 'refused' }>['reason'],
  accountId: string | null = null,
): Settled {
  return { outcome: { kind: 'refused', reason }, accountId };
}

/** Held until an administrator inspects it. */
export function held(accountId: string | null): Settled {
  return { outcome: { kind: 'held', reason: 'unproven_sender' }, accountId };
}

/**
 * Returns the mail that a change is made from: the original if a requester wrote it.
 * Staff may read what staff quote.
 */
export function sourceMail(
  { raw, heard }: Incoming,
  { role }: { readonly role: Role },
): { readonly mail: SourceMail } {
  return { mail: { ...(isStaff(role) ? {} : { raw }), ...(heard === undefined ? {} : { heard }) } };
}

/** @param commands the executed commands */
export function became(
  kind: 'opened' | 'commented' | 'followed_up',
  { id, number, isReceiptHeld }: Pick<Ticket, 'id' | 'number' | 'isReceiptHeld'>,
  commands: readonly string[] = [],
): MailOutcome {
  const held = kind === 'opened' && isReceiptHeld === true ? ({ reason: 'receipt_held' } as const) : {};
  return { kind, ticketId: id, number, commands, ...held };
}
