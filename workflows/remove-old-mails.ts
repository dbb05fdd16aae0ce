import { setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';

/** Removes mails that came in so long ago that they are not kept any more. */
export async function removeOldMails(): Promise<void> {
  const { expired, orphans } = await activitiesOfThisQueue().removeOldMails();
  setCurrentDetails(`Removed: ${expired} whose time was over, ${orphans} that were never kept whole.`);
}
