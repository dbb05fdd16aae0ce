import type { Revision } from '../../ports/revisions.js';
import type { Actor } from '../../domain/access/actor.js';
import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import { rowCalendars, versionRef, type SlaPolicy, type SlaTargets } from '../../domain/sla/sla.js';
import { validatePolicy, type PolicyCalendars } from '../../domain/sla/validate-policy.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { teamFaults, unknownChoice } from '../desk/check-choices.js';
import { unknownValueFaults, type RuleDeps } from './rule-values.js';
import { addFirst, addNext, newest } from '../revisions.js';

type Deps = RuleDeps & Pick<AppDeps, 'policies' | 'calendars' | 'teams' | 'users' | 'clock'>;
type PolicyRevision = Revision<SlaPolicy>;

/**
 * A policy without name and version, as its author writes it; a calendar without a version is the newest one.
 */
export type PolicyBody = Omit<SlaPolicy, 'name' | 'version'>;

/** The policies, each in its newest version. @throws DomainError `forbidden` */
export async function listPolicies(
  deps: Deps,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<PolicyRevision>> {
  authorize(actor, 'sla.read');
  return deps.policies.list(page);
}

/** A policy, in its newest version or in that one. @throws DomainError `forbidden`, `not_found` */
export async function readPolicy(
  deps: Deps,
  actor: Actor,
  name: string,
  version?: number,
): Promise<PolicyRevision> {
  authorize(actor, 'sla.read');
  return newest(deps.policies, name, version);
}

/** @throws DomainError `forbidden`, `invalid_input` with every fault, `duplicate` */
export async function createPolicy(
  deps: Deps,
  actor: Actor,
  name: string,
  body: PolicyBody,
  requestId: string,
): Promise<PolicyRevision> {
  authorize(actor, 'sla.administer');
  const policy = await checked(deps, { ...body, name, version: 1 });
  return addFirst(deps, deps.policies, { actor, content: policy, requestId });
}

/**
 * Creates a new version of a policy.
 * Tickets keep the version that they were created under.
 * @throws DomainError `forbidden`, `not_found`, `invalid_input` with every fault, `version_conflict`
 */
export async function changePolicy(
  deps: Deps,
  actor: Actor,
  name: string,
  body: PolicyBody,
  expectedVersion?: number,
): Promise<PolicyRevision> {
  authorize(actor, 'sla.administer');
  return addNext(deps, deps.policies, { actor, name, expectedVersion }, (_current, version) =>
    checked(deps, { ...body, name, version }),
  );
}

/** The policy with its calendar pinned to a version and its steps in order. */
async function checked(deps: Deps, policy: SlaPolicy): Promise<SlaPolicy> {
  return checkPolicy(deps, policy, await findCalendar(deps, policy.calendar));
}

/**
 * Validates a policy against its calendar (null if it does not exist), and pins the calendar's version.
 * @throws DomainError `invalid_input` with every fault.
 */
export async function checkPolicy(
  deps: RuleDeps & Pick<Deps, 'calendars' | 'teams' | 'users' | 'clock'>,
  policy: SlaPolicy,
  calendar: Calendar | null,
): Promise<SlaPolicy> {
  const strangers = [
    ...(await unknownCategoryFaults(deps, policy)),
    ...(await unknownValueFaults(deps, policy)),
    ...(await strangerFaults(deps, policy)),
    ...(await unknownTeamFaults(deps, policy)),
  ];
  const rows = await calendarsOfRows(deps, policy);
  try {
    validatePolicy(policy, calendar, deps.clock.now(), rows);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.message, { faults: [...error.faults, ...strangers] });
  }
  if (strangers.length > 0) {
    throw new DomainError(
      'invalid_input',
      'The policy names a recipient, team, category or other value that does not exist.',
      {
        faults: strangers,
      },
    );
  }
  return {
    ...policy,
    calendar: calendar === null ? policy.calendar : versionRef(calendar),
    escalation: [...policy.escalation].sort((a, b) => a.afterMinutes - b.afterMinutes),
    ...pinnedRows(policy, rows),
  };
}

/** Finds the calendars that rows of targets name, as the policy names them. */
export async function calendarsOfRows(
  deps: Pick<Deps, 'calendars'>,
  policy: Pick<SlaPolicy, 'targets' | 'exceptions'>,
): Promise<PolicyCalendars> {
  const found = rowCalendars(policy).map(async (name) => [name, await findCalendar(deps, name)] as const);
  return new Map(await Promise.all(found));
}

/** The rows with their calendars pinned to versions. */
function pinnedRows(
  { targets, exceptions }: SlaPolicy,
  calendars: PolicyCalendars,
): Pick<SlaPolicy, 'targets' | 'exceptions'> {
  const pinned = (row: SlaTargets): SlaTargets => {
    const calendar = calendars.get(row.calendar ?? '') ?? null;
    return calendar === null ? row : { ...row, calendar: versionRef(calendar) };
  };
  const { urgent, high, medium, low } = targets;
  return {
    targets: { urgent: pinned(urgent), high: pinned(high), medium: pinned(medium), low: pinned(low) },
    exceptions: exceptions.map((exception) => ({
      ...exception,
      targets: Object.fromEntries(
        Object.entries<SlaTargets>(exception.targets).map(([priority, row]) => [priority, pinned(row)]),
      ),
    })),
  };
}

/** Finds a calendar by `name@version`, or by name for the newest; null if it does not exist. */
export async function findCalendar(
  { calendars }: Pick<Deps, 'calendars'>,
  reference: string,
): Promise<Calendar | null> {
  const [name = '', version] = reference.split('@');
  const revision = await calendars.find(name, version === undefined ? undefined : Number(version));
  return revision?.content ?? null;
}

async function strangerFaults(
  { users }: Pick<Deps, 'users'>,
  { escalation }: SlaPolicy,
): Promise<FieldFault[]> {
  const faults = await Promise.all(
    escalation.map(async ({ recipientId }, index) => {
      if (recipientId === null || (await users.find(recipientId))?.isActive === true) return [];
      return [{ path: `escalation.${index}.recipient_id`, message: 'is not the id of an active person' }];
    }),
  );
  return faults.flat();
}

/** A retired category is fine: tickets that have it stay under the policy. */
async function unknownCategoryFaults(
  deps: Pick<Deps, 'categories'>,
  { exceptions }: SlaPolicy,
): Promise<FieldFault[]> {
  const faults = await Promise.all(
    exceptions.map(async ({ category }, index) => {
      const message = category === null ? null : await unknownChoice(deps, 'categories', category);
      return message === null ? [] : [{ path: `exceptions.${index}.category`, message }];
    }),
  );
  return faults.flat();
}

/** A typing error would be a place where no person looks. */
async function unknownTeamFaults(
  deps: Pick<Deps, 'teams'>,
  { exceptions, escalation }: SlaPolicy,
): Promise<FieldFault[]> {
  const faults = await Promise.all([
    ...exceptions.map(({ team }, index) => teamFaults(deps, team, { path: `exceptions.${index}.team` })),
    ...escalation.map(({ team }, index) => teamFaults(deps, team, { path: `escalation.${index}.team` })),
  ]);
  return faults.flat();
}
