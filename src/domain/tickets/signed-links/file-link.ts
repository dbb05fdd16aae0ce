import { addDays } from '../../time.js';
import { linkId, linkParts } from './mailed-links.js';

/** One file for one reader, in the mail of an instant. */
export interface FileLink {
  /** A requester's account, or a person in copy. */
  readonly readerId: string;
  readonly attachmentId: string;
  /** The time when the mail was queued: a retry has the same link, a resent mail a new one. */
  readonly mailedAt: Date;
}

/** Returns the id from which the link is derived. Such ids contain no dot, and those of files have two. */
export function fileLinkId({ readerId, attachmentId, mailedAt }: FileLink): string {
  return linkId('file', readerId, ...attachmentId.split('.'), String(mailedAt.getTime()));
}

/** Parses the id of such a link; null for any other id. */
export function fileLinkOf(id: string): FileLink | null {
  const parts = linkParts('file', id, 5);
  if (parts === null) return null;
  const [readerId = '', ...rest] = parts;
  return { readerId, attachmentId: rest.slice(0, 3).join('.'), mailedAt: new Date(Number(rest[3])) };
}

/** One file for one reader who is signed in, for some minutes. */
export interface OpenLink {
  readonly readerId: string;
  readonly fileId: string;
  readonly expiresAt: Date;
}

/** Returns the id from which such a link is derived. */
export function openLinkId({ readerId, fileId, expiresAt }: OpenLink): string {
  return linkId('open', readerId, ...fileId.split('.'), String(expiresAt.getTime()));
}

/** Parses the id of such a link; null for any other id. */
export function openLinkOf(id: string): OpenLink | null {
  const parts = linkParts('open', id, 5);
  if (parts === null) return null;
  const [readerId = '', ...rest] = parts;
  return { readerId, fileId: rest.slice(0, 3).join('.'), expiresAt: new Date(Number(rest[3])) };
}

/** Returns the end of the link. */
export function fileLinkEndsAt({ mailedAt }: Pick<FileLink, 'mailedAt'>, days: number): Date {
  return addDays(mailedAt, days);
}
