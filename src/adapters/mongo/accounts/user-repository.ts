import type { Role } from '../../../domain/access/actor.js';
import type { Connection, QueryFilter } from 'mongoose';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import type {
  AccountChange,
  UserQuery,
  UserRepository,
} from '../../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../../ports/paging.js';
import { writeAccountChange } from './account-change.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { inTransaction } from '../kit/transaction.js';

export class MongoUserRepository implements UserRepository {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<User | null> {
    const stored = await this.models.users.model.findById(id).lean<Stored<User>>();
    return stored === null ? null : toUser(stored);
  }

  async findByEmail(email: string): Promise<User | null> {
    const stored = await this.models.users.model
      .findOne({ email: email.trim().toLowerCase() })
      .lean<Stored<User>>();
    return stored === null ? null : toUser(stored);
  }

  async listActive(roles: readonly Role[]): Promise<readonly User[]> {
    const rows = await this.models.users.model
      .find({ role: { $in: [...roles] }, isActive: true })
      .lean<Stored<User>[]>();
    return rows.map(toUser);
  }

  async list(query: UserQuery): Promise<IdPage<User>> {
    const page = await readIdPage(this.models.users.model, toMongoFilter(query), query, {
      order: 1,
      from: fromStored<User>,
    });
    return { ...page, items: page.items.map((user) => ({ ...NEW_USER, ...user })) };
  }

  async addIfMissing(user: User): Promise<boolean> {
    try {
      await this.models.users.collection.insertOne(toStored({ ...user, email: user.email.toLowerCase() }));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async commit(change: AccountChange): Promise<void> {
    await inTransaction(this.connection, (session) => writeAccountChange(this.models, change, session));
  }
}

/** Accounts of earlier versions lack the fields that have been added since. */
function withDefaults(stored: Stored<User>): Stored<User> {
  return { ...NEW_USER, ...stored };
}

function toUser(stored: Stored<User>): User {
  return fromStored<User>(withDefaults(stored));
}

function toMongoFilter({ roles, isActive, teams, skill, text }: UserQuery): QueryFilter<Stored<User>> {
  return {
    erasedAt: null,
    ...(roles === undefined ? {} : { role: { $in: [...roles] } }),
    ...(isActive === undefined ? {} : { isActive }),
    ...(teams === undefined ? {} : { team: { $in: [...teams] } }),
    ...(skill === undefined ? {} : { skills: skill }),
    ...(text === undefined ? {} : { $or: [{ name: beginningWith(text) }, { email: beginningWith(text) }] }),
  };
}

/** Escapes every special character of a pattern, also NUL, which ends a BSON pattern. */
function beginningWith(text: string): RegExp {
  const escaped = text
    .trim()
    .replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('\0', String.raw`\x00`);
  return new RegExp(`^${escaped}`, 'iu');
}
