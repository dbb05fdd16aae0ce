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
 * @throws DomainError `forbidden`; `invalid_input` for the primary address, and one that they do not have;
 *   `version_conflict`.
 */
export async function removeAddress(
  deps: Deps,
  { actor, address }: { readonly actor: SignedIn; readonly address: string },
  email: string,
): Promise<User> {
  authorize(actor, 'profile.edit');
  const before = await readMe(deps, actor);
  if (!before.otherAddresses.includes(email)) {
    const message =
      email === before.email
        ? 'is your primary address; an administrator can change it'
        : 'is not one of your addresses';
    const faults = [{ path: 'email', message }];
    throw new DomainError('invalid_input', 'The address was not removed.', { faults });
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
