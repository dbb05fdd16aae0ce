import { setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';

/** Deletes received mails after their retention period. */
export async function removeOldMails(): Promise<void> {
  const { expired, orphans } = await activitiesOfThisQueue().removeOldMails();
  setCurrentDetails(`Removed: ${expired} whose time was over, ${orphans} that were never kept whole.`);
}
