import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { EventDetails } from '../../domain/event-details.js';
import {
  editOrganisation as applyEdit,
  faultsOfDomains,
  type Organisation,
  type OrganisationEdit,
} from '../../domain/accounts/organisation.js';
import type { OrganisationQuery } from '../../ports/accounts/organisations.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, type Doer } from './account-event.js';

type Deps = Pick<AppDeps, 'organisations' | 'policies' | 'clock' | 'newId'>;

/** An organisation as a manager adds it. */
export type NewOrganisation = Omit<Organisation, 'id' | 'createdAt' | 'version'>;

/** The organisations, in the order in which they were created. @throws DomainError `forbidden` */
export async function listOrganisations(
  { organisations }: Pick<AppDeps, 'organisations'>,
  actor: Actor,
  query: OrganisationQuery,
): Promise<IdPage<Organisation>> {
  authorize(actor, 'organisation.read');
  return organisations.list(query);
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readOrganisation(
  { organisations }: Pick<AppDeps, 'organisations'>,
  actor: Actor,
  id: string,
): Promise<Organisation> {
  authorize(actor, 'organisation.read');
  const organisation = await organisations.find(id);
  if (organisation === null) throw new DomainError('not_found', `There is no organisation ${id}.`);
  return organisation;
}

/**
 * Creates an organisation. Idempotent by id.
 * @throws DomainError `forbidden`; `invalid_input` for a free-mail domain or an unknown policy; `duplicate` for a domain of
 *   another organisation.
 */
export async function createOrganisation(
  deps: Deps,
  doer: Doer,
  input: NewOrganisation,
  id: string,
): Promise<Organisation> {
  authorize(doer.actor, 'organisation.administer');
  await check(deps, input);
  const domains = [...new Set(input.domains)];
  const after: Organisation = { ...input, domains, id, createdAt: deps.clock.now(), version: 1 };
  const details = { organisation: { id, name: after.name }, domains };
  const event = accountEvent(deps, doer, { type: 'organisation.created', account: null, details });
  try {
    await deps.organisations.commit({ before: null, after, event });
    return after;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const there = isThere ? await deps.organisations.find(id) : null;
    if (there === null) throw error;
    return there;
  }
}

/**
 * Changes an organisation. Its people and their open tickets stay as they are.
 * @throws DomainError `not_found`, `version_conflict`; as {@link createOrganisation}.
 */
export async function editOrganisation(
  deps: Deps,
  doer: Doer,
  id: string,
  edit: OrganisationEdit,
  expectedVersion?: number,
): Promise<Organisation> {
  const before = await findChangeable(deps, doer, id, expectedVersion);
  await check(deps, edit);
  const after = applyEdit(before, edit);
  const changes = changesOf(before, after);
  if (Object.keys(changes).length === 0) return before;
  const details = { organisation: { id, name: after.name }, ...changes };
  const event = accountEvent(deps, doer, { type: 'organisation.edited', account: null, details });
  await deps.organisations.commit({ before, after, event });
  return after;
}

/**
 * Deletes an organisation without people. Its tickets keep its id.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`; `illegal_transition` while people belong to it.
 */
export async function deleteOrganisation(
  deps: Deps,
  doer: Doer,
  id: string,
  expectedVersion?: number,
): Promise<void> {
  const before = await findChangeable(deps, doer, id, expectedVersion);
  const details = { organisation: { id, name: before.name } };
  const event = accountEvent(deps, doer, { type: 'organisation.deleted', account: null, details });
  await deps.organisations.commit({ before, after: null, event });
}

async function findChangeable(
  deps: Deps,
  { actor }: Doer,
  id: string,
  expectedVersion: number | undefined,
): Promise<Organisation> {
  authorize(actor, 'organisation.administer');
  const before = await readOrganisation(deps, actor, id);
  if (expectedVersion === undefined || expectedVersion === before.version) return before;
  throw new DomainError(
    'version_conflict',
    `This organisation is at version ${before.version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}

async function check({ policies }: Deps, { domains = [], policy = null }: OrganisationEdit): Promise<void> {
  const faults: FieldFault[] = faultsOfDomains(domains);
  if (policy !== null && (await policies.find(policy)) === null) {
    faults.push({ path: 'policy', message: 'is not the name of an SLA policy' });
  }
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'The organisation was not saved. The errors list every fault.', {
      faults,
    });
  }
}

/** Notes may be about people, so the log says only that they changed. */
function changesOf(before: Organisation, after: Organisation): EventDetails {
  const shown = ({ name, domains, policy, isVip, ticketVisibility }: Organisation) => ({
    name,
    domains,
    policy,
    is_vip: isVip,
    ticket_visibility: ticketVisibility,
  });
  const [from, to] = [shown(before), shown(after)];
  const fields = Object.keys(from) as (keyof typeof from)[];
  const changed = fields.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  return {
    ...Object.fromEntries(changed.map((field) => [field, { from: from[field], to: to[field] }])),
    ...(before.notes === after.notes ? {} : { notes: 'changed' }),
  };
}
