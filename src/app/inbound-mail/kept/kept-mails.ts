import type { ReceivedMail } from '../../../domain/inbound-mail/received-mail.js';
import type { AppDeps } from '../../deps.js';

const PAGE_SIZE = 100;

/**
 * Yields all stored mails that are not processed, newest first, in pages.
 * @throws DomainError `unavailable`
 */
export async function* keptMails({
  receivedMails,
}: Pick<AppDeps, 'receivedMails'>): AsyncGenerator<ReceivedMail, void> {
  let after: string | undefined;
  do {
    const page = await receivedMails.list({ states: ['kept'], pageSize: PAGE_SIZE, after });
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
