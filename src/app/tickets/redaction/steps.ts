import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { versionOf } from '../../../domain/tickets/comment-changes.js';
import {
  redactComment,
  redactDetails,
  redactTicket,
  TextRedactor,
  type Redaction,
  type REDACTION_STEPS,
  type RedactionCounts,
} from '../../../domain/tickets/redaction.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { EventTexts } from '../../../ports/tickets/redactions.js';
import { changeTicket } from '../change-ticket.js';
import { redactAnswers } from './copies.js';
import { afterStep, type RedactionDeps, type StepOutcome } from './progress.js';
import { rewriteMail } from './rewrite-mail.js';
import { redactNextArticle } from './redact-articles.js';
import { sha256, type RedactionTarget } from './target.js';

/** Documents of one transaction: some milliseconds, and what a kill costs. */
const ROWS_AT_ONCE = 20;

/** Events and mails, of which few are written. */
const EVENTS_AT_ONCE = 200;

interface Work {
  readonly redaction: Redaction;
  readonly target: RedactionTarget;
  readonly step: (typeof REDACTION_STEPS)[number];
  /** The tickets that are there. */
  readonly scope: readonly Ticket[];
  /** With the redaction's own, which may be deleted. */
  readonly ticketIds: readonly string[];
}

/** What the next part of a step writes; `written` where it has written that itself. */
export async function takeStep(deps: RedactionDeps, work: Work): Promise<StepOutcome | 'written'> {
  switch (work.step) {
    case 'comments':
      return redactComments(deps, work);
    case 'tickets':
      return redactNextTicket(deps, work);
    case 'activities':
      return redactEventTexts(deps, work, 'activities');
    case 'mails':
      return redactEventTexts(deps, work, 'mails');
    case 'raw_mails':
      return redactNextRawMail(deps, work);
    case 'articles': {
      const { redaction, target, ticketIds } = work;
      // Files do not get into articles.
      if (target.kind === 'file') return { writes: {}, places: {}, next: null };
      return redactNextArticle(deps, { ticketIds, after: redaction.cursor.after, text: target.text });
    }
  }
}

/** Comments, and with each the message that it came by, which has the id of the comment. */
async function redactComments(deps: RedactionDeps, work: Work): Promise<StepOutcome> {
  const { redaction, target, ticketIds } = work;
  const rows = await deps.redactions.page('comments', ticketIds, redaction.cursor.after, ROWS_AT_ONCE);
  const changes: { before: Comment; after: Comment }[] = [];
  const places: Counter = {};
  for (const before of rows) {
    const after =
      target.kind === 'text'
        ? commentWithoutText(before, target.text, places)
        : await commentWithoutFile(deps, before, target, places);
    if (after !== null) changes.push({ before, after });
  }
  const mailIds = await deps.redactions.withRawMail(rows.map(({ id }) => id));
  const ownerIds = target.kind === 'file' ? changes.map(({ before }) => before.id) : [];
  const hit = new Set([...redaction.ownerIds, ...ownerIds]);
  const rawMails = await redactMails(deps, target, mailIds, hit, places);
  if (target.kind === 'text') await redactAnswers(deps, target.text, rows);
  return { writes: { comments: changes, rawMails }, places, ownerIds, next: nextAfter(rows) };
}

function commentWithoutText(comment: Comment, text: string, places: Counter): Comment | null {
  const redactor = new TextRedactor(text);
  const after = redactComment(comment, redactor);
  count(places, 'comments', redactor.places);
  return after;
}

async function commentWithoutFile(
  deps: RedactionDeps,
  comment: Comment,
  target: RedactionTarget,
  places: Counter,
): Promise<Comment | null> {
  const kept = await withoutFile(deps, comment.attachments, target);
  if (kept === null) return null;
  count(places, 'files_removed', (comment.attachments ?? []).length - kept.length);
  return { ...comment, attachments: kept, version: versionOf(comment) + 1 };
}

/** The files but for those with the same bytes; null where there are none. */
async function withoutFile(
  { attachments }: RedactionDeps,
  files: readonly Attachment[] = [],
  target: RedactionTarget,
): Promise<readonly Attachment[] | null> {
  if (target.kind !== 'file') return null;
  const kept: Attachment[] = [];
  for (const file of files) {
    const content = file.sizeBytes === target.sizeBytes ? await attachments.read(file.id) : null;
    if (content === null || sha256(content) !== target.sha256) kept.push(file);
  }
  return kept.length === files.length ? null : kept;
}

