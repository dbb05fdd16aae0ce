import { z } from 'zod';
import { MAIL_GROUPS, MAIL_LANGUAGES, type MailGroup } from '../../domain/accounts/mail-settings.js';
import { characters, orNull } from '../http/fields.js';

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const timeOfDay = z.string().regex(TIME, 'must be a time of day, such as 22:00');

const DESCRIPTIONS: Readonly<Record<MailGroup, string>> = {
  comments: 'New comments by others on your tickets',
  status: 'Your ticket was received, resolved (with the survey), cancelled or merged',
  reminders: 'Your ticket is waiting for your answer',
  queue: 'No moderator is free for a ticket',
  sla_warnings: 'SLA targets at risk, and breaches',
  escalations: 'Escalation steps',
  digests: 'The daily digest',
  operation: 'Tickets repaired by a sweep, and addresses that reject mail',
};

const groups = Object.fromEntries(
  MAIL_GROUPS.map((group) => [group, z.boolean().meta({ description: DESCRIPTIONS[group] })]),
) as Record<MailGroup, z.ZodBoolean>;

export const mailLanguage = z.enum(MAIL_LANGUAGES).meta({ id: 'MailLanguage' });

const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    time_zone: characters({ min: 1, max: 64 }).meta({
      description: 'IANA time zone name',
      example: 'Europe/Berlin',
    }),
  })
  .meta({ id: 'QuietHours' });

/** The same in answers and in requests: what was read can be changed and sent back. */
export const mailSettingsSchema = z
  .strictObject({
    language: orNull(mailLanguage).meta({
      description: 'The language of all mails to you. Null means the language of the ticket, or English.',
    }),
    mails: z.strictObject(groups).meta({ description: 'True for each kind of mail that you get.' }),
    quiet_hours: orNull(quietHours).meta({
      description:
        'Mails wait until the quiet hours end. If `to` is earlier than `from`, the hours span midnight.',
    }),
  })
  .meta({
    id: 'Notifications',
    example: {
      language: 'de',
      mails: { ...Object.fromEntries(MAIL_GROUPS.map((group) => [group, true])), digests: false },
      quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' },
    },
  });
