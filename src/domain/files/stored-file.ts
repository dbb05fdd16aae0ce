import type { PersonRef } from '../access/actor.js';
import type { FileAnalysis } from './analysis.js';

/** What a file can be in, as the API shows it. */
export const FILE_STATES = ['stored', 'scanning', 'analysing', 'ready', 'rejected'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** The virus scan of a file. `off`: no scanner was configured when it came. */
export type FileScan =
  | { readonly state: 'off' }
  | { readonly state: 'pending' }
  | { readonly state: 'clean'; readonly at: Date }
  | { readonly state: 'infected'; readonly at: Date; readonly signature: string };

/** The record of a file. Its content is stored separately, under the same id. */
export interface StoredFile {
  /** `<id of the upload, or of the mail>.<attempt>.<place>`, as of all attachments. */
  readonly id: string;
  /** The id of the upload; of a file of a mail, its own. */
  readonly uploadId: string;
  readonly name: string;
  /** By its content; `application/octet-stream` for what no rule knows. */
  readonly type: string;
  readonly sizeBytes: number;
  readonly uploadedBy: PersonRef;
  readonly uploadedAt: Date;
  /** The ticket or comment that has it; null until one does. */
  readonly ownerId: string | null;
  /** The only ticket that may have it; null for any. */
  readonly forTicketId: string | null;
  readonly scan: FileScan;
  /** When its text was read. Absent before. */
  readonly readAt?: Date;
  /** Absent until its text was read, or could not be. */
  readonly analysis?: FileAnalysis;
  /** When its analysis was complete. Absent before. */
  readonly analysedAt?: Date;
  /** The internal note about its rejection. Absent for none. */
  readonly noteId?: string;
  /** When the record changed last, for live connections. Absent for files of earlier versions that have not changed. */
  readonly changedAt?: Date;
}

/** An upload without a ticket is removed after this time. */
export const UNATTACHED_HOURS = 24;

/** Links to a file work for so long: enough to open it, and too short to be passed on. */
export const FILE_LINK_MINUTES = 15;

export function fileState({ scan, analysedAt, readAt }: StoredFile): FileState {
  switch (scan.state) {
    case 'pending':
      return 'scanning';
    case 'infected':
      return 'rejected';
    case 'off':
      if (analysedAt !== undefined) return 'ready';
      return readAt === undefined ? 'stored' : 'analysing';
    case 'clean':
      return analysedAt === undefined ? 'analysing' : 'ready';
  }
}

/** True while the content cannot be downloaded. */
export function isHeld({ scan }: Pick<StoredFile, 'scan'>): boolean {
  return scan.state === 'pending' || scan.state === 'infected';
}

/** The types that a browser may show: pictures that cannot contain scripts. */
const INLINE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

export function isShownInline(type: string): boolean {
  return INLINE_TYPES.includes(type);
}

/** One file has arrived, or its text is known. In the same outbox as the events of tickets. */
export interface FileEvent {
  readonly kind: 'file';
  readonly id: string;
  readonly type: 'file.stored' | 'file.analysed';
  readonly at: Date;
  readonly fileId: string;
  /** The time when the lifecycle consumer handled this event; null until then. */
  readonly lifecycleToldAt: Date | null;
  readonly traceparent?: string;
  readonly expiresAt: Date;
}

/** Consumers that were away for longer read the tickets again. */
const EVENT_DAYS = 30;

/** Returns the event; only a stored file needs a workflow. */
export function fileEvent(type: FileEvent['type'], fileId: string, id: string, at: Date): FileEvent {
  const expiresAt = new Date(at.getTime() + EVENT_DAYS * 86_400_000);
  return {
    kind: 'file',
    id,
    type,
    at,
    fileId,
    lifecycleToldAt: type === 'file.stored' ? null : at,
    expiresAt,
  };
}
