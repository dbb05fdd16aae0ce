/** The mails that Holdfast writes to staff about one ticket. */
export const TICKET_MAILS_TO_STAFF = [
  'assigned',
  'queued',
  'comment',
  'sla_warning',
  'sla_breached',
  'sla_escalated',
  'hold_ended',
] as const;

/** The mails about tickets, first those to staff, then those to requesters. */
export const TICKET_MAIL_KINDS = [
  ...TICKET_MAILS_TO_STAFF,
  'received',
  'reply',
  'reminder',
  'resolved',
  'resolved_unanswered',
  'cancelled',
  'merged',
  // To either, in the place of several others.
  'gathered',
] as const;
export type TicketMailKind = (typeof TICKET_MAIL_KINDS)[number];

/** The mails with a secret. The recipient waits for them. */
const SECRET_MAIL_KINDS = ['sign_in_code', 'password_reset', 'welcome', 'address_code'] as const;
export type SecretMailKind = (typeof SECRET_MAIL_KINDS)[number];

/** The mails about a change of credentials, so that the owner notices a change by another person. */
const SECURITY_MAIL_KINDS = [
  'password_changed',
  'address_changed',
  'address_added',
  'address_removed',
  'people_merged',
  'api_key_created',
  'second_factor_added',
  'second_factor_removed',
] as const;
export type SecurityMailKind = (typeof SECURITY_MAIL_KINDS)[number];

/** The mails that Holdfast writes about accounts. */
export const ACCOUNT_MAIL_KINDS = [...SECRET_MAIL_KINDS, ...SECURITY_MAIL_KINDS] as const;
export type AccountMailKind = (typeof ACCOUNT_MAIL_KINDS)[number];

export function isSecurityMail(kind: AccountMailKind): kind is SecurityMailKind {
  return SECURITY_MAIL_KINDS.some((known) => known === kind);
}

/** The mails to people who watch all tickets. */
export const STAFF_MAIL_KINDS = [
  'tickets_repaired',
  'daily_digest',
  'address_refused',
  'article_review',
  'webhook_disabled',
] as const;

/** The mails to people who have no account, or are not known to have one. */
const VISITOR_MAIL_KINDS = ['form_confirmation'] as const;

export const MAIL_KINDS = [
  ...TICKET_MAIL_KINDS,
  ...ACCOUNT_MAIL_KINDS,
  ...STAFF_MAIL_KINDS,
  ...VISITOR_MAIL_KINDS,
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
