import { setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from '../activities.js';
import type { WebhookRecoveryInput } from '../contracts/webhooks.js';

/** Sends an endpoint the events that it does not have. */
export async function webhookRecovery(input: WebhookRecoveryInput): Promise<void> {
  const { delivered } = await activitiesOfThisQueue().recoverWebhooks(input);
  setCurrentDetails(`Delivered ${delivered} events.`);
}
