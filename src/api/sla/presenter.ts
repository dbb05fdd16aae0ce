import type { Revision } from '../../ports/revisions.js';
import type { z } from 'zod';
import type { HolidayImport } from '../../app/sla/import-holidays.js';
import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import type { SlaPolicy, SlaTargets } from '../../domain/sla/sla.js';
import type { Priority } from '../../domain/ticket-fields.js';
import { presentRevision } from '../http/revisions.js';
import {
  MAX_LEFT_OUT_TOLD,
  type calendarSchema,
  type holidayImportResultSchema,
  type policySchema,
} from './schema.js';

export function presentCalendar({
  content,
  ...revision
}: Revision<Calendar>): z.input<typeof calendarSchema> {
  const { name, timeZone, week, holidays } = content;
  const copy = (shifts: Calendar['week']['monday']) => shifts.map(({ start, end }) => ({ start, end }));
  return {
    name,
    time_zone: timeZone,
    week: {
      monday: copy(week.monday),
      tuesday: copy(week.tuesday),
      wednesday: copy(week.wednesday),
      thursday: copy(week.thursday),
      friday: copy(week.friday),
      saturday: copy(week.saturday),
      sunday: copy(week.sunday),
    },
    holidays: holidays.map(({ date, name: called }) => ({ date, name: called })),
    ...presentRevision(content.version, revision),
  };
}

export function presentHolidayImport(
  { revision, days, leftOut }: HolidayImport,
  isDryRun: boolean,
): z.input<typeof holidayImportResultSchema> {
  return {
    ...presentCalendar(revision),
    import: {
      dry_run: isDryRun,
      days: days.map(({ date, name, isNew }) => ({ date, name, is_new: isNew })),
      left_out: leftOut
        .slice(0, MAX_LEFT_OUT_TOLD)
        .map(({ name, date, reason, message }) => ({ name, date, reason, message })),
      left_out_total: leftOut.length,
    },
  };
}

export function presentPolicy({ content, ...revision }: Revision<SlaPolicy>): z.input<typeof policySchema> {
  return {
    name: content.name,
    description: content.description,
    rule: presentRule(content.rule),
    calendar: content.calendar,
    targets: presentTargets(content.targets),
    exceptions: content.exceptions.map(({ category, team, targets }) => ({
      category,
      team,
      targets: presentTargets(targets),
    })),
    pause_statuses: content.pauseStatuses.filter(isPauseStatus),
    first_response_pauses: content.firstResponsePauses,
    warn_at_share: content.warnAtShare,
    warn_at_shares: [...(content.warnAtShares ?? [])],
    escalation: content.escalation.map(({ afterMinutes, action, recipientId, team }) => ({
      after_minutes: afterMinutes,
      action,
      recipient_id: recipientId,
      team,
    })),
    auto_close_minutes: content.autoCloseMinutes,
    queue_retry_minutes: content.queueRetryMinutes,
    acknowledge_minutes: content.acknowledgeMinutes,
    reminder_minutes: content.reminderMinutes,
    ...presentRevision(content.version, revision),
  };
}

interface PresentedTargets {
  first_response_minutes: number | null;
  next_response_minutes: number | null;
  resolution_minutes: number | null;
  first_response_days: number | null;
  next_response_days: number | null;
  resolution_days: number | null;
  calendar: string | null;
}

type Presented<T> = { [P in keyof T]: PresentedTargets };

function presentTargets<T extends Readonly<Partial<Record<Priority, SlaTargets>>>>(all: T): Presented<T> {
  const entries = Object.entries<SlaTargets>(all as Record<string, SlaTargets>);
  return Object.fromEntries(
    entries.map(([priority, targets]) => [priority, presentTarget(targets)]),
  ) as Presented<T>;
}

function presentTarget(targets: SlaTargets): PresentedTargets {
  return {
    first_response_minutes: targets.firstResponseMinutes,
    next_response_minutes: targets.nextResponseMinutes ?? null,
    resolution_minutes: targets.resolutionMinutes,
    first_response_days: targets.firstResponseDays ?? null,
    next_response_days: targets.nextResponseDays ?? null,
    resolution_days: targets.resolutionDays ?? null,
    calendar: targets.calendar ?? null,
  };
}

export function presentRule(rule: SlaPolicy['rule']): z.input<typeof policySchema>['rule'] {
  if (rule === undefined || rule === null) return null;
  const conditions = rule.conditions.map((each) =>
    each.field === 'custom_field'
      ? { field: each.field, key: each.key, values: [...each.values] }
      : { field: each.field, values: [...each.values] },
  );
  return { position: rule.position, conditions };
}

type PauseStatus = z.input<typeof policySchema>['pause_statuses'] extends (infer S)[] | undefined ? S : never;

function isPauseStatus(status: string): status is PauseStatus {
  return status === 'open' || status === 'in_progress' || status === 'waiting_on_user';
}
