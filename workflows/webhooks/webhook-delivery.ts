import { condition, setHandler } from '@temporalio/workflow';
import { activitiesOfThisQueue } from '../activities.js';
import { wakeDelivery, type WebhookDeliveryInput } from '../contracts/webhooks.js';

/** Sends an event to an endpoint until it has it. The activity decides on the waits, up to about 75 hours in all. */
export async function webhookDelivery({ deliveryId }: WebhookDeliveryInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  let wakes = 0;
  setHandler(wakeDelivery, () => {
    wakes += 1;
  });
  for (;;) {
    const seen = wakes;
    const { waitMs } = await activities.deliverWebhook({ deliveryId });
    if (waitMs === null && wakes === seen) return;
    await condition(() => wakes > seen, waitMs ?? 1);
  }
}
