import type { RegistrationRules } from '../../domain/accounts/registration.js';
import type { FactorRule } from '../../domain/accounts/second-factor.js';
import type {
  AccessTokens,
  AuthenticatorCodes,
  CommonPasswords,
  PasswordHasher,
  RandomSecrets,
  Sealer,
} from '../../ports/accounts/security.js';
import type { SignInGuard } from '../../ports/accounts/sign-in-guard.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of sign-in, accounts and people. */
export interface AccountDeps extends Pick<
  Repositories,
  | 'users'
  | 'organisations'
  | 'sessions'
  | 'codes'
  | 'secondFactors'
  | 'apiKeys'
  | 'accountEvents'
  | 'knownAddresses'
  | 'setupLinks'
> {
  readonly hasher: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly tokens: AccessTokens;
  /** How long a refresh token can be used after it was issued. */
  readonly refreshTokenDays: number;
  /** The absolute limit of a session in a cookie, however much it is used. */
  readonly sessionMaxDays: number;
  readonly authenticatorCodes: AuthenticatorCodes;
  readonly randomSecrets: RandomSecrets;
  /** The people who need a second factor. */
  readonly factorRule: FactorRule;
  /** The rules of self-registration. */
  readonly registration: RegistrationRules;
  readonly sealer: Sealer;
  readonly signInGuard: SignInGuard;
}
