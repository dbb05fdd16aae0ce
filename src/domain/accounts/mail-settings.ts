import { LANGUAGES, type Language } from '../languages.js';
import { MS_PER_DAY, MS_PER_MINUTE } from '../time.js';
import { parseTime } from '../sla/calendar/local-time.js';
import { instantOf, isTimeZone, offsetAt, timeZoneOf } from '../sla/calendar/time-zone.js';
import { ACCOUNT_MAIL_KINDS, type MailKind } from './mail-kinds.js';

/** The languages that mails are written in. */
export const MAIL_LANGUAGES = LANGUAGES;
export type MailLanguage = Language;

/** The groups of mails that people can switch off. */
export const MAIL_GROUPS = [
  'comments',
  'status',
  'reminders',
  'queue',
  'sla_warnings',
  'escalations',
  'digests',
  'operation',
] as const;
export type MailGroup = (typeof MAIL_GROUPS)[number];

/**
 * The group of each mail kind; null for mails that cannot be switched off.
 * A batched mail has the group of its parts.
 */
const GROUPS: Readonly<Record<MailKind, MailGroup | null>> = {
  assigned: null,
  gathered: null,
  sign_in_code: null,
  password_reset: null,
  welcome: null,
  password_changed: null,
  address_changed: null,
  address_added: null,
  address_removed: null,
  address_code: null,
  people_merged: null,
  api_key_created: null,
  second_factor_added: null,
  second_factor_removed: null,
  form_confirmation: null,
  comment: 'comments',
  reply: 'comments',
  received: 'status',
  resolved: 'status',
  resolved_unanswered: 'status',
  cancelled: 'status',
  merged: 'status',
  reminder: 'reminders',
  hold_ended: 'reminders',
  article_review: 'reminders',
  queued: 'queue',
  sla_warning: 'sla_warnings',
  sla_breached: 'sla_warnings',
  sla_escalated: 'escalations',
  daily_digest: 'digests',
  tickets_repaired: 'operation',
  address_refused: 'operation',
  webhook_disabled: 'operation',
};

export function mailGroupOf(kind: MailKind): MailGroup | null {
  return GROUPS[kind];
}

/** A daily period without mails. It spans midnight if `to` is earlier than `from`. */
export interface QuietHours {
  /** `HH:MM`, by the clock of the zone. */
  readonly from: string;
  /** `HH:MM`; differs from `from`. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** The notification settings of a person. */
export interface MailSettings {
  /** Null for the language of each ticket, or English. */
  readonly language: MailLanguage | null;
  readonly mailsOff: readonly MailGroup[];
  readonly quietHours: QuietHours | null;
}

/** The settings of a new person. */
export const DEFAULT_MAIL_SETTINGS: MailSettings = { language: null, mailsOff: [], quietHours: null };

/** True for kinds that the person has switched off. */
export function isSwitchedOff({ mailsOff }: Pick<MailSettings, 'mailsOff'>, kind: MailKind): boolean {
  const group = mailGroupOf(kind);
  return group !== null && mailsOff.includes(group);
}

/** Returns the faults of quiet hours, each with a path and a message. */
export function faultsOfQuietHours({ from, to, timeZone }: QuietHours): { path: string; message: string }[] {
  return [
    ...(isTimeZone(timeZone)
      ? []
      : [{ path: 'time_zone', message: 'must be the IANA name of a time zone, such as Europe/Berlin' }]),
    ...(from === to ? [{ path: 'to', message: 'must not be the same as "from"' }] : []),
  ];
}

/**
 * Returns the end of the quiet hours around an instant; null outside of them.
 * When clocks change, local time counts: a skipped time ends the quiet hours immediately, and a repeated time ends
 * them at its first occurrence.
 */
export function quietUntil({ from, to, timeZone }: QuietHours, at: Date): Date | null {
  const zone = timeZoneOf(timeZone);
  const localMs = at.getTime() + offsetAt(zone, at.getTime());
  const midnightMs = Math.floor(localMs / MS_PER_DAY) * MS_PER_DAY;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const minute = (localMs - midnightMs) / MS_PER_MINUTE;
  const isOvernight = end < begin;
  const isQuiet = isOvernight ? minute >= begin || minute < end : minute >= begin && minute < end;
  if (!isQuiet) return null;
  const endsTomorrow = isOvernight && minute >= begin;
  const endMs = midnightMs + (endsTomorrow ? MS_PER_DAY : 0) + end * MS_PER_MINUTE;
  const until = new Date(instantOf(zone, endMs));
  return until > at ? until : null;
}

function minutesOf(time: string): number {
  return parseTime(time) ?? 0;
}

/** True for mails that are sent in the night as well: escalations, and all mails about accounts. */
export function breaksQuiet(kind: MailKind): boolean {
  return kind === 'sla_escalated' || ACCOUNT_MAIL_KINDS.some((known) => known === kind);
}
