import type { FileAnalysis } from '../../domain/files/analysis.js';
import type { FileEvent, FileScan, StoredFile } from '../../domain/files/stored-file.js';

/** A part of a content, from `start` to `end`, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a step of the analysis writes. */
export interface FileProgress {
  readonly scan?: FileScan;
  readonly readAt?: Date;
  readonly analysis?: FileAnalysis;
  readonly analysedAt?: Date;
  readonly noteId?: string;
}

/** The records of files, and their contents in the store of attachments. */
export interface FileRepository {
  /**
   * Stores a content part by part, and returns its size. Holds one chunk of it in memory.
   * Removes what it has written if `content` fails. The id must be a fresh one.
   */
  write(id: string, content: AsyncIterable<Uint8Array>): Promise<number>;
  /** The content, or a range of it, part by part. Ends early if it is removed at the same time. */
  open(id: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** Writes records with their events. False if the first upload with this `uploadId` has one already. */
  add(files: readonly StoredFile[], events: readonly FileEvent[]): Promise<boolean>;
  find(id: string): Promise<StoredFile | null>;
  /** Returns files whose record changed at this time or later, the first ones, in the order of their changes. */
  changedSince(since: Date): Promise<readonly StoredFile[]>;
  findByUpload(uploadId: string): Promise<StoredFile | null>;
  /** Those of the ids that are there, in no order. */
  findMany(ids: readonly string[]): Promise<readonly StoredFile[]>;
  /** Gives free files, or files that it has, to a ticket or comment. Returns the ids that it has now. */
  attach(ids: readonly string[], uploaderId: string, ownerId: string): Promise<readonly string[]>;
  /** Frees the files of an owner that was not written. */
  detach(ids: readonly string[], ownerId: string): Promise<void>;
  /** Writes a step where its field is not there yet, with an event if given. Null if the file is gone. */
  progress(id: string, step: FileProgress, event?: FileEvent): Promise<StoredFile | null>;
  /** Replaces the analysis, without a text that was redacted. */
  replaceAnalysis(id: string, analysis: FileAnalysis): Promise<void>;
  /** Removes record and content. */
  remove(id: string): Promise<void>;
  /** Removes a content without a record. */
  removeContent(id: string): Promise<void>;
  /** Removes up to `limit` files that this person has uploaded; returns how many. */
  removeOf(personId: string, limit: number): Promise<number>;
  /** Removes up to `limit` files from before `before` that no ticket, comment or conversation has; returns how many. */
  removeUnowned(before: Date, limit: number): Promise<number>;
  /** Removes up to `limit` contents from before `before` without record, ticket or comment; returns how many. */
  removeOrphans(before: Date, limit: number): Promise<number>;
}
