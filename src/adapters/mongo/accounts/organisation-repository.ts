import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { Organisation } from '../../../domain/accounts/organisation.js';
import type {
  OrganisationChange,
  OrganisationQuery,
  OrganisationRepository,
  OrganisationTerms,
} from '../../../ports/accounts/organisations.js';
import type { IdPage } from '../../../ports/paging.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { beginningWith } from '../kit/beginning-with.js';
import { isDuplicateId, isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import { RecentTerms } from './recent-terms.js';

/** The planner uses the index of domains only with its condition. */
const HAS_DOMAINS = { 'domains.0': { $exists: true } };

export class MongoOrganisationRepository implements OrganisationRepository {
  private readonly recent: RecentTerms;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.recent = new RecentTerms(models);
  }

  async find(id: string): Promise<Organisation | null> {
    const stored = await this.models.organisations.collection.findOne({ _id: id });
    return stored === null ? null : toOrganisation(stored);
  }

  terms(ids: readonly string[]): Promise<readonly OrganisationTerms[]> {
    return this.recent.read(ids);
  }

  async findByDomain(domain: string): Promise<Organisation | null> {
    const stored = await this.models.organisations.collection.findOne({ domains: domain, ...HAS_DOMAINS });
    return stored === null ? null : toOrganisation(stored);
  }

  list(query: OrganisationQuery): Promise<IdPage<Organisation>> {
    const { model } = this.models.organisations;
    return readIdPage(model, toMongoFilter(query), query, { order: 1, from: toOrganisation });
  }

  async commit(change: OrganisationChange): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      await this.write(change, session);
      const { events } = this.models;
      await events.collection.insertOne(events.stored(change.event), { session });
    });
    this.recent.forget((change.before ?? change.after)?.id ?? '');
  }

  private async write({ before, after }: OrganisationChange, session: ClientSession): Promise<void> {
    const { collection } = this.models.organisations;
    try {
      if (before === null) {
        if (after !== null) await collection.insertOne(toStored(after), { session });
        return;
      }
      const current = { _id: before.id, version: before.version };
      if (after === null) {
        const { deletedCount } = await collection.deleteOne(current, { session });
        requireChange(deletedCount);
        await this.requireNobody(before.id, session);
        return;
      }
      const { _id, ...fields } = toStored(after);
      const { matchedCount } = await collection.updateOne(current, { $set: fields }, { session });
      requireChange(matchedCount);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError(
        'duplicate',
        isDuplicateId(error)
          ? 'This organisation already exists.'
          : 'Another organisation has one of these domains. Remove it there first.',
      );
    }
  }

  /** A person who joins at the same time writes the organisation, and so loses to its deletion or wins against it. */
  private async requireNobody(organisationId: string, session: ClientSession): Promise<void> {
    const people = await this.models.users.collection.countDocuments(
      { organisationId },
      { session, limit: 1 },
    );
    if (people === 0) return;
    throw new DomainError(
      'illegal_transition',
      'The organisation has people. Move them to another one, or to none, first.',
    );
  }
}

function requireChange(count: number): void {
  if (count > 0) return;
  throw new DomainError(
    'version_conflict',
    'This organisation has changed since it was read. Read it again.',
  );
}

function toOrganisation(stored: Stored<Organisation>): Organisation {
  const { id, name, domains, policy, notes, isVip, ticketVisibility, createdAt, version } =
    fromStored<Organisation>(stored);
  return { id, name, domains, policy, notes, isVip, ticketVisibility, createdAt, version };
}

function toMongoFilter({ text, domain, isVip }: OrganisationQuery): QueryFilter<Stored<Organisation>> {
  return {
    ...(text === undefined ? {} : { name: beginningWith(text) }),
    ...(domain === undefined ? {} : { domains: domain, ...HAS_DOMAINS }),
    ...(isVip === undefined ? {} : { isVip }),
  };
}
