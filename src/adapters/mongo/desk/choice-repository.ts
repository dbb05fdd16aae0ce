import mongoose, { type Connection } from 'mongoose';
import {
  CHOICE_LISTS,
  MAX_CHOICES,
  tooManyChoices,
  type Choice,
  type ChoiceListName,
} from '../../../domain/desk/choices.js';
import { DomainError } from '../../../domain/errors.js';
import type { ChoiceRepository } from '../../../ports/desk/choices.js';
import type { Revision } from '../../../ports/revisions.js';
import { MongoShortList } from '../kit/short-list.js';
import type { Models } from '../schema/models.js';

/** No index serves the search for a ticket that has a choice. What takes longer counts as in use. */
const USE_TIMEOUT_MS = 3_000;

const TICKET_PATHS: Readonly<Record<ChoiceListName, string>> = {
  categories: 'category',
  ticketTypes: 'type',
  resolutionCodes: 'resolutionCode',
  holdReasons: 'hold.reason',
};

export class MongoChoiceRepository extends MongoShortList<Choice> implements ChoiceRepository {
  /** A key that was removed can be added again, and its first version is another one then. */
  protected override readonly remembersVersions = false;

  constructor(
    connection: Connection,
    models: Models,
    private readonly listName: ChoiceListName,
  ) {
    super(connection, models, {
      room: models[listName],
      kind: CHOICE_LISTS[listName].noun,
      lock: listName,
      max: MAX_CHOICES,
      tooMany: () => tooManyChoices(listName),
    });
  }

  /** Each write of a list sees the ones before it, so that none revives what another removes. */
  override async add(revision: Revision<Choice>): Promise<void> {
    const { name, version } = revision.content;
    await this.writeInTurn(async (session) => {
      await super.add(revision, session);
      if (version === 1) return this.requireRoom(session);
      const { collection } = this.models[this.listName];
      const before = await collection.findOne({ name, version: version - 1 }, { session });
      if (before === null) throw new DomainError('not_found', `There is no "${name}".`);
    });
  }

  async isUsed(name: string): Promise<boolean> {
    const { tickets, policies } = this.models;
    const options = { projection: { _id: 1 }, maxTimeMS: USE_TIMEOUT_MS } as const;
    try {
      const ticket = await tickets.collection.findOne({ [TICKET_PATHS[this.listName]]: name }, options);
      if (ticket !== null || this.listName !== 'categories') return ticket !== null;
      return (await policies.collection.findOne({ 'exceptions.category': name }, options)) !== null;
    } catch (error) {
      if (isTooLong(error)) return true;
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await this.writeInTurn(async (session) => {
      await this.models[this.listName].collection.deleteMany({ name }, { session });
    });
  }
}

/** `MaxTimeMSExpired` */
function isTooLong(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 50;
}
