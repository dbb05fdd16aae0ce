import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import {
  redactTicket,
  TextRedactor,
  type Redaction,
  type RedactionCounts,
} from '../../../domain/tickets/redaction.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { readTicket } from '../read-ticket.js';
import { missing, newRedaction, targetOf, type RedactionInput } from './start-redaction.js';

type Deps = ChangeDeps & Pick<AppDeps, 'redactions' | 'sealer' | 'attachments'>;

/** What the redaction finds at once. */
interface Found {
  readonly ticket: Ticket;
  readonly places: Partial<RedactionCounts>;
  /** Ids of the removed files. */
  readonly removedFiles: readonly string[];
}

/**
 * Removes a text or a file from the ticket itself at once: title, description, tags, triage, fields and files. A workflow
 * removes it from everything else that is kept of the ticket. Works on tickets that are over, too. Repeated with the same
 * id it changes nothing.
 * @throws DomainError `not_found`, `forbidden`, `version_conflict`; `invalid_input` for a text or a file that is not there.
 */
export async function startTicketRedaction(
  deps: Deps,
  actor: Actor,
  {
    reference,
    expectedVersion,
  }: { readonly reference: string; readonly expectedVersion?: number | undefined },
  input: RedactionInput,
  id: string,
): Promise<Redaction> {
  const { id: ticketId } = await readTicket(deps, actor, reference);
  authorize(actor, 'comment.redact');
  const started = await deps.redactions.find(id);
  if (started !== null) return started;
  const target = await targetOf(deps, input);
  let redaction: Redaction | undefined;
  const request = { reference: ticketId, actor, origin: 'api', expectedVersion } as const;
  await changeTicket(deps, request, (before, now) => {
    const found = 'text' in input ? withoutText(before, input.text) : withoutFile(before, input.fileId);
    redaction = newRedaction(deps, {
      id,
      ticketId,
      commentId: null,
      input,
      target,
      places: found.places,
      actor,
      now,
    });
    return {
      after: found.ticket,
      type: 'ticket.comment_redacted',
      details: {
        comment_id: null,
        redaction_id: id,
        ...('text' in input ? {} : { file_id: input.fileId }),
      },
      isInternal: false,
      redaction: { before: null, after: redaction, removedFiles: found.removedFiles },
    };
  });
  if (redaction === undefined) throw new Error('A change of a ticket was not decided on.');
  return redaction;
}

function withoutText(before: Ticket, text: string): Found {
  const redactor = new TextRedactor(text);
  const ticket = redactTicket(before, redactor);
  if (ticket === null) throw missing('text', 'does not occur in the text of the ticket');
  return { ticket, places: { tickets: redactor.places }, removedFiles: [] };
}

function withoutFile(before: Ticket, fileId: string): Found {
  const { attachments: files = [] } = before;
  const attachments = files.filter(({ id }) => id !== fileId);
  if (attachments.length === files.length) throw missing('file_id', 'is not the id of a file of the ticket');
  return { ticket: { ...before, attachments }, places: { files_removed: 1 }, removedFiles: [fileId] };
}
