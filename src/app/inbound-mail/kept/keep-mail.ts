import { addDays } from '../../../domain/time.js';
import { mailEvent, type ReceivedMail } from '../../../domain/inbound-mail/received-mail.js';
import type { IncomingMail } from '../../../ports/inbound-mail/received-mails.js';
import type { AppDeps } from '../../deps.js';
import { mailKey } from './mail-key.js';

/**
 * Stores a mail.
 * After that, it may be acknowledged: message, record and event are on the majority of the database. A copy of a
 * stored mail is not stored again.
 * @throws DomainError `unavailable`: the mail must not be acknowledged, so that it is sent again.
 */
export async function keepMail(
  deps: Pick<AppDeps, 'receivedMails' | 'clock' | 'newId' | 'logger' | 'mailKeepDays'>,
  { source, recipients, raw }: IncomingMail,
): Promise<{ readonly mail: ReceivedMail; readonly isNew: boolean }> {
  const receivedAt = deps.clock.now();
  const mail = {
    id: deps.newId(),
    key: mailKey(raw),
    source,
    recipients: recipients.map((recipient) => recipient.toLowerCase()),
    sizeBytes: raw.length,
    receivedAt,
    expiresAt: expiryOf(deps, receivedAt),
  };
  const event = mailEvent('mail.received', mail, { id: deps.newId(), at: receivedAt });
  const kept = await deps.receivedMails.keep(mail, raw, event);
  const message = kept.isNew ? 'mail stored' : 'duplicate mail ignored';
  deps.logger.info({ mail: kept.mail.id, source, bytes: raw.length }, message);
  return kept;
}

export function expiryOf({ mailKeepDays }: Pick<AppDeps, 'mailKeepDays'>, receivedAt: Date): Date {
  return addDays(receivedAt, mailKeepDays);
}
