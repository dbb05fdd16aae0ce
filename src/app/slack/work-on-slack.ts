import type { AppDeps } from '../deps.js';
import { processSlackRequests } from './incoming/process-request.js';
import { showSlackThread } from './outgoing/show-thread.js';

/**
 * Does what is due for a key: `in/<subject>` for requests of Slack, `out/<thread>` for what a thread must show.
 * @returns the wait until the next check, in milliseconds; null when nothing is left, or waits for an administrator.
 */
export async function workOnSlack(deps: AppDeps, key: string): Promise<number | null> {
  if (key.startsWith('in/')) return processSlackRequests(deps, key.slice('in/'.length));
  return showSlackThread(deps, key.slice('out/'.length));
}
