import type { Calendar } from './calendar/calendar.js';
import { addWorkingMinutes } from './calendar/working-time.js';
import { DomainError, type FieldFault } from '../errors.js';
import {
  minutesFor,
  SLA_TARGETS,
  stateIn,
  type SlaException,
  type SlaPolicy,
  type SlaTargets,
} from './sla.js';
import { PRIORITIES } from '../ticket-fields.js';

/** A year: what is longer was not meant for a promise. */
export const MAX_TARGET_MINUTES = 366 * 24 * 60;
export const MAX_ESCALATION_STEPS = 20;
/** Beside the first one. */
export const MAX_WARNINGS = 9;

/**
 * Checks a policy at `at` against its calendar, which is null if it does not exist.
 * Paths are those of the API.
 * @throws DomainError `invalid_input` with every fault at once.
 */
export function validatePolicy(policy: SlaPolicy, calendar: Calendar | null, at: Date): void {
  const faults = [
    ...PRIORITIES.flatMap((priority) => targetFaults(`targets.${priority}`, policy.targets[priority])),
    ...policy.exceptions.flatMap(exceptionFaults),
    ...pauseFaults(policy),
    ...escalationFaults(policy),
    ...minuteFaults('auto_close_minutes', policy.autoCloseMinutes, 1),
    ...minuteFaults('queue_retry_minutes', policy.queueRetryMinutes, 1),
    ...minuteFaults('acknowledge_minutes', policy.acknowledgeMinutes, 1),
    ...minuteFaults('reminder_minutes', policy.reminderMinutes, 1),
  ];
  faults.push(...warningFaults(policy));
  if (calendar === null) faults.push({ path: 'calendar', message: `${policy.calendar} does not exist` });
  // Only what is sound can be reckoned with.
  else if (faults.length === 0 && !isWithinReach(policy, calendar, at)) {
    faults.push({ path: 'calendar', message: 'has too little working time for these targets' });
  }
  if (faults.length === 0) return;
  const list = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new DomainError('invalid_input', `The policy is not valid: ${list}.`, { faults });
}

function warningFaults({ warnAtShare, warnAtShares = [] }: SlaPolicy): FieldFault[] {
  const isShare = (share: number) => share > 0 && share < 1;
  const further = warnAtShares.flatMap((share, index) =>
    isShare(share) ? [] : [{ path: `warn_at_shares.${index}`, message: 'must be between 0 and 1' }],
  );
  if (warnAtShare === null || isShare(warnAtShare)) return further;
  return [{ path: 'warn_at_share', message: 'must be between 0 and 1, or null for no warning' }, ...further];
}

function targetFaults(path: string, targets: SlaTargets): FieldFault[] {
  return [
    ...minuteFaults(`${path}.first_response_minutes`, targets.firstResponseMinutes, 1),
    ...minuteFaults(`${path}.next_response_minutes`, minutesFor(targets, 'nextResponse'), 1),
    ...minuteFaults(`${path}.resolution_minutes`, targets.resolutionMinutes, 1),
  ];
}

function exceptionFaults({ category, team, targets }: SlaException, index: number): FieldFault[] {
  const path = `exceptions.${index}`;
  const faults = PRIORITIES.flatMap((priority) => {
    const target = targets[priority];
    return target === undefined ? [] : targetFaults(`${path}.targets.${priority}`, target);
  });
  if (category === null && team === null) faults.push({ path, message: 'needs a category, a team, or both' });
  return faults;
}

function pauseFaults({ pauseStatuses }: SlaPolicy): FieldFault[] {
  const unpaused = { pauseStatuses: [] } as unknown as SlaPolicy;
  return pauseStatuses.flatMap((status, index) => {
    const path = `pause_statuses.${index}`;
    if (status === 'on_hold')
      return [{ path, message: 'is on_hold: the reason of the hold says if the clock pauses' }];
    return stateIn(unpaused, { status }) === 'stopped'
      ? [{ path, message: `is ${status}: the SLA clock is already stopped in this status` }]
      : [];
  });
}

function escalationFaults({ escalation }: SlaPolicy): FieldFault[] {
  const faults = escalation.flatMap(({ afterMinutes, action, recipientId, team }, index) => {
    const path = `escalation.${index}`;
    return [
      ...minuteFaults(`${path}.after_minutes`, afterMinutes, -MAX_TARGET_MINUTES),
      ...(action === 'mail'
        ? requiredFaults(`${path}.recipient_id`, recipientId, 'the recipient of the mail')
        : strayFaults(`${path}.recipient_id`, recipientId, `mail, not for ${action}`)),
      ...(action === 'move_to_team'
        ? requiredFaults(`${path}.team`, team, 'the team that gets the ticket')
        : strayFaults(`${path}.team`, team, `move_to_team, not for ${action}`)),
    ];
  });
  if (escalation.length > MAX_ESCALATION_STEPS) {
    faults.push({
      path: 'escalation',
      message: `has ${escalation.length} steps; at most ${MAX_ESCALATION_STEPS}`,
    });
  }
  return faults;
}

function requiredFaults(path: string, value: string | null, meaning: string): FieldFault[] {
  return value === null ? [{ path, message: `is required: ${meaning}` }] : [];
}

function strayFaults(path: string, value: string | null, whatFor: string): FieldFault[] {
  return value === null ? [] : [{ path, message: `is only for ${whatFor}` }];
}

function minuteFaults(path: string, minutes: number | null, min: number): FieldFault[] {
  return minutes === null || (minutes >= min && minutes <= MAX_TARGET_MINUTES)
    ? []
    : [{ path, message: `must be from ${min} to ${MAX_TARGET_MINUTES} minutes` }];
}

/** Returns true if the calendar covers the longest time that a clock may have to look ahead. */
function isWithinReach(policy: SlaPolicy, calendar: Calendar, at: Date): boolean {
  const targets = [policy.targets, ...policy.exceptions.map((exception) => exception.targets)].flatMap(
    (each) => PRIORITIES.flatMap((priority) => each[priority] ?? []),
  );
  const longest = Math.max(
    0,
    ...targets.flatMap((each) => SLA_TARGETS.map((target) => minutesFor(each, target) ?? 0)),
  );
  const escalating = Math.max(0, ...policy.escalation.map(({ afterMinutes }) => afterMinutes));
  try {
    addWorkingMinutes(calendar, at, Math.max(longest + escalating, policy.acknowledgeMinutes ?? 0));
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
