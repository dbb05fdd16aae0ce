import { readableFiles, type Attachment } from '../../domain/tickets/attachments.js';
import type { TicketDelivery } from '../../domain/mail/delivery.js';
import { fileLinkEndsAt, fileLinkId } from '../../domain/tickets/signed-links/file-link.js';
import { isStaff } from '../../domain/access/permissions.js';
import type { Comment } from '../../domain/tickets/ticket.js';
import type { MailFile } from '../../ports/mail/mailer.js';
import { isHeld } from '../../domain/files/stored-file.js';
import type { AppDeps } from '../deps.js';
import type { ListedFile } from './templates/file-blocks.js';

type Deps = Pick<
  AppDeps,
  'attachments' | 'files' | 'users' | 'mailedSecrets' | 'publicUrl' | 'mailedFileBytes' | 'fileLinkDays'
>;

/** The files of an answer: their list in the mail, and the contents of the attached ones. */
export interface MailedFiles {
  readonly files: readonly ListedFile[];
  readonly attached: readonly MailFile[];
}

/**
 * Mails with answers to people who may have no account.
 * Staff sign in to read comments, and see the names of files.
 */
const KINDS_WITH_FILES: readonly TicketDelivery['kind'][] = ['reply', 'resolved'];

/** Later tries send links only: the line may be too slow for the files. */
const MAX_TRIES_WITH_FILES = 3;

/** Returns the files of an answer as links for the reader of `mail`. Deleted files are left out. */
export async function linkedFiles(
  deps: Deps,
  about: Pick<TicketDelivery, 'kind'>,
  mail: TicketDelivery,
  comment: Comment | null,
): Promise<readonly ListedFile[]> {
  if (about.kind === 'comment') return namedFiles(deps, comment);
  const files = await presentFiles(deps, about, comment);
  return files.map((file) => listed(file, linkTo(deps, mail, file)));
}

/**
 * Returns the files of an answer: attached up to the size limit, and linked beyond.
 * Deleted files are left out.
 */
export async function mailedFiles(
  deps: Deps,
  mail: TicketDelivery,
  comment: Comment | null,
): Promise<MailedFiles> {
  if (mail.kind === 'comment') return { files: await namedFiles(deps, comment), attached: [] };
  const present = await presentFiles(deps, mail, comment);
  const files: ListedFile[] = [];
  const attached: MailFile[] = [];
  let leftBytes =
    present.length > 0 && (await isToBeAttached(deps, mail, comment)) ? deps.mailedFileBytes : 0;
  // In sequence, so that memory holds no more than the mail contains.
  for (const file of present) {
    const { id, name, type, sizeBytes } = file;
    // The link works once the virus scanner has seen the file.
    const isScanned = !(await deps.files.findMany([id])).some(isHeld);
    if (sizeBytes > leftBytes || !isScanned) {
      files.push(listed(file, linkTo(deps, mail, file)));
      continue;
    }
    const content = await deps.attachments.read(id);
    if (content === null) continue;
    leftBytes -= sizeBytes;
    attached.push({ name, type, content });
    files.push(listed(file, null));
  }
  return { files, attached };
}

/** For staff, including files that stay with staff. */
async function namedFiles(deps: Deps, comment: Comment | null): Promise<readonly ListedFile[]> {
  const files = comment === null ? [] : await keptFiles(deps, comment, true);
  return files.map(({ name, sizeBytes }) => ({ name, sizeBytes, link: null, isOnTicket: true }));
}

async function presentFiles(
  deps: Deps,
  { kind }: Pick<TicketDelivery, 'kind'>,
  comment: Comment | null,
): Promise<readonly Attachment[]> {
  return comment === null || !KINDS_WITH_FILES.includes(kind) ? [] : keptFiles(deps, comment, false);
}

async function keptFiles(
  { attachments, files: stored }: Deps,
  comment: Comment,
  isForStaff: boolean,
): Promise<readonly Attachment[]> {
  const files = readableFiles(comment.attachments, isForStaff);
  if (files.length === 0) return [];
  const ids = files.map(({ id }) => id);
  const [present, records] = await Promise.all([attachments.present(ids), stored.findMany(ids)]);
  const rejected = new Set(records.flatMap(({ id, scan }) => (scan.state === 'infected' ? [id] : [])));
  return files.filter(({ id }) => present.includes(id) && !rejected.has(id));
}

/** Only files of staff: files of people in copy and of unproven senders are not sent in our name. */
async function isToBeAttached(
  { users }: Deps,
  { attempts }: TicketDelivery,
  comment: Comment | null,
): Promise<boolean> {
  if (comment === null || comment.isSenderUnproven === true || attempts > MAX_TRIES_WITH_FILES) return false;
  const author = await users.find(comment.author.id);
  return author !== null && isStaff(author.role);
}

function linkTo(
  { mailedSecrets, publicUrl, fileLinkDays }: Deps,
  { recipient, createdAt: mailedAt }: TicketDelivery,
  { id: attachmentId }: Attachment,
): ListedFile['link'] {
  const link = { readerId: recipient.id, attachmentId, mailedAt };
  return {
    url: `${publicUrl}/f/${mailedSecrets.token(fileLinkId(link))}`,
    endsAt: fileLinkEndsAt(link, fileLinkDays),
  };
}

function listed({ name, sizeBytes }: Attachment, link: ListedFile['link']): ListedFile {
  return { name, sizeBytes, link };
}
