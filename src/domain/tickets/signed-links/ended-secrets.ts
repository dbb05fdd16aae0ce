/**
 * One person on one ticket. Their mailed links and their reply address stand in the same mails, so that they are good, and
 * end, together.
 */
export interface SecretHolder {
  /** Null for the links that switch off a person's mails: they belong to no ticket, and end by themselves. */
  readonly ticketNumber: string | null;
  readonly personId: string;
}

/** Secrets of a person on a ticket that a requester could read. */
export interface EndedSecrets extends SecretHolder {
  /** The generation that ends, with all before it. The next mail has secrets of the next one. */
  readonly generation: number;
}

/** Mailed secrets of staff that a requester can read, and what becomes of them. */
export interface ShownSecrets {
  readonly ended: readonly EndedSecrets[];
  readonly endedCodes: readonly EndedCode[];
}

/** A mailed code that is removed: one of six digits, or one whose link sets a password. */
export interface EndedCode {
  readonly id: string;
  readonly kind: 'sign_in' | 'password';
}

/** The part of a secret's id that tells its generation; none of the first, so that secrets from before there were any stay good. */
export function generationParts(generation: number): readonly string[] {
  return generation === 0 ? [] : [String(generation)];
}
