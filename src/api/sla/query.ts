import type { z } from 'zod';
import type { CalendarBody } from '../../app/sla/calendars.js';
import type { PolicyBody } from '../../app/sla/policies.js';
import type { SlaTargets } from '../../domain/sla/sla.js';
import { PRIORITIES, type Priority } from '../../domain/ticket-fields.js';
import type { calendarEditSchema, policyEditSchema } from './schema.js';

type TargetsInput = z.output<typeof policyEditSchema>['targets'];

export function toCalendarBody({
  time_zone,
  week,
  holidays,
}: z.output<typeof calendarEditSchema>): CalendarBody {
  return { timeZone: time_zone, week, holidays };
}

export function toPolicyBody(body: z.output<typeof policyEditSchema>): PolicyBody {
  const { urgent, high, medium, low } = body.targets;
  return {
    description: body.description,
    rule: body.rule,
    calendar: body.calendar,
    targets: { urgent: toTarget(urgent), high: toTarget(high), medium: toTarget(medium), low: toTarget(low) },
    exceptions: body.exceptions.map(({ category, team, targets }) => ({
      category,
      team,
      targets: toSomeTargets(targets),
    })),
    pauseStatuses: body.pause_statuses,
    firstResponsePauses: body.first_response_pauses,
    warnAtShare: body.warn_at_share,
    warnAtShares: body.warn_at_shares,
    escalation: body.escalation.map((step) => ({
      afterMinutes: step.after_minutes,
      action: step.action,
      recipientId: step.recipient_id,
      team: step.team,
    })),
    autoCloseMinutes: body.auto_close_minutes,
    queueRetryMinutes: body.queue_retry_minutes,
    acknowledgeMinutes: body.acknowledge_minutes,
    reminderMinutes: body.reminder_minutes,
  };
}

function toTarget(input: TargetsInput[Priority]): SlaTargets {
  return {
    firstResponseMinutes: input.first_response_minutes,
    nextResponseMinutes: input.next_response_minutes,
    resolutionMinutes: input.resolution_minutes,
    firstResponseDays: input.first_response_days,
    nextResponseDays: input.next_response_days,
    resolutionDays: input.resolution_days,
    calendar: input.calendar,
  };
}

function toSomeTargets(input: { readonly [P in Priority]?: TargetsInput[P] | undefined }) {
  return Object.fromEntries(
    PRIORITIES.flatMap((priority) => {
      const target = input[priority];
      return target === undefined ? [] : [[priority, toTarget(target)] as const];
    }),
  );
}