/** Changes one ticket with its version, so that a stale reader cannot write the text back. */
async function redactNextTicket(deps: RedactionDeps, work: Work): Promise<StepOutcome | 'written'> {
  const { redaction, target, scope } = work;
  const { after: place } = redaction.cursor;
  const next = scope.toSorted(byId).find(({ id }) => place === null || id > place);
  if (next === undefined) return { writes: {}, places: {}, next: null };
  const written = { is: false };
  try {
    await changeTicket(
      deps,
      { reference: next.id, actor: SYSTEM_ACTOR, origin: 'workflow' },
      async (ticket) => {
        const places: Counter = {};
        const after = await ticketWithout(deps, ticket, target, places);
        written.is = after !== null;
        if (after === null) return null;
        const ownerIds = target.kind === 'file' ? [ticket.id] : [];
        return {
          after,
          type: 'ticket.comment_redacted',
          details: { comment_id: redaction.commentId, redaction_id: redaction.id },
          isInternal: true,
          redaction: {
            before: redaction,
            after: afterStep(redaction, { places, ownerIds, next: ticket.id }),
            removedFiles: filesLost(ticket, after),
          },
        };
      },
    );
  } catch (error) {
    // Deleted since it was listed.
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
  }
  if (target.kind === 'text') await redactAnswers(deps, target.text, [next]);
  return written.is ? 'written' : { writes: {}, places: {}, next: next.id };
}

function filesLost(before: Ticket, after: Ticket): readonly string[] {
  const kept = new Set(after.attachments?.map(({ id }) => id));
  return (before.attachments ?? []).flatMap(({ id }) => (kept.has(id) ? [] : [id]));
}

async function ticketWithout(
  deps: RedactionDeps,
  ticket: Ticket,
  target: RedactionTarget,
  places: Counter,
): Promise<Ticket | null> {
  if (target.kind === 'file') {
    const attachments = await withoutFile(deps, ticket.attachments, target);
    if (attachments === null) return null;
    count(places, 'files_removed', (ticket.attachments ?? []).length - attachments.length);
    return { ...ticket, attachments };
  }
  const redactor = new TextRedactor(target.text);
  const after = redactTicket(ticket, redactor);
  count(places, 'tickets', redactor.places);
  return after;
}

async function redactEventTexts(
  deps: RedactionDeps,
  { redaction, target, ticketIds }: Work,
  place: 'activities' | 'mails',
): Promise<StepOutcome> {
  if (target.kind === 'file') return { writes: {}, places: {}, next: null };
  const rows = await deps.redactions.page(place, ticketIds, redaction.cursor.after, EVENTS_AT_ONCE);
  const redactor = new TextRedactor(target.text);
  const changed = rows.flatMap((row): readonly EventTexts[] => {
    const before = redactor.places;
    const details = redactDetails(row.details, redactor) ?? row.details;
    const answer = redactor.redactAll(row.answer);
    return redactor.places === before ? [] : [{ ...row, details, answer }];
  });
  if (place === 'activities') await redactBulkComments(deps, target.text, rows);
  return {
    writes: { [place]: changed },
    places: { [place]: redactor.places },
    next: nextAfter(rows, EVENTS_AT_ONCE),
  };
}

/** The bulk job also keeps the comment that it added to many tickets. */
async function redactBulkComments(
  { redactions }: RedactionDeps,
  text: string,
  rows: readonly EventTexts[],
): Promise<void> {
  const jobs = new Set(rows.map(({ details }) => details['bulk_job']).filter((id) => typeof id === 'string'));
  for (const jobId of jobs) {
    const body = await redactions.bulkComment(jobId);
    const redacted = body === null ? null : new TextRedactor(text).redact(body);
    if (redacted !== null && redacted !== body) await redactions.replaceBulkComment(jobId, redacted);
  }
}

/** Messages without a comment: they opened a ticket, or held commands only. */
async function redactNextRawMail(deps: RedactionDeps, work: Work): Promise<StepOutcome> {
  const { redaction, target, ticketIds } = work;
  const ids = await deps.redactions.rawMailIds(ticketIds, redaction.cursor.after, 1);
  const places: Counter = {};
  const rawMails = await redactMails(deps, target, ids, new Set(redaction.ownerIds), places);
  return { writes: { rawMails }, places, next: ids[0] ?? null };
}

/**
 * Messages without what is looked for. A file cannot be taken out of a message exactly, so the message that brought it goes.
 * @param hit ids of the messages that brought it
 */
async function redactMails(
  { redactions }: RedactionDeps,
  target: RedactionTarget,
  ids: readonly string[],
  hit: ReadonlySet<string>,
  places: Counter,
): Promise<readonly { readonly id: string; readonly bytes: Uint8Array | null }[]> {
  const changed: { id: string; bytes: Uint8Array | null }[] = [];
  for (const id of ids) {
    if (target.kind === 'file' && !hit.has(id)) continue;
    const raw = await redactions.rawMail(id);
    if (raw === null) continue;
    const bytes = target.kind === 'file' ? null : await rewriteMail(raw, target.text);
    if (bytes === raw) continue;
    count(places, bytes === null ? 'raw_mails_removed' : 'raw_mails_rewritten', 1);
    changed.push({ id, bytes });
  }
  return changed;
}

type Counter = { -readonly [P in keyof RedactionCounts]?: number };

function count(places: Counter, place: keyof RedactionCounts, by: number): void {
  places[place] = (places[place] ?? 0) + by;
}

function nextAfter(rows: readonly { readonly id: string }[], limit = ROWS_AT_ONCE): string | null {
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
