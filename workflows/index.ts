/** The content of the worker's bundle. */
export { accountFollowUp } from './account-follow-up.js';
export { dailyDigest } from './daily-digest.js';
export { receiveMail } from './receive-mail.js';
export { personExport } from './person-export.js';
export { redactComment } from './redact-comment.js';
export { removeOldMails } from './remove-old-mails.js';
export { repairSweep } from './repair-sweep.js';
export { sendMail } from './send-mail.js';
export { applyPolicyBatch } from './apply-policy-batch.js';
export { analyseFile } from './files/analyse-file.js';
export { bulkChange } from './bulk-change.js';
export { pushNotification } from './push/push-notification.js';
export { webhookDelivery } from './webhooks/webhook-delivery.js';
export { webhookRecovery } from './webhooks/webhook-recovery.js';
export { trainTriageModel } from './train-triage-model.js';
export { ticketLifecycle } from './ticket-lifecycle.js';
export { rerunTriageBatch } from './rerun-triage-batch.js';
