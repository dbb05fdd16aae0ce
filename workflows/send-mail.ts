import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import { mailWorkflowId } from './ids.js';

interface SendMailInput {
  readonly deliveryId: string;
}

/** Sends one mail that belongs to no ticket and no account. Mail servers may be away for a day. */
export async function sendMail({ deliveryId }: SendMailInput): Promise<void> {
  await activitiesOfThisQueue().sendDelivery({ deliveryId });
}

/** Has the mails sent, each by a workflow of its own, so that nobody waits for a mail server. Repeated, it does nothing. */
export async function sendApart(deliveryIds: readonly string[]): Promise<void> {
  for (const deliveryId of deliveryIds) {
    try {
      await startChild(sendMail, {
        workflowId: mailWorkflowId(deliveryId),
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [{ deliveryId }],
        staticSummary: 'Sends a mail to staff',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
