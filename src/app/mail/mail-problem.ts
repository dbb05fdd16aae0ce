import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import { addressDeliveries } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { type User } from '../../domain/accounts/user.js';
import type { AccountChange, SettledDelivery } from '../../ports/accounts/account-repositories.js';
import { accountEvent } from '../accounts/account-event.js';
import { managers } from '../tickets/assignment/auto-assign-ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'users' | 'deliveries' | 'clock' | 'newId'>;

/** Maximum optimistic-locking retries. */
const MAX_ATTEMPTS = 8;

const HOLDFAST = { actor: SYSTEM_ACTOR, address: null };

/**
 * Settles a delivery with a refused address, and marks the person.
 * The managers get one mail with the mark, however many mails fail: those who are reachable and not the person. A
 * failed mail of that kind causes no further mail.
 */
export async function noteRefusedAddress(
  deps: Deps,
  delivery: Delivery,
  mailed: User,
  answer: string,
): Promise<void> {
  const outcome = { state: 'failed', claim: delivery, answer } as const;
  const isSettled = await settleWithPerson(deps, mailed, outcome, (person) =>
    refused(deps, delivery, person, answer),
  );
  if (!isSettled) await deps.deliveries.markFailed(delivery, answer);
}

/**
 * Marks the person whose mail came back, as {@link noteRefusedAddress} does.
 * The delivery is not changed: it is sent, or a worker that has not received the acceptance holds it.
 */
export async function noteReturnedMail(
  deps: Deps,
  delivery: Delivery,
  mailed: User,
  answer: string,
): Promise<void> {
  await settleWithPerson(deps, mailed, undefined, (person) => refused(deps, delivery, person, answer));
}

/** Null if the mark exists. */
async function refused(
  deps: Deps,
  delivery: Delivery,
  person: User,
  answer: string,
): Promise<AccountChange | null> {
  if (person.mailProblem !== null) return null;
  const told = delivery.kind === 'address_refused' ? [] : await reachableManagers(deps, person);
  const event = accountEvent(deps, HOLDFAST, {
    type: 'account.address_refused',
    account: person,
    details: { delivery: delivery.id, answer },
    followUps: told.length > 0 ? ['tell_managers'] : [],
  });
  const mailProblem = { at: event.at, answer };
  return {
    person: { before: person, after: { ...person, mailProblem, version: person.version + 1 } },
    event,
    deliveries: addressDeliveries(event, person, told),
  };
}

/** Records that a formerly rejected address accepted a mail: it works again. */
export async function noteAcceptedAddress(
  deps: Deps,
  delivery: Delivery,
  mailed: User,
  answer: string,
): Promise<void> {
  const sentAt = deps.clock.now();
  const outcome = { id: delivery.id, state: 'sent', sentAt, answer } as const;
  const isSettled = await settleWithPerson(deps, mailed, outcome, (person) => {
    if (person.mailProblem === null) return null;
    const after = { ...person, mailProblem: null, version: person.version + 1 };
    const event = accountEvent(deps, HOLDFAST, {
      type: 'account.address_accepted',
      account: person,
      details: { delivery: delivery.id },
    });
    return { person: { before: person, after }, event };
  });
  if (!isSettled) await deps.deliveries.markSent(delivery.id, sentAt, answer);
}

async function reachableManagers(deps: Deps, about: User): Promise<readonly User[]> {
  return (await managers(deps)).filter(({ id, mailProblem }) => id !== about.id && mailProblem === null);
}

/**
 * Writes the outcome of a delivery and the mark of the person's address in one transaction.
 * Returns false if the mark changes nothing: it exists, or the person has another address now.
 */
async function settleWithPerson(
  deps: Deps,
  mailed: User,
  settledDelivery: SettledDelivery | undefined,
  decide: (person: User) => Promise<AccountChange | null> | AccountChange | null,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const person = await deps.users.find(mailed.id);
    const change = person?.email === mailed.email ? await decide(person) : null;
    if (change === null) return false;
    try {
      await deps.users.commit(settledDelivery === undefined ? change : { ...change, settledDelivery });
      return true;
    } catch (error) {
      const isLostRace = error instanceof DomainError && error.code === 'version_conflict';
      if (!isLostRace || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}
