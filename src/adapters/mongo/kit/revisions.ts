import type { Revision, VersionedRepository } from '../../../ports/revisions.js';
import type { ClientSession, mongo } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { versionRef } from '../../../domain/sla/sla.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import { isDuplicateKey } from './duplicate-key.js';
import type { Room } from '../schema/collection.js';
import type { StoredRevision } from '../schema/stored-records.js';

/** Versioned documents that never change. */
export class MongoRevisions<
  T extends { readonly name: string; readonly version: number },
> implements VersionedRepository<T> {
  /** Versions never change, so they are cached without limit. Derived data is attached to the object. */
  private readonly byReference = new Map<string, T>();
  /** False where things can be removed: a new one under the name of an old one has its references. */
  protected readonly remembersVersions: boolean = true;

  constructor(
    private readonly room: Room<StoredRevision<T>>,
    /** The word in messages: `calendar`. */
    private readonly kind: string,
    /** Fills in what older versions of Holdfast did not write. */
    private readonly restored: (content: T) => T,
  ) {}

  async byRef(ref: string): Promise<T> {
    const known = this.byReference.get(ref);
    if (known !== undefined) return known;
    const [stored] = await this.query([{ $match: { _id: ref } }]);
    if (stored === undefined) throw new DomainError('not_found', `The ${this.kind} ${ref} does not exist.`);
    return this.keep(stored).content;
  }

  async find(name: string, version?: number): Promise<Revision<T> | null> {
    const [stored] = await this.query([
      { $match: version === undefined ? { name } : { name, version } },
      { $sort: { version: -1 } },
      { $limit: 1 },
    ]);
    return stored === undefined ? null : this.keep(stored);
  }

  async list({ pageSize, skip = 0, after = '' }: PageRequest): Promise<IdPage<Revision<T>>> {
    const [rows, names] = await Promise.all([
      this.query([
        { $match: { name: { $gt: after } } },
        { $sort: { name: 1, version: -1 } },
        { $group: { _id: '$name', newest: { $first: '$$ROOT' } } },
        { $sort: { _id: 1 } },
        { $skip: skip },
        { $limit: pageSize + 1 },
        { $replaceRoot: { newRoot: '$newest' } },
      ]),
      this.room.collection.distinct('name'),
    ]);
    const items = rows.slice(0, pageSize).map((stored) => this.keep(stored));
    return {
      items,
      next: rows.length > pageSize ? (items.at(-1)?.content.name ?? null) : null,
      total: names.length,
      isTotalCapped: false,
    };
  }

  /** Within the transaction, if one is given. */
  async add({ content, ...revision }: Revision<T>, session?: ClientSession): Promise<void> {
    const stored = { _id: versionRef(content), ...content, ...revision };
    try {
      await this.room.collection.insertOne(
        stored as unknown as mongo.OptionalUnlessRequiredId<StoredRevision<T>>,
        session === undefined ? {} : { session },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError(
        'version_conflict',
        `Version ${content.version} of this ${this.kind} already exists.`,
      );
    }
  }

  async addIfMissing(content: T): Promise<boolean> {
    try {
      await this.add({ content, requestId: null, createdAt: null, createdBy: null });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'version_conflict') return false;
      throw error;
    }
  }

  private query(stages: mongo.Document[]): Promise<StoredRevision<T>[]> {
    return this.room.collection.aggregate<StoredRevision<T>>(stages).toArray();
  }

  private keep({
    _id: ref,
    requestId = null,
    createdAt = null,
    createdBy = null,
    ...rest
  }: StoredRevision<T>): Revision<T> {
    const content = this.byReference.get(ref) ?? this.restored(rest as unknown as T);
    if (this.remembersVersions) this.byReference.set(ref, content);
    return { content, requestId, createdAt, createdBy };
  }
}
