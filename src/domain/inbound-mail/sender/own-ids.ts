/**
 * The meaning of one of our Message-IDs: one mail, or the thread of a ticket.
 * `domain/mail/delivery.ts` creates them.
 */
export type OwnId =
  /** The mark proves that the sender has seen our mail; null for mails that were sent without one. */
  | { readonly kind: 'delivery'; readonly deliveryId: string; readonly mark: Uint8Array | null }
  | { readonly kind: 'ticket'; readonly ticketId: string };

const MARKED = /^(.+)\.((?:[0-9a-f]{2}){10})$/iu;
const OWN = /^<(?:ticket\.)?[0-9a-z.-]{1,200}@holdfast>$/iu;

/** Parses one of our Message-IDs; null for any other. */
export function ownIdOf(messageId: string): OwnId | null {
  if (!OWN.test(messageId)) return null;
  const name = messageId.slice(1, messageId.lastIndexOf('@'));
  const ticketId = /^ticket\.(.+)$/u.exec(name)?.[1];
  if (ticketId !== undefined) return { kind: 'ticket', ticketId };
  const [, deliveryId = name, mark] = MARKED.exec(name) ?? [];
  return { kind: 'delivery', deliveryId, mark: mark === undefined ? null : bytesOf(mark) };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}
