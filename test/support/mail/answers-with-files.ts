import { randomBytes } from 'node:crypto';
import type { ParsedMail } from 'mailparser';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { attachmentId, type Attachment } from '../../../src/domain/tickets/attachments.js';
import type { Comment, Ticket } from '../../../src/domain/tickets/ticket.js';
import { aMailedTicket, type Person } from './inbound-tickets.js';

export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly type?: string;
  readonly isInternal?: true;
}

/** Keeps files under the id of a comment to be, as mail that comes in does. */
export async function keepFiles(
  deps: AppDeps,
  commentId: string,
  files: readonly GivenFile[],
): Promise<readonly Attachment[]> {
  const kept: Attachment[] = [];
  for (const [index, { name, content, type = 'application/pdf', isInternal }] of files.entries()) {
    const id = attachmentId(commentId, 'one', index);
    await deps.attachments.keep(id, content);
    const sizeBytes = content.byteLength;
    kept.push({ id, name, type, sizeBytes, ...(isInternal === undefined ? {} : { isInternal }) });
  }
  return kept;
}

/** Somebody says something on a ticket, with files. */
export async function answerWith(
  deps: AppDeps,
  by: Person,
  ticketId: string,
  files: readonly GivenFile[],
  isInternal = false,
): Promise<Comment> {
  const id = deps.newId();
  const attachments = await keepFiles(deps, id, files);
  return addComment(deps, by, ticketId, { body: 'See the file.', isInternal, attachments }, id);
}

/** Where the links to files in the text of a mail lead, without the host. */
export function filePathsIn(text = ''): readonly string[] {
  return [...text.matchAll(/\S+?(\/f\/\S+)/gu)].map(([, path]) => path!);
}

/** A file of so many bytes, each time of others. */
export function pdf(sizeBytes = 3_000, name = 'manual.pdf'): GivenFile {
  return { name, content: randomBytes(sizeBytes) };
}

/** The names of the files that came with a mail. */
export function namesIn({ attachments }: ParsedMail): readonly (string | undefined)[] {
  return attachments.map(({ filename }) => filename);
}

/** A ticket of the requester's on which somebody has said something, with files. */
export async function ticketWithFiles(
  deps: AppDeps,
  requester: Person,
  by: Person,
  files: readonly GivenFile[],
  isInternal = false,
): Promise<{ readonly ticket: Ticket; readonly comment: Comment }> {
  const { ticket } = await aMailedTicket(deps, requester);
  return { ticket, comment: await answerWith(deps, by, ticket.id, files, isInternal) };
}

/** The mail about an answer on the ticket that is still to be sent. */
export async function waitingReply(deps: AppDeps, ticketId: string): Promise<string> {
  const { items } = await deps.deliveries.list({ ticketId, pageSize: 100 });
  return items.find(({ kind, state }) => kind === 'reply' && state === 'queued')!.id;
}
