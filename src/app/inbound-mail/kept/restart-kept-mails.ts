import { isLate } from '../../../domain/inbound-mail/received-mail.js';
import type { AppDeps } from '../../deps.js';
import { keptMails } from './kept-mails.js';

/**
 * Processes mails that have waited for long.
 * A restored Temporal may not have their workflow. A running or ended one is not changed.
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
