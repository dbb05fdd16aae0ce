import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { activeTeam } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import { slackChannelKey, type SlackChannel } from '../../domain/slack/channel.js';
import { SlackError } from '../../ports/slack/slack.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { requireChoices } from '../desk/check-choices.js';
import { openWorkspace } from './open-workspace.js';
import { readWorkspace } from './workspaces.js';

type Deps = Pick<
  AppDeps,
  | 'slackWorkspaces'
  | 'slackChannels'
  | 'slackThreads'
  | 'slack'
  | 'slackEnvironment'
  | 'sealer'
  | 'teams'
  | 'categories'
  | 'ticketTypes'
  | 'resolutionCodes'
  | 'holdReasons'
  | 'clock'
  | 'newId'
>;

/** The settings of a channel that administrators choose. */
export type ChannelSettings = Omit<
  SlackChannel,
  'id' | 'workspaceId' | 'channelId' | 'name' | 'state' | 'fault' | 'createdAt' | 'version'
>;

export type ChannelEdit = { readonly [K in keyof ChannelSettings]?: ChannelSettings[K] | undefined } & {
  readonly state?: 'active' | undefined;
};

/** The place of a channel. */
export interface ChannelPlace {
  readonly workspaceId: string;
  readonly channelId: string;
}

/** @throws DomainError `forbidden`, `not_found` for the workspace */
export async function listChannels(
  deps: Deps,
  actor: Actor,
  workspaceId: string,
  page: PageRequest,
): Promise<IdPage<SlackChannel>> {
  await readWorkspace(deps, actor, workspaceId);
  return deps.slackChannels.list(workspaceId, page);
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readChannel(
  deps: Pick<Deps, 'slackChannels'>,
  actor: Actor,
  { workspaceId, channelId }: ChannelPlace,
): Promise<SlackChannel> {
  authorize(actor, 'slack.administer');
  const channel = await deps.slackChannels.find(slackChannelKey(workspaceId, channelId));
  if (channel === null) throw new DomainError('not_found', `Channel ${channelId} is not set up.`);
  return channel;
}

/**
 * Sets up a channel in which the app is a member.
 * @throws DomainError `forbidden`, `not_found` for the workspace; `duplicate`; `invalid_input` for a channel that Slack does
 *   not have, or where the app is no member, and for a team or category that cannot be chosen; `unavailable`.
 */
export async function addChannel(
  deps: Deps,
  doer: Doer,
  { workspaceId, channelId }: ChannelPlace,
  settings: ChannelSettings,
): Promise<SlackChannel> {
  await readWorkspace(deps, doer.actor, workspaceId);
  await check(deps, settings);
  const after: SlackChannel = {
    ...settings,
    ...{ id: slackChannelKey(workspaceId, channelId), workspaceId, channelId },
    name: await nameOf(deps, { workspaceId, channelId }),
    ...{ state: 'active', fault: null, createdAt: deps.clock.now(), version: 1 },
  };
  const event = accountEvent(deps, doer, {
    type: 'slack.edited',
    account: null,
    details: factsOf(after, 'added'),
  });
  await deps.slackChannels.commit({ before: null, after, event });
  return after;
}

/**
 * Changes the settings of a channel. `active` has everything shown that waits for it.
 * @throws DomainError as {@link addChannel}; `version_conflict`.
 */
export async function editChannel(
  deps: Deps,
  doer: Doer,
  place: ChannelPlace,
  { state, ...edit }: ChannelEdit,
  expectedVersion?: number,
): Promise<SlackChannel> {
  const before = await readChannel(deps, doer.actor, place);
  requireVersion(before, expectedVersion);
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const settings = { ...before, ...given };
  await check(deps, settings, before);
  const name = state === 'active' ? await nameOf(deps, place) : before.name;
  const after: SlackChannel = {
    ...settings,
    ...(state === 'active' ? { state, fault: null, name } : {}),
    version: before.version + 1,
  };
  const event = accountEvent(deps, doer, {
    type: 'slack.edited',
    account: null,
    details: factsOf(after, 'changed'),
  });
  await deps.slackChannels.commit({ before, after, event });
  if (state === 'active') await deps.slackThreads.resume(place, deps.clock.now());
  return after;
}

/** Removes a channel. Its threads go on, and its messages make no more tickets. @throws DomainError as {@link editChannel} */
export async function removeChannel(
  deps: Deps,
  doer: Doer,
  place: ChannelPlace,
  expectedVersion?: number,
): Promise<void> {
  const before = await readChannel(deps, doer.actor, place);
  requireVersion(before, expectedVersion);
  const event = accountEvent(deps, doer, {
    type: 'slack.edited',
    account: null,
    details: factsOf(before, 'removed'),
  });
  await deps.slackChannels.commit({ before, after: null, event });
}

async function nameOf(deps: Deps, { workspaceId, channelId }: ChannelPlace): Promise<string> {
  const workspace = await deps.slackWorkspaces.find(workspaceId);
  const open = workspace === null ? null : openWorkspace(deps, workspace);
  if (open === null)
    throw new DomainError('unavailable', 'The token cannot be read. Connect the workspace again.');
  try {
    return await open.client.channelName(channelId);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    if (error.kind === 'channel' || error.kind === 'refused') {
      const message = `is refused by Slack: ${error.code}. Invite the app to the channel first`;
      throw refusal([{ path: 'channel_id', message }]);
    }
    throw new DomainError('unavailable', `Slack does not answer: ${error.code}. Try again.`, {
      cause: error,
    });
  }
}

async function check(
  deps: Deps,
  { team, category, purpose, isAlertsOnly }: ChannelSettings,
  before?: ChannelSettings,
): Promise<void> {
  if (category !== null && category !== before?.category) await requireChoices(deps, { category });
  if (team !== null && team !== before?.team && activeTeam(await deps.teams.all(), team) === null)
    throw refusal([{ path: 'team', message: 'is not the key of a team' }]);
  if (isAlertsOnly && purpose !== 'queue')
    throw refusal([{ path: 'is_alerts_only', message: 'is for queues only' }]);
}

function requireVersion({ version }: SlackChannel, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  const message = `This channel is at version ${version}, not ${expected}. Read it again and repeat your change.`;
  throw new DomainError('version_conflict', message);
}

function factsOf({ workspaceId, channelId, name, purpose }: SlackChannel, change: string) {
  return { slack_channel: { workspace_id: workspaceId, channel_id: channelId, name, purpose }, change };
}

function refusal(faults: readonly { readonly path: string; readonly message: string }[]): DomainError {
  const message = 'The channel was not saved. The errors list every fault.';
  return new DomainError('invalid_input', message, { faults });
}
