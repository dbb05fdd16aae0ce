import { readEventsOfKey, readTrail } from './ticket-trail.js';
import type { MailName } from '../../../ports/tickets/heard-mails.js';
import type {
  TalkQuery,
  CommentQuery,
  TicketChange,
  TicketFilter,
  TicketPage,
  TicketQuery,
  TicketRepository,
  TicketSlaEvent,
  WrittenInMail,
} from '../../../ports/tickets/ticket-repository.js';
import type { ClientSession, Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import { loadShift } from '../../../domain/tickets/assignment/load.js';
import type { QueuedTicket } from '../../../domain/tickets/queue.js';
import type { TicketCount } from '../../../domain/tickets/ticket-summary.js';
import { isTicketNumber, OPEN_STATUSES, type Comment, type Ticket } from '../../../domain/tickets/ticket.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import { ATTACHMENTS, AttachedFiles } from '../files/attached-files.js';
import { batchedFind } from '../kit/batched-find.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateId } from '../kit/duplicate-key.js';
import { CappedTotals } from '../kit/capped-totals.js';
import { toPage } from '../kit/id-page.js';
import { KeyedQueue } from '../../system/keyed-queue.js';
import { shiftLoad, type ShiftingChange } from '../sla/load-shifts.js';
import type { Models } from '../schema/models.js';
import type { RawFiles } from '../kit/raw-files.js';
import { findByMessageIds, findLatestMessageId, findWrittenInMail } from './mailed-threads.js';
import { findSlaEvents } from './sla-events.js';
import { toStoredTicket, toTicket } from '../schema/stored-ticket.js';
import { findComments, findLastPublicComment, readComments, writeComments } from './ticket-comments.js';
import { TicketCounts } from './ticket-counts.js';
import {
  countHint,
  keysetOf,
  positionOf,
  sortOf,
  toMongoFilter,
  toMongoFilterAfter,
} from './ticket-query.js';
import { findQueue } from './ticket-queue.js';
import { countHeard, noteHeard } from './heard-mails.js';
import { endSecrets, removeCodes } from './secret-generations.js';
import { writeProgress } from './redaction-progress.js';
import { removeAllOf } from './ticket-removal.js';
import { removeVectors } from './removed-vectors.js';
import { OPEN_TICKETS } from '../schema/ticket-schemas.js';
import { inTransaction, TRANSACTION_MS } from '../kit/transaction.js';

/**
 * Limits of the queue for one assignee's document: as many changes as a worker makes in parallel.
 * If another process holds the document, at most half of the API's concurrency (API_MAX_IN_PROGRESS), so that tickets
 * of other moderators continue.
 */
const WAITING_FOR_ASSIGNEE = { maxWaiting: 40, maxBehindSlow: 7, maxWaitMs: TRANSACTION_MS };

/**
 * Tickets, their events, comments and deliveries. Writes go to the driver's collections and not through mongoose
 * documents, which cost a fifth of the accept rate; shapes are the domain's either way.
 */
export class MongoTicketRepository implements TicketRepository {
  /**
   * Serialises writes to an assignee's document, which many tickets change.
   * In MongoDB the second of two transactions fails and restarts, so waiting in this process costs less. Other
   * processes still meet in the database. The wait and the transaction share one deadline, so that callers behind a
   * lock are not delayed one after another.
   */
  private readonly turns = new KeyedQueue(WAITING_FOR_ASSIGNEE);
  private readonly files: RawFiles;
  private readonly totals = new CappedTotals();
  private readonly counts: TicketCounts;
  private readonly findById;
  private readonly findByNumber;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.counts = new TicketCounts(models);
    this.files = new AttachedFiles(connection, ATTACHMENTS);
    this.findById = batchedFind(models.tickets.collection, '_id');
    this.findByNumber = batchedFind(models.tickets.collection, 'number');
  }

  async find(reference: string): Promise<Ticket | null> {
    const number = reference.toUpperCase();
    const stored = await (isTicketNumber(number) ? this.findByNumber(number) : this.findById(reference));
    return stored === null ? null : toTicket(stored);
  }

  async findMany(references: readonly string[]): Promise<readonly Ticket[]> {
    const numbers = references.filter(isTicketNumber);
    const ids = references.filter((reference) => !isTicketNumber(reference));
    const filter = { $or: [{ _id: { $in: ids } }, { number: { $in: numbers } }] };
    return (await this.models.tickets.model.find(filter).lean<Stored<Ticket>[]>()).map(toTicket);
  }

  async commit(...changes: readonly TicketChange[]): Promise<void> {
    const shifts = changes.map((change) => ({ change, shift: loadShift(change.before, change.after) }));
    const assignees = shifts
      .flatMap(({ shift }) => [shift?.from?.id, shift?.to?.id])
      .filter((id) => id !== undefined);
    try {
      await this.turns.run(assignees, (leftMs) => this.write(shifts, leftMs));
      this.totals.forget();
    } catch (error) {
      if (!isDuplicateId(error)) throw error;
      throw new DomainError('duplicate', 'This change was already written.', { cause: error });
    }
  }

  private async write(changes: readonly ShiftingChange[], timeoutMs: number): Promise<void> {
    await inTransaction(this.connection, (session) => this.writeAll(changes, session), timeoutMs);
  }

  private async writeAll(changes: readonly ShiftingChange[], session: ClientSession): Promise<void> {
    // First: a copy of a mail that was heard has nothing to write.
    for (const heard of changes.flatMap(({ change }) => change.heardMail ?? [])) {
      await noteHeard(this.models, heard, session);
    }
    for (const { change } of changes) await this.writeTicket(change, session);
    await this.writeEvents(
      changes.flatMap(({ change }) => change.events),
      session,
    );
    await writeComments(
      this.models,
      this.files,
      changes.map(({ change }) => change),
      session,
    );
    for (const progress of changes.flatMap(({ change }) => change.redaction ?? [])) {
      await writeProgress(this.models, this.files, progress, session);
    }
    for (const result of changes.flatMap(({ change }) => change.bulkResult ?? [])) {
      await this.models.bulkResults.collection.insertOne(toStored(result), { session });
    }
    await endSecrets(
      this.models,
      changes.flatMap(({ change }) => change.endedSecrets ?? []),
      session,
    );
    await removeCodes(
      this.models,
      changes.flatMap(({ change }) => change.endedCodes ?? []),
      session,
    );
    const deliveries = changes.flatMap(({ change }) => change.deliveries ?? []);
    if (deliveries.length > 0) {
      await this.models.deliveries.collection.insertMany(deliveries.map(toStored), { session });
    }
    // Last, so that the shared documents are held for the shortest time.
    for (const { change, shift } of changes) {
      if (shift !== null) await shiftLoad(this.models, change, shift, session);
    }
  }

  async list(query: TicketQuery): Promise<TicketPage> {
    const filter = toMongoFilter(query.filter);
    const page = query.after === undefined ? filter : { $and: [filter, keysetOf(query.sort, query.after)] };
    const [rows, total] = await Promise.all([
      this.models.tickets.model
        .find(page)
        .sort(sortOf(query.sort))
        .skip(query.skip ?? 0)
        .limit(query.pageSize + 1)
        .lean<Stored<Ticket>[]>(),
      this.totals.total(filter, (bounds) =>
        this.models.tickets.model.countDocuments(filter, { ...bounds, ...countHint(query.filter) }),
      ),
    ]);
    return toPage(rows.map(toTicket), query.pageSize, total, (last) => positionOf(query.sort, last));
  }

  async listWithin(filter: TicketFilter, ids: readonly string[]): Promise<readonly Ticket[]> {
    const rows = await this.models.tickets.model
      .find({ $and: [{ _id: { $in: [...ids] } }, toMongoFilter(filter)] })
      .hint({ _id: 1 })
      .lean<Stored<Ticket>[]>();
    return rows.map(toTicket);
  }

  async linkedTo(id: string): Promise<readonly Ticket[]> {
    const rows = await this.models.tickets.collection.find({ 'links.ticket.id': id }).toArray();
    return rows.map(toTicket);
  }

  async countByKind(filter: TicketFilter): Promise<readonly TicketCount[]> {
    return this.counts.byKind(filter);
  }

  async count(filter: TicketFilter): Promise<number> {
    return this.models.tickets.model.countDocuments(toMongoFilterAfter(filter, null));
  }

  async listIds(filter: TicketFilter, limit: number, afterId: string | null): Promise<readonly string[]> {
    const rows = await this.models.tickets.model
      .find(toMongoFilterAfter(filter, afterId), { _id: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<{ _id: string }[]>();
    return rows.map((row) => row._id);
  }

  async walkOpen(limit: number, afterId: string | null): Promise<readonly Ticket[]> {
    const status = { $in: OPEN_STATUSES };
    const rows = await this.models.tickets.model
      .find(afterId === null ? { status } : { status, _id: { $gt: afterId } })
      .sort({ _id: 1 })
      .limit(limit)
      .hint(OPEN_TICKETS)
      .lean<Stored<Ticket>[]>();
    return rows.map(toTicket);
  }

  queue(limit: number): Promise<readonly QueuedTicket[]> {
    return findQueue(this.models, limit);
  }

  async standings(
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<Ticket, 'title' | 'status' | 'updatedAt'>>> {
    const rows = await this.models.tickets.model
      .find({ number: { $in: [...numbers] } }, { number: 1, title: 1, status: 1, updatedAt: 1 })
      .lean<Pick<Ticket, 'number' | 'title' | 'status' | 'updatedAt'>[]>();
    return new Map(rows.map(({ number, ...standing }) => [number, standing]));
  }

  byMessageIds(messageIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return findByMessageIds(this.models, messageIds);
  }

  writtenInMail(messageId: string, authorId: string, exceptId: string): Promise<readonly WrittenInMail[]> {
    return findWrittenInMail(this.models, messageId, authorId, exceptId);
  }

  timesHeard(name: MailName): Promise<number> {
    return countHeard(this.models, name);
  }

  latestMessageId(ticketId: string, authorId: string): Promise<string | null> {
    return findLatestMessageId(this.models, ticketId, authorId);
  }

  async findComment(id: string): Promise<Comment | null> {
    const stored = await this.models.comments.model.findById(id).lean<Stored<Comment>>();
    return stored === null ? null : fromStored<Comment>(stored);
  }

  findComments(ids: readonly string[]): Promise<readonly Comment[]> {
    return findComments(this.models, ids);
  }

  lastPublicComment(ticketId: string, exceptIds: readonly string[] = []): Promise<Comment | null> {
    return findLastPublicComment(this.models, ticketId, exceptIds);
  }

  comments(query: CommentQuery): Promise<IdPage<Comment>> {
    return readComments(this.models, query);
  }

  events(query: TalkQuery): Promise<IdPage<TicketEvent>> {
    return readTrail(this.models, query);
  }

  eventsOfKey(apiKeyId: string, page: PageRequest): Promise<IdPage<TicketEvent>> {
    return readEventsOfKey(this.models, apiKeyId, page);
  }

  slaEvents(ticketIds: readonly string[], limit: number): Promise<readonly TicketSlaEvent[]> {
    return findSlaEvents(this.models, ticketIds, limit);
  }

  async recordWorkflowStarted(ticketIds: readonly string[], at: Date): Promise<void> {
    await this.models.tickets.collection.updateMany(
      { _id: { $in: [...ticketIds] }, workflowStartedAt: null },
      { $set: { workflowStartedAt: at } },
    );
  }

  private async writeTicket(
    { before, after, isRemoval = false }: TicketChange,
    session: ClientSession,
  ): Promise<void> {
    const stored = toStoredTicket(after);
    if (before === null) {
      await this.models.tickets.collection.insertOne(stored, { session });
      return;
    }
    // `workflowStartedAt` belongs to the relay, which writes it without a new version: it is not put back here.
    const { workflowStartedAt, _id, ...fields } = stored;
    const { collection } = this.models.tickets;
    const asRead = { _id, version: before.version };
    const gone = Object.keys(before).filter((key) => !(key in after));
    const $unset = Object.fromEntries(gone.map((key) => [key, true as const]));
    const update = gone.length === 0 ? { $set: fields } : { $set: fields, $unset };
    const written = isRemoval
      ? (await collection.deleteOne(asRead, { session })).deletedCount
      : (await collection.updateOne(asRead, update, { session })).matchedCount;
    if (written === 0) {
      throw new DomainError(
        'version_conflict',
        `${after.number} has changed since it was read. Read it again.`,
      );
    }
    if (isRemoval) await removeAllOf(this.models, this.files, before, session);
    else if (before.title !== after.title || before.description !== after.description) {
      // A vector tells what the text was about, which may have been redacted.
      await removeVectors(this.models, _id, after.updatedAt, session);
    }
  }

  /** Mostly it is one, which the driver writes with a third less work than many. */
  private async writeEvents(events: readonly TicketEvent[], session: ClientSession): Promise<void> {
    const { collection, stored } = this.models.events;
    const [only, ...others] = events.map(stored);
    if (only === undefined) return;
    if (others.length === 0) await collection.insertOne(only, { session });
    else await collection.insertMany([only, ...others], { session });
  }
}
