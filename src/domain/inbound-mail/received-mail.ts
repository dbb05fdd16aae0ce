/** The sources of incoming mail. */
export const MAIL_SOURCES = ['imap', 'smtp'] as const;
export type MailSource = (typeof MAIL_SOURCES)[number];

/** `kept`: stored and waiting; `done`: `outcome` has the result; `failed`: `fault` has the reason. */
export const RECEIVED_STATES = ['kept', 'done', 'failed'] as const;
export type ReceivedState = (typeof RECEIVED_STATES)[number];

/** The outcomes of a mail. */
export const OUTCOME_KINDS = [
  'opened',
  'commented',
  'followed_up',
  'bounce',
  'ignored',
  'refused',
  'held',
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** Outcomes without a ticket, a comment or a bounce mark. */
export const KINDS_WITHOUT_EFFECT = ['ignored', 'refused', 'held'] as const satisfies readonly OutcomeKind[];

/** Why a mail had no effect, or why its sender got no confirmation. */
export const OUTCOME_REASONS = [
  'automatic',
  'loop',
  'own_mail',
  'too_many',
  'empty',
  'duplicate',
  'unknown_sender',
  'not_allowed',
  'unverified_staff',
  'not_verified',
  'unreadable',
  'no_sender',
  'invalid_sender',
  'unproven_sender',
  'receipt_held',
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** The outcome of a mail. */
export type MailOutcome =
  | {
      readonly kind: 'opened' | 'commented' | 'followed_up';
      readonly ticketId: string;
      readonly number: string;
      /** The executed commands of the mail, in their order. */
      readonly commands: readonly string[];
      /** Set if its sender gets no confirmation. */
      readonly reason?: 'receipt_held';
    }
  | { readonly kind: 'bounce'; readonly accountIds: readonly string[] }
  | {
      readonly kind: 'ignored';
      readonly reason: 'automatic' | 'loop' | 'own_mail' | 'too_many' | 'empty' | 'duplicate';
    }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'unknown_sender'
        | 'not_allowed'
        | 'unverified_staff'
        | 'not_verified'
        | 'unreadable'
        | 'no_sender'
        | 'invalid_sender';
    }
  /** Put aside, for an administrator to release. */
  | { readonly kind: 'held'; readonly reason: 'unproven_sender' };

/** An incoming mail. The original message is stored beside it and deleted with it. */
export interface ReceivedMail {
  /** UUIDv7; the ticket or comment that it becomes has this id. */
  readonly id: string;
  /** The same for all copies of one message. */
  readonly key: string;
  readonly source: MailSource;
  /** Envelope recipients, lower case; empty if the source does not name them. */
  readonly recipients: readonly string[];
  readonly sizeBytes: number;
  readonly receivedAt: Date;
  readonly state: ReceivedState;
  readonly outcome: MailOutcome | null;
  /** True once an administrator has released a held mail. Absent otherwise. */
  readonly isReleased?: true;
  /** The id of the person who opened a ticket from this mail. Absent for others. */
  readonly openedBy?: string;
  /** Why processing failed, without any content of the mail. */
  readonly fault: string | null;
  /** The account of the author. Erasing that person deletes the mail. */
  readonly accountId: string | null;
  /** The deletion time of the mail and this record. */
  readonly expiresAt: Date;
}

/** Seconds. A mail is processed within one, and put aside within a minute; the alert `HoldfastMailInWaits` waits as long. */
export const MAX_WAIT_SECONDS = 15 * 60;

/** A mail that waits longer has lost its workflow. */
const LATE_MS = 60 * 60 * 1000;

/** Returns true for a mail that should have been processed by this time. */
export function isLate(
  { state, receivedAt }: Pick<ReceivedMail, 'state' | 'receivedAt'>,
  now: Date,
): boolean {
  return state === 'kept' && now.getTime() - receivedAt.getTime() > LATE_MS;
}

export const MAIL_EVENT_TYPES = ['mail.received', 'mail.replayed'] as const;
export type MailEventType = (typeof MAIL_EVENT_TYPES)[number];

/**
 * A mail has arrived, or must be processed again.
 * The event is in the same outbox as the events of tickets: `lifecycleToldAt` is null until a workflow has the mail.
 */
export interface MailEvent {
  readonly kind: 'mail';
  readonly id: string;
  readonly type: MailEventType;
  readonly at: Date;
  readonly mailId: string;
  /** The time when the lifecycle consumer handled this event; null until then. */
  readonly lifecycleToldAt: Date | null;
  /** As that of a ticket's event. */
  readonly traceparent?: string;
  /** The deletion time of the mail. */
  readonly expiresAt: Date;
}

/** Returns the event for a new or replayed mail, not handled yet. */
export function mailEvent(
  type: MailEventType,
  { id: mailId, expiresAt }: Pick<ReceivedMail, 'id' | 'expiresAt'>,
  { id, at }: Pick<MailEvent, 'id' | 'at'>,
): MailEvent {
  return { kind: 'mail', id, type, at, mailId, lifecycleToldAt: null, expiresAt };
}
