import { addDays } from '../../time.js';
import { linkId, linkParts } from './mailed-links.js';

/** One file for one reader, in the mail of an instant. */
export interface FileLink {
  /** A requester's account, or somebody in copy. */
  readonly readerId: string;
  readonly attachmentId: string;
  /** When the mail was queued: a retry has the same link, a mail that is sent again a fresh one. */
  readonly mailedAt: Date;
}

/** The link as an id that a mailed secret can be derived from. Such ids hold no dot, and those of files have two. */
export function fileLinkId({ readerId, attachmentId, mailedAt }: FileLink): string {
  return linkId('file', readerId, ...attachmentId.split('.'), String(mailedAt.getTime()));
}

/** The way back; null for an id of something else. */
export function fileLinkOf(id: string): FileLink | null {
  const parts = linkParts('file', id, 5);
  if (parts === null) return null;
  const [readerId = '', ...rest] = parts;
  return { readerId, attachmentId: rest.slice(0, 3).join('.'), mailedAt: new Date(Number(rest[3])) };
}

/** When the link stops working. */
export function fileLinkEndsAt({ mailedAt }: Pick<FileLink, 'mailedAt'>, days: number): Date {
  return addDays(mailedAt, days);
}
