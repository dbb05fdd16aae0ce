import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { SlackRequest } from '../../domain/slack/inbox.js';
import type { IdPage } from '../../ports/paging.js';
import type { SlackRequestQuery } from '../../ports/slack/slack-store.js';
import type { AppDeps } from '../deps.js';
import { wakeSlack } from './incoming/open-ticket.js';
import { readWorkspace } from './workspaces.js';

type Deps = Pick<AppDeps, 'slackWorkspaces' | 'slackThreads' | 'slackInbox' | 'gateway' | 'clock' | 'logger'>;

/** What Slack has sent to a workspace, and its outcome, newest first. @throws DomainError `forbidden`, `not_found` */
export async function listSlackRequests(
  deps: Deps,
  actor: Actor,
  query: SlackRequestQuery,
): Promise<IdPage<SlackRequest>> {
  await readWorkspace(deps, actor, query.workspaceId);
  return deps.slackInbox.list(query);
}

/** Processes a failed request again. @throws DomainError `forbidden`, `not_found`; `illegal_transition` for another one. */
export async function replaySlackRequest(
  deps: Deps,
  actor: Actor,
  workspaceId: string,
  id: string,
): Promise<SlackRequest> {
  await readWorkspace(deps, actor, workspaceId);
  const request = await deps.slackInbox.find(id);
  if (request?.workspaceId !== workspaceId)
    throw new DomainError('not_found', `This workspace has sent no request ${id}.`);
  const replayed = await deps.slackInbox.replay(id, deps.clock.now());
  if (replayed === null) {
    throw new DomainError(
      'illegal_transition',
      `The request is ${request.state}. Only a failed one is replayed.`,
    );
  }
  await wakeSlack(deps, `in/${request.subject}`);
  return replayed;
}
