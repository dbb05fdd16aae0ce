import { z } from 'zod';
import { NOTIFICATION_KINDS, type NotificationKind } from '../../domain/notifications/notification.js';
import { characters, flag, instant, orNull, personRef } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';

export const notificationQuerySchema = z.strictObject({
  ...listQuery(),
  unread: flag.optional().meta({ description: 'Only unread ones' }),
});

export const notificationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(NOTIFICATION_KINDS),
    ticket: z
      .object({ id: z.string(), number: z.string(), title: z.string() })
      .meta({ id: 'NotifiedTicket' }),
    event_id: z.string(),
    actor: orNull(personRef),
    at: instant,
    read_at: instant.nullable(),
  })
  .meta({ id: 'Notification' });

export const notificationListSchema = z
  .object({
    notifications: z.array(notificationSchema),
    unread_count: z.int().meta({ description: 'At most 1,000 are counted.' }),
    ...listFields,
  })
  .meta({ id: 'NotificationList' });

/** The ids of an event and a person. */
const notificationId = characters({ min: 1, max: 80 });

export const readNotificationsSchema = z
  .strictObject({ ids: z.array(notificationId).max(100).optional() })
  .meta({ id: 'ReadNotifications', description: 'Without `ids`, all are marked as read.', example: {} });

const DESCRIPTIONS: Readonly<Record<NotificationKind, string>> = {
  assigned: 'A ticket is assigned to you',
  mentioned: 'An internal note names you with `@`',
  answered: 'Your ticket has an answer, or the requester of your assigned ticket has written',
  sla: 'An SLA target of your assigned ticket is at risk or breached',
};

const kinds = Object.fromEntries(
  NOTIFICATION_KINDS.map((kind) => [kind, z.boolean().meta({ description: DESCRIPTIONS[kind] })]),
) as Record<NotificationKind, z.ZodBoolean>;

export const notificationChoiceSchema = z.strictObject(kinds).meta({
  id: 'NotificationChoice',
  example: { assigned: true, mentioned: true, answered: true, sla: false },
});
