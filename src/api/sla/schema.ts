import { z } from 'zod';
import type { WEEKDAYS } from '../../domain/sla/calendar/calendar.js';
import { MAX_HOLIDAYS, MAX_NAME_LENGTH } from '../../domain/sla/calendar/validate-calendar.js';
import { POLICY_DEFAULTS } from '../../domain/sla/sla.js';
import { LEFT_OUT_REASONS } from '../../ports/sla/holiday-reader.js';
import { MAX_ESCALATION_STEPS, MAX_WARNINGS } from '../../domain/sla/validate-policy.js';
import {
  escalationStep,
  exception,
  minutes,
  pausingStatus,
  rule,
  targetsByPriority,
} from './policy-parts.js';
import { revisionFields } from '../http/revisions.js';
import { characters, lineOfText, orNull, wholeNumber } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

const NAME = '^[a-z0-9][a-z0-9-]{0,63}$';
const name = z
  .string()
  .regex(new RegExp(NAME, 'u'), 'must be lowercase letters, digits and hyphens, at most 64')
  .meta({ pattern: NAME });

export const listQuerySchema = z.strictObject(listQuery());

export const versionQuerySchema = z.strictObject({
  version: wholeNumber({ min: 1, max: 1_000_000_000 })
    .optional()
    .meta({ description: 'An older version. The default is the newest.', ...parameterName('OlderVersion') }),
});

export const calendarParams = z.object({
  calendar: z.string().meta({ example: 'office', ...parameterName('CalendarName') }),
});
export const policyParams = z.object({
  policy: z.string().meta({ example: 'default', ...parameterName('PolicyName') }),
});

const TIME = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const END = '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$';

const shift = z
  .strictObject({
    start: z
      .string()
      .regex(new RegExp(TIME, 'u'), 'must be a time from 00:00 to 23:59')
      .meta({ pattern: TIME }),
    end: z.string().regex(new RegExp(END, 'u'), 'must be a time from 00:00 to 24:00').meta({ pattern: END }),
  })
  .meta({ id: 'Shift' });
const shifts = z.array(shift).max(24).default([]);

const holiday = z
  .strictObject({
    date: characters({ min: 5, max: 10 }).meta({
      description: '`YYYY-MM-DD` for one year, `MM-DD` for every year',
      example: '12-25',
    }),
    name: lineOfText({ min: 1, max: MAX_NAME_LENGTH }),
  })
  .meta({ id: 'Holiday' });

const calendarFields = {
  time_zone: characters({ min: 1, max: 64 }).meta({
    description: 'IANA time zone name',
    example: 'Europe/Berlin',
  }),
  week: z
    .strictObject({
      monday: shifts,
      tuesday: shifts,
      wednesday: shifts,
      thursday: shifts,
      friday: shifts,
      saturday: shifts,
      sunday: shifts,
    } satisfies Record<(typeof WEEKDAYS)[number], typeof shifts>)
    .meta({
      id: 'WorkingWeek',
      description: 'Shifts in local time. A shift whose end is not after its start ends on the next day.',
    }),
  holidays: z.array(holiday).max(MAX_HOLIDAYS).default([]),
};

const day = [{ start: '09:00', end: '17:00' }];
const CALENDAR_EXAMPLE = {
  time_zone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: [{ date: '12-25', name: 'Christmas Day' }],
};

export const newCalendarSchema = z
  .strictObject({ name, ...calendarFields })
  .meta({ id: 'NewCalendar', example: { name: 'office', ...CALENDAR_EXAMPLE } });

export const calendarEditSchema = z.strictObject(calendarFields).meta({
  id: 'CalendarEdit',
  description: 'The complete new calendar.',
  example: CALENDAR_EXAMPLE,
});

export const calendarSchema = z
  .object({ name: z.string(), ...calendarFields, ...revisionFields })
  .meta({ id: 'Calendar' });

export const calendarListSchema = z
  .object({ calendars: z.array(calendarSchema), ...listFields })
  .meta({ id: 'CalendarList' });

const ICS_EXAMPLE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//example//holidays//EN',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20261225',
  'SUMMARY:Christmas Day',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const holidayImportSchema = z
  .strictObject({
    ics: characters({ min: 1, max: 1_000_000 }).meta({
      description: 'Content of an iCalendar file (RFC 5545)',
    }),
    from: z.iso
      .date()
      .optional()
      .meta({ description: 'First day of the range. Send both `from` and `to`, or neither.' }),
    to: z.iso.date().optional().meta({ description: 'Last day of the range' }),
    include_observances: z.boolean().default(false).meta({
      description:
        'Also import observances, which are not days off, for example from Google’s holiday calendars',
    }),
    dry_run: z.boolean().default(false).meta({ description: 'Show the changes without saving them' }),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must be given together with "from"',
  })
  .meta({
    id: 'HolidayImport',
    description: 'The default range starts last year and ends with the third year from now.',
    example: { ics: ICS_EXAMPLE, from: '2026-01-01', to: '2026-12-31' },
  });

