import type { AppDeps } from '../app/deps.js';
import { notificationConsumer } from '../app/notifications/notification-consumer.js';
import { pushConsumer } from '../app/notifications/push-consumer.js';
import type { EventConsumer } from '../app/operations/event-log/event-consumer.js';
import { EventConsumers } from '../app/operations/event-log/event-consumers.js';
import { TicketVectorFeed } from '../app/similar-tickets/ticket-vector-feed.js';
import { slackConsumer } from '../app/slack/slack-consumer.js';
import { SlackWatch } from '../app/slack/slack-watch.js';
import { ticketSearchConsumer } from '../app/ticket-search/ticket-search-consumer.js';
import { webhookConsumer } from '../app/webhooks/webhook-consumer.js';
import { closeTogether } from './close-together.js';
import { figuresConsumer } from './figures-consumer.js';

interface ConsumersOptions {
  /** False: this worker counts no figures. */
  readonly countsFigures: boolean;
  /** In addition to those of the product. */
  readonly more?: readonly EventConsumer[] | undefined;
}

/** Starts what a worker does beside its workflows: it follows the event log, and looks for late work. */
export function startConsumers(
  deps: AppDeps,
  { countsFigures, more = [] }: ConsumersOptions,
): { close(): Promise<void> } {
  const consumers = new EventConsumers(deps, [
    notificationConsumer(deps),
    ticketSearchConsumer(deps),
    webhookConsumer(deps),
    slackConsumer(deps),
    pushConsumer(deps),
    ...(countsFigures ? [figuresConsumer(deps)] : []),
    ...more,
  ]);
  const vectorFeed = new TicketVectorFeed(deps);
  const slackWatch = new SlackWatch(deps);
  for (const each of [consumers, vectorFeed, slackWatch]) each.start();
  return { close: () => closeTogether(consumers, vectorFeed, slackWatch) };
}
