import type { Role } from '../../domain/access/actor.js';
import type { AccountEvent, AccountEventType } from '../../domain/accounts/account-events.js';
import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Delivery, DeliveryClaim } from '../../domain/mail/delivery.js';
import type { CodePurpose, OneTimeCode } from '../../domain/accounts/one-time-code.js';
import type { RefreshToken, Session } from '../../domain/accounts/session.js';
import type { SecondFactor } from '../../domain/accounts/second-factor.js';
import type { User } from '../../domain/accounts/user.js';
import type { IdPage, PageRequest } from '../paging.js';

/** As in `DeliveryRepository`: one that is sent stays sent, and a refusal ends only what its sender still holds. */
export type SettledDelivery =
  | { readonly state: 'sent'; readonly id: string; readonly sentAt: Date; readonly answer: string }
  | { readonly state: 'failed'; readonly claim: DeliveryClaim; readonly answer: string };

/** One change of one account, written whole or not at all. */
export interface AccountChange {
  /** The person before (null for a new one) and after. */
  readonly person?: { readonly before: User | null; readonly after: User };
  readonly event: AccountEvent;
  readonly deliveries?: readonly Delivery[];
  /** What became of a delivery that shows whether mail reaches the person. */
  readonly settledDelivery?: SettledDelivery;
  /** Refused where the account has `MAX_LIVE_CODES` of its purpose. */
  readonly newCode?: OneTimeCode;
  /** A code that is used up by this. Somebody else may have been faster. */
  readonly redeemedCode?: string;
  /** Begins after all that this ends. Without a refresh token it ends when it expires. */
  readonly newSession?: { readonly session: Session; readonly token: RefreshToken | null };
  /** All sessions of the person, but for one where it is named. */
  readonly endedSessionsOf?: { readonly accountId: string; readonly except: string | null };
  readonly endedSession?: string;
  readonly newApiKey?: ApiKey;
  readonly revokedApiKey?: string;
  /** The factor that the person was setting up, now confirmed. Refused where it was confirmed or replaced since it was read. */
  readonly confirmedFactor?: SecondFactor;
  /** The session in which that was done: it has shown the factor. */
  readonly factorSession?: string;
  /** The account whose factor goes; its sessions count as without one. */
  readonly removedFactorOf?: string;
  /** All keys of the person. */
  readonly revokedApiKeysOf?: string;
}

/** Filters of a list of people; all given ones must hold. */
export interface UserQuery extends PageRequest {
  readonly roles?: readonly Role[];
  readonly isActive?: boolean;
  readonly team?: string;
  readonly skill?: string;
  /** The beginning of a name or of an address, in any case. */
  readonly text?: string;
}

/** The people. Whoever was erased is found by id only. */
export interface UserRepository {
  find(id: string): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  /** Active people with one of the roles. */
  listActive(roles: readonly Role[]): Promise<readonly User[]>;
  list(query: UserQuery): Promise<IdPage<User>>;
  /** Adds a person unless the e-mail address is taken; tells whether it did. */
  addIfMissing(user: User): Promise<boolean>;
  /**
   * Writes the change in one majority transaction. Sessions and API keys follow the person: they carry the name and
   * role as they are now, and end with the account. Codes and links that were mailed end with it too, and with the address
   * or the password that they were mailed under.
   * @throws DomainError `duplicate` when the e-mail address is taken; `version_conflict` when the person is no longer at
   *   `before.version`; `unauthenticated` when the code was redeemed already, or a session or key is for somebody who has
   *   left or has another role by now; `last_admin` when nobody could
   *   administer the system afterwards; `too_many_requests` for a code beyond `MAX_LIVE_CODES`; `duplicate` for a
   *   factor that was confirmed already; `forbidden` for a new API key beyond the limit of the domain.
   */
  commit(change: AccountChange): Promise<void>;
}

export type Rotation =
  | { readonly outcome: 'rotated'; readonly session: Session }
  /** The token had been used before: either its owner or whoever used it first has stolen it. */
  | { readonly outcome: 'reused'; readonly sessionId: string }
  | { readonly outcome: 'unknown' };

export interface SessionRepository {
  /** Null when it has ended or expired. */
  find(id: string, now: Date): Promise<Session | null>;
  /** Uses the token up and puts `next` in its place; of two who try at once, one wins and the other has reused it. */
  rotate(tokenId: string, next: Omit<RefreshToken, 'sessionId'>, now: Date): Promise<Rotation>;
  /** Ends all sessions of everybody; says how many. */
  endAll(): Promise<number>;
}

export interface OneTimeCodeRepository {
  find(id: string): Promise<OneTimeCode | null>;
  /** The codes of a person that have neither expired nor run out of attempts. */
  live(accountId: string, purposes: readonly CodePurpose[], now: Date): Promise<readonly OneTimeCode[]>;
  /**
   * Takes one attempt; false when none is left, for this network or for all together.
   * @param network a name that tells no network, of letters, digits, `-` and `_`
   */
  spendAttempt(id: string, network: string): Promise<boolean>;
  /** Makes all codes and links of everybody worthless; says how many. */
  removeAll(): Promise<number>;
}

/** The second factors of people who have set one up, or begun to. */
export interface SecondFactorRepository {
  find(accountId: string): Promise<SecondFactor | null>;
  /**
   * Keeps a factor that is not confirmed, in the place of another one that is not.
   * @throws DomainError `duplicate` where one is confirmed.
   */
  propose(factor: SecondFactor): Promise<void>;
  /** Uses up the code of a time step; false where that step or a later one was used. */
  useStep(accountId: string, step: number): Promise<boolean>;
  /** Uses up a recovery code by its hash; false where there is none. */
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

/** The trail of security. */
export interface AccountEventRepository {
  list(query: AccountEventQuery): Promise<IdPage<AccountEvent>>;
  /** Writes down what changed nothing, such as a failed sign-in. */
  add(event: AccountEvent): Promise<void>;
}
