/** Maximum length of a Message-ID in a header of ours, with its brackets. A line may have 998 characters (RFC 5322 §2.1.1). */
const MAX_LENGTH = 252;

/**
 * One `@` between printable ASCII, without separators or quotes (RFC 5322 §3.6.4 allows less, programs write more).
 */
const MESSAGE_ID = /^<[^\s<>@,;"()\\]+@[^\s<>@,;"()\\]+>$/u;

/**
 * Returns the Message-IDs that one of our mails answers, the oldest first:
 * at most the first and the last. A stranger wrote them, so invalid ones are left out.
 */
export function answeredIds(...messageIds: readonly (string | null | undefined)[]): readonly string[] {
  const valid = messageIds.filter((id) => id !== null && id !== undefined).filter(isMailable);
  const ends = [valid[0], valid.at(-1)].filter((id) => id !== undefined);
  return [...new Set(ends)];
}

function isMailable(id: string): boolean {
  return id.length <= MAX_LENGTH && /^[!-~]+$/u.test(id) && MESSAGE_ID.test(id);
}
