import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import { readableFiles, type Attachment } from '../../../domain/tickets/attachments.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';

/** Text that requesters can read after a change, but not before. */
export interface Shown {
  readonly texts: readonly string[];
  readonly files: readonly Attachment[];
}

/** @param isShownField false for a custom field that only staff may read */
export function shownByChange(change: TicketChange, isShownField: (name: string) => boolean): Shown {
  const { before, after, events, comment, isRemoval } = change;
  if (isRemoval === true) return { texts: [], files: [] };
  const known = new Set(before === null ? [] : textsOf(before, isShownField));
  const said = comment?.isInternal === false ? comment : null;
  const files = [
    ...readableFiles(said?.attachments, false),
    ...(before === null ? readableFiles(after.attachments, false) : []),
  ];
  return {
    texts: [
      ...textsOf(after, isShownField).filter((text) => !known.has(text)),
      ...events.filter(({ isInternal }) => !isInternal).flatMap(({ details }) => leavesOf(details)),
      ...(said === null ? [] : [said.body]),
      ...files.map(({ name }) => name),
    ],
    files,
  };
}

/** The texts that `presentTicket` shows to a requester. */
function textsOf(ticket: Ticket, isShownField: (name: string) => boolean): readonly string[] {
  const { title, description, tags, resolutionCode, triage, satisfaction, customFields } = ticket;
  return [
    title,
    description,
    ...tags,
    resolutionCode,
    triage.summary,
    satisfaction?.comment ?? null,
    ...customFields.filter(({ field }) => isShownField(field)).map(({ value }) => String(value)),
  ].filter((text) => text !== null);
}

/** Returns all strings in the details of an event. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
