import type { ClientSession, Connection } from 'mongoose';
import type { DomainError } from '../../../domain/errors.js';
import type { Models } from '../schema/models.js';
import type { Room } from '../schema/collection.js';
import type { StoredRevision } from '../schema/stored-records.js';
import { oneAtATime } from './one-at-a-time.js';
import { MongoRevisions } from './revisions.js';
import { inTransaction } from './transaction.js';

/** Cache time of a whole list: every ticket needs it, and it changes rarely. */
const CACHE_TTL_MS = 5_000;

interface ShortListOptions<T> {
  readonly room: Room<StoredRevision<T>>;
  /** The word in messages. */
  readonly kind: string;
  /** Names the lock of its writers. */
  readonly lock: string;
  /** Entries at most, in their newest versions. */
  readonly max: number;
  readonly tooMany: () => DomainError;
}

/** A short list of versioned documents. The newest versions of all of them are cached. */
export class MongoShortList<
  T extends { readonly name: string; readonly version: number },
> extends MongoRevisions<T> {
  private latest: { readonly entries: readonly T[]; readonly readAt: number } | null = null;

  constructor(
    private readonly connection: Connection,
    protected readonly models: Models,
    private readonly options: ShortListOptions<T>,
  ) {
    super(options.room, options.kind, (stored) => stored);
  }

  /** May be some seconds old. */
  async all(): Promise<readonly T[]> {
    const { latest } = this;
    if (latest !== null && performance.now() - latest.readAt < CACHE_TTL_MS) return latest.entries;
    return this.current();
  }

  async current(): Promise<readonly T[]> {
    const readAt = performance.now();
    const { items } = await this.list({ pageSize: this.options.max });
    const entries = items.map(({ content }) => content);
    this.latest = { entries, readAt };
    return entries;
  }

  protected forget(): void {
    this.latest = null;
  }

  /** Runs `work` in a transaction that sees every earlier one of this list. */
  protected async writeInTurn(work: (session: ClientSession) => Promise<void>): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      await oneAtATime(this.models, this.options.lock, session);
      await work(session);
    });
    this.forget();
  }

  /** Every entry has a first version. @throws DomainError of the options beyond the maximum. */
  protected async requireRoom(session: ClientSession): Promise<void> {
    const { room, max, tooMany } = this.options;
    // The driver's types do not see through the type parameter.
    const count = await room.collection.countDocuments({ version: 1 } as never, { session });
    if (count > max) throw tooMany();
  }
}
