import { PRIORITIES } from '../../domain/ticket-fields.js';
import { ALWAYS, type Calendar } from '../../domain/sla/calendar/calendar.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../domain/sla/sla.js';

const DAY = [{ start: '09:00', end: '17:00' }];

export const OFFICE: Calendar = {
  name: 'office',
  version: 1,
  timeZone: 'Europe/Berlin',
  week: { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY, saturday: [], sunday: [] },
  holidays: [
    { date: '01-01', name: 'New Year' },
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-04-06', name: 'Easter Monday' },
    { date: '12-25', name: 'Christmas Day' },
    { date: '12-26', name: 'Boxing Day' },
  ],
};

/** Minutes to the next answer: twice the time of the first. */
const targets = Object.fromEntries(
  PRIORITIES.map((priority) => {
    const own = DEFAULT_POLICY.targets[priority];
    return [priority, { ...own, nextResponseMinutes: 2 * (own.firstResponseMinutes ?? 0) }] as const;
  }),
) as unknown as SlaPolicy['targets'];

const halved = Object.fromEntries(
  PRIORITIES.map((priority) => {
    const own = DEFAULT_POLICY.targets[priority];
    const half = (minutes: number | null) => (minutes === null ? null : minutes / 2);
    return [
      priority,
      {
        firstResponseMinutes: half(own.firstResponseMinutes),
        nextResponseMinutes: own.firstResponseMinutes,
        resolutionMinutes: half(own.resolutionMinutes),
      },
    ] as const;
  }),
) as unknown as SlaPolicy['targets'];

/** The policy that a new system begins with, round the clock, and the same promises in office hours. Both with a next response. */
export const TERMS: readonly SlaTerms[] = [
  { policy: { ...DEFAULT_POLICY, targets }, calendar: ALWAYS },
  { policy: { ...DEFAULT_POLICY, targets, name: 'office', calendar: 'office@1' }, calendar: OFFICE },
];

/** Ordered rules: VIPs in half the time, then mails in office hours. The default applies to all other tickets. */
export const RULED_TERMS: readonly SlaTerms[] = [
  {
    policy: {
      ...DEFAULT_POLICY,
      targets: halved,
      name: 'rule-vip',
      rule: { position: 10, conditions: [{ field: 'vip', values: ['yes'] }] },
    },
    calendar: ALWAYS,
  },
  {
    policy: {
      ...DEFAULT_POLICY,
      targets,
      name: 'rule-mail',
      calendar: 'office@1',
      rule: { position: 20, conditions: [{ field: 'source', values: ['mail'] }] },
    },
    calendar: OFFICE,
  },
];

/** For the tickets that no rule fits. */
export const UNRULED_TERMS: SlaTerms = {
  policy: { ...DEFAULT_POLICY, targets, name: 'rule-none' },
  calendar: ALWAYS,
};
