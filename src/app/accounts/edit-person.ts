import { accountChanges, followUpsOf, type AccountEventType } from '../../domain/accounts/account-events.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import {
  editPerson as applyEdit,
  erasePerson as erased,
  actionOfEdit,
  type PersonEdit,
} from '../../domain/accounts/people.js';
import { isGone } from '../../domain/accounts/person-merge.js';
import { addressesOf, faultsOfContact } from '../../domain/accounts/contact.js';
import { authorize, can } from '../../domain/access/permissions.js';
import type { User } from '../../domain/accounts/user.js';
import { requireTeam } from '../desk/check-choices.js';
import { accountEvent, type Doer } from './account-event.js';
import { mergedAccounts } from './current-person.js';
import type { AppDeps } from '../deps.js';
import { personNotFound } from './read-people.js';

type Deps = Pick<AppDeps, 'users' | 'calendars' | 'teams' | 'clock' | 'newId'>;

/**
 * Changes a person.
 * People can change some of their own fields, staff the contact details of requesters, administrators all. A moderator who can no longer hold tickets hands
 * them back in a durable workflow.
 * @throws DomainError `not_found` also for a person whom the actor may not see; `forbidden`; `version_conflict`;
 *   `duplicate` (the address), `last_admin`.
 */
export async function editPerson(
  deps: Deps,
  doer: Doer,
  id: string,
  edit: PersonEdit,
  expectedVersion?: number,
): Promise<User> {
  const before = await findEditable(deps, doer, id);
  authorize(doer.actor, actionOfEdit(before, edit, before.id === doer.actor.id));
  if (expectedVersion !== undefined && expectedVersion !== before.version) {
    throw new DomainError(
      'version_conflict',
      `This person is at version ${before.version}, not ${expectedVersion}. Read them again and repeat your change.`,
    );
  }
  await check(deps, edit);
  await requireTeam(deps, edit.team === before.team ? null : edit.team, 'The person was not changed.');
  const after = applyEdit(before, edit);
  const details = accountChanges(before, after);
  if (Object.keys(details).length === 0) return before;
  const tellsFormerAddress = mustTellFormerAddress(before, after);
  const tellsOfAddress = !tellsFormerAddress && hasNewAddress(before, after);
  const event = accountEvent(deps, doer, {
    type: eventType(before, after),
    account: after,
    details,
    // The mail comes last: a mail server that is away holds up nothing else.
    followUps: [
      ...followUpsOf(before, after),
      ...(tellsFormerAddress || tellsOfAddress ? (['send_mails'] as const) : []),
    ],
  });
  const former = { former_address: before.email };
  const [added] = after.otherAddresses.filter((each) => !addressesOf(before).includes(each));
  const deliveries = tellsFormerAddress
    ? [accountDelivery(event, 'address_changed', after, former)]
    : added !== undefined && tellsOfAddress
      ? [accountDelivery(event, 'address_added', after, { address: added })]
      : [];
  await deps.users.commit({ person: { before, after }, event, deliveries });
  return after;
}

/**
 * Erases the data of a person: the account, its name everywhere, its sessions and keys.
 * The same applies to accounts that were merged into theirs. Tickets stay readable. The account is deleted immediately. A workflow replaces the name on stored documents.
 * @throws DomainError `not_found`, `forbidden`, `last_admin`.
 */
export async function erasePerson(
  deps: Pick<Deps, 'users' | 'clock' | 'newId'> & Pick<AppDeps, 'sealer'>,
  doer: Doer,
  id: string,
): Promise<void> {
  const before = await findEditable(deps, doer, id);
  authorize(doer.actor, 'person.administer');
  // First, so that a repeat finds those that are left.
  for (const account of await mergedAccounts(deps.users, id)) await erase(deps, doer, account);
  await erase(deps, doer, before);
}

async function erase(
  deps: Pick<Deps, 'users' | 'clock' | 'newId'> & Pick<AppDeps, 'sealer'>,
  doer: Doer,
  before: User,
): Promise<void> {
  const erasedFingerprint = deps.sealer.fingerprint(before.email);
  const otherErasedFingerprints = before.otherAddresses.map((each) => deps.sealer.fingerprint(each));
  const after = {
    ...erased(before, deps.clock.now()),
    erasedFingerprint,
    ...(otherErasedFingerprints.length === 0 ? {} : { otherErasedFingerprints }),
  };
  const event = accountEvent(deps, doer, {
    type: 'account.erased',
    account: after,
    followUps: followUpsOf(before, after),
  });
  await deps.users.commit({ person: { before, after }, event });
}

async function check(deps: Deps, edit: PersonEdit): Promise<void> {
  const faults = faultsOfContact(edit);
  const { calendar } = edit;
  if (calendar !== undefined && calendar !== null && (await deps.calendars.find(calendar)) === null) {
    faults.push({ path: 'calendar', message: 'is not the name of a calendar' });
  }
  if (faults.length > 0) throw new DomainError('invalid_input', 'The person was not changed.', { faults });
}

async function findEditable(deps: Pick<Deps, 'users'>, { actor }: Doer, id: string): Promise<User> {
  const user = await deps.users.find(id);
  if (user === null || isGone(user) || !can(actor, 'person.read', user)) throw personNotFound(id);
  return user;
}

/** Returns true if the former address must get a mail about the change: it was proven and accepts mail. */
function mustTellFormerAddress(before: User, after: User): boolean {
  return (
    before.email !== after.email &&
    after.isActive &&
    before.emailVerifiedAt !== null &&
    before.mailProblem === null
  );
}

/** Returns true if the owner must get a mail about an address beside the primary one. */
function hasNewAddress(before: User, after: User): boolean {
  const known = addressesOf(before);
  return after.isActive && after.otherAddresses.some((address) => !known.includes(address));
}

function eventType(before: User, after: User): AccountEventType {
  if (before.isActive === after.isActive) return 'account.edited';
  return after.isActive ? 'account.reactivated' : 'account.deactivated';
}
