import type { Connection } from 'mongoose';
import type { EventDetails } from '../../../domain/event-details.js';
import type { Redaction } from '../../../domain/tickets/redaction.js';
import type { Comment } from '../../../domain/tickets/ticket.js';
import type {
  ArticleOfTicket,
  KeptAnswer,
  RedactionProgress,
  RedactionRepository,
  RedactionRows,
  RedactionWrites,
  EventTexts,
} from '../../../ports/tickets/redactions.js';
import { fromStored, type Stored } from '../kit/documents.js';
import { firstIdOf } from '../kit/first-id.js';
import { RawFiles } from '../kit/raw-files.js';
import { inTransaction } from '../kit/transaction.js';
import { MAILS_OF_A_TICKET } from '../schema/mail-schemas.js';
import type { Models } from '../schema/models.js';
import { ATTACHMENTS, AttachedFiles } from '../files/attached-files.js';
import { nextArticleOf, writeRedactedArticle } from './redacted-articles.js';
import { writeProgress } from './redaction-progress.js';
import { writeCommentChange } from './ticket-comments.js';

/** An event or a delivery, as far as a redaction reads it. */
interface StoredEventTexts {
  readonly _id: string;
  readonly details?: EventDetails;
  readonly answer?: string | null;
  readonly actor?: { readonly id: string };
  readonly recipient?: { readonly id: string };
}

/** A raw mail may have tens of megabytes. */
const RAW_MAIL_MS = 20_000;

export class MongoRedactionRepository implements RedactionRepository {
  private readonly attachments: RawFiles;
  private readonly rawMails: RawFiles;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
    rawMailBucket: string,
  ) {
    this.attachments = new AttachedFiles(connection, ATTACHMENTS);
    this.rawMails = new RawFiles(connection, rawMailBucket);
  }

  async find(id: string): Promise<Redaction | null> {
    const stored = await this.models.redactions.model.findById(id).lean<Stored<Redaction>>();
    return stored === null ? null : fromStored<Redaction>(stored);
  }

  async running(before: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.models.redactions.model
      .find({ _id: { $lt: firstIdOf(before) }, state: 'running' }, { _id: 1 })
      .limit(limit)
      .hint('running')
      .lean<{ readonly _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  async page<P extends keyof RedactionRows>(
    place: P,
    ticketIds: readonly string[],
    after: string | null,
    limit: number,
  ): Promise<readonly RedactionRows[P][]> {
    const filter = { ticketId: { $in: [...ticketIds] }, ...(after === null ? {} : { _id: { $gt: after } }) };
    const { model } = this.models[ROOMS[place]];
    const rows = await (model as Models['comments']['model'])
      .find(filter)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<(Stored<Comment> & StoredEventTexts)[]>();
    const isWhole = place === 'comments' || place === 'drafts';
    const found = isWhole ? rows.map((row) => fromStored<Comment>(row)) : rows.map(eventTexts);
    return found as unknown as readonly RedactionRows[P][];
  }

  async commit(progress: RedactionProgress, writes: RedactionWrites): Promise<void> {
    const { comments = [], activities = [], mails = [], articles = [], rawMails = [] } = writes;
    await inTransaction(
      this.connection,
      async (session) => {
        await writeProgress(this.models, this.attachments, progress, session);
        for (const change of comments) {
          await writeCommentChange(this.models, this.attachments, change, session);
        }
        for (const { id, details } of activities) {
          await this.models.events.collection.updateOne({ _id: id }, { $set: { details } }, { session });
        }
        for (const { id, details, answer } of mails) {
          // Its details are those of its kind, with other texts.
          const set = { details: details as never, answer };
          await this.models.deliveries.collection.updateOne({ _id: id }, { $set: set }, { session });
        }
        for (const article of articles) await writeRedactedArticle(this.models, article, session);
        for (const { id, bytes } of rawMails) await this.rawMails.replace(id, bytes, session);
      },
      rawMails.length === 0 ? undefined : RAW_MAIL_MS,
    );
  }

  nextArticle(ticketIds: readonly string[], after: string | null): Promise<ArticleOfTicket | null> {
    return nextArticleOf(this.models, ticketIds, after);
  }

  async rawMailIds(
    ticketIds: readonly string[],
    after: string | null,
    limit: number,
  ): Promise<readonly string[]> {
    const beyond = after === null ? {} : { _id: { $gt: after } };
    const rows = await this.models.receivedMails.collection
      .find({ 'outcome.ticketId': { $in: [...ticketIds] }, ...beyond })
      .hint(MAILS_OF_A_TICKET)
      .sort({ _id: 1 })
      .limit(limit)
      .project<{ readonly _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  withRawMail(ids: readonly string[]): Promise<readonly string[]> {
    return this.rawMails.present(ids);
  }

  rawMail(id: string): Promise<Uint8Array | null> {
    return this.rawMails.get(id);
  }

  async answersFor(resourceIds: readonly string[], since: Date): Promise<readonly KeptAnswer[]> {
    // By the index of the expiry: there is none of what a request has created.
    const rows = await this.models.idempotency.collection
      .find({ expiresAt: { $gte: since }, resourceId: { $in: [...resourceIds] } })
      .hint({ expiresAt: 1 })
      .toArray();
    return rows.flatMap(({ _id, answer }) => (typeof answer === 'string' ? [{ id: _id, answer }] : []));
  }

  async replaceAnswer({ id, answer }: KeptAnswer): Promise<void> {
    await this.models.idempotency.collection.updateOne({ _id: id }, { $set: { answer } });
  }

  async bulkComment(jobId: string): Promise<string | null> {
    const job = await this.models.bulkJobs.collection.findOne({ _id: jobId });
    return job?.change.comment?.body ?? null;
  }

  async replaceBulkComment(jobId: string, body: string): Promise<void> {
    await this.models.bulkJobs.collection.updateOne(
      { _id: jobId },
      { $set: { 'change.comment.body': body } },
    );
  }
}

const ROOMS = {
  comments: 'comments',
  activities: 'events',
  mails: 'deliveries',
  drafts: 'drafts',
} as const;

function eventTexts({ _id, details = {}, answer = null, actor, recipient }: StoredEventTexts): EventTexts {
  return { id: _id, details, answer, personId: actor?.id ?? recipient?.id ?? '' };
}
