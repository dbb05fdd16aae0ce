import type { TicketLink } from '../ticket-links.js';
import type { SlaRule } from './sla-condition.js';
import type { Calendar } from './calendar/calendar.js';
import type { Category, Priority, Status } from '../ticket-fields.js';

/** Minutes of working time allowed. Fractions are allowed. Null for no such target. */
export interface SlaTargets {
  readonly firstResponseMinutes: number | null;
  /** From each unanswered public word of the requester to a public answer. Absent in earlier policies. */
  readonly nextResponseMinutes?: number | null;
  readonly resolutionMinutes: number | null;
  /** Instead of minutes: due at the end of a working day, this number of working days after the start. 0 is the same day. */
  readonly firstResponseDays?: number | null;
  readonly nextResponseDays?: number | null;
  readonly resolutionDays?: number | null;
  /** The calendar of these targets, `name@version`; null or absent for that of the policy. */
  readonly calendar?: string | null;
}

/** Other targets for the tickets of a category, of a team, or of both if both are given. */
export interface SlaException {
  readonly category: Category | null;
  readonly team: string | null;
  /** Missing priorities keep the policy's own targets. */
  readonly targets: Readonly<Partial<Record<Priority, SlaTargets>>>;
}

export const ESCALATION_ACTIONS = [
  'notify_managers',
  'raise_priority',
  'reassign',
  'move_to_team',
  'mail',
] as const;
export type EscalationAction = (typeof ESCALATION_ACTIONS)[number];

/** An action before a target is due, or while it stays breached. */
export interface EscalationStep {
  /** Working time after the target is due; negative for a step before, which also happens without a breach. */
  readonly afterMinutes: number;
  readonly action: EscalationAction;
  /** The recipient of `mail`: the id of a person; null for other actions. */
  readonly recipientId: string | null;
  /** The team of `move_to_team`; null for other actions. */
  readonly team: string | null;
}

/** The time limits of tickets. Versions never change once used: a ticket is pinned to `name@version`. */
export interface SlaPolicy {
  readonly name: string;
  readonly version: number;
  /** Says what the policy is for; null without one. */
  readonly description: string | null;
  /** The tickets that it applies to. Null or absent for none: the policy `default` applies to all others. */
  readonly rule?: SlaRule | null;
  /** The calendar of working time, `name@version`. */
  readonly calendar: string;
  readonly targets: Readonly<Record<Priority, SlaTargets>>;
  /** The first that fits a ticket wins. */
  readonly exceptions: readonly SlaException[];
  /** While a ticket has one of these, no time counts. */
  readonly pauseStatuses: readonly Status[];
  /** False: a first response that is still due does not pause while the ticket waits on its requester or is on hold. */
  readonly firstResponsePauses: boolean;
  /** The used share of a target at which the assignee is warned, between 0 and 1; null for no warning. */
  readonly warnAtShare: number | null;
  /** Further such shares. Absent in earlier policies. */
  readonly warnAtShares?: readonly number[];
  /** In the order of time. */
  readonly escalation: readonly EscalationStep[];
  /** Minutes after which a resolved ticket closes automatically, around the clock. */
  readonly autoCloseMinutes: number;
  /** Minutes between attempts to assign a queued ticket, around the clock. */
  readonly queueRetryMinutes: number;
  /** Working minutes to accept a ticket before it moves on; null for no limit. */
  readonly acknowledgeMinutes: number | null;
  /**
   * Minutes between reminders while a ticket waits on its requester, around the clock.
   * After the third interval, it is resolved. Null for no reminders and no resolution.
   */
  readonly reminderMinutes: number | null;
}

/** A policy with the calendar that it names: what the arithmetic of a clock needs. */
export interface SlaTerms {
  readonly policy: SlaPolicy;
  readonly calendar: Calendar;
  /** All calendars of the policy by reference, if rows of targets have their own. Absent otherwise. */
  readonly calendars?: ReadonlyMap<string, Calendar>;
}

/** Returns the calendars that rows of targets name, each once. */
export function rowCalendars({
  targets,
  exceptions,
}: Pick<SlaPolicy, 'targets' | 'exceptions'>): readonly string[] {
  const rows = [targets, ...exceptions.map((exception) => exception.targets)].flatMap((each) =>
    Object.values<SlaTargets>(each),
  );
  return [...new Set(rows.flatMap(({ calendar }) => calendar ?? []))];
}

