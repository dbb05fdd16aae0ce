/** A link that opens one ticket for its requester, as the hash of its secret. */
export interface RequesterLink {
  /** SHA-256 of the secret, in hex. */
  readonly id: string;
  readonly ticketId: string;
  readonly requesterId: string;
  readonly expiresAt: Date;
}

/** The links of requesters to their tickets. Every method @throws DomainError `unavailable` */
export interface RequesterLinks {
  /** Also moves the end of one that is there. */
  add(link: RequesterLink): Promise<void>;
  /** Null for one that is unknown, expired or revoked. */
  find(id: string, now: Date): Promise<RequesterLink | null>;
  /** Revokes all links of a ticket. */
  revoke(ticketId: string): Promise<void>;
}
