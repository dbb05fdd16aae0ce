import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import {
  asFiled,
  withTicket,
  type Conversation,
  type TicketDraft,
} from '../../../domain/assist/conversation.js';
import { DomainError } from '../../../domain/errors.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { createTicket } from '../../tickets/create-ticket.js';
import { withFiles } from '../../tickets/files/attach-files.js';
import { usableFiles } from './conversation-files.js';
import { findConversation } from './find-conversation.js';

export type FilingDeps = Parameters<typeof createTicket>[0] &
  Pick<AppDeps, 'conversations' | 'categories' | 'files' | 'clock'>;

/** What the person changed in the draft. */
export type DraftEdits = { readonly [F in keyof TicketDraft]?: TicketDraft[F] | undefined };

/** What the ticket begins with. Omitted fields are left to triage. */
type Fields = Omit<DraftEdits, 'title' | 'description'> & Pick<TicketDraft, 'title' | 'description'>;

interface Filed {
  readonly conversation: Conversation;
  readonly ticket: Ticket;
}

/**
 * Creates the ticket of a conversation, by the yes of its person. Idempotent: a repeat returns the ticket.
 * @throws DomainError `forbidden`; `not_found` for a conversation of another person, an expired one, or a deleted ticket;
 *   `invalid_input` for a category that cannot be chosen
 */
export async function confirmDraft(
  deps: FilingDeps,
  actor: Actor,
  conversationId: string,
  edits: DraftEdits,
): Promise<Filed> {
  authorize(actor, 'ai.converse');
  const conversation = await findConversation(deps, actor, conversationId);
  const { draft } = conversation;
  const isActive = (await deps.categories.all()).some((one) => one.name === draft.category && one.isActive);
  return fileTicket(deps, actor, conversation, {
    title: edits.title ?? draft.title,
    description: edits.description ?? draft.description,
    // A category that was retired since is left to triage.
    category: edits.category ?? (isActive ? draft.category : undefined),
    priority: edits.priority ?? draft.priority,
  });
}

/**
 * Creates the ticket under the id of the conversation, so that a repetition, a crash or a second confirmation finds it.
 * Fields that are left out are those of triage.
 */
export async function fileTicket(
  deps: FilingDeps,
  actor: Actor,
  conversation: Conversation,
  fields: Fields,
): Promise<Filed> {
  if (conversation.state === 'filed') return withIts(await filedTicket(deps, conversation), conversation);
  const { id } = conversation;
  const fileIds = (await usableFiles(deps, actor, conversation.fileIds ?? [], id)).map((file) => file.id);
  const ticket = await withFiles(deps, actor, fileIds, { ownerId: id, ticketId: null }, (attachments) =>
    createTicket(deps, actor, { source: 'ai', input: { ...fields, attachments }, id }),
  );
  const filed = asFiled(conversation, ticket.number, deps.clock.now());
  try {
    await deps.conversations.save(filed);
  } catch (error) {
    // Another confirmation of the same draft was faster. Both created one ticket.
    if (!(error instanceof DomainError) || error.code !== 'version_conflict') throw error;
  }
  return withIts(ticket, filed);
}

function withIts(ticket: Ticket, conversation: Conversation): Filed {
  return { conversation: withTicket(conversation, ticket), ticket };
}

async function filedTicket(
  { tickets }: Pick<AppDeps, 'tickets'>,
  { id, ticketNumber }: Conversation,
): Promise<Ticket> {
  const ticket = await tickets.find(id);
  if (ticket !== null) return ticket;
  throw new DomainError('not_found', `The ticket ${ticketNumber ?? ''} of this conversation was deleted.`);
}