/** The defaults of a policy. */
export const POLICY_DEFAULTS = {
  description: null,
  calendar: 'always@1',
  exceptions: [],
  pauseStatuses: ['waiting_on_user'],
  firstResponsePauses: false,
  warnAtShare: null,
  escalation: [],
  autoCloseMinutes: 72 * 60,
  queueRetryMinutes: 5,
  acknowledgeMinutes: null,
  reminderMinutes: null,
} as const satisfies Partial<SlaPolicy>;

/** The policy that a new system starts with. */
export const DEFAULT_POLICY: SlaPolicy = {
  ...POLICY_DEFAULTS,
  name: 'default',
  version: 1,
  targets: {
    urgent: { firstResponseMinutes: 15, resolutionMinutes: 4 * 60 },
    high: { firstResponseMinutes: 60, resolutionMinutes: 8 * 60 },
    medium: { firstResponseMinutes: 4 * 60, resolutionMinutes: 24 * 60 },
    low: { firstResponseMinutes: 8 * 60, resolutionMinutes: 72 * 60 },
  },
  warnAtShare: 0.8,
  // Off by default. The default calendar is open around the clock, so by morning every sleeping assignee would have
  // been passed over.
  acknowledgeMinutes: null,
  reminderMinutes: 48 * 60,
};

/** `none`: the ticket was merged into another, which keeps or breaches its targets. */
export const SLA_STATES = ['running', 'paused', 'stopped', 'none'] as const;
export type SlaState = (typeof SLA_STATES)[number];

export const SLA_TARGETS = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** The properties of a ticket that its targets depend on. */
export interface SlaSubject {
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly team: string | null;
  /** For a resolved or closed ticket; otherwise optional. */
  readonly resolutionCode?: string | null;
  /** While it is on hold: whether its reason pauses the clock. */
  readonly hold?: { readonly pausesClock: boolean } | undefined;
  /** The links show whether a ticket was merged into another; optional. */
  readonly links?: readonly TicketLink[];
}

/** `default@1`: how a version is named, of a policy by tickets and of a calendar by policies. */
export function versionRef({ name, version }: { readonly name: string; readonly version: number }): string {
  return `${name}@${version}`;
}

/** Returns the targets of such a ticket. */
export function targetsFor(
  policy: SlaPolicy,
  { priority, category, team }: Pick<SlaSubject, 'priority' | 'category' | 'team'>,
): SlaTargets {
  const fits = (exception: SlaException) =>
    (exception.category === null || exception.category === category) &&
    (exception.team === null || exception.team === team);
  const exception = policy.exceptions.find((each) => fits(each) && each.targets[priority] !== undefined);
  return exception?.targets[priority] ?? policy.targets[priority];
}

/** The properties of a ticket that the pace of its clock depends on. */
export type SlaPaceSubject = Pick<SlaSubject, 'status' | 'hold'>;

/** Returns the shares of a target at which the assignee is warned, lowest first. */
export function warningShares({ warnAtShare, warnAtShares = [] }: SlaPolicy): readonly number[] {
  const shares = new Set([...(warnAtShare === null ? [] : [warnAtShare]), ...warnAtShares]);
  return [...shares].sort((a, b) => a - b);
}

/** Returns the number of escalation steps before a breach. They come first. */
export function stepsBeforeBreach({ escalation }: Pick<SlaPolicy, 'escalation'>): number {
  return escalation.filter(({ afterMinutes }) => afterMinutes < 0).length;
}

/** Returns the state of the clock for such a ticket. On hold, the reason decides and not the policy. */
export function stateIn(policy: SlaPolicy, { status, hold }: SlaPaceSubject): Exclude<SlaState, 'none'> {
  if (status === 'resolved' || status === 'closed' || status === 'cancelled') return 'stopped';
  const isPaused = status === 'on_hold' ? hold?.pausesClock === true : policy.pauseStatuses.includes(status);
  return isPaused ? 'paused' : 'running';
}

/** Returns true if a response that is still due counts in this status, also in a pause. */
export function owesResponse(policy: SlaPolicy, { status }: SlaPaceSubject): boolean {
  return (status === 'waiting_on_user' || status === 'on_hold') && !policy.firstResponsePauses;
}
