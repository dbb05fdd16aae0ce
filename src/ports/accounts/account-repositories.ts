import type { Role } from '../../domain/access/actor.js';
import type { AccountEvent, AccountEventType } from '../../domain/accounts/account-events.js';
import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Delivery, DeliveryClaim } from '../../domain/mail/delivery.js';
import type { FormSubmission } from '../../domain/inbound-mail/form-submission.js';
import type { CodePurpose, OneTimeCode } from '../../domain/accounts/one-time-code.js';
import type { RefreshToken, Session, SessionUse } from '../../domain/accounts/session.js';
import type { SecondFactor } from '../../domain/accounts/second-factor.js';
import type { User } from '../../domain/accounts/user.js';
import type { IdPage, PageRequest } from '../paging.js';

/**
 * As in `DeliveryRepository`.
 * A sent one stays sent, and a refusal only settles a delivery that its worker still holds.
 */
export type SettledDelivery =
  | { readonly state: 'sent'; readonly id: string; readonly sentAt: Date; readonly answer: string }
  | { readonly state: 'failed'; readonly claim: DeliveryClaim; readonly answer: string };

/** One change of one account, written whole or not at all. */
export interface AccountChange {
  /** The person before (null for a new one) and after. */
  readonly person?: { readonly before: User | null; readonly after: User };
  readonly event: AccountEvent;
  /** Another person who changes with it, after them, and the event of their account. */
  readonly second?: {
    readonly person: { readonly before: User; readonly after: User };
    readonly event: AccountEvent;
  };
  readonly deliveries?: readonly Delivery[];
  /** The outcome of a delivery that shows whether the person's address works. */
  readonly settledDelivery?: SettledDelivery;
  /** Rejected if the account already has `MAX_LIVE_CODES` for its purpose. */
  readonly newCode?: OneTimeCode;
  /** A form of a visitor, whose confirmation is mailed. Rejected (`duplicate`) if it is there. */
  readonly newSubmission?: FormSubmission;
  /** The link that this uses up to create the first administrator. Rejected (`link_expired`) if there is one. */
  readonly setupLink?: { readonly hash: string; readonly at: Date };
  /** A code that this uses up. Another request may have been faster. */
  readonly redeemedCode?: string;
  /** Starts after everything that this ends. Without a refresh token, it ends when it expires. */
  readonly newSession?: { readonly session: Session; readonly token: RefreshToken | null };
  /** All sessions of the person, except the named one. */
  readonly endedSessionsOf?: { readonly accountId: string; readonly except: string | null };
  readonly endedSession?: string;
  readonly newApiKey?: ApiKey;
  readonly revokedApiKey?: string;
  /** The factor that the person confirms. Rejected if it was confirmed or replaced since it was read. */
  readonly confirmedFactor?: SecondFactor;
  /** The session in which that was done: it has shown the factor. */
  readonly factorSession?: string;
  /** The account whose factor is removed. Its sessions count as sessions without a factor. */
  readonly removedFactorOf?: string;
  /** All keys of the person. */
  readonly revokedApiKeysOf?: string;
}

/** Filters of a list of people. All given ones must match. */
export interface UserQuery extends PageRequest {
  readonly roles?: readonly Role[];
  readonly isActive?: boolean;
  /** Any of these. */
  readonly teams?: readonly string[];
  readonly organisationId?: string;
  readonly skill?: string;
  /** In lower case: the primary or another one. */
  readonly address?: string;
  readonly identity?: string;
  /** The beginning of a name, a last name or the primary address, in any case. */
  readonly text?: string;
}

