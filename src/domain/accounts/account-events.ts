import type { Actor, PersonRef } from '../access/actor.js';
import type { EventDetails } from '../event-details.js';
import { holdsTickets } from '../access/permissions.js';
import type { User } from './user.js';

/** The security events of an account. Administrators read them when something looks wrong. */
export const ACCOUNT_EVENT_TYPES = [
  'account.registered',
  'account.created',
  'account.edited',
  'account.deactivated',
  'account.reactivated',
  'account.erased',
  'account.exported',
  'account.merged',
  'account.merge_undone',
  'account.signed_in',
  'account.sign_in_failed',
  'account.sign_in_refused',
  'account.signed_out',
  'account.refresh_token_reused',
  'account.code_requested',
  'account.password_reset_requested',
  'account.password_changed',
  'account.second_factor_asked',
  'account.second_factor_added',
  'account.second_factor_removed',
  'account.mail_resent',
  'account.address_refused',
  'account.address_accepted',
  'account.api_key_created',
  'account.api_key_revoked',
  // Of the desk, and of no account.
  'form.submitted',
  'settings.changed',
  'mail_template.changed',
  'article.created',
  'article.edited',
  'article.deleted',
  'organisation.created',
  'organisation.edited',
  'organisation.deleted',
  'webhook.created',
  'webhook.edited',
  'webhook.deleted',
  'webhook.secret_rotated',
  'webhook.disabled',
  'slack.connected',
  'slack.edited',
  'slack.disconnected',
] as const;
export type AccountEventType = (typeof ACCOUNT_EVENT_TYPES)[number];

/** The follow-up work of an account change, executed durably and in this order. */
export const FOLLOW_UPS = [
  'send_mails',
  'tell_managers',
  'release_tickets',
  'replan_tickets',
  'erase_traces',
  'move_traces',
] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

/**
 * One security event of an account.
 * It is in the same outbox as the events of tickets: `lifecycleToldAt` is null until a workflow has its follow-ups.
 * It never contains the address of a person without an account.
 */
export interface AccountEvent {
  readonly kind: 'account';
  readonly id: string;
  readonly type: AccountEventType;
  readonly at: Date;
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'>;
  /** The owner of the account; null for a failed or rejected sign-in to an unknown account, and for an organisation. */
  readonly account: PersonRef | null;
  /** The IP address that the request came from; null for what Holdfast did itself. */
  readonly address: string | null;
  readonly details: EventDetails;
  readonly followUps: readonly FollowUp[];
  /** The time when the lifecycle consumer handled this event; null until then. */
  readonly lifecycleToldAt: Date | null;
  /** As that of a ticket's event. */
  readonly traceparent?: string;
  /** The deletion time of this event: IP addresses are personal data. */
  readonly expiresAt: Date;
}

type Tracked = (user: User) => unknown;

/** The fields whose changes are recorded. A password change has its own event, without a value. */
const TRACKED: Readonly<Record<string, Tracked>> = {
  name: (user) => user.name,
  first_name: (user) => user.firstName,
  last_name: (user) => user.lastName,
  email: (user) => user.email,
  other_addresses: (user) => user.otherAddresses,
  identities: (user) => user.identities,
  phone: (user) => user.phone,
  department: (user) => user.department,
  location: (user) => user.location,
  time_zone: (user) => user.timeZone,
  languages: (user) => user.languages,
  role: (user) => user.role,
  team: (user) => user.team,
  organisation_id: (user) => user.organisationId,
  ticket_visibility: (user) => user.ticketVisibility,
  skills: (user) => user.skills,
  capacity: (user) => user.capacity,
  availability: (user) => user.absence,
  calendar: (user) => user.calendar,
  is_active: (user) => user.isActive,
  language: (user) => user.language,
  mails_off: (user) => user.mailsOff,
  quiet_hours: (user) => user.quietHours,
};

/** Returns the differences between two versions of a person, as `{field: {from, to}}`. */
export function accountChanges(before: User, after: User): EventDetails {
  return Object.fromEntries(
    Object.entries(TRACKED)
      .map(([field, read]) => [field, { from: read(before), to: read(after) }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}

/**
 * Returns the follow-up work of a change.
 * A person who can no longer hold tickets hands them back. Changed hours change the end of unaccepted assignments. An
 * erasure removes the name everywhere.
 */
export function followUpsOf(before: User, after: User): FollowUp[] {
  const mustRelease = holdsTickets(before) && !holdsTickets(after);
  const mustReplan = holdsTickets(before) && holdsTickets(after) && !keepsHours(before, after);
  const isErased = before.erasedAt === null && after.erasedAt !== null;
  return [
    ...(mustRelease ? ['release_tickets' as const] : []),
    ...(mustReplan ? ['replan_tickets' as const] : []),
    ...(isErased ? ['erase_traces' as const] : []),
  ];
}

const OF_PLACES = ['capacity', 'skills', 'team', 'availability', 'calendar', 'role', 'is_active'];

/**
 * Returns true for a change that may free a place for queued tickets:
 * a new moderator, or more capacity or skills.
 */
export function mayAddPlaces({ type, details }: Pick<AccountEvent, 'type' | 'details'>): boolean {
  return type === 'account.created' || OF_PLACES.some((field) => field in details);
}

function keepsHours(before: User, after: User): boolean {
  const { from, until } = after.absence ?? {};
  return (
    before.calendar === after.calendar &&
    before.absence?.from.getTime() === from?.getTime() &&
    before.absence?.until?.getTime() === until?.getTime()
  );
}
