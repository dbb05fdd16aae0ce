import { defineSignal } from '@temporalio/workflow';

/** Input of `webhookDelivery`: the endpoint, the event and the attempts are kept with the delivery. */
export interface WebhookDeliveryInput {
  readonly deliveryId: string;
}

/** Input of `webhookRecovery`. `since` is ISO 8601. */
export interface WebhookRecoveryInput {
  readonly endpointId: string;
  readonly since: string;
}

export const WEBHOOK_DELIVERY = 'webhookDelivery';
export const WEBHOOK_RECOVERY = 'webhookRecovery';

/** Ends the wait for the next attempt: a person asks for it. */
export const wakeDelivery = defineSignal('wakeDelivery');
