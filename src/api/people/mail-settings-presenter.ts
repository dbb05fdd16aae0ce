import type { z } from 'zod';
import { MAIL_GROUPS, type MailGroup, type MailSettings } from '../../domain/accounts/mail-settings.js';
import type { mailSettingsSchema } from './mail-settings-schema.js';

type Presented = z.output<typeof mailSettingsSchema>;

export function presentMailSettings({ language, mailsOff, quietHours }: MailSettings): Presented {
  return {
    language,
    mails: Object.fromEntries(MAIL_GROUPS.map((group) => [group, !mailsOff.includes(group)])) as Record<
      MailGroup,
      boolean
    >,
    quiet_hours:
      quietHours === null
        ? null
        : { from: quietHours.from, to: quietHours.to, time_zone: quietHours.timeZone },
  };
}

export function toMailSettings({ language, mails, quiet_hours: quiet }: Presented): MailSettings {
  return {
    language,
    mailsOff: MAIL_GROUPS.filter((group) => !mails[group]),
    quietHours: quiet === null ? null : { from: quiet.from, to: quiet.to, timeZone: quiet.time_zone },
  };
}
