/** The contents of attachments. What they are called, and what they belong to, stands on the ticket or comment. */
export interface AttachmentStore {
  /** Resolves when all of it is on the majority of the database. The id must be a fresh one. */
  keep(id: string, content: Uint8Array): Promise<void>;
  /** Null when there is none, or not any more. */
  read(id: string): Promise<Uint8Array | null>;
  /** Ids of the files that are there, of those that begin with `prefix`. */
  idsBeginning(prefix: string): Promise<readonly string[]>;
  /** Removes those whose ids begin with `prefix`, but for some. */
  removeOthers(prefix: string, kept: readonly string[]): Promise<void>;
}
