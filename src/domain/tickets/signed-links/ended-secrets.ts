/**
 * One person on one ticket.
 * The same mails contain their links and reply address, so these are valid, and revoked, together.
 */
export interface SecretHolder {
  /** Null for the unsubscribe links of a person: they belong to no ticket and are revoked separately. */
  readonly ticketNumber: string | null;
  readonly personId: string;
}

/** Secrets of a person on a ticket that a requester could read. */
export interface EndedSecrets extends SecretHolder {
  /** The generation that ends, with all before it. The next mail has secrets of the next one. */
  readonly generation: number;
}

/** Mailed secrets of staff that a requester can read, and their revocation. */
export interface ShownSecrets {
  readonly ended: readonly EndedSecrets[];
  readonly endedCodes: readonly EndedCode[];
}

/** A mailed code that is removed: one of six digits, or one whose link sets a password. */
export interface EndedCode {
  readonly id: string;
  readonly kind: 'sign_in' | 'password';
}

/**
 * Returns the part of a secret's id with its generation; none for the first, so that older secrets stay valid.
 */
export function generationParts(generation: number): readonly string[] {
  return generation === 0 ? [] : [String(generation)];
}
