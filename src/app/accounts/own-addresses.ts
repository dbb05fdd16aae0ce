import { authorize } from '../../domain/access/permissions.js';
import { accountChanges } from '../../domain/accounts/account-events.js';
import { addressesOf, MAX_OTHER_ADDRESSES } from '../../domain/accounts/contact.js';
import type { OneTimeCode } from '../../domain/accounts/one-time-code.js';
import type { User } from '../../domain/accounts/user.js';
import { DomainError } from '../../domain/errors.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import type { AppDeps } from '../deps.js';
import { accountEvent } from './account-event.js';
import type { SignedIn } from './authenticate.js';
import { codesToTry, commitRequest, networkName, newCode } from './codes.js';
import { readMe } from './sign-in/sign-in.js';

type RequestDeps = Pick<AppDeps, 'users' | 'codes' | 'signInGuard' | 'sealer' | 'clock' | 'newId'>;

/** A signed-in person, and the client address of the request. */
interface Requester {
  readonly actor: SignedIn;
  readonly address: string;
}

/**
 * Mails a code to a further address of the person, which proves that they read mail there.
 * The answer is the same if another person has the address, or if too many mails were asked for: then none is sent.
 * @throws DomainError `forbidden`; `invalid_input` for an address that they have, and for one too many.
 */
export async function requestAddress(
  deps: RequestDeps,
  { actor, address }: Requester,
  email: string,
): Promise<void> {
  authorize(actor, 'profile.edit');
  const user = await readMe(deps, actor);
  checkNew(user, email);
  const isTaken = (await deps.users.findByAddress(email)) !== null;
  if (isTaken || !(await deps.signInGuard.mayMail(email, address))) return;
  const request = {
    type: 'account.code_requested',
    purpose: 'new_address',
    kind: 'address_code',
    newAddress: email,
  } as const;
  await commitRequest(deps, newCode(deps, { actor, address }, user, request));
}

type Deps = Pick<AppDeps, 'users' | 'codes' | 'mailedSecrets' | 'sealer' | 'clock' | 'newId'>;

/**
 * Adds the address whose code the person enters, and mails a notice to their primary one. A code works once. Five wrong
 * attempts from one network end it there.
 * @throws DomainError `forbidden`; `invalid_input` for a wrong, used or expired code; `duplicate` if another person has the
 *   address by now; `version_conflict`.
 */
export async function confirmAddress(
  deps: Deps,
  { actor, address }: Requester,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<User> {
  authorize(actor, 'profile.edit');
  const before = await readMe(deps, actor);
  const redeemed = await redeemable(deps, before, { email, code, address });
  if (redeemed === null) throw refused('code', 'is wrong, used or expired; request a new one');
  checkNew(before, email);
  const otherAddresses = [...before.otherAddresses, email];
  const about = { before, otherAddresses, kind: 'address_added', email, redeemedCode: redeemed.id } as const;
  return commitOtherAddresses(deps, { actor, address }, about);
}

/**
 * Removes one of the person's other addresses, and mails a notice to their primary one.
 * From then on, a mail from the address is the mail of a stranger, and another account can have the address.
 * @throws DomainError `forbidden`; `invalid_input` for the primary address, and one that they do not have;
 *   `version_conflict`.
 */
export async function removeAddress(
  deps: Pick<AppDeps, 'users' | 'clock' | 'newId'>,
  { actor, address }: Requester,
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
  return commitOtherAddresses(
    deps,
    { actor, address },
    { before, otherAddresses, kind: 'address_removed', email },
  );
}

/** Writes the other addresses of a person, with the notice to their primary one. */
async function commitOtherAddresses(
  deps: Pick<AppDeps, 'users' | 'clock' | 'newId'>,
  doer: Requester,
  {
    before,
    otherAddresses,
    kind,
    email,
    redeemedCode,
  }: {
    readonly before: User;
    readonly otherAddresses: readonly string[];
    readonly kind: 'address_added' | 'address_removed';
    readonly email: string;
    readonly redeemedCode?: string;
  },
): Promise<User> {
  const after = { ...before, otherAddresses, version: before.version + 1 };
  const event = accountEvent(deps, doer, {
    type: 'account.edited',
    account: after,
    details: accountChanges(before, after),
    followUps: ['send_mails'],
  });
  await deps.users.commit({
    person: { before, after },
    ...(redeemedCode === undefined ? {} : { redeemedCode }),
    event,
    deliveries: [accountDelivery(event, kind, after, { address: email })],
  });
  return after;
}

async function redeemable(
  deps: Deps,
  user: User,
  {
    email,
    code: given,
    address,
  }: { readonly email: string; readonly code: string; readonly address: string },
): Promise<OneTimeCode | null> {
  const network = networkName(deps, address);
  let right: OneTimeCode | null = null;
  for (const code of await codesToTry(deps, user.id, address, 'new_address')) {
    if (code.newAddress !== email) continue;
    const hadAttempt = await deps.codes.spendAttempt(code.id, network);
    if (hadAttempt && deps.mailedSecrets.isCode(code.id, given)) right = code;
  }
  return right;
}

function checkNew(user: User, email: string): void {
  if (addressesOf(user).includes(email)) throw refused('email', 'is one of your addresses already');
  if (user.otherAddresses.length < MAX_OTHER_ADDRESSES) return;
  throw refused('email', `is one too many: you have ${MAX_OTHER_ADDRESSES} further addresses`);
}

function refused(path: string, message: string): DomainError {
  return new DomainError('invalid_input', 'The address was not added.', { faults: [{ path, message }] });
}
