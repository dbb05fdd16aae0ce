import type { StoredFile } from '../../domain/files/stored-file.js';

/** Files that one connection names at most. */
export const MAX_FOLLOWED_FILES = 200;
/** A connection remembers the last sent change of so many files. Beyond that, it forgets the oldest. */
const MAX_KNOWN = 1_000;

/** The files that one connection follows: the named ones, or all that its person uploads. */
export class FollowedFiles {
  private readonly ids: ReadonlySet<string> | null;
  private readonly sent = new Map<string, number>();

  /** @param ids null for all that the person uploads */
  constructor(
    private readonly personId: string,
    ids: readonly string[] | null,
  ) {
    this.ids = ids === null ? null : new Set(ids);
  }

  includes({ id, uploadedBy }: StoredFile): boolean {
    return this.ids === null ? uploadedBy.id === this.personId : this.ids.has(id);
  }

  /** Notes that a state is sent. False if this one or a later one was sent before. */
  note({ id, changedAt, uploadedAt }: StoredFile): boolean {
    const at = (changedAt ?? uploadedAt).getTime();
    if ((this.sent.get(id) ?? -Infinity) >= at) return false;
    this.sent.delete(id);
    this.sent.set(id, at);
    const [oldest] = this.sent.keys();
    if (this.sent.size > MAX_KNOWN && oldest !== undefined) this.sent.delete(oldest);
    return true;
  }
}
