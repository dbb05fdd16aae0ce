import type { TicketLink } from '../ticket-links.js';
import type { Calendar } from './calendar/calendar.js';
import type { Category, Priority, Status } from '../ticket-fields.js';

/** Minutes of working time allowed. Fractions are allowed. */
export interface SlaTargets {
  readonly firstResponseMinutes: number;
  readonly resolutionMinutes: number;
}

/** Other targets for the tickets of a category, of a team, or of both where both are named. */
export interface SlaException {
  readonly category: Category | null;
  readonly team: string | null;
  /** Priorities that are not named keep the policy's own targets. */
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

/** What is done when a promise stays broken. */
export interface EscalationStep {
  /** Working time after the promise was due. */
  readonly afterMinutes: number;
  readonly action: EscalationAction;
  /** Whom `mail` goes to: the id of a person; null for the other actions. */
  readonly recipientId: string | null;
  /** Where `move_to_team` goes to; null for the other actions. */
  readonly team: string | null;
}

/** How long tickets may take. Versions never change once used: a ticket is pinned to `name@version`. */
export interface SlaPolicy {
  readonly name: string;
  readonly version: number;
  /** For those who choose among policies; null where there is none. */
  readonly description: string | null;
  /** The calendar by which time counts, `name@version`. */
  readonly calendar: string;
  readonly targets: Readonly<Record<Priority, SlaTargets>>;
  /** The first that fits a ticket wins. */
  readonly exceptions: readonly SlaException[];
  /** While a ticket has one of these, no time counts. */
  readonly pauseStatuses: readonly Status[];
  /** False: a ticket that waits on its requester has no pause for the first response, which it still owes them. */
  readonly firstResponsePauses: boolean;
  /** The assignee is warned when this share of a target is used up, above 0 and below 1; null for no warning. */
  readonly warnAtShare: number | null;
  /** In the order of time. */
  readonly escalation: readonly EscalationStep[];
  /** A resolved ticket that nobody reopens is closed after this time, round the clock. */
  readonly autoCloseMinutes: number;
  /** How often assignment is tried again for a ticket that waits in the queue, round the clock. */
  readonly queueRetryMinutes: number;
  /** An assignee who has not accepted a ticket after this working time loses it to the next; null for never. */
  readonly acknowledgeMinutes: number | null;
  /**
   * While a ticket waits on its requester they are reminded after this time, round the clock, and once more after as much
   * again; after the third time it is resolved. Null for neither.
   */
  readonly reminderMinutes: number | null;
}

/** A policy with the calendar that it names: what the arithmetic of a clock needs. */
export interface SlaTerms {
  readonly policy: SlaPolicy;
  readonly calendar: Calendar;
}

/** What a policy says where it says nothing. */
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
  // Off where the desk is said to be open day and night: by morning everybody who was asleep would be passed over.
  acknowledgeMinutes: null,
  reminderMinutes: 48 * 60,
};

/** `none`: the ticket was merged into another, where its promises are kept or broken. */
export const SLA_STATES = ['running', 'paused', 'stopped', 'none'] as const;
export type SlaState = (typeof SLA_STATES)[number];

export const SLA_TARGETS = ['firstResponse', 'resolution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** What the promises for a ticket depend on. */
export interface SlaSubject {
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly team: string | null;
  /** Of a ticket that is resolved or closed; may be left out of others. */
  readonly resolutionCode?: string | null;
  /** Those of a ticket tell whether it was merged into another; may be left out. */
  readonly links?: readonly TicketLink[];
}

/** `default@1`: how a version is named, of a policy by tickets and of a calendar by policies. */
export function versionRef({ name, version }: { readonly name: string; readonly version: number }): string {
  return `${name}@${version}`;
}

/** What is promised for a ticket like this. */
export function targetsFor(policy: SlaPolicy, { priority, category, team }: SlaSubject): SlaTargets {
  const fits = (exception: SlaException) =>
    (exception.category === null || exception.category === category) &&
    (exception.team === null || exception.team === team);
  const exception = policy.exceptions.find((each) => fits(each) && each.targets[priority] !== undefined);
  return exception?.targets[priority] ?? policy.targets[priority];
}

/** What the clock of a ticket in this status does. */
export function stateIn(policy: SlaPolicy, status: Status): Exclude<SlaState, 'none'> {
  if (status === 'resolved' || status === 'closed' || status === 'cancelled') return 'stopped';
  return policy.pauseStatuses.includes(status) ? 'paused' : 'running';
}

/** True where a first response that was not given counts on in this status, whether the clock is paused or not. */
export function owesFirstResponse(policy: SlaPolicy, status: Status): boolean {
  return status === 'waiting_on_user' && !policy.firstResponsePauses;
}
