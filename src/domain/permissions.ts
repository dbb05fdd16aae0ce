import { DomainError } from './errors.js';
import type { Status } from './ticket-fields.js';
import type { Ticket } from './ticket.js';
import { isStaff, type Actor, type Role } from './user.js';

/** Everything that somebody may or may not do. */
export const ACTIONS = [
  'ticket.create',
  'ticket.read',
  'ticket.list_all',
  'ticket.edit_text',
  'ticket.edit_fields',
  'ticket.comment',
  'ticket.comment_internally',
  'ticket.read_internal',
  'ticket.work',
  'ticket.withdraw',
  'ticket.confirm',
  'ticket.assign',
  'ticket.accept',
  'triage.rerun',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who is granted an action: a role, or the person whose ticket it is. */
type Grant = Role | 'requester';

const STAFF = ['moderator', 'manager', 'admin'] as const;
const EVERYONE = ['user', ...STAFF] as const;

/** The only place where rights are decided. */
const GRANTS: Readonly<Record<Action, readonly Grant[]>> = {
  'ticket.create': EVERYONE,
  'ticket.read': ['requester', ...STAFF],
  'ticket.list_all': STAFF,
  'ticket.edit_text': ['requester', ...STAFF],
  'ticket.edit_fields': STAFF,
  'ticket.comment': ['requester', ...STAFF],
  'ticket.comment_internally': STAFF,
  'ticket.read_internal': STAFF,
  'ticket.work': STAFF,
  'ticket.withdraw': ['requester', ...STAFF],
  'ticket.confirm': ['requester', ...STAFF],
  'ticket.assign': STAFF,
  'ticket.accept': ['moderator'],
  'triage.rerun': ['admin'],
};

/** True when the actor may do it, to this ticket where one is given. Holdfast itself may do everything. */
export function can(actor: Actor, action: Action, ticket?: Pick<Ticket, 'requester'>): boolean {
  if (actor.type !== 'user') return true;
  const grants = GRANTS[action];
  return grants.includes(actor.role) || (grants.includes('requester') && ticket?.requester.id === actor.id);
}

/** @throws DomainError `forbidden` */
export function authorize(actor: Actor, action: Action, ticket?: Pick<Ticket, 'requester'>): void {
  if (!can(actor, action, ticket)) {
    throw new DomainError('forbidden', `Your role does not allow this (${action}).`);
  }
}

/** The action that a move between two statuses amounts to: requesters may withdraw, confirm and reopen their own. */
export function actionOfTransition(from: Status, to: Status): Action {
  if (to === 'cancelled') return 'ticket.withdraw';
  if (from === 'resolved') return 'ticket.confirm';
  return 'ticket.work';
}

/** True for actors who may read internal notes and triage details. */
export function seesInternals(actor: Actor): boolean {
  return actor.type !== 'user' || isStaff(actor.role);
}