/** A file may have thousands of events that are left out. */
export const MAX_LEFT_OUT_TOLD = 200;

export const holidayImportResultSchema = calendarSchema
  .extend({
    import: z.object({
      dry_run: z.boolean(),
      days: z
        .array(
          z.object({
            date: z.string().meta({ example: '2026-12-25' }),
            name: z.string(),
            is_new: z.boolean().meta({ description: 'False if the calendar already has this holiday' }),
          }),
        )
        .meta({ description: 'Days off in the file, in order' }),
      left_out: z
        .array(
          z.object({
            name: z.string(),
            date: z
              .string()
              .nullable()
              .meta({ description: 'First day of the event. Null if it cannot be read.' }),
            reason: z.enum(LEFT_OUT_REASONS),
            message: z.string(),
          }),
        )
        .meta({ description: `Events that are not days off, at most ${MAX_LEFT_OUT_TOLD}` }),
      left_out_total: z.int(),
    }),
  })
  .meta({
    id: 'HolidayImportResult',
    description:
      'The new version of the calendar, with a report on the file. In a dry run, the unchanged calendar.',
  });

const policyFields = {
  rule: orNull(rule).default(null),
  description: lineOfText({ min: 1, max: 500 })
    .nullable()
    .default(POLICY_DEFAULTS.description)
    .meta({ description: 'Purpose of the policy' }),
  calendar: characters({ min: 1, max: 80 })
    .default(POLICY_DEFAULTS.calendar)
    .meta({ description: '`name@version`, or a name for the newest version', example: 'always@1' }),
  targets: targetsByPriority,
  exceptions: z
    .array(exception)
    .max(100)
    .default([])
    .meta({ description: 'Other targets for a category, a team, or both. The first match wins.' }),
  pause_statuses: z
    .array(pausingStatus)
    .max(3)
    .default([...POLICY_DEFAULTS.pauseStatuses]),
  first_response_pauses: z.boolean().default(POLICY_DEFAULTS.firstResponsePauses).meta({
    description: 'True if the first-response clock also pauses while the ticket waits for its requester',
  }),
  warn_at_share: z.number().gt(0).lt(1).nullable().default(null),
  warn_at_shares: z
    .array(z.number().gt(0).lt(1))
    .max(MAX_WARNINGS)
    .default([])
    .meta({ description: 'Further shares of a target at which the assignee is warned' }),
  escalation: z.array(escalationStep).max(MAX_ESCALATION_STEPS).default([]),
  auto_close_minutes: minutes(1).default(POLICY_DEFAULTS.autoCloseMinutes),
  queue_retry_minutes: minutes(1).default(POLICY_DEFAULTS.queueRetryMinutes),
  acknowledge_minutes: minutes(1).nullable().default(POLICY_DEFAULTS.acknowledgeMinutes).meta({
    description:
      'Working minutes that an assignee has to accept a ticket before it is reassigned. Null means no limit.',
  }),
  reminder_minutes: minutes(1).nullable().default(POLICY_DEFAULTS.reminderMinutes).meta({
    description:
      'Minutes between reminders while the ticket waits for its requester. Null means no reminders.',
  }),
};

const target = (first: number, resolution: number) => ({
  first_response_minutes: first,
  resolution_minutes: resolution,
});
const POLICY_EXAMPLE = {
  description: 'For customers with a premium contract',
  calendar: 'always@1',
  targets: {
    urgent: target(15, 240),
    high: target(60, 480),
    medium: target(240, 1440),
    low: target(480, 4320),
  },
  warn_at_share: 0.8,
  escalation: [{ after_minutes: 60, action: 'notify_managers' }],
  acknowledge_minutes: 60,
  reminder_minutes: 2880,
};

export const newPolicySchema = z
  .strictObject({ name, ...policyFields })
  .meta({ id: 'NewSlaPolicy', example: { name: 'premium', ...POLICY_EXAMPLE } });

export const policyEditSchema = z
  .strictObject(policyFields)
  .meta({ id: 'SlaPolicyEdit', description: 'The complete new policy.', example: POLICY_EXAMPLE });

export const policySchema = z
  .object({ name: z.string(), ...policyFields, ...revisionFields })
  .meta({ id: 'SlaPolicy' });

export const policyListSchema = z
  .object({ policies: z.array(policySchema), ...listFields })
  .meta({ id: 'SlaPolicyList' });
