/** The kinds of mailed links. */
type LinkKind =
  | 'survey'
  | 'reopen'
  | 'action'
  | 'reply'
  | 'mails'
  | 'leave'
  | 'message'
  | 'file'
  | 'open'
  | 'person'
  | 'chat';

/** The buttons of an assignment mail. */
export const LINK_ACTIONS = ['accept', 'start', 'resolve', 'decline'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

const SEPARATOR = '~';

/**
 * Returns the id from which the token of a mailed link is derived: its kind and all its bindings.
 * No secret of another kind has a similar id. A part must not contain `~`.
 */
export function linkId(kind: LinkKind, ...parts: readonly string[]): string {
  return [kind, ...parts].join(SEPARATOR);
}

/** Parses such an id; null for another kind or another number of parts. */
export function linkParts(kind: LinkKind, id: string, count: number): readonly string[] | null {
  const [found, ...parts] = id.split(SEPARATOR);
  return found === kind && parts.length === count ? parts : null;
}
