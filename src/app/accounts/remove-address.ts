import { accountChanges } from '../../domain/accounts/account-events.js';
import type { User } from '../../domain/accounts/user.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import type { AppDeps } from '../deps.js';
import { accountEvent } from './account-event.js';
import type { SignedIn } from './authenticate.js';
import { readMe } from './sign-in/sign-in.js';

type Deps = Pick<AppDeps, 'users' | 'clock' | 'newId'>;

/**
 * Removes one of the person's other addresses, and mails a notice to their primary one.
 * From then on, a mail from the address is the mail of a stranger, and another account can have the address.
 * @throws DomainError `forbidden`; `invalid_input` for the primary address; `not_found` for an address that they do not
 *   have; `version_conflict`.
 */
export async function removeAddress(
  deps: Deps,
  { actor, address }: { readonly actor: SignedIn; readonly address: string },
  email: string,
): Promise<User> {
  authorize(actor, 'profile.edit');
  const before = await readMe(deps, actor);
  if (email === before.email) {
    const faults = [{ path: 'email', message: 'is your primary address; an administrator can change it' }];
    throw new DomainError('invalid_input', 'The address was not removed.', { faults });
  }
  if (!before.otherAddresses.includes(email)) {
    throw new DomainError('not_found', 'You do not have this address.');
  }
  const otherAddresses = before.otherAddresses.filter((each) => each !== email);
  const after = { ...before, otherAddresses, version: before.version + 1 };
  const event = accountEvent(
    deps,
    { actor, address },
    {
      type: 'account.edited',
      account: after,
      details: accountChanges(before, after),
      followUps: ['send_mails'],
    },
  );
  await deps.users.commit({
    person: { before, after },
    event,
    deliveries: [accountDelivery(event, 'address_removed', after, { address: email })],
  });
  return after;
}
