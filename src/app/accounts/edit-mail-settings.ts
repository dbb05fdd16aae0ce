import { DomainError } from '../../domain/errors.js';
import { faultsOfQuietHours, type MailSettings } from '../../domain/accounts/mail-settings.js';
import type { User } from '../../domain/accounts/user.js';
import type { Doer } from './account-event.js';
import { editPerson } from './edit-person.js';

/**
 * Changes the notification settings of the actor.
 * Mails that already wait are not affected.
 * @throws DomainError `invalid_input` for invalid quiet hours; as {@link editPerson}.
 */
export async function editMailSettings(
  deps: Parameters<typeof editPerson>[0],
  doer: Doer,
  settings: MailSettings,
  expectedVersion?: number,
): Promise<User> {
  const { quietHours } = settings;
  const faults = quietHours === null ? [] : faultsOfQuietHours(quietHours);
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'The notification settings were not changed.', {
      faults: faults.map(({ path, message }) => ({ path: `quiet_hours.${path}`, message })),
    });
  }
  return editPerson(deps, doer, doer.actor.id, settings, expectedVersion);
}
