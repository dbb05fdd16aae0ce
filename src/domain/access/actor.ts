import type { Scope } from './scopes.js';

/** The roles of people. `permissions.ts` has their permissions. */
export const ROLES = ['user', 'moderator', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A reference to a person, as tickets and events store it. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** The author of an action: a signed-in person, or a part of Holdfast itself. */
export type Actor =
  | {
      readonly type: 'user';
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** The scopes of the API key of this request; undefined for a session. */
      readonly scopes?: readonly Scope[];
      /** The API key of this request; absent or null for none. */
      readonly apiKeyId?: string | null;
      /** The organisation that they belong to. Absent or null for none. */
      readonly organisationId?: string | null;
      /** True if they also read the tickets of the others in it. */
      readonly readsOrganisation?: boolean;
    }
  | { readonly type: 'system' | 'ai'; readonly id: string; readonly name: string };

/** Holdfast's own hand: clocks, assignment, automatic closing. */
export const SYSTEM_ACTOR: Actor = { type: 'system', id: 'holdfast', name: 'Holdfast' };

/** The person as the one who does something. */
export function actorOf({
  id,
  name,
  role,
  organisationId = null,
}: PersonRef & { readonly role: Role; readonly organisationId?: string | null }): Extract<
  Actor,
  { readonly type: 'user' }
> {
  return { type: 'user', id, name, role, ...(organisationId === null ? {} : { organisationId }) };
}
