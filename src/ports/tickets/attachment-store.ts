/** The contents of attachments. The ticket or comment has their names and owners. */
export interface AttachmentStore {
  /** Resolves when all of it is on the majority of the database. The id must be a fresh one. */
  keep(id: string, content: Uint8Array): Promise<void>;
  /** Returns the content; null if it does not exist. */
  read(id: string): Promise<Uint8Array | null>;
  /** Those of the ids under which there is a whole file. */
  present(ids: readonly string[]): Promise<readonly string[]>;
  /** Deletes the files whose ids begin with `prefix`, except the listed ones. */
  removeOthers(prefix: string, kept: readonly string[]): Promise<void>;
}
