import type { AppDeps } from '../deps.js';
import { keptMails } from './kept-mails.js';

/** Whoever processes a mail has begun long before. */
const LATE_MS = 60 * 60 * 1000;

/**
 * Has mails processed that were kept long ago and still wait: a Temporal that was restored from a backup may have forgotten
 * their workflow. One that is under way, or has ended, is left alone.
 * @throws DomainError `unavailable`
 */
export async function restartKeptMails(
  deps: Pick<AppDeps, 'receivedMails' | 'gateway' | 'clock'>,
): Promise<void> {
  const late = new Date(deps.clock.now().getTime() - LATE_MS);
  for await (const { id, receivedAt } of keptMails(deps)) {
    if (receivedAt < late) await deps.gateway.receiveMail({ id, type: 'mail.received', mailId: id });
  }
}
