import { setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import type { DailyDigestInput } from './contracts/daily-digest.js';
import { sendApart } from './send-mail.js';

/** Sends the daily digest to the managers for whom it is due, each in their own time zone. */
export async function dailyDigest({ at }: DailyDigestInput): Promise<void> {
  const { deliveryIds } = await activitiesOfThisQueue().writeDigests({ at });
  setCurrentDetails(deliveryIds.length === 0 ? 'No digest was due.' : `Mails: ${deliveryIds.length}`);
  await sendApart(deliveryIds);
}