/** The people. Erased ones, and those merged into others, are found by id only. */
export interface UserRepository {
  find(id: string): Promise<User | null>;
  /** By the primary address, with which people sign in. */
  findByEmail(email: string): Promise<User | null>;
  /** By the primary address or another one. */
  findByAddress(address: string): Promise<User | null>;
  /** Active people with one of the roles. */
  listActive(roles: readonly Role[]): Promise<readonly User[]>;
  list(query: UserQuery): Promise<IdPage<User>>;
  /** The accounts that were merged into one of these, directly. */
  listMergedInto(ids: readonly string[]): Promise<readonly User[]>;
  /** Adds a person unless the e-mail address is taken; returns whether it did. */
  addIfMissing(user: User): Promise<boolean>;
  /**
   * Writes the change in one majority transaction.
   * Sessions and API keys follow the person: they contain the current name and role, and end with the account. Mailed
   * codes and links end with it too, and with the address or password under which they were mailed.
   * @throws DomainError `duplicate` for a taken e-mail address or identity; `version_conflict` if the person is not at
   *   `before.version`; `unauthenticated` for a used code, or a session or key of a person who has left or changed
   *   roles; `last_admin` if no administrator would remain; `too_many_requests` for a code beyond `MAX_LIVE_CODES`;
   *   `duplicate` for a confirmed factor; `forbidden` for an API key beyond the maximum.
   */
  commit(change: AccountChange): Promise<void>;
  /** Corrects loads that differ from the weights of the open tickets, and returns the corrections. */
  repairLoads(): Promise<readonly LoadRepair[]>;
}

/** A corrected load of a person. */
export interface LoadRepair {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

export type Rotation =
  | { readonly outcome: 'rotated'; readonly session: Session }
  /** The token was used before: its owner or a thief reused it. */
  | { readonly outcome: 'reused'; readonly sessionId: string }
  | { readonly outcome: 'unknown' };

export interface SessionRepository {
  /** Null when it has ended or expired. */
  find(id: string, now: Date): Promise<Session | null>;
  /**
   * Uses the token up and replaces it by `next`.
   * Of two parallel attempts, one wins and the other has reused it.
   */
  rotate(tokenId: string, next: Omit<RefreshToken, 'sessionId'>, now: Date): Promise<Rotation>;
  /** The sessions of a person that have not ended, newest first. */
  listOf(personId: string, now: Date): Promise<readonly Session[]>;
  /** Notes a use of a session that has not ended. It never moves `expiresAt` back. */
  recordUse(id: string, use: SessionUse): Promise<void>;
  /** Ends all sessions of all people; returns their number. */
  endAll(): Promise<number>;
}

export interface OneTimeCodeRepository {
  find(id: string): Promise<OneTimeCode | null>;
  /** The codes of a person that have neither expired nor run out of attempts. */
  live(accountId: string, purposes: readonly CodePurpose[], now: Date): Promise<readonly OneTimeCode[]>;
  /**
   * Takes one attempt; false if none is left, for this network or in total.
   * @param network a name that reveals no network, of letters, digits, `-` and `_`
   */
  spendAttempt(id: string, network: string): Promise<boolean>;
  /** Invalidates all codes and links of all people; returns their number. */
  removeAll(): Promise<number>;
}

/** The second factors of people who have set one up, or begun to. */
export interface SecondFactorRepository {
  find(accountId: string): Promise<SecondFactor | null>;
  /**
   * Stores an unconfirmed factor and replaces an earlier unconfirmed one.
   * @throws DomainError `duplicate` if a factor is confirmed.
   */
  propose(factor: SecondFactor): Promise<void>;
  /** Uses the code of a time step; false if that step or a later one was used. */
  useStep(accountId: string, step: number): Promise<boolean>;
  /** Uses up a recovery code by its hash; false if it does not exist. */
  useRecoveryCode(accountId: string, hash: string): Promise<boolean>;
}

export interface ApiKeyRepository {
  /** Null when it has expired. */
  findByHash(hash: string, now: Date): Promise<ApiKey | null>;
  find(id: string): Promise<ApiKey | null>;
  listOf(accountId: string): Promise<readonly ApiKey[]>;
  recordUse(id: string, at: Date): Promise<void>;
}

/** Newest first. */
export interface AccountEventQuery extends PageRequest {
  readonly accountId?: string;
  readonly types?: readonly AccountEventType[];
}

/** The security events. */
export interface AccountEventRepository {
  list(query: AccountEventQuery): Promise<IdPage<AccountEvent>>;
  /** Writes down what changed nothing, such as a failed sign-in. */
  add(event: AccountEvent): Promise<void>;
}
