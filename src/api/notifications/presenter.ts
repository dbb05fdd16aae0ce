import type { z } from 'zod';
import type { ShownNotification } from '../../app/notifications/notifications.js';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../domain/notifications/notification.js';
import type { notificationChoiceSchema, notificationSchema } from './schema.js';

export function presentNotification({
  notification,
  title,
  actor,
}: ShownNotification): z.input<typeof notificationSchema> {
  const { id, kind, ticketId, ticketNumber, eventId, at, readAt } = notification;
  return {
    id,
    kind,
    ticket: { id: ticketId, number: ticketNumber, title },
    event_id: eventId,
    actor: actor === null ? null : { id: actor.id, name: actor.name },
    at: at.toISOString(),
    read_at: readAt?.toISOString() ?? null,
  };
}

export function presentChoice(off: readonly NotificationKind[]): z.input<typeof notificationChoiceSchema> {
  const isOn = (kind: NotificationKind) => !off.includes(kind);
  return {
    assigned: isOn('assigned'),
    mentioned: isOn('mentioned'),
    answered: isOn('answered'),
    sla: isOn('sla'),
  };
}

export function toSwitchedOff(
  choice: z.output<typeof notificationChoiceSchema>,
): readonly NotificationKind[] {
  return NOTIFICATION_KINDS.filter((kind) => !choice[kind]);
}
