import { isHeld } from '../../domain/files/stored-file.js';
import { storedWords, ticketWords } from '../../domain/ticket-search/search-words.js';
import type { Attachment } from '../../domain/tickets/attachments.js';
import type { User } from '../../domain/accounts/user.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { TicketWordsEntry } from '../../ports/ticket-search/ticket-words.js';
import type { AppDeps } from '../deps.js';

export type IndexDeps = Pick<AppDeps, 'tickets' | 'users' | 'files' | 'ticketWords'>;

/** Comments whose words are read. Later ones are added as they come, up to the maximum of words. */
const MAX_COMMENTS = 500;
const PAGE = 100;
/** Characters of a file whose words are found. */
const MAX_FILE_TEXT = 10_000;

/** Stores the words of a ticket as it is now, and removes those of one that is gone. */
export async function indexTicket(
  { tickets, users, files, ticketWords: index }: IndexDeps,
  ticketId: string,
): Promise<void> {
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return index.remove(ticketId);
  const [person, comments] = await Promise.all([
    users.find(ticket.requester.id),
    commentsOf(tickets, ticket),
  ]);
  await index.put(entryOf(ticket, person, comments, await textsIn(files, [ticket, ...comments])));
}

/** Stores the words of a ticket without its comments, whose events follow. `version` is that of its creation. */
export async function indexNewTicket(
  { tickets, users, files, ticketWords: index }: IndexDeps,
  { ticketId, version }: { readonly ticketId: string; readonly version: number },
): Promise<void> {
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return index.remove(ticketId);
  const person = await users.find(ticket.requester.id);
  await index.putFirst({ ...entryOf(ticket, person, [], await textsIn(files, [ticket])), version });
}

function entryOf(
  ticket: Ticket,
  person: User | null,
  comments: readonly Comment[],
  inFiles: InFiles,
): TicketWordsEntry {
  const { id, title, description, requester, organisationId = null, version, attachments = [] } = ticket;
  // The names in tickets are copies, which an erasure reaches later.
  const names = person === null ? [requester.name] : [person.name, person.email, ...person.otherAddresses];
  const said = (isInternal: boolean) =>
    comments
      .filter((comment) => comment.isInternal === isInternal)
      .flatMap((comment) => [comment.body, ...inFiles(comment.attachments ?? [], isInternal)]);
  return {
    ...{ id, organisationId, version, requesterId: requester.id },
    title: ticketWords(title),
    words: storedWords(
      [title, ...names, description, ...inFiles(attachments, false), ...said(false)],
      [...inFilesForStaff([ticket, ...comments], inFiles), ...said(true)],
    ),
  };
}

type InFiles = (attachments: readonly Attachment[], isForStaff: boolean) => readonly string[];

/** Files of a public place that only staff may read count as internal; all files of a note do. */
async function textsIn(
  files: IndexDeps['files'],
  places: readonly Pick<Comment, 'attachments'>[],
): Promise<InFiles> {
  const attached = places.flatMap(({ attachments = [] }) => attachments);
  const found = attached.length === 0 ? [] : await files.findMany(attached.map(({ id }) => id));
  const texts = new Map(
    found.map((file) => [file.id, isHeld(file) ? '' : (file.analysis?.text ?? '').slice(0, MAX_FILE_TEXT)]),
  );
  return (attachments, isForStaff) =>
    attachments
      .filter(({ isInternal = false }) => isForStaff || !isInternal)
      .map(({ id }) => texts.get(id) ?? '');
}

/** The texts of files that only staff may read. */
function inFilesForStaff(
  places: readonly Pick<Comment, 'attachments'>[],
  inFiles: InFiles,
): readonly string[] {
  return places.flatMap(({ attachments = [] }) =>
    inFiles(
      attachments.filter(({ isInternal }) => isInternal === true),
      true,
    ),
  );
}

/** Adds the words of a new comment. Reading the whole thread each time would cost more with each comment. */
export async function indexComment(
  deps: IndexDeps,
  {
    ticketId,
    commentId,
    version,
  }: { readonly ticketId: string; readonly commentId: string; readonly version: number },
): Promise<void> {
  const comment = await deps.tickets.findComment(commentId);
  if (comment === null || comment.deleted !== undefined) return;
  const { body, isInternal, attachments = [] } = comment;
  // With files, whose text may be known already.
  if (attachments.length > 0) return indexTicket(deps, ticketId);
  const words = isInternal ? storedWords([], [body]) : storedWords([body], []);
  const isThere = await deps.ticketWords.add(ticketId, words, version);
  if (!isThere) await indexTicket(deps, ticketId);
}

async function commentsOf(tickets: IndexDeps['tickets'], { id }: Ticket): Promise<readonly Comment[]> {
  const found: Comment[] = [];
  for (let after: string | undefined; found.length < MAX_COMMENTS;) {
    const query = { ticketIds: [id], includeInternal: true, pageSize: PAGE };
    const { items, next } = await tickets.comments(after === undefined ? query : { ...query, after });
    found.push(...items);
    if (next === null) break;
    after = next;
  }
  return found.filter(({ deleted }) => deleted === undefined);
}
