import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import {
  questionsLeft,
  requireOpen,
  withTurn,
  type Conversation,
} from '../../../domain/assist/conversation.js';
import { textsOf } from '../../../domain/files/texts.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { SuggestedArticle } from '../../../ports/assist/article-suggestions.js';
import type { AppDeps } from '../../deps.js';
import { findSimilarTickets } from '../../similar-tickets/find-similar-tickets.js';
import type { SimilarTicket } from '../../similar-tickets/rank-tickets.js';
import type { CategorizeDeps } from '../categorize.js';
import { readConversationFiles } from './conversation-files.js';
import { draftTicket } from './draft-ticket.js';
import { findConversation } from './find-conversation.js';
import { fileTicket, type FilingDeps } from './file-ticket.js';

type Deps = CategorizeDeps &
  FilingDeps &
  Parameters<typeof findSimilarTickets>[0] &
  Pick<AppDeps, 'conversations' | 'conversationDays' | 'suggestArticles' | 'clock' | 'logger'>;

/** Similar tickets that a person is shown. */
const MAX_DUPLICATES = 5;
const MAX_ARTICLES = 3;

interface Message {
  readonly text: string;
  /** Uploads that go with the ticket. Their texts help with the draft. */
  readonly fileIds: readonly string[];
  /** Undefined for a new conversation. */
  readonly conversationId: string | undefined;
  /** The id of a new conversation. */
  readonly newId: string;
  /** True to create the ticket without questions and without a confirmation. */
  readonly isAuto: boolean;
}

/** A conversation as its person sees it. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** Tickets that the person may read and that are similar to the draft. */
  readonly duplicates: readonly SimilarTicket[];
  /** Articles that may help. */
  readonly articles: readonly SuggestedArticle[];
  readonly ticket: Ticket | null;
}

/**
 * Takes a message of a person who needs help, and answers with a draft of a ticket and at most two questions.
 * Idempotent for a new conversation with the same id.
 * @throws DomainError `forbidden`; `not_found` for a conversation of another person, or an expired one;
 *   `invalid_input` for files that cannot be attached;
 *   `illegal_transition` for a filed or too long one; `version_conflict` for two messages at once
 */
export async function converse(deps: Deps, actor: Actor, message: Message): Promise<ConversationView> {
  authorize(actor, 'ai.converse');
  const { conversationId, newId, isAuto } = message;
  const now = deps.clock.now();
  const before =
    conversationId === undefined
      ? await deps.conversations.find(newId, now)
      : await findConversation(deps, actor, conversationId);
  const isRepeated = conversationId === undefined && before !== null;
  const conversation = isRepeated ? before : await continued(deps, actor, before, message);
  const { title, description } = conversation.draft;
  if (isAuto || conversation.state === 'filed') {
    // No person has confirmed category and priority, so triage decides both.
    return asTicket(await fileTicket(deps, actor, conversation, { title, description }));
  }
  return withHelp(deps, actor, conversation);
}

/** Reads a conversation, to continue it later. @throws DomainError `forbidden`, `not_found` */
export async function readConversation(deps: Deps, actor: Actor, id: string): Promise<ConversationView> {
  authorize(actor, 'ai.converse');
  const conversation = await findConversation(deps, actor, id);
  const { state, draft } = conversation;
  return state === 'filed'
    ? asTicket(await fileTicket(deps, actor, conversation, draft))
    : withHelp(deps, actor, conversation);
}

async function continued(
  deps: Deps,
  actor: Actor,
  before: Conversation | null,
  { text, fileIds: added, newId, isAuto }: Message,
): Promise<Conversation> {
  if (before !== null) requireOpen(before);
  const messages = [...(before?.messages ?? []), text];
  const asked = before?.asked ?? [];
  const id = before?.id ?? newId;
  const named = { conversationId: id, earlier: before?.fileIds ?? [], added };
  const files = await readConversationFiles(deps, actor, named);
  const turn = await draftTicket(deps, actor, {
    messages,
    fileTexts: textsOf(files),
    asked,
    questionsLeft: isAuto ? 0 : questionsLeft({ asked }),
  });
  const at = deps.clock.now();
  const conversation = withTurn(
    before,
    { ...turn, id, ownerId: actor.id, text, fileIds: files.map((file) => file.id) },
    { at, keepDays: deps.conversationDays },
  );
  await deps.conversations.save(conversation);
  return conversation;
}

/** The draft beside what may make the ticket unnecessary. Without that, a person still gets the draft. */
async function withHelp(deps: Deps, actor: Actor, conversation: Conversation): Promise<ConversationView> {
  const { title, description } = conversation.draft;
  const text = { title, description };
  const [duplicates, articles] = await Promise.all([
    orNone(deps, 'similar tickets', findSimilarTickets(deps, actor, { text, limit: MAX_DUPLICATES })),
    orNone(
      deps,
      'articles',
      deps.suggestArticles(actor, { ...text, limit: MAX_ARTICLES, isForRequester: false }),
    ),
  ]);
  return { conversation, duplicates, articles, ticket: null };
}

async function orNone<T>(
  { logger }: Deps,
  what: string,
  found: Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await found;
  } catch (error) {
    logger.warn({ err: error }, `${what} could not be found`);
    return [];
  }
}

/** A ticket exists, so nothing is suggested instead of it. */
function asTicket(filed: Pick<ConversationView, 'conversation' | 'ticket'>): ConversationView {
  return { ...filed, duplicates: [], articles: [] };
}
