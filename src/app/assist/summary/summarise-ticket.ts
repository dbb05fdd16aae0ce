import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { DraftSource } from '../../../domain/assist/conversation.js';
import { hasLink, toPlainLine, toPlainText } from '../../../domain/assist/plain-answer.js';
import type { Sentiment } from '../../../domain/ticket-fields.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { createMasking } from '../../../domain/triage/masking.js';
import type { AppDeps } from '../../deps.js';
import { readTicket } from '../../tickets/read-ticket.js';
import { askTask, type AskDeps } from '../ask-with-fallback.js';
import { latestComments } from '../latest-comments.js';
import { namesOn } from '../reply/sources.js';
import { MAX_STEP, MAX_SUMMARY, summaryAnswerSchema, summaryPrompt } from './prompt.js';

type Deps = AskDeps & Pick<AppDeps, 'tickets' | 'textInsights'>;

/** Language and sentiment of one message of the ticket. */
export interface MessageInsight {
  /** Null for the description. */
  readonly commentId: string | null;
  readonly language: string;
  readonly sentiment: Sentiment;
}

interface TicketOverview {
  readonly summary: string;
  readonly nextSteps: readonly string[];
  /** Of the description and the latest comments. */
  readonly messages: readonly MessageInsight[];
  readonly source: DraftSource;
}

/** Characters in the prompt. */
const MAX_DESCRIPTION = 8_000;
const MAX_MESSAGE = 1_000;
/** The latest ones, in the prompt. */
const MAX_MESSAGES = 40;

/**
 * Summarises a ticket for staff, with next steps, and tells language and sentiment of each message.
 * @throws DomainError `forbidden`, `not_found`, `unavailable`
 */
export async function summariseTicket(deps: Deps, actor: Actor, reference: string): Promise<TicketOverview> {
  authorize(actor, 'ai.help_staff');
  const ticket = await readTicket(deps, actor, reference);
  const comments = await latestComments(deps, ticket.id, true);
  const { mask, restore } = createMasking([...namesOn(ticket, comments)]);
  const prompt = summaryPrompt({
    title: mask(ticket.title),
    description: mask(ticket.description).slice(0, MAX_DESCRIPTION),
    messages: comments.slice(-MAX_MESSAGES).map((comment) => ({
      by: writerOf(ticket, comment),
      text: mask(comment.body).slice(0, MAX_MESSAGE),
    })),
  });
  const { answer, source } = await askTask(deps, summaryAnswerSchema, prompt);
  const { sentiment, languageDetector } = deps.textInsights;
  const languageOf = await languageDetector();
  const insightOf = (commentId: string | null, text: string): MessageInsight => ({
    ...{ commentId, language: languageOf(text), sentiment: sentiment(text) },
  });
  return {
    summary: toPlainText(restore(answer.summary), MAX_SUMMARY),
    nextSteps: answer.next_steps
      .map((step) => toPlainLine(restore(step), MAX_STEP))
      .filter((step) => step !== '' && !hasLink(step)),
    messages: [insightOf(null, ticket.description), ...comments.map(({ id, body }) => insightOf(id, body))],
    source,
  };
}

function writerOf({ requester }: Ticket, { author, isInternal }: Comment): string {
  if (isInternal) return 'note';
  return author.id === requester.id ? 'requester' : 'staff';
}
