import type { Role, User } from '../../domain/user.js';
import type { UserRepository } from '../../ports/repositories.js';
import { fromStored, toStored, type Stored } from './documents.js';
import { isDuplicateKey } from './duplicate-key.js';
import type { Models } from './models.js';

export class MongoUserRepository implements UserRepository {
  constructor(private readonly models: Models) {}

  async find(id: string): Promise<User | null> {
    const stored = await this.models.users.model.findById(id).lean<Stored<User>>();
    return stored === null ? null : fromStored<User>(stored);
  }

  async findByEmail(email: string): Promise<User | null> {
    const stored = await this.models.users.model
      .findOne({ email: email.trim().toLowerCase() })
      .lean<Stored<User>>();
    return stored === null ? null : fromStored<User>(stored);
  }

  async listActive(roles: readonly Role[]): Promise<readonly User[]> {
    const rows = await this.models.users.model
      .find({ role: { $in: [...roles] }, isActive: true })
      .lean<Stored<User>[]>();
    return rows.map(fromStored<User>);
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
}
