import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, sleep, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import { mailWorkflowId } from './ids.js';
import { msUntil } from './ms-until.js';

interface SendMailInput {
  readonly deliveryId: string;
}

/** Sends one mail that no other workflow waits for. Mail servers may be away for a day, and readers may sleep. */
export async function sendMail({ deliveryId }: SendMailInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  for (;;) {
    const { waitUntil, gatherings = [] } = await activities.sendDelivery({ deliveryId });
    await sendApart(gatherings);
    if (waitUntil === undefined) return;
    await sleep(msUntil(waitUntil), { summary: `Waits until ${waitUntil}` });
  }
}

/** Sends the mails in their own workflows, so that nothing waits for a mail server. Idempotent. */
export async function sendApart(deliveryIds: readonly string[]): Promise<void> {
  for (const deliveryId of deliveryIds) {
    try {
      await startChild(sendMail, {
        workflowId: mailWorkflowId(deliveryId),
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [{ deliveryId }],
        staticSummary: 'Sends a mail',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
