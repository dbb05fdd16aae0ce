/**
 * One person on one ticket. Their mailed links and their reply address stand in the same mails, so that they are good, and
 * end, together.
 */
export interface SecretHolder {
  readonly ticketNumber: string;
  readonly personId: string;
}

/** Secrets of a person on a ticket that a requester could read. */
export interface EndedSecrets extends SecretHolder {
  /** The generation that ends, with all before it. The next mail has secrets of the next one. */
  readonly generation: number;
}

/** The part of a secret's id that tells its generation; none of the first, so that secrets from before there were any stay good. */
export function generationParts(generation: number): readonly string[] {
  return generation === 0 ? [] : [String(generation)];
}
