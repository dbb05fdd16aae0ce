import type { z } from 'zod';
import { isFactorNeeded, type FactorNeeded } from '../../app/accounts/sign-in/complete-sign-in.js';
import type { FactorState } from '../../app/accounts/sign-in/manage-factor.js';
import type { SignIn } from '../../app/accounts/sign-in/open-session.js';
import { MAX_KEYS_PER_PERSON, type ApiKey } from '../../domain/accounts/api-key.js';
import type { Team } from '../../domain/desk/teams.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import { presentUser } from '../people/presenter.js';
import type {
  apiKeySchema,
  apiKeysSchema,
  factorSchema,
  keyActivitiesSchema,
  sessionSchema,
  signInSchema,
} from './schema.js';

export function presentSignIn(
  outcome: SignIn | FactorNeeded,
  teams: readonly Team[],
): z.input<typeof signInSchema> {
  if (!isFactorNeeded(outcome)) return presentSession(outcome, teams);
  const { factorToken, expiresInSeconds } = outcome;
  return { factor_required: true, factor_token: factorToken, expires_in: expiresInSeconds };
}

export function presentFactor({
  addedAt,
  recoveryCodesLeft,
  isRequired,
}: FactorState): z.input<typeof factorSchema> {
  return {
    added_at: addedAt?.toISOString() ?? null,
    recovery_codes_left: recoveryCodesLeft,
    is_required: isRequired,
  };
}

export function presentSession(
  { accessToken, refreshToken, expiresInSeconds, user }: SignIn,
  teams: readonly Team[],
): z.input<typeof sessionSchema> {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    user: presentUser(user, teams),
  };
}

export function presentApiKey(key: ApiKey): z.input<typeof apiKeySchema> {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}

/** Returns all keys in one page: the maximum per person fits on it. */
export function presentApiKeys(keys: readonly ApiKey[]): z.input<typeof apiKeysSchema> {
  return {
    api_keys: keys.map(presentApiKey),
    page_size: MAX_KEYS_PER_PERSON,
    next_cursor: null,
    total: keys.length,
    total_capped: false,
  };
}

export function presentKeyActivity({
  id,
  at,
  type,
  ticketNumber,
}: TicketEvent): z.input<typeof keyActivitiesSchema>['activities'][number] {
  return { id, at: at.toISOString(), action: type, ticket: ticketNumber };
}
