import type { ClientSession, Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { MAX_SLACK_CHANNELS, type SlackChannel } from '../../../domain/slack/channel.js';
import {
  MAX_SLACK_WORKSPACES,
  type SlackFault,
  type SlackWorkspace,
} from '../../../domain/slack/workspace.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { SlackChange, SlackChannels, SlackWorkspaces } from '../../../ports/slack/slack-store.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';

type Kept = SlackWorkspace | SlackChannel;
type Row = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What the collections of workspaces and channels have in common. */
interface Shelf {
  readonly model: 'slackWorkspaces' | 'slackChannels';
  readonly noun: string;
  readonly max: number;
}

const WORKSPACES: Shelf = { model: 'slackWorkspaces', noun: 'workspace', max: MAX_SLACK_WORKSPACES };
const CHANNELS: Shelf = { model: 'slackChannels', noun: 'channel', max: MAX_SLACK_CHANNELS };

/** The collection `slack_workspaces`. */
export class MongoSlackWorkspaces implements SlackWorkspaces {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<SlackWorkspace | null> {
    const found = await this.models.slackWorkspaces.collection.findOne({ _id: id });
    return found === null ? null : fromStored<SlackWorkspace>(found);
  }

  async findByTeam(teamId: string): Promise<SlackWorkspace | null> {
    const found = await this.models.slackWorkspaces.collection.findOne({ teamId });
    return found === null ? null : fromStored<SlackWorkspace>(found);
  }

  async all(): Promise<readonly SlackWorkspace[]> {
    const rows = await this.models.slackWorkspaces.collection
      .find()
      .sort({ _id: 1 })
      .limit(MAX_SLACK_WORKSPACES)
      .toArray();
    return rows.map((row) => fromStored<SlackWorkspace>(row));
  }

  async commit(change: SlackChange<SlackWorkspace>): Promise<void> {
    await commit(this.connection, this.models, WORKSPACES, change, async (session) => {
      if (change.after !== null || change.before === null) return;
      await this.models.slackChannels.collection.deleteMany({ workspaceId: change.before.id }, { session });
    });
  }

  note(id: string, state: SlackWorkspace['state'], fault: SlackFault | null): Promise<boolean> {
    return note(this.models, WORKSPACES, id, { state, fault });
  }
}

/** The collection `slack_channels`. */
export class MongoSlackChannels implements SlackChannels {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<SlackChannel | null> {
    const found = await this.models.slackChannels.collection.findOne({ _id: id });
    return found === null ? null : fromStored<SlackChannel>(found);
  }

  list(workspaceId: string, page: PageRequest): Promise<IdPage<SlackChannel>> {
    const from = (row: Stored<SlackChannel>) => fromStored<SlackChannel>(row);
    return readIdPage(this.models.slackChannels.model, { workspaceId }, page, { order: 1, from });
  }

  async queues(): Promise<readonly SlackChannel[]> {
    const rows = await this.models.slackChannels.collection
      .find({ purpose: 'queue' })
      .limit(MAX_SLACK_CHANNELS)
      .toArray();
    return rows.map((row) => fromStored<SlackChannel>(row));
  }

  async commit(change: SlackChange<SlackChannel>): Promise<void> {
    await commit(this.connection, this.models, CHANNELS, change);
  }

  note(id: string, state: SlackChannel['state'], fault: SlackFault | null): Promise<boolean> {
    return note(this.models, CHANNELS, id, { state, fault });
  }
}

async function commit(
  connection: Connection,
  models: Models,
  shelf: Shelf,
  { before, after, event }: SlackChange<Kept>,
  also: (session: ClientSession) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await inTransaction(connection, async (session) => {
    await write(models, shelf, before, after, session);
    await also(session);
    await models.events.collection.insertOne(models.events.stored(event), { session });
  });
}

async function write(
  models: Models,
  { model, noun, max }: Shelf,
  before: Kept | null,
  after: Kept | null,
  session: ClientSession,
): Promise<void> {
  const collection = models[model].collection as unknown as RowCollection;
  if (before === null) {
    if (after === null) return;
    const count = await collection.countDocuments({}, { session, limit: max });
    if (count >= max) {
      const message = `There are already ${max} ${noun}s of Slack, the maximum. Delete one first.`;
      throw new DomainError('illegal_transition', message);
    }
    await collection.insertOne(toStored(after), { session }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError('duplicate', `This ${noun} of Slack is there already. Change that one.`);
    });
    return;
  }
  const current = { _id: before.id, version: before.version };
  if (after === null) {
    const { deletedCount } = await collection.deleteOne(current, { session });
    requireChange(deletedCount, noun);
    return;
  }
  const { _id, ...fields } = toStored(after);
  const { matchedCount } = await collection.updateOne(current, { $set: fields }, { session });
  requireChange(matchedCount, noun);
}

/** The part of a collection of either kind that is used here. */
interface RowCollection {
  countDocuments(filter: object, options: object): Promise<number>;
  insertOne(row: Row | Stored<Kept>, options: object): Promise<unknown>;
  deleteOne(filter: object, options: object): Promise<{ readonly deletedCount: number }>;
  updateOne(filter: object, update: object, options?: object): Promise<{ readonly matchedCount: number }>;
}

function requireChange(count: number, noun: string): void {
  if (count > 0) return;
  throw new DomainError('version_conflict', `This ${noun} has changed since it was read. Read it again.`);
}

/** A state that an administrator has set, `disabled`, stays. */
async function note(
  models: Models,
  { model }: Shelf,
  id: string,
  { state, fault }: { readonly state: string; readonly fault: SlackFault | null },
): Promise<boolean> {
  const collection = models[model].collection as unknown as RowCollection;
  const { matchedCount } = await collection.updateOne(
    { _id: id, state: { $nin: [state, 'disabled'] } },
    { $set: { state, fault } },
  );
  return matchedCount > 0;
}
