/** What a Message-ID of ours stands for: one mail, or the thread of a ticket. The way back of `domain/delivery.ts`. */
export type OwnId =
  | { readonly kind: 'delivery'; readonly deliveryId: string }
  | { readonly kind: 'ticket'; readonly ticketId: string };

const OWN = /^<(?:ticket\.)?[0-9a-z.-]{1,200}@holdfast>$/iu;

/** Null for a Message-ID of somebody else. */
export function ownIdOf(messageId: string): OwnId | null {
  if (!OWN.test(messageId)) return null;
  const name = messageId.slice(1, messageId.lastIndexOf('@'));
  const ticketId = /^ticket\.(.+)$/u.exec(name)?.[1];
  return ticketId === undefined ? { kind: 'delivery', deliveryId: name } : { kind: 'ticket', ticketId };
}
