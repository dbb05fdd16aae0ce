import type { Actor, PersonRef } from '../../domain/access/actor.js';
import type { EventDetails } from '../../domain/event-details.js';
import { addDays } from '../../domain/time.js';
import {
  mayAddPlaces,
  type AccountEvent,
  type AccountEventType,
  type FollowUp,
} from '../../domain/accounts/account-events.js';
import type { AppDeps } from '../deps.js';

/** Days that security events are stored. */
const KEPT_DAYS = 365;

/** The author of an account change, and their address. */
export interface Doer {
  readonly actor: Actor;
  readonly address: string | null;
}

interface Fact {
  readonly type: AccountEventType;
  readonly account: PersonRef | null;
  readonly details?: EventDetails;
  readonly followUps?: readonly FollowUp[];
}

/** Returns the author of an anonymous request: only the address is known. */
export function nobody(address: string): Doer {
  return { actor: { type: 'system', id: 'nobody', name: 'Nobody' }, address };
}

/** The person themselves, before they have a session. */
export function themselves({ id, name }: PersonRef, address: string): Doer {
  return { actor: { type: 'user', id, name, role: 'user' }, address };
}

/**
 * Builds a security event.
 * An event without follow-ups and without places for the queue needs no publication.
 */
export function accountEvent(
  deps: Pick<AppDeps, 'clock' | 'newId'>,
  { actor, address }: Doer,
  { type, account, details = {}, followUps = [] }: Fact,
): AccountEvent {
  const at = deps.clock.now();
  return {
    kind: 'account',
    id: deps.newId(),
    type,
    at,
    actor: { type: actor.type, id: actor.id, name: actor.name },
    account: account === null ? null : { id: account.id, name: account.name },
    address,
    details,
    followUps,
    lifecycleToldAt: followUps.length === 0 && !mayAddPlaces({ type, details }) ? at : null,
    expiresAt: addDays(at, KEPT_DAYS),
  };
}
