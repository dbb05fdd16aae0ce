import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../domain/sla/calendar/validate-calendar.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { SlaPolicy, SlaTerms } from '../../domain/sla/sla.js';
import { validatePolicy } from '../../domain/sla/validate-policy.js';
import type { AppDeps } from '../deps.js';
import type { RuleDeps } from '../sla/rule-values.js';
import type { CalendarBody } from '../sla/calendars.js';
import { calendarsOfRows, checkPolicy, findCalendar, type PolicyBody } from '../sla/policies.js';

type Deps = RuleDeps & Pick<AppDeps, 'policies' | 'calendars' | 'teams' | 'users' | 'clock'>;

/** A policy and a calendar to try, each `name@version`, a name for its newest version, or written out. */
export interface TrialTerms {
  readonly policy: string | PolicyBody;
  /** Undefined for the policy's own. */
  readonly calendar: string | CalendarBody | undefined;
}

/** The name of written-out terms, which no stored ones have. */
const TRIAL = { name: 'trial', version: 1 } as const;

/** @throws DomainError `invalid_input` with every fault of the policy or of the calendar. */
export async function termsOfTrial(deps: Deps, { policy, calendar }: TrialTerms): Promise<SlaTerms> {
  const named: SlaPolicy =
    typeof policy === 'string' ? await knownPolicy(deps, policy) : { ...policy, ...TRIAL };
  const own = calendar === undefined;
  const found = await calendarOf(deps, calendar ?? named.calendar);
  const checked = await underPath(
    () => checkedTrial(deps, policy, named, found),
    (path) => (path === 'calendar' && !own ? path : `policy.${path}`),
  );
  if (found === null) throw new DomainError('invalid_input', 'The calendar does not exist.');
  return { policy: checked, calendar: found, ...(await rowTerms(deps, checked, found)) };
}

/** Recipients in the steps of a stored policy may have left. */
async function checkedTrial(
  deps: Deps,
  asked: TrialTerms['policy'],
  policy: SlaPolicy,
  calendar: Calendar | null,
): Promise<SlaPolicy> {
  if (typeof asked !== 'string') return checkPolicy(deps, policy, calendar);
  validatePolicy(policy, calendar, deps.clock.now(), await calendarsOfRows(deps, policy));
  return policy;
}

/** Another calendar to try stands in for that of the policy. Rows with calendars of their own keep them. */
async function rowTerms(
  deps: Deps,
  policy: SlaPolicy,
  calendar: Calendar,
): Promise<Pick<SlaTerms, 'calendars'>> {
  const rows = await calendarsOfRows(deps, policy);
  if (rows.size === 0) return {};
  const named = [...rows].flatMap(([ref, each]) => (each === null ? [] : [[ref, each] as const]));
  return { calendars: new Map([...named, [policy.calendar, calendar]]) };
}

async function knownPolicy({ policies }: Deps, reference: string): Promise<SlaPolicy> {
  const [name = '', version] = reference.split('@');
  const revision = await policies.find(name, version === undefined ? undefined : Number(version));
  if (revision !== null) return revision.content;
  throw new DomainError('invalid_input', 'The policy does not exist.', {
    faults: [{ path: 'policy', message: `${reference} does not exist` }],
  });
}

async function calendarOf(deps: Deps, calendar: string | CalendarBody): Promise<Calendar | null> {
  if (typeof calendar === 'string') return findCalendar(deps, calendar);
  return underPath(
    () => Promise.resolve(validateCalendar({ ...calendar, ...TRIAL })),
    (path) => `calendar.${path}`,
  );
}

/** Runs a check and moves the paths of its faults to their place in the request. */
async function underPath<T>(run: () => Promise<T>, toPath: (path: string) => string): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const faults = error.faults.map(({ path, message }): FieldFault => ({ path: toPath(path), message }));
    throw new DomainError(error.code, error.message, { faults, cause: error });
  }
}
