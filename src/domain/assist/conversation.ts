import { DomainError } from '../errors.js';
import { addDays } from '../time.js';
import type { Category, Priority } from '../ticket-fields.js';

/** Questions that Holdfast asks back in one conversation. */
export const MAX_QUESTIONS = 2;
/** Messages of the person in one conversation. Each is a call of a model. */
export const MAX_MESSAGES = 10;
/** Files that a ticket begins with. */
export const MAX_CONVERSATION_FILES = 20;
/** Characters of a question. */
export const MAX_QUESTION_LENGTH = 300;

/** The ticket that a conversation leads to. */
export interface TicketDraft {
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  readonly priority: Priority;
}

/**
 * A conversation of one person with Holdfast about a ticket that does not exist yet.
 * `asking`: there are questions. `ready`: the draft waits for the person's yes. `filed`: it is a ticket.
 */
export interface Conversation {
  readonly id: string;
  /** Only this person can read or continue it. */
  readonly ownerId: string;
  readonly state: 'asking' | 'ready' | 'filed';
  /** What the person has written, oldest first. */
  readonly messages: readonly string[];
  /** Their uploads for the ticket. Absent for none. */
  readonly fileIds?: readonly string[];
  /** All questions so far. */
  readonly asked: readonly string[];
  /** The questions that are open. */
  readonly questions: readonly string[];
  readonly draft: TicketDraft;
  /** ISO 639-1. */
  readonly language: string;
  /** Which model wrote the draft. */
  readonly source: DraftSource;
  /** The ticket; its id is that of the conversation, so that it is created once. Null before. */
  readonly ticketNumber: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** It is deleted then, with all that the person wrote. */
  readonly expiresAt: Date;
  readonly version: number;
}

export interface DraftSource {
  readonly provider: string;
  readonly model: string;
  /** True if the configured model failed and the built-in rules answered. */
  readonly isFallback: boolean;
}

/** What a model made of the messages. */
export interface DraftedTurn {
  readonly draft: TicketDraft;
  readonly questions: readonly string[];
  readonly language: string;
  readonly source: DraftSource;
}

interface Now {
  readonly at: Date;
  /** Days until a conversation without a new message is deleted. */
  readonly keepDays: number;
}

/** @throws DomainError `illegal_transition` for a conversation that is filed, or too long. */
export function requireOpen({ state, ticketNumber, messages }: Conversation): void {
  if (state === 'filed') {
    throw new DomainError(
      'illegal_transition',
      `This conversation is filed as ${ticketNumber ?? 'a ticket'}. Comment on the ticket, or start a new conversation.`,
    );
  }
  if (messages.length >= MAX_MESSAGES) {
    throw new DomainError(
      'illegal_transition',
      `This conversation has ${MAX_MESSAGES} messages, the maximum. Confirm the draft, or start a new conversation.`,
    );
  }
}

/** How many questions Holdfast may still ask. */
export function questionsLeft({ asked }: Pick<Conversation, 'asked'>): number {
  return Math.max(0, MAX_QUESTIONS - asked.length);
}

/** The conversation after a message and what a model made of all of them. */
export function withTurn(
  before: Conversation | null,
  turn: DraftedTurn & {
    readonly id: string;
    readonly ownerId: string;
    readonly text: string;
    /** All files so far. */
    readonly fileIds: readonly string[];
  },
  { at, keepDays }: Now,
): Conversation {
  const { id, ownerId, text, fileIds, questions, ...drafted } = turn;
  const asked = before?.asked ?? [];
  const open = questions.slice(0, questionsLeft({ asked }));
  return {
    ...drafted,
    id,
    ownerId,
    state: open.length === 0 ? 'ready' : 'asking',
    messages: [...(before?.messages ?? []), text],
    ...(fileIds.length === 0 ? {} : { fileIds }),
    asked: [...asked, ...open],
    questions: open,
    ticketNumber: null,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    expiresAt: addDays(at, keepDays),
    version: (before?.version ?? 0) + 1,
  };
}

/** The conversation once its draft is a ticket. The text is in the ticket alone, where it can be edited and redacted. */
export function asFiled(conversation: Conversation, ticketNumber: string, at: Date): Conversation {
  const { draft, version } = conversation;
  const emptied = { messages: [], asked: [], questions: [], draft: { ...draft, title: '', description: '' } };
  const files = conversation.fileIds === undefined ? {} : { fileIds: [] };
  return {
    ...conversation,
    ...emptied,
    ...files,
    state: 'filed',
    ticketNumber,
    updatedAt: at,
    version: version + 1,
  };
}

/** The conversation with the values of its ticket. */
export function withTicket(conversation: Conversation, ticket: TicketDraft): Conversation {
  const { title, description, category, priority } = ticket;
  return { ...conversation, draft: { title, description, category, priority } };
}
