import {
  LIFE_SHAPE,
  lifecycleSummary,
  type TicketLifecycleInput,
} from '../../../workflows/contracts/ticket-lifecycle.js';
import { ticketWorkflowId } from '../../../workflows/ids.js';

/** Returns the common options of every start of a ticket's workflow. */
export function lifecycleStart(taskQueue: string, ticket: Omit<TicketLifecycleInput, 'shape'>) {
  return {
    taskQueue,
    workflowId: ticketWorkflowId(ticket.ticketNumber),
    args: [{ ...ticket, shape: LIFE_SHAPE }] as [TicketLifecycleInput],
    staticSummary: lifecycleSummary(ticket.ticketNumber),
  } as const;
}
