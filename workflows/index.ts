/** What the worker's bundle is made of. */
export { accountFollowUp } from './account-follow-up.js';
export { ticketLifecycle } from './ticket-lifecycle.js';
export { rerunTriageBatch } from './rerun-triage-batch.js';
