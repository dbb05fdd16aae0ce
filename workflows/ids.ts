/** The task queues of one installation: one for each resource with its own rate (DESIGN §4). */
export interface TaskQueues {
  readonly lifecycle: string;
  readonly ai: string;
  readonly mail: string;
  readonly inbound: string;
  readonly files: string;
  readonly webhooks: string;
}

/** `holdfast` → `holdfast-lifecycle`, `holdfast-ai`, `holdfast-mail`, `holdfast-inbound`, `holdfast-files`, `holdfast-webhooks`. */
export function taskQueues(prefix: string): TaskQueues {
  return {
    lifecycle: `${prefix}-lifecycle`,
    ai: `${prefix}-ai`,
    mail: `${prefix}-mail`,
    inbound: `${prefix}-inbound`,
    files: `${prefix}-files`,
    webhooks: `${prefix}-webhooks`,
  };
}

/** Returns the sister queues of a workflow's queue, with any prefix. */
export function sisterQueues(lifecycleQueue: string): TaskQueues {
  return taskQueues(lifecycleQueue.replace(/-lifecycle$/, ''));
}

/** Returns the id of a ticket's workflow; it never changes. */
export function ticketWorkflowId(ticketNumber: string): string {
  return `ticket/${ticketNumber}`;
}

/** The number of the ticket that a workflow is of; null for another kind of workflow. */
export function ticketNumberOf(workflowId: string): string | null {
  const [kind, number, ...rest] = workflowId.split('/');
  return kind === 'ticket' && number !== undefined && rest.length === 0 ? number : null;
}

/** The id of the workflow that follows up one change of an account. */
export function accountWorkflowId(eventId: string): string {
  return `account/${eventId}`;
}

/** The id of the workflow of a job that moves tickets to a policy. */
export function policyMoveWorkflowId(jobId: string): string {
  return `apply-policy/${jobId}`;
}

/** The id of the workflow that scans and reads a file. */
export function fileWorkflowId(fileId: string): string {
  return `file/${fileId}`;
}

/** The id of the workflow of a bulk job. */
export function bulkWorkflowId(jobId: string): string {
  return `bulk/${jobId}`;
}

/** The id of the workflow that writes the export of a person into a file. */
export function personExportWorkflowId(jobId: string): string {
  return `person-export/${jobId}`;
}

/** The id of the workflow of a redaction. */
export function redactionWorkflowId(redactionId: string): string {
  return `redaction/${redactionId}`;
}

/** The id of a batch's workflow. */
export function rerunWorkflowId(jobId: string): string {
  return `rerun-ai/${jobId}`;
}

/** Returns the id of a repair sweep's workflow; for a schedule, which adds the time, its prefix. */
export function sweepWorkflowId(sweepId: string): string {
  return `repair-sweep/${sweepId}`;
}

/** Returns the id of a training's workflow; for a schedule, which adds the time, its prefix. */
export function trainingWorkflowId(trainingId: string): string {
  return `train-triage/${trainingId}`;
}

/** The beginning of the ids of a schedule's workflows that send digests. */
export function digestWorkflowId(prefix: string): string {
  return `daily-digest/${prefix}`;
}

/** The beginning of the ids of a schedule's workflows that remove old mails. */
export function oldMailsWorkflowId(prefix: string): string {
  return `old-mails/${prefix}`;
}

/** The id of the workflow that sends one mail, of no ticket and no account. */
export function mailWorkflowId(deliveryId: string): string {
  return `mail/${deliveryId}`;
}

/** Returns the id of the workflow that processes a received mail; each replay has its own. */
export function receivedMailWorkflowId(mailId: string, replayId?: string): string {
  return replayId === undefined ? `mail-in/${mailId}` : `mail-in/${mailId}/${replayId}`;
}

/** Returns the id of the workflow of a webhook delivery, `<endpoint>.<event>`. */
export function webhookWorkflowId(deliveryId: string): string {
  return `webhook/${deliveryId.replace('.', '/')}`;
}

/** The id of the workflow that pushes a notification, `<event>.<person>`. */
export function pushWorkflowId(notificationId: string): string {
  return `push/${notificationId.replace('.', '/')}`;
}

/** The id of the workflow that sends an endpoint what it does not have. */
export function webhookRecoveryWorkflowId(endpointId: string, recoveryId: string): string {
  return `webhook-recovery/${endpointId}/${recoveryId}`;
}

/** The id of a schedule of the Holdfast with this prefix. */
export function scheduleId(
  prefix: string,
  name: 'repair-sweep' | 'daily-digest' | 'old-mails' | 'train-triage',
): string {
  return `${prefix}-${name}`;
}
