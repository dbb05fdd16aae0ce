import { isLate } from '../../../domain/inbound-mail/received-mail.js';
import type { AppDeps } from '../../deps.js';
import { keptMails } from './kept-mails.js';

/**
 * Has mails processed that were kept long ago and still wait: a Temporal that was restored from a backup may have forgotten
 * their workflow. One that is under way, or has ended, is left alone.
 * @throws DomainError `unavailable`
 */
export async function restartKeptMails(
  deps: Pick<AppDeps, 'receivedMails' | 'gateway' | 'clock'>,
): Promise<void> {
  const now = deps.clock.now();
  for await (const mail of keptMails(deps)) {
    const { id } = mail;
    if (isLate(mail, now)) await deps.gateway.receiveMail({ id, type: 'mail.received', mailId: id });
  }
}
