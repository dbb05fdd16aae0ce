/** What a mailed link is for. */
type LinkKind = 'survey' | 'reopen' | 'action' | 'reply' | 'mails' | 'leave' | 'message' | 'file';

/** What the buttons of an assignment mail do. */
export const LINK_ACTIONS = ['accept', 'start', 'resolve', 'decline'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

const SEPARATOR = '~';

/**
 * The id that the token of a mailed link is derived from: its kind, and all that it is bound to. No secret of another
 * kind has an id that looks like it. None of the parts may hold a `~`.
 */
export function linkId(kind: LinkKind, ...parts: readonly string[]): string {
  return [kind, ...parts].join(SEPARATOR);
}

/** The way back; null for an id of another kind, or with another number of parts. */
export function linkParts(kind: LinkKind, id: string, count: number): readonly string[] | null {
  const [found, ...parts] = id.split(SEPARATOR);
  return found === kind && parts.length === count ? parts : null;
}
