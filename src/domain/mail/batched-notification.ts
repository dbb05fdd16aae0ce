import { addMinutes } from '../time.js';
import { queuedDelivery, timeOrdered, type TicketDelivery } from './delivery.js';
import type { TicketMailKind } from '../accounts/mail-kinds.js';
import { isSwitchedOff, mailGroupOf, type MailGroup, type MailSettings } from '../accounts/mail-settings.js';

/** Maximum mails about one ticket to one person per minute. More of them become one mail. */
export const MAX_MAILS_PER_MINUTE = 5;

/** Mails that can be batched. They ask for no action and are no escalations. */
const BATCHABLE: readonly TicketMailKind[] = [
  'comment',
  'reply',
  'queued',
  'sla_warning',
  'sla_breached',
  'resolved_unanswered',
  'cancelled',
  'merged',
];

export function isBatchable(kind: TicketMailKind): boolean {
  return BATCHABLE.includes(kind);
}

/** Returns the mail kinds that may be batched for a person: none that they have switched off. */
export function batchableKinds(person: Pick<MailSettings, 'mailsOff'>): readonly TicketMailKind[] {
  return BATCHABLE.filter((kind) => !isSwitchedOff(person, kind));
}

/** From when on sent mails count as of this minute. */
export function minuteBefore(at: Date): Date {
  return addMinutes(at, -1);
}

/**
 * Returns the batched mail for `first` and further mails to its recipient within a minute.
 * It is the same for the same minute, so two parallel workers create one.
 */
export function newBatchedMail(first: TicketDelivery, at: Date): TicketDelivery {
  const { ticketId, recipient, details } = first;
  const own = details['own_ticket'];
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  const about = typeof own === 'string' ? own : ticketId;
  const delivery = queuedDelivery({ id: timeOrdered(minute, `gathered-${about}`), at }, recipient);
  return {
    ...delivery,
    kind: 'gathered',
    ticketId,
    details: { gathering: delivery.id, ...(typeof own === 'string' ? { own_ticket: own } : {}) },
  };
}

/** Returns the id under which mails name their batched mail: a copy sent by hand covers the same mails. */
export function batchedMailIdOf({ details }: Pick<TicketDelivery, 'details'>): string {
  return String(details['gathering']);
}

/** When a batched mail is sent; until then more mails can join. */
export function batchedMailDueAt({ createdAt }: Pick<TicketDelivery, 'createdAt'>): Date {
  return addMinutes(createdAt, 1);
}

/** Returns the group that all these mails belong to; null for several groups or none. */
export function commonGroup(kinds: readonly TicketMailKind[]): MailGroup | null {
  const [group = null, ...others] = new Set(kinds.map(mailGroupOf));
  return others.length === 0 ? group : null;
}
