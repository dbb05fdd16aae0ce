/** What the worker's bundle is made of. */
export { ticketLifecycle } from './ticket-lifecycle.js';
export { rerunTriageBatch } from './rerun-triage-batch.js';
