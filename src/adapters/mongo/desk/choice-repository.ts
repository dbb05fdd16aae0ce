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
import { oneAtATime } from '../kit/one-at-a-time.js';
import { MongoEditions } from '../kit/revisions.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';

/** How long the choices are taken from memory: every ticket that is opened asks for them, and they change rarely. */
const CACHE_TTL_MS = 5_000;

/** No index serves the search for a ticket that has a choice. What takes longer counts as in use. */
const USE_TIMEOUT_MS = 3_000;

const TICKET_PATHS: Readonly<Record<ChoiceListName, string>> = {
  categories: 'category',
  ticketTypes: 'type',
  resolutionCodes: 'resolutionCode',
};

export class MongoChoiceRepository extends MongoEditions<Choice> implements ChoiceRepository {
  /** A key that was removed can be added again, and its first version is another one then. */
  protected override readonly remembersVersions = false;
  private latest: { readonly choices: readonly Choice[]; readonly readAt: number } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
    private readonly listName: ChoiceListName,
  ) {
    super(models[listName], CHOICE_LISTS[listName].noun, (stored) => stored);
  }

  async all(): Promise<readonly Choice[]> {
    const { latest } = this;
    if (latest !== null && performance.now() - latest.readAt < CACHE_TTL_MS) return latest.choices;
    return this.current();
  }

  async current(): Promise<readonly Choice[]> {
    const readAt = performance.now();
    const { items } = await this.list({ pageSize: MAX_CHOICES });
    const choices = items.map(({ content }) => content);
    this.latest = { choices, readAt };
    return choices;
  }

  /** Each write of a list sees the ones before it, so that none revives what another removes. */
  override async add(edition: Revision<Choice>): Promise<void> {
    const { name, version } = edition.content;
    await this.write(async (session) => {
      await super.add(edition, session);
      const { collection } = this.models[this.listName];
      if (version > 1) {
        const before = await collection.findOne({ name, version: version - 1 }, { session });
        if (before === null) throw new DomainError('not_found', `There is no "${name}".`);
        return;
      }
      const count = await collection.countDocuments({ version: 1 }, { session });
      if (count > MAX_CHOICES) throw tooManyChoices(this.listName);
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
    await this.write(async (session) => {
      await this.models[this.listName].collection.deleteMany({ name }, { session });
    });
  }

  private async write(work: Parameters<typeof inTransaction>[1]): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      await oneAtATime(this.models, this.listName, session);
      await work(session);
    });
    this.latest = null;
  }
}

/** `MaxTimeMSExpired` */
function isTooLong(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 50;
}
