/** The task queues of one Holdfast: one for each resource whose pace differs (DESIGN §4). */
export interface TaskQueues {
  readonly lifecycle: string;
  readonly ai: string;
  readonly mail: string;
}

/** `holdfast` → `holdfast-lifecycle`, `holdfast-ai`, `holdfast-mail`. */
export function taskQueues(prefix: string): TaskQueues {
  return { lifecycle: `${prefix}-lifecycle`, ai: `${prefix}-ai`, mail: `${prefix}-mail` };
}

/** The sister queues of the one that a workflow runs on, so that two Holdfasts can share a namespace. */
export function sisterQueues(lifecycleQueue: string): TaskQueues {
  return taskQueues(lifecycleQueue.replace(/-lifecycle$/, ''));
}

/** The id of a ticket's workflow: one for each ticket, for ever. */
export function ticketWorkflowId(ticketNumber: string): string {
  return `ticket/${ticketNumber}`;
}

/** The id of the workflow that follows up one change of an account. */
export function accountWorkflowId(eventId: string): string {
  return `account/${eventId}`;
}

/** The id of a batch's workflow. */
export function rerunWorkflowId(jobId: string): string {
  return `rerun-ai/${jobId}`;
}
