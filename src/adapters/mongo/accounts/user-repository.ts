import type { Role } from '../../../domain/access/actor.js';
import type { Connection, QueryFilter } from 'mongoose';
import { addressesOf } from '../../../domain/accounts/contact.js';
import type { User } from '../../../domain/accounts/user.js';
import type {
  AccountChange,
  LoadRepair,
  UserQuery,
  UserRepository,
} from '../../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../../ports/paging.js';
import { writeAccountChange } from './account-change.js';
import { toStoredUser, toUser, type StoredUser } from '../schema/stored-user.js';
import { batchedFind } from '../kit/batched-find.js';
import { beginningWith } from '../kit/beginning-with.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import { repairLoads } from '../sla/load-repair.js';
import type { Models } from '../schema/models.js';
import { inTransaction } from '../kit/transaction.js';

export class MongoUserRepository implements UserRepository {
  private readonly findById;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.findById = batchedFind(models.users.collection, '_id');
  }

  async find(id: string): Promise<User | null> {
    const stored = await this.findById(id);
    return stored === null ? null : toUser(stored);
  }

  async findByEmail(email: string): Promise<User | null> {
    const stored = await this.models.users.model
      .findOne({ email: email.trim().toLowerCase() })
      .lean<StoredUser>();
    return stored === null ? null : toUser(stored);
  }

  async findByAddress(given: string): Promise<User | null> {
    const address = given.trim().toLowerCase();
    const primary = await this.findByEmail(address);
    if (primary !== null) return primary;
    const stored = await this.models.users.collection.findOne({ addressKeys: address });
    if (stored === null) return null;
    const user = toUser(stored);
    // The version before may have changed the addresses without the field of the index.
    return addressesOf(user).includes(address) ? user : null;
  }

  async listActive(roles: readonly Role[]): Promise<readonly User[]> {
    const rows = await this.models.users.model
      .find({ role: { $in: [...roles] }, isActive: true })
      .lean<StoredUser[]>();
    return rows.map(toUser);
  }

  async list(query: UserQuery): Promise<IdPage<User>> {
    return readIdPage(this.models.users.model, toMongoFilter(query), query, { order: 1, from: toUser });
  }

  async listMergedInto(ids: readonly string[]): Promise<readonly User[]> {
    const filter = { 'merge.intoId': { $in: [...ids] }, 'merge.state': { $in: [...AWAY] }, erasedAt: null };
    return (await this.models.users.collection.find(filter).toArray()).map(toUser);
  }

  async addIfMissing(user: User): Promise<boolean> {
    try {
      await this.models.users.collection.insertOne(
        toStoredUser({ ...user, email: user.email.toLowerCase() }),
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async commit(change: AccountChange): Promise<void> {
    await inTransaction(this.connection, (session) => writeAccountChange(this.models, change, session));
  }

  repairLoads(): Promise<readonly LoadRepair[]> {
    return repairLoads(this.connection, this.models);
  }
}

/** See `isMergedAway`. */
const AWAY = ['moving', 'done'] as const;

const SEARCHED = ['name', 'lastName', 'email'] as const;

function toMongoFilter(query: UserQuery): QueryFilter<StoredUser> {
  const { roles, isActive, teams, organisationId, skill, address, identity, text } = query;
  return {
    erasedAt: null,
    'merge.state': { $nin: [...AWAY] },
    ...(roles === undefined ? {} : { role: { $in: [...roles] } }),
    ...(isActive === undefined ? {} : { isActive }),
    ...(teams === undefined ? {} : { team: { $in: [...teams] } }),
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(skill === undefined ? {} : { skills: skill }),
    ...(address === undefined ? {} : { addressKeys: address }),
    ...(identity === undefined ? {} : { identities: identity, 'identities.0': { $exists: true } }),
    ...(text === undefined ? {} : { $or: SEARCHED.map((field) => ({ [field]: beginningWith(text) })) }),
  };
}
