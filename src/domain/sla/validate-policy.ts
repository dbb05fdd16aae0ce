import type { Calendar } from './calendar/calendar.js';
import { addWorkingMinutes } from './calendar/working-time.js';
import { DomainError, type FieldFault } from '../errors.js';
import { DEFAULT_POLICY_NAME } from './sla-condition.js';
import { allowedMinutes } from './sla-terms.js';
import {
  SLA_TARGETS,
  stateIn,
  type SlaException,
  type SlaPolicy,
  type SlaTarget,
  type SlaTargets,
} from './sla.js';
import { PRIORITIES } from '../ticket-fields.js';

/** A year: what is longer was not meant for a promise. */
export const MAX_TARGET_MINUTES = 366 * 24 * 60;
export const MAX_TARGET_DAYS = 366;
export const MAX_ESCALATION_STEPS = 20;
/** Beside the first one. */
export const MAX_WARNINGS = 9;

/** The calendars that rows name, as the policy names them; null for one that does not exist. */
export type PolicyCalendars = ReadonlyMap<string, Calendar | null>;

/**
 * Checks a policy at `at` against its calendar, which is null if it does not exist, and against those of its rows.
 * Paths are those of the API.
 * @throws DomainError `invalid_input` with every fault at once.
 */
export function validatePolicy(
  policy: SlaPolicy,
  calendar: Calendar | null,
  at: Date,
  calendars: PolicyCalendars = new Map(),
): void {
  const faults = [
    ...PRIORITIES.flatMap((priority) => targetFaults(`targets.${priority}`, policy.targets[priority])),
    ...policy.exceptions.flatMap(exceptionFaults),
    ...pauseFaults(policy),
    ...escalationFaults(policy),
    ...ruleFaults(policy),
    ...minuteFaults('auto_close_minutes', policy.autoCloseMinutes, 1),
    ...minuteFaults('queue_retry_minutes', policy.queueRetryMinutes, 1),
    ...minuteFaults('acknowledge_minutes', policy.acknowledgeMinutes, 1),
    ...minuteFaults('reminder_minutes', policy.reminderMinutes, 1),
  ];
  faults.push(...warningFaults(policy));
  if (calendar === null) faults.push({ path: 'calendar', message: `${policy.calendar} does not exist` });
  faults.push(...rowsOf(policy).flatMap((row) => missingCalendar(row, calendars)));
  // Only what is sound can be reckoned with.
  if (faults.length === 0 && calendar !== null) faults.push(...reachFaults(policy, calendar, at, calendars));
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
    ...minuteFaults(`${path}.next_response_minutes`, targets.nextResponseMinutes ?? null, 1),
    ...minuteFaults(`${path}.resolution_minutes`, targets.resolutionMinutes, 1),
    ...SLA_TARGETS.flatMap((target) => dayFaults(path, targets, target)),
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

/** Whether the values exist is checked by the use case. */
function ruleFaults({ name, rule }: SlaPolicy): FieldFault[] {
  if (rule === undefined || rule === null) return [];
  if (name === DEFAULT_POLICY_NAME) {
    return [{ path: 'rule', message: 'must be null: the policy default applies where no rule fits' }];
  }
  if (rule.conditions.length === 0)
    return [{ path: 'rule.conditions', message: 'needs at least one condition' }];
  return rule.conditions.flatMap(({ values }, index) =>
    values.length === 0
      ? [{ path: `rule.conditions.${index}.values`, message: 'needs at least one value' }]
      : [],
  );
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

const API_NAMES: Readonly<Record<SlaTarget, string>> = {
  firstResponse: 'first_response',
  nextResponse: 'next_response',
  resolution: 'resolution',
};

function dayFaults(path: string, targets: SlaTargets, target: SlaTarget): FieldFault[] {
  const days = targets[`${target}Days`] ?? null;
  if (days === null) return [];
  const name = `${path}.${API_NAMES[target]}_days`;
  if ((targets[`${target}Minutes`] ?? null) !== null) {
    return [{ path: name, message: 'cannot be given together with minutes' }];
  }
  const isDays = Number.isInteger(days) && days >= 0 && days <= MAX_TARGET_DAYS;
  return isDays ? [] : [{ path: name, message: `must be whole days from 0 to ${MAX_TARGET_DAYS}` }];
}

interface Row {
  readonly path: string;
  readonly targets: SlaTargets;
}

function rowsOf({ targets, exceptions }: SlaPolicy): readonly Row[] {
  const tables: readonly (readonly [path: string, table: SlaException['targets']])[] = [
    ['targets', targets],
    ...exceptions.map((each, index) => [`exceptions.${index}.targets`, each.targets] as const),
  ];
  return tables.flatMap(([path, table]) =>
    PRIORITIES.flatMap((priority) => {
      const row = table[priority];
      return row === undefined ? [] : [{ path: `${path}.${priority}`, targets: row }];
    }),
  );
}

function missingCalendar({ path, targets: { calendar } }: Row, calendars: PolicyCalendars): FieldFault[] {
  const isMissing = typeof calendar === 'string' && (calendars.get(calendar) ?? null) === null;
  return isMissing ? [{ path: `${path}.calendar`, message: `${calendar} does not exist` }] : [];
}

/** Each calendar has to cover the longest time that a clock may have to look ahead by it. */
function reachFaults(
  policy: SlaPolicy,
  calendar: Calendar,
  at: Date,
  calendars: PolicyCalendars,
): readonly FieldFault[] {
  const message = 'has too little working time for these targets';
  const escalating = Math.max(0, ...policy.escalation.map(({ afterMinutes }) => afterMinutes));
  const short = rowsOf(policy).flatMap(({ path, targets }) => {
    const named = targets.calendar ?? null;
    const counting = named === null ? calendar : (calendars.get(named) ?? calendar);
    const isReached = isPossible(() => {
      const all = SLA_TARGETS.map(
        (target) => allowedMinutes({ calendar: counting }, targets, target, at) ?? 0,
      );
      addWorkingMinutes(counting, at, Math.max(0, ...all) + escalating);
    });
    return isReached ? [] : [named === null ? 'calendar' : `${path}.calendar`];
  });
  if (!isPossible(() => addWorkingMinutes(calendar, at, policy.acknowledgeMinutes ?? 0)))
    short.push('calendar');
  return [...new Set(short)].map((path) => ({ path, message }));
}

function isPossible(reckon: () => void): boolean {
  try {
    reckon();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
