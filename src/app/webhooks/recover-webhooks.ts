import { DomainError } from '../../domain/errors.js';
import { Semaphore } from '../../domain/semaphore.js';
import { newWebhookDelivery, type WebhookDelivery } from '../../domain/webhooks/delivery.js';
import { wantsEvent, type WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import { webhookData } from '../../domain/webhooks/message.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { HoldfastEvent, TicketPlace } from '../../ports/operations/event-log.js';
import type { AppDeps } from '../deps.js';
import { placeOf } from '../operations/event-log/ticket-place.js';
import { pause } from '../operations/event-log/pause.js';
import { CLAIM_MS } from './webhook-sender.js';

const PAGE = 200;
/** Tickets at the same time. The endpoint may get a few more requests, of new events. */
const AT_ONCE = 4;
/** Until an endpoint that is busy with new events is asked again. */
const BUSY_MS = 200;

type Deps = Pick<AppDeps, 'webhookSender' | 'webhookDeliveries' | 'eventLog' | 'clock'>;

/** The place of the last event that was handled. */
export interface RecoveryNote {
  readonly place: TicketPlace;
}

interface Course {
  readonly from: RecoveryNote | null;
  readonly note: (progress: RecoveryNote) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends the events since an instant that the endpoint does not have: those without a delivery, and failed ones.
 * Events of a ticket go in their order. What was delivered is not sent again.
 * @returns how many were delivered
 * @throws DomainError `unavailable` while the endpoint does not answer: the next attempt continues at the last page.
 */
export async function recoverWebhooks(
  deps: Deps,
  { endpointId, since }: { readonly endpointId: string; readonly since: Date },
  { from, note, signal }: Course,
): Promise<{ readonly delivered: number }> {
  let delivered = 0;
  for (let place = from?.place ?? null; ;) {
    const endpoint = await deps.webhookSender.endpoints.find(endpointId);
    if (endpoint === null || endpoint.state === 'disabled') return { delivered };
    const page = await deps.eventLog.readTickets(since, place, PAGE);
    const last = page.at(-1);
    if (last === undefined) return { delivered };
    delivered += await sendPage(deps, endpoint, page, signal);
    place = placeOf(last);
    note({ place });
  }
}

async function sendPage(
  deps: Deps,
  endpoint: WebhookEndpoint,
  page: readonly HoldfastEvent[],
  signal: AbortSignal,
): Promise<number> {
  const events = page.filter(
    (event): event is TicketEvent => 'ticketId' in event && wantsEvent(endpoint, event.type),
  );
  const now = deps.clock.now();
  const deliveries = events.map((event) =>
    newWebhookDelivery(endpoint, event, { data: webhookData(event), now, claimedUntil: null }),
  );
  const known = await deps.webhookDeliveries.add(deliveries);
  const semaphore = new Semaphore(AT_ONCE);
  const counts = await Promise.all(
    byTicket(deliveries).map((ofTicket) =>
      semaphore.withPermit(async () => {
        let count = 0;
        for (const delivery of ofTicket) {
          if (known.includes(delivery.id)) await deps.webhookDeliveries.replay(delivery.id, now, ['failed']);
          count += Number(await send(deps, endpoint, delivery, signal));
        }
        return count;
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Those of one ticket together, in their order. */
function byTicket(deliveries: readonly WebhookDelivery[]): readonly (readonly WebhookDelivery[])[] {
  const groups = new Map<string | null, WebhookDelivery[]>();
  for (const delivery of deliveries) {
    groups.set(delivery.ticketId, [...(groups.get(delivery.ticketId) ?? []), delivery]);
  }
  return [...groups.values()];
}

/** False for one that was delivered before, or is being sent. */
async function send(
  deps: Deps,
  endpoint: WebhookEndpoint,
  { id }: WebhookDelivery,
  signal: AbortSignal,
): Promise<boolean> {
  const { webhookSender: sender, webhookDeliveries, clock } = deps;
  const now = clock.now();
  const claimed = await webhookDeliveries.claim(id, now, new Date(now.getTime() + CLAIM_MS));
  if (claimed === null) return false;
  for (;;) {
    signal.throwIfAborted();
    const admission = sender.admit(endpoint.id);
    if (admission === 'admitted') break;
    if (admission === 'failing') {
      await webhookDeliveries.postpone(id, now);
      throw new DomainError('unavailable', 'The endpoint does not answer. The recovery continues later.');
    }
    await pause(BUSY_MS, signal);
  }
  const outcome = await sender.attempt(endpoint, claimed);
  if (outcome?.nextAttemptAt === undefined || outcome.nextAttemptAt === null)
    return outcome?.state === 'delivered';
  await sender.handOver(claimed, outcome.nextAttemptAt.getTime() - clock.now().getTime());
  return false;
}
