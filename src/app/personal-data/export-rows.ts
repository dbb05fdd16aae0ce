import type { CustomField } from '../../domain/tickets/custom-fields.js';
import type { ExportList } from '../../domain/accounts/person-export.js';
import type { ReplacedText } from '../../domain/presence/draft.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { PersonalRows } from '../../ports/accounts/personal-data.js';

/** The ticket fields whose values people may see, by name. */
export type ShownFields = ReadonlyMap<string, CustomField>;

/** The lists as an export calls them, whether it is an answer of the API or a file. */
export const EXPORT_KEYS = {
  tickets: 'tickets',
  comments: 'comments',
  activities: 'activities',
  mails: 'mails',
  receivedMails: 'received_mails',
  accountEvents: 'security_events',
  sessions: 'sessions',
  apiKeys: 'api_keys',
  participations: 'participations',
  conversations: 'conversations',
  drafts: 'drafts',
  ticketNotifications: 'ticket_notifications',
  readMarks: 'read_marks',
  files: 'files',
} as const satisfies Readonly<Record<ExportList, string>>;

type RowWriters = {
  readonly [L in ExportList]: (row: PersonalRows[L], fields: ShownFields) => object;
};

/** One row of each list as an export shows it. */
export const EXPORT_ROWS = {
  tickets: (ticket: Ticket, fields: ShownFields) => ({
    number: ticket.number,
    title: ticket.title,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    tags: [...ticket.tags],
    custom_fields: Object.fromEntries(
      ticket.customFields.filter(({ field }) => fields.has(field)).map(({ field, value }) => [field, value]),
    ),
    language: ticket.language,
    sentiment: ticket.sentiment,
    satisfaction: satisfactionOf(ticket),
    answer_to: ticket.answerTo === undefined ? null : { ...ticket.answerTo },
    message_id: ticket.messageId ?? null,
    created_at: ticket.createdAt.toISOString(),
    closed_at: ticket.closedAt?.toISOString() ?? null,
  }),
  comments: (comment: PersonalRows['comments']) => ({
    ticket_id: comment.ticketId,
    body: comment.body,
    is_internal: comment.isInternal,
    message_id: comment.messageId ?? null,
    created_at: comment.createdAt.toISOString(),
    edited_at: comment.edited?.at.toISOString() ?? null,
    deleted_at: comment.deleted?.at.toISOString() ?? null,
    // Those of their own: staff may have changed the text as well.
    earlier_versions: (comment.earlier ?? [])
      .filter(({ byId }) => byId === comment.author.id)
      .map(({ body, at }) => ({ body, at: at.toISOString() })),
  }),
  activities: (event: PersonalRows['activities']) => ({
    ticket_number: event.ticketNumber,
    action: event.type,
    details: { ...event.details },
    at: event.at.toISOString(),
  }),
  mails: (mail: PersonalRows['mails']) => ({
    kind: mail.kind,
    state: mail.state,
    created_at: mail.createdAt.toISOString(),
    sent_at: mail.sentAt?.toISOString() ?? null,
  }),
  receivedMails: (mail: PersonalRows['receivedMails']) => ({
    id: mail.id,
    size_bytes: mail.sizeBytes,
    received_at: mail.receivedAt.toISOString(),
    expires_at: mail.expiresAt.toISOString(),
  }),
  accountEvents: (event: PersonalRows['accountEvents']) => ({
    action: event.type,
    address: event.address,
    details: { ...event.details },
    at: event.at.toISOString(),
  }),
  sessions: (session: PersonalRows['sessions']) => ({
    created_at: session.createdAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
  }),
  apiKeys: (key: PersonalRows['apiKeys']) => ({
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  }),
  participations: (participation: PersonalRows['participations']) => ({
    ticket_number: participation.ticketNumber,
    name: participation.name,
    email: participation.address,
    added_at: participation.addedAt.toISOString(),
    removed_at: participation.removedAt?.toISOString() ?? null,
  }),
  conversations: (conversation: PersonalRows['conversations']) => ({
    state: conversation.state,
    messages: [...conversation.messages],
    questions: [...conversation.asked],
    title: conversation.draft.title,
    description: conversation.draft.description,
    ticket_number: conversation.ticketNumber,
    created_at: conversation.createdAt.toISOString(),
    expires_at: conversation.expiresAt.toISOString(),
  }),
  drafts: ({ ticketId, replaced, ...draft }: PersonalRows['drafts']) => ({
    ticket_id: ticketId,
    ...draftText(draft),
    replaced: replaced.map(draftText),
  }),
  ticketNotifications: (notification: PersonalRows['ticketNotifications']) => ({
    kind: notification.kind,
    ticket_number: notification.ticketNumber,
    at: notification.at.toISOString(),
    read_at: notification.readAt?.toISOString() ?? null,
  }),
  readMarks: ({ ticketId, readAt }: PersonalRows['readMarks']) => ({
    ticket_id: ticketId,
    read_at: readAt.toISOString(),
  }),
  files: (file: PersonalRows['files']) => ({
    id: file.id,
    name: file.name,
    type: file.type,
    size_bytes: file.sizeBytes,
    uploaded_at: file.uploadedAt.toISOString(),
    summary: file.analysis?.summary ?? null,
  }),
} as const satisfies RowWriters;

/** The lists with their rows as an export shows them. */
export type ExportedLists = {
  readonly [L in ExportList as (typeof EXPORT_KEYS)[L]]: ReturnType<(typeof EXPORT_ROWS)[L]>[];
};

/** Some rows of a list as an export shows them. */
export function exportRows<L extends ExportList>(
  list: L,
  rows: readonly PersonalRows[L][],
  fields: ShownFields,
): object[] {
  const writers: RowWriters = EXPORT_ROWS;
  return rows.map((row) => writers[list](row, fields));
}

function draftText({ body, isInternal, savedAt }: ReplacedText) {
  return { body, is_internal: isInternal, saved_at: savedAt.toISOString() };
}

function satisfactionOf({ satisfaction }: Ticket) {
  if (satisfaction === null) return null;
  const { score, comment, at } = satisfaction;
  return { score, comment, at: at.toISOString() };
}
