import { condition, proxyActivities, setHandler, defineSignal, workflowInfo } from '@temporalio/workflow';
import { AI_OPTIONS, LIFECYCLE_OPTIONS, MAIL_OPTIONS } from '../../workflows/activity-options.js';
import { sisterQueues } from '../../workflows/ids.js';

/** Activities that do nothing, on the queues and with the options of their namesakes. */
export interface FloorActivities {
  triageTicket(id: string): Promise<void>;
  assignTicket(id: string): Promise<void>;
  sendDelivery(id: string): Promise<void>;
}

const LONG = '30 days';

const poke = defineSignal('poke');

/**
 * The floor of `lifecycle`: as many activities as a ticket needs until its assignment mail is out, all of them empty, in
 * the same order and on the same queues, and a pending timer. As in `ticketLifecycle` the timer is started in the same step as
 * the last activity, which is not waited for.
 */
export async function floorLifecycle(id: string): Promise<void> {
  const queues = sisterQueues(workflowInfo().taskQueue);
  const lifecycle = proxyActivities<FloorActivities>(LIFECYCLE_OPTIONS);
  const ai = proxyActivities<FloorActivities>({ ...AI_OPTIONS, taskQueue: queues.ai });
  const mail = proxyActivities<FloorActivities>({ ...MAIL_OPTIONS, taskQueue: queues.mail });
  let isPoked = false;
  setHandler(poke, () => void (isPoked = true));
  await ai.triageTicket(id);
  await lifecycle.assignTicket(id);
  const sent = mail.sendDelivery(id);
  await condition(() => isPoked, LONG);
  await sent;
}
