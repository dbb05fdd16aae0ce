import { ERASED_NAME } from '../../domain/people.js';
import type { AppDeps } from '../deps.js';

/**
 * Writes the stand-in over the name of an erased person wherever a copy of it is kept: tickets, comments, trails and
 * mails; the mails that came from them go. Does nothing for somebody who is not erased; done twice, it finds nothing to do.
 */
export async function eraseTraces(
  deps: Pick<AppDeps, 'users' | 'personalData' | 'receivedMails'>,
  accountId: string,
): Promise<{ readonly renamed: number }> {
  const user = await deps.users.find(accountId);
  if (user?.erasedAt === null || user === null) return { renamed: 0 };
  const removed = await deps.receivedMails.removeOf(accountId);
  return { renamed: removed + (await deps.personalData.rename(accountId, ERASED_NAME)) };
}
