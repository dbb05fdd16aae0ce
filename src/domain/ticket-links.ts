/**
 * The relations that people can set:
 * the first ticket duplicates, blocks, follows up or relates to the second, or is an incident of the problem that it
 * describes.
 */
export const LINK_TYPES = ['duplicate_of', 'blocks', 'follow_up_of', 'relates_to', 'incident_of'] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/**
 * Also the links that only Holdfast creates:
 * from a merged ticket to its target, and from a split ticket to its source.
 */
export const ALL_LINK_TYPES = [...LINK_TYPES, 'merged_into', 'split_from'] as const;
export type AnyLinkType = (typeof ALL_LINK_TYPES)[number];

/**
 * Outward: this ticket is for example a duplicate of the other.
 * Inward: the other is a duplicate of this one.
 */
export const LINK_DIRECTIONS = ['outward', 'inward'] as const;
export type LinkDirection = (typeof LINK_DIRECTIONS)[number];

/** The other end of a link. Its requester never changes, and decides who may see it. */
export interface LinkedTicket {
  readonly id: string;
  readonly number: string;
  readonly requester: { readonly id: string };
}

/** One link, as one of its two tickets stores it. Both use the same id. */
export interface TicketLink {
  readonly id: string;
  readonly type: AnyLinkType;
  readonly direction: LinkDirection;
  readonly ticket: LinkedTicket;
}

/** The ticket that this one was merged into; undefined for one that was not. */
export function mergedInto(links: readonly TicketLink[]): LinkedTicket | undefined {
  return links.find(({ type, direction }) => type === 'merged_into' && direction === 'outward')?.ticket;
}

/** Returns true for the link to a ticket that was merged into this one. */
export function isMergedHere({ type, direction }: TicketLink): boolean {
  return type === 'merged_into' && direction === 'inward';
}
