import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { addDays } from '../../../domain/time.js';
import { versionOf } from '../../../domain/tickets/comment-changes.js';
import {
  addPlaces,
  FIRST_STEP,
  isRedactable,
  NO_PLACES,
  REDACTED,
  REDACTION_DAYS,
  REDACTION_TEXT,
  redactComment,
  redactTicket,
  TextRedactor,
  type Redaction,
  type RedactionCounts,
} from '../../../domain/tickets/redaction.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { readComment, requireVersion, type CommentReference } from '../comments/change-comment.js';
import type { AppDeps } from '../../deps.js';
import { fileTarget, sealTarget, type RedactionTarget } from './target.js';

type Deps = ChangeDeps & Pick<AppDeps, 'redactions' | 'sealer' | 'attachments'>;

/** What is to be removed: an exact text, or a file of the comment. */
export type RedactionInput = { readonly text: string } | { readonly fileId: string };

/** What the redaction finds at once. */
interface Found {
  readonly ticket: Ticket;
  readonly comment: Comment;
  readonly places: Partial<RedactionCounts>;
}

/**
 * Removes a text or a file from the comment and the text of its ticket at once, and has a workflow remove it from everything
 * else that is kept of the ticket. Works on tickets that are over, too. Repeated with the same id it changes nothing.
 * @throws DomainError `not_found`, `forbidden`, `version_conflict`; `invalid_input` for a text or a file that is not there.
 */
export async function startRedaction(
  deps: Deps,
  actor: Actor,
  reference: CommentReference,
  input: RedactionInput,
  id: string,
): Promise<Redaction> {
  const { ticketId } = await readComment(deps, actor, reference);
  authorize(actor, 'comment.redact');
  const started = await deps.redactions.find(id);
  if (started !== null) return started;
  const target = await targetOf(deps, input);
  let redaction: Redaction | undefined;
  await changeTicket(deps, { reference: ticketId, actor, origin: 'api' }, async (ticket, now) => {
    const before = await readComment(deps, actor, { ...reference, ticket: ticketId });
    requireVersion(before, reference.expectedVersion);
    const found =
      'text' in input ? withoutText(ticket, before, input.text) : withoutFile(ticket, before, input.fileId);
    const begin = { id, ticketId, commentId: before.id, input, target, places: found.places, actor, now };
    redaction = newRedaction(deps, begin);
    return {
      after: found.ticket,
      type: 'ticket.comment_redacted',
      details: {
        comment_id: before.id,
        redaction_id: id,
        ...('text' in input ? {} : { file_id: input.fileId }),
      },
      isInternal: before.isInternal,
      ...(found.comment === before ? {} : { commentChange: { before, after: found.comment } }),
      redaction: { before: null, after: redaction },
    };
  });
  if (redaction === undefined) throw new Error('A change of a ticket was not decided on.');
  return redaction;
}

/** What a redaction begins with. */
interface Begin extends Pick<Redaction, 'id' | 'ticketId' | 'commentId'> {
  readonly input: RedactionInput;
  readonly target: RedactionTarget;
  readonly places: Partial<RedactionCounts>;
  readonly actor: Actor;
  readonly now: Date;
}

/** Returns a redaction whose first place, the comment or the ticket, is done. */
export function newRedaction(deps: Pick<AppDeps, 'sealer'>, begin: Begin): Redaction {
  const { id, ticketId, commentId, input, target, places, actor, now } = begin;
  const fileId = 'text' in input ? null : input.fileId;
  return {
    id,
    ticketId,
    commentId,
    kind: fileId === null ? 'text' : 'file',
    fileId,
    ownerIds: fileId === null ? [] : [commentId ?? ticketId],
    requestedById: actor.id,
    requestedAt: now,
    state: 'running',
    // Sealed, and removed with the last step: Temporal and the trail know the id only.
    sealed: sealTarget(deps, id, target),
    places: addPlaces(NO_PLACES, places),
    cursor: FIRST_STEP,
    revision: 0,
    finishedAt: null,
    expiresAt: addDays(now, REDACTION_DAYS),
  };
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readRedaction(
  deps: Pick<AppDeps, 'redactions'>,
  actor: Actor,
  id: string,
): Promise<Redaction> {
  authorize(actor, 'comment.redact');
  const redaction = await deps.redactions.find(id);
  if (redaction === null) throw new DomainError('not_found', `There is no redaction ${id}.`);
  return redaction;
}

/** @throws DomainError `invalid_input` for a text that is too common, and a file that does not exist. */
export async function targetOf(
  { attachments }: Pick<AppDeps, 'attachments'>,
  input: RedactionInput,
): Promise<RedactionTarget> {
  if ('text' in input) {
    if (!isRedactable(input.text)) throw tooCommon();
    return { kind: 'text', text: input.text };
  }
  const content = await attachments.read(input.fileId);
  if (content === null) throw missing('file_id', 'is not the id of a file of the comment or the ticket');
  return fileTarget(content);
}

function withoutText(ticket: Ticket, comment: Comment, text: string): Found {
  const [said, written] = [new TextRedactor(text), new TextRedactor(text)];
  const found = {
    comment: redactComment(comment, said) ?? comment,
    ticket: redactTicket(ticket, written) ?? ticket,
    places: { comments: said.places, tickets: written.places },
  };
  if (said.places + written.places > 0) return found;
  throw missing('text', 'occurs neither in the comment nor in the text of the ticket');
}

function withoutFile(ticket: Ticket, comment: Comment, fileId: string): Found {
  const files = comment.attachments ?? [];
  const attachments = files.filter(({ id }) => id !== fileId);
  if (attachments.length === files.length) throw missing('file_id', 'is not the id of a file of the comment');
  return {
    ticket,
    comment: { ...comment, attachments, version: versionOf(comment) + 1 },
    places: { files_removed: 1 },
  };
}

function tooCommon(): DomainError {
  const message = `must have at least ${REDACTION_TEXT.min} characters beside white space, and be no part of ${REDACTED}`;
  return new DomainError('invalid_input', 'This text cannot be redacted. Give a longer part of it.', {
    faults: [{ path: 'text', message }],
  });
}

export function missing(path: string, message: string): DomainError {
  return new DomainError('invalid_input', 'There is nothing to redact.', { faults: [{ path, message }] });
}
