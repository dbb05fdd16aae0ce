import { addMinutes } from '../time.js';
import { queuedDelivery, timeOrdered, type TicketDelivery } from './delivery.js';
import type { TicketMailKind } from '../accounts/mail-kinds.js';
import { isSwitchedOff, mailGroupOf, type MailGroup, type MailSettings } from '../accounts/mail-settings.js';

/** Maximum mails about one ticket to one person per minute. More of them become one mail. */
export const MOST_A_MINUTE = 5;

/** Mails that can be batched. They ask for no action and are no escalations. */
const GATHERABLE: readonly TicketMailKind[] = [
  'comment',
  'reply',
  'queued',
  'sla_warning',
  'sla_breached',
  'resolved_unanswered',
  'cancelled',
  'merged',
];

export function isGatherable(kind: TicketMailKind): boolean {
  return GATHERABLE.includes(kind);
}

/** Returns the mail kinds that may be batched for a person: none that they have switched off. */
export function gatherableFor(person: Pick<MailSettings, 'mailsOff'>): readonly TicketMailKind[] {
  return GATHERABLE.filter((kind) => !isSwitchedOff(person, kind));
}

/** From when on sent mails count as of this minute. */
export function minuteBefore(at: Date): Date {
  return addMinutes(at, -1);
}

/**
 * Returns the batched mail for `first` and further mails to its recipient within a minute.
 * It is the same for the same minute, so two parallel workers create one.
 */
export function gatheringOf(first: TicketDelivery, at: Date): TicketDelivery {
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
export function gatheringIdOf({ details }: Pick<TicketDelivery, 'details'>): string {
  return String(details['gathering']);
}

/** Until then it waits for more. */
export function gathersUntil({ createdAt }: Pick<TicketDelivery, 'createdAt'>): Date {
  return addMinutes(createdAt, 1);
}

/** The group of mails in which they all are; null where they are of several, or there are none. */
export function commonGroup(kinds: readonly TicketMailKind[]): MailGroup | null {
  const [group = null, ...others] = new Set(kinds.map(mailGroupOf));
  return others.length === 0 ? group : null;
}
