import { ActivityFailure, setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from '../activities.js';
import type { PushNotificationInput } from '../contracts/push.js';

/** Pushes a notification to the browsers of its person. After an hour it is old news: the list has it. */
export async function pushNotification({ notificationId }: PushNotificationInput): Promise<void> {
  try {
    await activitiesOfThisQueue().sendPush({ notificationId });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    setCurrentDetails('A push service did not answer for an hour.');
  }
}
