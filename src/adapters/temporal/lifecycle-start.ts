import {
  lifecycleSummary,
  type TicketLifecycleInput,
} from '../../../workflows/contracts/ticket-lifecycle.js';
import { ticketWorkflowId } from '../../../workflows/ids.js';

/** Returns the common options of every start of a ticket's workflow. */
export function lifecycleStart(taskQueue: string, input: TicketLifecycleInput) {
  return {
    taskQueue,
    workflowId: ticketWorkflowId(input.ticketNumber),
    args: [input] as [TicketLifecycleInput],
    staticSummary: lifecycleSummary(input.ticketNumber),
  } as const;
}
