import { DomainError } from '../errors.js';
import { participantIn, type Participant } from '../participants.js';
import type { Scope } from './scopes.js';
import type { Status } from '../ticket-fields.js';
import { ROLES, type Actor, type Role } from './actor.js';

/** All actions that need a permission. */
export const ACTIONS = [
  'ticket.create',
  'ticket.create_for',
  'ticket.list',
  'ticket.list_all',
  'ticket.read',
  'ticket.read_internal',
  'ticket.edit_text',
  'ticket.edit_fields',
  'ticket.comment',
  'ticket.comment_internally',
  'comment.edit',
  'comment.redact',
  'ticket.work',
  'ticket.withdraw',
  'ticket.confirm',
  'ticket.assign',
  'ticket.accept',
  'ticket.rate',
  'ticket.edit_participants',
  'requester_link.administer',
  'ticket.link',
  'ticket.merge',
  'ticket.split',
  'ticket.delete',
  'ticket.change_many',
  'ai.categorize',
  'ai.analyse_file',
  'ai.converse',
  'ai.help_staff',
  'triage.confirm',
  'triage.rerun',
  'triage_model.administer',
  'triage_figures.read',
  'figures.read',
  'agent_figures.read',
  'sweep.administer',
  'profile.read',
  'profile.edit',
  'api_key.manage',
  'session.manage',
  'second_factor.manage',
  'person.list',
  'person.read',
  'person.export',
  'person.edit_contact',
  'person.administer',
  'person.merge',
  'organisation.read',
  'organisation.administer',
  'security_event.list',
  'delivery.administer',
  'delivery.read',
  'received_mail.list',
  'received_mail.open_ticket',
  'received_mail.administer',
  'sla.read',
  'sla.administer',
  'payload.decode',
  'choice_list.read',
  'choice_list.administer',
  'team.read',
  'team.administer',
  'team.edit_members',
  'custom_field.read',
  'custom_field.administer',
  'settings.read',
  'settings.administer',
  'mail_template.read',
  'mail_template.administer',
  'notification.read',
  'push_subscription.manage',
  'draft.keep',
  'presence.show',
  'ticket.mark_read',
  'live.connect',
  'article.read',
  'article.read_internal',
  'article.rate',
  'article.edit',
  'article.create_of_ticket',
  'article.delete',
  'file.upload',
  'file.read',
  'file.delete',
  'knowledge_gap.read',
  'view.read',
  'view.read_shared',
  'view.keep',
  'view.share',
  'webhook.administer',
  'webhook.include_text',
  'slack.administer',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Who is granted an action: a role, the person whose ticket it is, a person in copy of it, a person of the same organisation
 * who reads its tickets, the author of the comment, or the person whom it is about.
 */
type Grant = Role | 'requester' | 'participant' | 'colleague' | 'author' | 'self';

interface Right {
  readonly grants: readonly Grant[];
  /**
   * The scopes that an API key needs, all of them, including the scopes of the answer.
   * Null if no API key may do it.
   */
  readonly scope: Scope | readonly Scope[] | null;
}

const STAFF = ['moderator', 'manager', 'admin'] as const;
const EVERYONE = ['user', ...STAFF] as const;
const THEIRS_OR_STAFF = ['requester', ...STAFF] as const;
/** People in copy have no session: they answer by mail, and leave by a link. */
const INVOLVED_OR_STAFF = ['requester', 'participant', ...STAFF] as const;
const READERS = ['colleague', ...INVOLVED_OR_STAFF] as const;

/** For actions that return the ticket, the view or the report. */
const READ_AND_WRITE = ['tickets:read', 'tickets:write'] as const;
const ADMINISTER_TICKETS = ['admin', 'tickets:read'] as const;
const ADMINISTER_MAILS = ['admin', 'people:read', 'tickets:read'] as const;

/** The only place that decides permissions. `docs/use/permissions.md` is generated from it. */
export const RIGHTS: Readonly<Record<Action, Right>> = {
  'ticket.create': { grants: EVERYONE, scope: 'tickets:write' },
  'ticket.create_for': { grants: STAFF, scope: 'tickets:write' },
  'ticket.list': { grants: EVERYONE, scope: 'tickets:read' },
  'ticket.list_all': { grants: STAFF, scope: 'tickets:read' },
  'ticket.read': { grants: READERS, scope: 'tickets:read' },
  'ticket.read_internal': { grants: STAFF, scope: 'tickets:read' },
  'ticket.edit_text': { grants: THEIRS_OR_STAFF, scope: READ_AND_WRITE },
  'ticket.edit_fields': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.comment': { grants: INVOLVED_OR_STAFF, scope: 'tickets:write' },
  'ticket.comment_internally': { grants: STAFF, scope: 'tickets:write' },
  'comment.edit': { grants: ['author', ...STAFF], scope: READ_AND_WRITE },
  'comment.redact': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.work': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.withdraw': { grants: THEIRS_OR_STAFF, scope: READ_AND_WRITE },
  'ticket.confirm': { grants: THEIRS_OR_STAFF, scope: READ_AND_WRITE },
  'ticket.assign': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.accept': { grants: ['moderator'], scope: READ_AND_WRITE },
  // In the console, or through the link in their mail.
  'ticket.rate': { grants: ['requester'], scope: null },
  'ticket.edit_participants': { grants: THEIRS_OR_STAFF, scope: READ_AND_WRITE },
  // The link opens the ticket without a password.
  'requester_link.administer': { grants: STAFF, scope: null },
  'ticket.link': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.merge': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.split': { grants: STAFF, scope: READ_AND_WRITE },
  'ticket.delete': { grants: ['admin'], scope: ADMINISTER_TICKETS },
  'ticket.change_many': { grants: STAFF, scope: READ_AND_WRITE },
  'ai.categorize': { grants: EVERYONE, scope: 'tickets:write' },
  // Of a file that they may read.
  'ai.analyse_file': { grants: EVERYONE, scope: ['files:read', 'tickets:read', 'tickets:write'] },
  // Also returns tickets that are similar.
  'ai.converse': { grants: EVERYONE, scope: READ_AND_WRITE },
  'ai.help_staff': { grants: STAFF, scope: 'tickets:read' },
  'triage.confirm': { grants: STAFF, scope: READ_AND_WRITE },
  'triage.rerun': { grants: ['admin'], scope: 'admin' },
  // Names the accounts whose labels were too many.
  'triage_model.administer': { grants: ['admin'], scope: ['admin', 'people:read'] },
  'triage_figures.read': { grants: ['manager', 'admin'], scope: 'tickets:read' },
  'figures.read': { grants: ['manager', 'admin'], scope: 'tickets:read' },
  // With load and capacity of people.
  'agent_figures.read': { grants: ['manager', 'admin'], scope: ['people:read', 'tickets:read'] },
  'sweep.administer': { grants: ['admin'], scope: ADMINISTER_TICKETS },
  'profile.read': { grants: EVERYONE, scope: 'people:read' },
  'profile.edit': { grants: EVERYONE, scope: null },
  'session.manage': { grants: EVERYONE, scope: null },
  'api_key.manage': { grants: EVERYONE, scope: null },
  'second_factor.manage': { grants: EVERYONE, scope: null },
  'person.list': { grants: STAFF, scope: 'people:read' },
  'person.read': { grants: ['self', ...STAFF], scope: 'people:read' },
  'person.export': { grants: ['self', 'admin'], scope: ['people:export', 'people:read', 'tickets:read'] },
  // People change their own with `profile.edit`.
  'person.edit_contact': { grants: ['self', ...STAFF], scope: ['people:read', 'people:write'] },
  'person.administer': { grants: ['admin'], scope: ['people:read', 'people:write'] },
  'person.merge': { grants: ['manager', 'admin'], scope: ['people:read', 'people:write'] },
  'organisation.read': { grants: STAFF, scope: 'people:read' },
  'organisation.administer': { grants: ['manager', 'admin'], scope: ['people:read', 'people:write'] },
  'security_event.list': { grants: ['admin'], scope: ['admin', 'people:read'] },
  'delivery.administer': { grants: ['admin'], scope: ADMINISTER_MAILS },
  // Whether the mails about a ticket arrived. The answers of mail servers name addresses.
  'delivery.read': { grants: STAFF, scope: ['people:read', 'tickets:read'] },
  // Managers see that something failed; what people wrote is for administrators.
  'received_mail.list': { grants: ['manager', 'admin'], scope: ADMINISTER_MAILS },
  'received_mail.open_ticket': {
    grants: ['manager', 'admin'],
    scope: [...ADMINISTER_MAILS, 'tickets:write'],
  },
  'received_mail.administer': { grants: ['admin'], scope: ADMINISTER_MAILS },
  'sla.read': { grants: STAFF, scope: 'tickets:read' },
  'sla.administer': { grants: ['manager', 'admin'], scope: ADMINISTER_TICKETS },
  'payload.decode': { grants: ['admin'], scope: 'admin' },
  'choice_list.read': { grants: EVERYONE, scope: 'tickets:read' },
  'choice_list.administer': { grants: ['manager', 'admin'], scope: ADMINISTER_TICKETS },
  // With their members.
  'team.read': { grants: STAFF, scope: ['people:read', 'tickets:read'] },
  'team.administer': { grants: ['manager', 'admin'], scope: ADMINISTER_MAILS },
  // With `PATCH /users/{user}`.
  'team.edit_members': { grants: ['manager', 'admin'], scope: ['people:read', 'people:write'] },
  'custom_field.read': { grants: EVERYONE, scope: 'tickets:read' },
  'custom_field.administer': { grants: ['admin'], scope: ADMINISTER_TICKETS },
  'settings.read': { grants: ['admin'], scope: 'admin' },
  // A stolen key could send all mails through another server.
  'settings.administer': { grants: ['admin'], scope: null },
  'mail_template.read': { grants: ['manager', 'admin'], scope: 'admin' },
  'mail_template.administer': { grants: ['admin'], scope: 'admin' },
  // Their own, also which kinds they get.
  // A browser shows what its person may read, until the session ends.
  'push_subscription.manage': { grants: EVERYONE, scope: null },
  'notification.read': { grants: EVERYONE, scope: null },
  // Of the person at a screen. Programs write no drafts and read nothing with eyes.
  'draft.keep': { grants: INVOLVED_OR_STAFF, scope: null },
  'presence.show': { grants: INVOLVED_OR_STAFF, scope: null },
  'ticket.mark_read': { grants: READERS, scope: null },
  // Each event is checked like a read of its ticket.
  'live.connect': { grants: EVERYONE, scope: 'tickets:read' },
  // Visitors read and rate public articles as well, unless the settings demand a sign-in.
  'article.read': { grants: EVERYONE, scope: 'knowledge:read' },
  'article.read_internal': { grants: STAFF, scope: 'knowledge:read' },
  'article.rate': { grants: EVERYONE, scope: ['knowledge:read', 'knowledge:write'] },
  'article.edit': { grants: STAFF, scope: ['knowledge:read', 'knowledge:write'] },
  'article.create_of_ticket': {
    grants: STAFF,
    scope: ['knowledge:read', 'knowledge:write', 'tickets:read'],
  },
  'article.delete': { grants: ['manager', 'admin'], scope: ['knowledge:read', 'knowledge:write'] },
  'file.upload': { grants: EVERYONE, scope: ['files:read', 'files:write'] },
  // As their ticket or comment. The uploader reads a file that has none yet.
  'file.read': { grants: ['author', ...READERS], scope: ['files:read', 'tickets:read'] },
  // Their own, as long as no ticket has it. Files of tickets are redacted.
  'file.delete': { grants: ['author'], scope: ['files:read', 'files:write'] },
  // Tickets of everybody, by their numbers and the words that they share.
  'knowledge_gap.read': { grants: STAFF, scope: ['knowledge:read', 'tickets:read'] },
  'view.read': { grants: EVERYONE, scope: 'tickets:read' },
  'view.read_shared': { grants: STAFF, scope: 'tickets:read' },
  'view.keep': { grants: EVERYONE, scope: READ_AND_WRITE },
  'view.share': { grants: ['manager', 'admin'], scope: READ_AND_WRITE },
  'webhook.administer': { grants: ['admin'], scope: 'webhooks:manage' },
  // Sends the text of tickets to another system.
  'webhook.include_text': { grants: ['admin'], scope: ['tickets:read', 'webhooks:manage'] },
  // A stolen key could show all tickets to another workspace.
  'slack.administer': { grants: ['admin'], scope: null },
};

/** What an action is done to: a ticket, a comment, or a person. */
export type Target =
  | { readonly author: { readonly id: string } }
  | {
      readonly requester: { readonly id: string };
      readonly participants?: readonly Participant[];
      readonly organisationId?: string;
    }
  | { readonly id: string; readonly email: string };

/**
 * Returns true if the actor may perform the action, on `target` if given.
 * The system actor may perform all.
 */
export function can(actor: Actor, action: Action, target?: Target): boolean {
  if (actor.type !== 'user') return true;
  const relation = relationOf(actor, target);
  const { grants } = RIGHTS[action];
  return isInScope(actor, action) && grants.some((grant) => grant === actor.role || grant === relation);
}

/** True when there may be a target to which the actor may do it. */
export function mayEver(actor: Actor, action: Action): boolean {
  return can(actor, action) || (isInScope(actor, action) && RIGHTS[action].grants.some(isRelation));
}

/** @throws DomainError `forbidden` */
export function authorize(actor: Actor, action: Action, target?: Target): void {
  if (can(actor, action, target)) return;
  const scopes = scopesOf(action);
  const isScoped = actor.type === 'user' && actor.scopes !== undefined;
  throw new DomainError(
    'forbidden',
    isScoped
      ? `This API key cannot perform ${action}. ${scopes === null ? 'No API key can: sign in instead' : `It needs the scopes ${scopes.join(', ')}, and its owner needs the permission`}.`
      : `Your role cannot perform ${action}. Ask an administrator for the permission.`,
  );
}

function isInScope(actor: Actor, action: Action): boolean {
  if (actor.type !== 'user' || actor.scopes === undefined) return true;
  const { scopes } = actor;
  return scopesOf(action)?.every((scope) => scopes.includes(scope)) ?? false;
}

/** Returns the scopes that an API key needs for an action, all of them; null if no key may perform it. */
export function scopesOf(action: Action): readonly Scope[] | null {
  const { scope } = RIGHTS[action];
  if (scope === null) return null;
  return typeof scope === 'string' ? [scope] : scope;
}

function isRelation(grant: Grant): boolean {
  return !ROLES.some((role) => role === grant);
}

function relationOf(
  actor: Extract<Actor, { readonly type: 'user' }>,
  target: Target | undefined,
): Grant | null {
  if (target === undefined) return null;
  if ('author' in target) return target.author.id === actor.id ? 'author' : null;
  if ('requester' in target) {
    if (target.requester.id === actor.id) return 'requester';
    if (participantIn(target, actor.id) !== undefined) return 'participant';
    const isColleague =
      actor.readsOrganisation === true &&
      target.organisationId !== undefined &&
      actor.organisationId === target.organisationId;
    return isColleague ? 'colleague' : null;
  }
  return target.id === actor.id ? 'self' : null;
}

/** Returns the action of a status change: requesters may cancel, confirm and reopen their own tickets. */
export function actionOfTransition(from: Status, to: Status): Action {
  if (to === 'cancelled') return 'ticket.withdraw';
  if (from === 'resolved') return 'ticket.confirm';
  return 'ticket.work';
}

/** Returns true if the actor may read internal notes, fields and triage details, of `ticket` if given. */
export function canReadInternal(actor: Actor, ticket?: Target): boolean {
  return can(actor, 'ticket.read_internal', ticket);
}

/** True when the actor may write what {@link canReadInternal} is about. An API key that only writes may, and reads nothing. */
export function canWriteInternal(actor: Actor, ticket?: Target): boolean {
  return can(actor, 'ticket.comment_internally', ticket);
}

/** Returns the roles that have a permission for any target, in the order of `ROLES`. */
export function rolesWith(action: Action): readonly Role[] {
  return ROLES.filter((role) => RIGHTS[action].grants.includes(role));
}

/** True for roles that work on other people's tickets. */
export function isStaff(role: Role): boolean {
  return rolesWith('ticket.work').includes(role);
}

/** Returns true for people who can be assigned tickets. A person who no longer can hands them back. */
export function holdsTickets({
  role,
  isActive,
}: {
  readonly role: Role;
  readonly isActive: boolean;
}): boolean {
  return isActive && rolesWith('ticket.accept').includes(role);
}
