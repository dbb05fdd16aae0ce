import { actorOf } from '../../domain/access/actor.js';
import { accountChanges } from '../../domain/accounts/account-events.js';
import { DomainError } from '../../domain/errors.js';
import type { Language } from '../../domain/languages.js';
import { mailSwitchOf, type MailSwitch } from '../../domain/mail/mail-switch.js';
import { editPerson } from '../../domain/accounts/people.js';
import { authorize } from '../../domain/access/permissions.js';
import { type User } from '../../domain/accounts/user.js';
import { accountEvent } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'users' | 'mailedSecrets' | 'secretGenerations' | 'clock' | 'newId'>;

/** One of our mailed unsubscribe links, and its state. */
export interface OpenedSwitch extends Pick<MailSwitch, 'group'> {
  readonly isOn: boolean;
  /** The reader's own; null for none. */
  readonly language: Language | null;
}

/** Maximum optimistic-locking retries. */
const MAX_ATTEMPTS = 8;

/**
 * Returns the group of an unsubscribe link, and whether its mails are sent.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` for a closed account, or a revoked
 *   link.
 */
export async function readMailSwitch(deps: Deps, token: string): Promise<OpenedSwitch> {
  const { group, person } = await switchOf(deps, token);
  return { group, isOn: !person.mailsOff.includes(group), language: person.language };
}

/**
 * Switches the mails on or off, as the person whom the link was mailed to. Done twice, it does nothing the second time.
 * @throws DomainError as {@link readMailSwitch}; `forbidden`.
 */
export async function switchMails(
  deps: Deps,
  token: string,
  isOn: boolean,
  address: string,
): Promise<OpenedSwitch> {
  for (let attempt = 1; ; attempt += 1) {
    const { group, person: before } = await switchOf(deps, token);
    const actor = actorOf(before);
    authorize(actor, 'profile.edit');
    const others = before.mailsOff.filter((each) => each !== group);
    const after = editPerson(before, { mailsOff: isOn ? others : [...others, group] });
    const { language } = before;
    if (before.mailsOff.includes(group) !== isOn) return { group, isOn, language };
    const details = { ...accountChanges(before, after), via: 'mail_link' };
    const event = accountEvent(deps, { actor, address }, { type: 'account.edited', account: after, details });
    try {
      await deps.users.commit({ person: { before, after }, event });
      return { group, isOn, language };
    } catch (error) {
      const isLostRace = error instanceof DomainError && error.code === 'version_conflict';
      if (!isLostRace || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

async function switchOf(
  deps: Deps,
  token: string,
): Promise<{ readonly group: MailSwitch['group']; readonly person: User }> {
  const known = mailSwitchOf(deps.mailedSecrets.idOf(token) ?? '');
  if (known === null)
    throw new DomainError(
      'not_found',
      'This link is incomplete: the mail program may have cut it. Copy all of it from the mail.',
    );
  const person = await deps.users.find(known.personId);
  if (person?.isActive !== true) {
    throw new DomainError('link_expired', 'This account is no longer active and gets no mails.');
  }
  const { personId, group, generation = 0 } = known;
  if (generation < (await deps.secretGenerations.current({ ticketNumber: null, personId }))) {
    throw new DomainError(
      'link_expired',
      'This link was shown to a requester, so it no longer works. Use the one in a newer mail, or change your notifications after signing in.',
    );
  }
  return { group, person };
}
