import type { UnkeptMail } from '../../../ports/inbound-mail/received-mails.js';
import type { AppDeps } from '../../deps.js';
import { expiryOf } from './keep-mail.js';

/** Records that a message was left in its mailbox, so that people look for it there. Idempotent. */
export async function noteUnkept(
  deps: Pick<AppDeps, 'receivedMails' | 'clock' | 'newId' | 'logger' | 'mailKeepDays'>,
  { source, key, sizeBytes, fault }: UnkeptMail,
): Promise<void> {
  const receivedAt = deps.clock.now();
  const mail = { id: deps.newId(), key, source, recipients: [], sizeBytes, receivedAt };
  await deps.receivedMails.addFailed({ ...mail, expiresAt: expiryOf(deps, receivedAt) }, fault);
  deps.logger.warn({ source, bytes: sizeBytes, fault }, 'mail not stored');
}
