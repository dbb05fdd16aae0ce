import type { Delivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import type { User } from '../../domain/accounts/user.js';
import type { Mail } from '../../ports/mail/mailer.js';
import type { AppDeps } from '../deps.js';
import { writeMail, type WriteDeps } from './write-mail.js';

/**
 * Renders a mail and sends it to the server.
 * If the server rejects its files (too large, or a forbidden type), it sends links instead. The rejection is final,
 * so there is no second copy.
 * @param within returns the signal that aborts the sending
 * @throws DomainError as `Mailer.send` does
 */
export async function submitMail(
  deps: WriteDeps & Pick<AppDeps, 'mailer' | 'metrics'>,
  delivery: Delivery,
  recipient: User,
  within: () => AbortSignal,
): Promise<string> {
  const mail = await writeMail(deps, delivery, recipient);
  try {
    return await submit(deps, mail, within());
  } catch (error) {
    if (mail.attachments === undefined || !isRejection(error)) throw error;
  }
  const withLinks = await writeMail({ ...deps, mailedFileBytes: 0 }, delivery, recipient);
  return submit(deps, withLinks, within());
}

async function submit(
  { mailer, metrics }: Pick<AppDeps, 'mailer' | 'metrics'>,
  mail: Mail,
  signal: AbortSignal,
): Promise<string> {
  const answer = await mailer.send(mail, signal);
  metrics.filesGiven('attached', mail.attachments?.length ?? 0);
  metrics.filesGiven('linked', mail.linkedFiles ?? 0);
  return answer;
}

function isRejection(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'delivery_rejected';
}
