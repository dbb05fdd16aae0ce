import { setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import type { RedactCommentInput } from './contracts/redact-comment.js';

/** Removes a text or a file from everything that is kept of a ticket. Which one, this does not know. */
export async function redactComment({ redactionId }: RedactCommentInput): Promise<void> {
  const { places } = await activitiesOfThisQueue().applyRedaction({ redactionId });
  setCurrentDetails(`Removed in ${places} places.`);
}
