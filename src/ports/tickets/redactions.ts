import type { EventDetails } from '../../domain/event-details.js';
import type { CommentChange } from '../../domain/tickets/comment-changes.js';
import type { Redaction } from '../../domain/tickets/redaction.js';
import type { Comment } from '../../domain/tickets/ticket.js';
import type { Draft } from '../../domain/presence/draft.js';

/** A redaction before and after one note of progress; `before` is null for a new one. */
export interface RedactionProgress {
  readonly before: Redaction | null;
  readonly after: Redaction;
  /** Files of the ticket that are removed with it. Absent for none. */
  readonly removedFiles?: readonly string[];
}

/** What an event or a mail tells. */
export interface EventTexts {
  readonly id: string;
  readonly details: EventDetails;
  /** What a mail server said of a mail; null for an event. */
  readonly answer: string | null;
  /** Who did it, or whom the mail is for. */
  readonly personId: string;
}

/** The rows that a redaction walks over. */
export interface RedactionRows {
  readonly comments: Comment;
  readonly activities: EventTexts;
  readonly mails: EventTexts;
  /** Unsent comments. */
  readonly drafts: Draft;
}

/** What people have written in an article. */
export interface ArticleTexts {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly keywords: readonly string[];
}

/** An article that was made of a ticket, or a translation of one, with all its versions. */
export interface ArticleOfTicket {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly texts: ArticleTexts;
  readonly versions: readonly ArticleVersionTexts[];
}

export interface ArticleVersionTexts {
  readonly id: string;
  readonly at: Date | null;
  readonly texts: ArticleTexts;
}

/** What one step of a redaction writes. */
export interface RedactionWrites {
  readonly comments?: readonly CommentChange[];
  readonly activities?: readonly EventTexts[];
  readonly mails?: readonly EventTexts[];
  /** The texts of articles, as a new version of each, and those of earlier versions that change. */
  readonly articles?: readonly ArticleOfTicket[];
  /** Messages as they came in, by their ids; null removes one. */
  readonly rawMails?: readonly { readonly id: string; readonly bytes: Uint8Array | null }[];
}

/** The answer to a request that created something, sealed under the id of its record. */
export interface KeptAnswer {
  readonly id: string;
  readonly answer: string;
}

/** Redactions, and what they read and write across everything that is kept of tickets. */
export interface RedactionRepository {
  find(id: string): Promise<Redaction | null>;
  /** Ids of some that run and were asked for before. */
  running(before: Date, limit: number): Promise<readonly string[]>;
  /** At most `limit` rows of these tickets, in the order of their ids after `after`. */
  page<P extends keyof RedactionRows>(
    place: P,
    ticketIds: readonly string[],
    after: string | null,
    limit: number,
  ): Promise<readonly RedactionRows[P][]>;
  /** Writes a step and the note of it in one transaction. @throws DomainError `version_conflict` when another was faster. */
  commit(progress: RedactionProgress, writes: RedactionWrites): Promise<void>;
  /** The next article of these tickets in the order of ids after `after`; null for none. */
  nextArticle(ticketIds: readonly string[], after: string | null): Promise<ArticleOfTicket | null>;
  /** Ids of kept mails that became these tickets, or something on them, in order after `after`, at most `limit`. */
  rawMailIds(ticketIds: readonly string[], after: string | null, limit: number): Promise<readonly string[]>;
  /** Those of the ids under which a message is kept. */
  withRawMail(ids: readonly string[]): Promise<readonly string[]>;
  /** The message as it came in; null when none is kept. */
  rawMail(id: string): Promise<Uint8Array | null>;
  /** Answers that are kept to the requests that created these, which happened after `since`. */
  answersFor(resourceIds: readonly string[], since: Date): Promise<readonly KeptAnswer[]>;
  replaceAnswer(answer: KeptAnswer): Promise<void>;
  /** The comment that a bulk job adds; null for none. */
  bulkComment(jobId: string): Promise<string | null>;
  replaceBulkComment(jobId: string, body: string): Promise<void>;
}
