/** What people may say of two tickets: the first is a duplicate of, blocks, follows up or relates to the second. */
export const LINK_TYPES = ['duplicate_of', 'blocks', 'follow_up_of', 'relates_to'] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** With those that only Holdfast makes: of a ticket that was merged, or split off, to the one that it went into or came out of. */
export const ALL_LINK_TYPES = [...LINK_TYPES, 'merged_into', 'split_from'] as const;
export type AnyLinkType = (typeof ALL_LINK_TYPES)[number];

/** Outward: this ticket is, say, a duplicate of the other. Inward: the other is a duplicate of this one. */
export const LINK_DIRECTIONS = ['outward', 'inward'] as const;
export type LinkDirection = (typeof LINK_DIRECTIONS)[number];

/** The other end of a link. Whose ticket it is never changes, and says who may know of it. */
export interface LinkedTicket {
  readonly id: string;
  readonly number: string;
  readonly requester: { readonly id: string };
}

/** One link, as one of its two tickets keeps it; both keep it under the same id. */
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

/** True for the link to a ticket whose talk goes on here. */
export function isMergedHere({ type, direction }: TicketLink): boolean {
  return type === 'merged_into' && direction === 'inward';
}
