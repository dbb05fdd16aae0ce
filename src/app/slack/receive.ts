import { DomainError } from '../../domain/errors.js';
import { newSlackRequest, type SlackRequestKind } from '../../domain/slack/inbox.js';
import type { SlackWorkspace } from '../../domain/slack/workspace.js';
import type { AppDeps } from '../deps.js';
import { answerAtOnce, type AtOnceDeps, type SlackAnswer } from './answer-at-once.js';
import { isNoise, subjectOf } from './incoming/meaning.js';
import { wakeSlack } from './incoming/open-ticket.js';
import { secretOf } from './open-workspace.js';

/** A request as it came in. */
export interface SlackHttpRequest {
  readonly kind: SlackRequestKind;
  /** The bytes that are signed. */
  readonly raw: Uint8Array;
  /** The parsed body; null for one that is none. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly timestamp: string;
  readonly signature: string;
}

/** What taking a request needs. */
export type ReceivingDeps = AtOnceDeps &
  Pick<AppDeps, 'slackWorkspaces' | 'slackInbox' | 'gateway' | 'metrics' | 'newId'>;

/**
 * Takes a request of Slack: checks its signature, stores it, and returns what Slack gets within three seconds.
 * Stored once, it is on the majority of the database, and is processed whatever happens to this process.
 * @throws DomainError `unauthenticated` for a request that is not signed, or not of the last five minutes; `invalid_input`;
 *   `unavailable`: Slack sends it again.
 */
export async function receiveFromSlack(deps: ReceivingDeps, request: SlackHttpRequest): Promise<SlackAnswer> {
  const { body, kind } = request;
  const teamId = teamOf(body);
  const workspace = teamId === null ? null : await deps.slackWorkspaces.findByTeam(teamId);
  const isValid = teamId === null ? await isSignedByAny(deps, request) : isSigned(deps, workspace, request);
  if (!isValid) {
    deps.metrics.slackReceived('refused');
    throw new DomainError(
      'unauthenticated',
      'The request is not signed by Slack, or not of the last five minutes.',
    );
  }
  if (body === null) throw new DomainError('invalid_input', 'The body is not what Slack sends.');
  if (kind === 'event' && body['type'] === 'url_verification')
    return { challenge: String(body['challenge']) };
  if (workspace === null || workspace.state === 'disabled') {
    deps.metrics.slackReceived('unknown_workspace');
    deps.logger.warn({ team: teamId }, 'request of a Slack workspace that is not connected');
    return null;
  }
  if (body['type'] === 'app_rate_limited') {
    deps.logger.error({ workspace: workspace.id }, 'Slack holds back events: more than 30,000 in an hour');
    return null;
  }
  if (isNoise(kind, body)) {
    deps.metrics.slackReceived('ignored');
    return null;
  }
  const answer = await answerAtOnce(deps, workspace, kind, body);
  if (answer.isDone) return answer.body;
  await keep(deps, workspace, request, body);
  return answer.body;
}

async function keep(
  deps: ReceivingDeps,
  workspace: SlackWorkspace,
  { kind, raw }: SlackHttpRequest,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const eventId = body['event_id'];
  const source =
    typeof eventId === 'string' ? eventId : deps.slack.digest(new TextDecoder('latin1').decode(raw));
  const key = `${workspace.teamId}.${source}`.slice(0, 200);
  const subject = subjectOf(kind, body, workspace.id, source);
  const request = { id: deps.newId(), key, kind, workspaceId: workspace.id, subject, body };
  const isNew = await deps.slackInbox.keep(newSlackRequest(request, deps.clock.now()));
  deps.metrics.slackReceived(isNew ? 'kept' : 'repeated');
  // Slack waits for the answer, not for Temporal.
  if (isNew) void wakeSlack(deps, `in/${subject}`);
}

function isSigned(deps: ReceivingDeps, workspace: SlackWorkspace | null, request: SlackHttpRequest): boolean {
  const { raw, timestamp, signature } = request;
  const secret =
    workspace === null ? deps.slackEnvironment.signingSecret : secretOf(deps, workspace, 'signing_secret');
  if (secret === undefined || secret === null) return false;
  return deps.slack.isSigned(secret, { timestamp, signature, body: raw }, deps.clock.now());
}

/** The verification of an address names no workspace. */
async function isSignedByAny(deps: ReceivingDeps, request: SlackHttpRequest): Promise<boolean> {
  if (isSigned(deps, null, request)) return true;
  return (await deps.slackWorkspaces.all()).some((workspace) => isSigned(deps, workspace, request));
}

/** The workspace that a request names. It is believed only as far as the signature by that workspace's secret. */
function teamOf(body: SlackHttpRequest['body']): string | null {
  if (body === null) return null;
  const [authorization] = Array.isArray(body['authorizations']) ? (body['authorizations'] as unknown[]) : [];
  const candidates = [
    idIn(authorization, 'team_id'),
    body['team_id'],
    idIn(body['team'], 'id'),
    idIn(body['user'], 'team_id'),
  ];
  return candidates.find((each): each is string => typeof each === 'string' && each !== '') ?? null;
}

function idIn(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
