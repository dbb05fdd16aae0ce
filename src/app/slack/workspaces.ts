import type { Actor } from '../../domain/access/actor.js';
import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import {
  slackSecretContext,
  type SlackStrangers,
  type SlackWorkspace,
} from '../../domain/slack/workspace.js';
import { SlackError } from '../../ports/slack/slack.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<
  AppDeps,
  'slackWorkspaces' | 'slackThreads' | 'slack' | 'slackEnvironment' | 'sealer' | 'clock' | 'newId'
>;

/** How much waits: requests of Slack, threads to show, and requests that have failed. */
export interface SlackBacklog {
  readonly incoming: number;
  readonly failed: number;
  readonly outgoing: number;
}

/** A workspace as an administrator connects it. Without a secret, that of the environment counts. */
export interface NewSlackWorkspace {
  readonly botToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly strangers: SlackStrangers;
}

export interface SlackWorkspaceEdit extends Partial<Omit<NewSlackWorkspace, 'strangers'>> {
  readonly strangers?: SlackStrangers | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
}

/** All workspaces, with what waits in each. @throws DomainError `forbidden` */
export async function listWorkspaces(
  deps: Pick<Deps, 'slackWorkspaces' | 'slackThreads'>,
  actor: Actor,
): Promise<readonly (SlackWorkspace & { readonly backlog: SlackBacklog })[]> {
  authorize(actor, 'slack.administer');
  const all = await deps.slackWorkspaces.all();
  return Promise.all(all.map((each) => withBacklog(deps, each)));
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readWorkspace(
  deps: Pick<Deps, 'slackWorkspaces' | 'slackThreads'>,
  actor: Actor,
  id: string,
): Promise<SlackWorkspace & { readonly backlog: SlackBacklog }> {
  authorize(actor, 'slack.administer');
  const workspace = await deps.slackWorkspaces.find(id);
  if (workspace === null) throw new DomainError('not_found', `There is no workspace ${id}.`);
  return withBacklog(deps, workspace);
}

async function withBacklog({ slackThreads }: Pick<Deps, 'slackThreads'>, workspace: SlackWorkspace) {
  return { ...workspace, backlog: await slackThreads.waiting(workspace.id) };
}

/**
 * Connects a workspace. Slack says which one the token is of.
 * @throws DomainError `forbidden`; `invalid_input` for a token that Slack refuses, or a secret that is neither given nor in
 *   the environment; `duplicate`; `unavailable` while Slack does not answer.
 */
export async function connectWorkspace(
  deps: Deps,
  doer: Doer,
  { botToken, signingSecret, strangers }: NewSlackWorkspace,
  id: string,
): Promise<SlackWorkspace> {
  authorize(doer.actor, 'slack.administer');
  const existing = await deps.slackWorkspaces.find(id);
  if (existing !== null) return existing;
  const { slackEnvironment } = deps;
  const faults = [
    ...(botToken === undefined && slackEnvironment.botToken === undefined ? [missing('bot_token')] : []),
    ...(signingSecret === undefined && slackEnvironment.signingSecret === undefined
      ? [missing('signing_secret')]
      : []),
  ];
  if (faults.length > 0) throw refusal(faults);
  const found = await identify(deps, botToken ?? slackEnvironment.botToken ?? '');
  const after: SlackWorkspace = {
    ...{ id, ...found, strangers },
    token: sealed(deps, id, 'token', botToken),
    signingSecret: sealed(deps, id, 'signing_secret', signingSecret),
    ...{ state: 'active', fault: null, createdAt: deps.clock.now(), version: 1 },
  };
  const event = accountEvent(deps, doer, { type: 'slack.connected', account: null, details: factsOf(after) });
  await deps.slackWorkspaces.commit({ before: null, after, event });
  return after;
}

/**
 * Changes a workspace. A new token, or `active`, also has everything shown that waits.
 * @throws DomainError as {@link connectWorkspace}; `not_found`, `version_conflict`; `invalid_input` for a token of another workspace.
 */
export async function editWorkspace(
  deps: Deps,
  doer: Doer,
  id: string,
  { botToken, signingSecret, strangers, state }: SlackWorkspaceEdit,
  expectedVersion?: number,
): Promise<SlackWorkspace> {
  const before = await changeable(deps, doer, id, expectedVersion);
  const isResumed = botToken !== undefined || state === 'active';
  const token = botToken ?? tokenOf(deps, before);
  const found = isResumed && token !== null ? await identify(deps, token) : null;
  if (found !== null && found.teamId !== before.teamId) {
    throw refusal([{ path: 'bot_token', message: `is of another workspace: ${found.name}` }]);
  }
  const after: SlackWorkspace = {
    ...before,
    ...(found ?? {}),
    ...(strangers === undefined ? {} : { strangers }),
    ...(botToken === undefined ? {} : { token: sealed(deps, id, 'token', botToken) }),
    ...(signingSecret === undefined
      ? {}
      : { signingSecret: sealed(deps, id, 'signing_secret', signingSecret) }),
    ...(state === 'disabled' ? { state } : isResumed ? { state: 'active' as const, fault: null } : {}),
    version: before.version + 1,
  };
  const changes = {
    ...(before.strangers === after.strangers
      ? {}
      : { strangers: { from: before.strangers, to: after.strangers } }),
    ...(before.state === after.state ? {} : { state: { from: before.state, to: after.state } }),
    ...(botToken === undefined ? {} : { bot_token: 'changed' }),
    ...(signingSecret === undefined ? {} : { signing_secret: 'changed' }),
  };
  if (Object.keys(changes).length === 0) return before;
  const details = { ...factsOf(after), ...changes };
  const event = accountEvent(deps, doer, { type: 'slack.edited', account: null, details });
  await deps.slackWorkspaces.commit({ before, after, event });
  if (after.state === 'active') await deps.slackThreads.resume({ workspaceId: id }, deps.clock.now());
  return after;
}

/** Disconnects a workspace, with its channels. Its threads stay as they are. @throws DomainError as {@link editWorkspace} */
export async function disconnectWorkspace(
  deps: Deps,
  doer: Doer,
  id: string,
  expectedVersion?: number,
): Promise<void> {
  const before = await changeable(deps, doer, id, expectedVersion);
  const details = factsOf(before);
  const event = accountEvent(deps, doer, { type: 'slack.disconnected', account: null, details });
  await deps.slackWorkspaces.commit({ before, after: null, event });
}

/**
 * Connects the workspace of `SLACK_BOT_TOKEN`, if it is set and not there.
 * @returns true when nothing is left to do.
 */
export async function connectFromEnvironment(
  deps: Pick<Deps, 'slackWorkspaces' | 'slack' | 'slackEnvironment' | 'clock' | 'newId'> &
    Pick<AppDeps, 'logger'>,
): Promise<boolean> {
  const { botToken, signingSecret } = deps.slackEnvironment;
  if (botToken === undefined || signingSecret === undefined) return true;
  const known = await deps.slackWorkspaces.all();
  if (known.some(({ token }) => token === null)) return true;
  try {
    const found = await deps.slack.client(botToken).identify();
    if (known.some(({ teamId }) => teamId === found.teamId)) return true;
    const after: SlackWorkspace = {
      ...{ id: deps.newId(), ...found, strangers: 'create', token: null, signingSecret: null },
      ...{ state: 'active', fault: null, createdAt: deps.clock.now(), version: 1 },
    };
    const doer = { actor: SYSTEM_ACTOR, address: null };
    const event = accountEvent(deps, doer, {
      type: 'slack.connected',
      account: null,
      details: factsOf(after),
    });
    await deps.slackWorkspaces.commit({ before: null, after, event });
    return true;
  } catch (error) {
    // Another worker was faster.
    if (error instanceof DomainError && error.code === 'duplicate') return true;
    if (!(error instanceof SlackError)) throw error;
    deps.logger.warn({ code: error.code }, 'Slack refuses SLACK_BOT_TOKEN, or does not answer');
    return error.kind === 'token';
  }
}

async function identify(
  { slack }: Pick<Deps, 'slack'>,
  token: string,
): Promise<Pick<SlackWorkspace, 'teamId' | 'name' | 'botUserId'>> {
  try {
    return await slack.client(token).identify();
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    if (error.kind === 'token' || error.kind === 'refused')
      throw refusal([{ path: 'bot_token', message: `is refused by Slack: ${error.code}` }]);
    throw new DomainError('unavailable', 'Slack does not answer. Try again.', { cause: error });
  }
}

function tokenOf({ sealer, slackEnvironment }: Deps, { id, token }: SlackWorkspace): string | null {
  if (token === null) return slackEnvironment.botToken ?? null;
  try {
    return sealer.open(token, slackSecretContext(id, 'token'));
  } catch {
    throw refusal([{ path: 'bot_token', message: 'cannot be read: JWT_SECRET has changed. Give it again' }]);
  }
}

function sealed(
  { sealer }: Deps,
  id: string,
  which: 'token' | 'signing_secret',
  secret: string | undefined,
): string | null {
  return secret === undefined ? null : sealer.seal(secret, slackSecretContext(id, which));
}

async function changeable(
  deps: Deps,
  { actor }: Doer,
  id: string,
  expectedVersion: number | undefined,
): Promise<SlackWorkspace> {
  const { backlog: _, ...before } = await readWorkspace(deps, actor, id);
  if (expectedVersion === undefined || expectedVersion === before.version) return before;
  throw new DomainError(
    'version_conflict',
    `This workspace is at version ${before.version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}

function factsOf({ id, teamId, name }: SlackWorkspace) {
  return { slack_workspace: { id, team_id: teamId, name } };
}

function missing(path: string) {
  return { path, message: 'is required, because the environment has none' };
}

function refusal(faults: readonly { readonly path: string; readonly message: string }[]): DomainError {
  const message = 'The workspace was not saved. The errors list every fault.';
  return new DomainError('invalid_input', message, { faults });
}
