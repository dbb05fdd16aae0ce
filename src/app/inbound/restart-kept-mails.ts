import type { AppDeps } from '../deps.js';

const PAGE = 100;

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
  let after: string | undefined;
  do {
    const page = await deps.receivedMails.list({ states: ['kept'], pageSize: PAGE, after });
    for (const { id, receivedAt } of page.items) {
      if (receivedAt < late) await deps.gateway.receiveMail({ id, type: 'mail.received', mailId: id });
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
}
