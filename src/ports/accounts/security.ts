/** Hashes passwords with Argon2id. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes equally long for a `hash` of null (an unknown account) as for a real one. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** The passwords that most people use, and that are tried first. */
export interface CommonPasswords {
  /** @param password in lower case */
  has(password: string): boolean;
}

/** The claims of an access token: person and session. The permissions are read from the session. */
export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
}

/** Hides from the database what only Holdfast may read again, and recognises what it has seen before. */
export interface Sealer {
  /** `context` binds the sealed text to one place: it can be opened only with the same context. */
  seal(text: string, context: string): string;
  /** @throws Error for what was changed, belongs elsewhere, or was sealed with another secret. */
  open(sealed: string, context: string): string;
  /** The same for the same text; without the secret nothing can be told from it, nor found by trying. */
  fingerprint(text: string): string;
}

/** The scope of a token: the API, or only the codec of the Temporal Web UI. */
export type TokenAudience = 'api' | 'codec';

/** Access tokens: signed, short-lived, and invalid once their session has ended. */
export interface AccessTokens {
  readonly lifetimeSeconds: number;
  issue(claims: AccessClaims, audience: TokenAudience): string;
  /**
   * Verifies a token.
   * @throws DomainError `unauthenticated` if it is expired, forged, not ours, or for another audience.
   */
  verify(token: string, audience: TokenAudience): AccessClaims;
}

/**
 * The codes of authenticator apps:
 * TOTP (RFC 6238) with SHA-1, six digits and 30 seconds, which all apps support.
 */
export interface AuthenticatorCodes {
  /** 160 random bits in base32. */
  newSecret(): string;
  /** Returns the content of the QR code: `otpauth://totp/…`. `label` names the account. */
  uri(secret: string, label: string): string;
  /**
   * Returns the time step of this code:
   * the current one, the one before or the one after, because clocks differ. Null for a wrong code.
   */
  stepOf(secret: string, code: string, at: Date): number | null;
  /** A code for the day on which the app is lost: 80 random bits in base32, capitals in groups of four. */
  newRecoveryCode(): string;
}

/** Random secrets of 256 bits that are stored as hashes only: refresh tokens and API keys. */
export interface RandomSecrets {
  /** `<prefix>_<43 characters>`. */
  create(prefix: string): { readonly secret: string; readonly hash: string };
  /** SHA-256 in hex. */
  hash(secret: string): string;
}

/**
 * Secrets that are mailed. They are derived from an id under the server's key when they are needed, so that neither the
 * database nor a workflow's history ever holds one.
 */
export interface MailedSecrets {
  /** Six digits. */
  code(id: string): string;
  isCode(id: string, code: string): boolean;
  /** For links: carries the id and proves that we made it. */
  token(id: string): string;
  /** Null for a token that is not ours. */
  idOf(token: string): string | null;
  /** Returns 10 bytes that prove that we issued `id`, where a token is too long. */
  mark(id: string): Uint8Array;
  isMark(id: string, mark: Uint8Array): boolean;
}
