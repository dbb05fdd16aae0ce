import { z } from 'zod';
import { MAIL_GROUPS, MAIL_LANGUAGES, type MailGroup } from '../../domain/accounts/mail-settings.js';
import { characters, orNull } from '../http/fields.js';

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const timeOfDay = z.string().regex(TIME, 'must be a time of day, such as 22:00');

const DESCRIPTIONS: Readonly<Record<MailGroup, string>> = {
  comments: 'What others say on your tickets',
  status: 'That a ticket of yours was received, resolved (with the survey), cancelled or merged',
  reminders: 'That a ticket waits for your answer',
  queue: 'That nobody is free for a ticket',
  sla_warnings: 'SLA promises in danger, and broken ones',
  escalations: 'Steps of an escalation',
  digests: 'The daily digest',
  operation: 'Tickets that a sweep has repaired, and addresses that are refused',
};

const groups = Object.fromEntries(
  MAIL_GROUPS.map((group) => [group, z.boolean().meta({ description: DESCRIPTIONS[group] })]),
) as Record<MailGroup, z.ZodBoolean>;

export const mailLanguage = z.enum(MAIL_LANGUAGES).meta({ id: 'MailLanguage' });

const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    time_zone: characters({ min: 1, max: 64 }).meta({ description: 'IANA name', example: 'Europe/Berlin' }),
  })
  .meta({ id: 'QuietHours' });

/** The same in answers and in requests: what was read can be changed and sent back. */
export const mailSettingsSchema = z
  .strictObject({
    language: orNull(mailLanguage).meta({
      description: 'Of all mails to you; null for the language of your ticket, or English.',
    }),
    mails: z.strictObject(groups).meta({ description: 'True for mails that you get.' }),
    quiet_hours: orNull(quietHours).meta({
      description: 'Every day, over midnight where `to` is the earlier; mails wait until their end.',
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
