import type { z } from 'zod';
import type { triageText } from '../../app/assist/categorize.js';
import type { ConversationView } from '../../app/assist/create/converse.js';
import { viewTicket } from '../../app/tickets/viewed-ticket.js';
import type { Actor } from '../../domain/access/actor.js';
import type { DraftSource } from '../../domain/assist/conversation.js';
import type { ApiDeps } from '../deps.js';
import { presentTicket } from '../tickets/presenter.js';
import type { categorySuggestionSchema, conversationSchema } from './schema.js';

type Deps = Parameters<typeof viewTicket>[0] & Pick<ApiDeps, 'workflowUrl'>;

/** Who answered. */
export function presentSource({ provider, model, isFallback }: DraftSource) {
  return { provider, model, is_fallback: isFallback };
}

/** What triage says of a text. */
export function presentSuggestion({
  answer,
  source,
}: Awaited<ReturnType<typeof triageText>>): z.input<typeof categorySuggestionSchema> {
  const { category, priority, ticketType, requiredSkills, language, sentiment, confidence } = answer;
  return {
    ...{ category, priority, type: ticketType, required_skills: [...requiredSkills] },
    ...{ language, sentiment, confidence },
    ...presentSource(source),
  };
}

/** A conversation as its person sees it. */
export async function presentConversation(
  deps: Deps,
  actor: Actor,
  { conversation, duplicates, articles, ticket }: ConversationView,
): Promise<z.input<typeof conversationSchema>> {
  const { id, state, questions, draft, language, expiresAt, source } = conversation;
  const { title, description, category, priority } = draft;
  return {
    conversation_id: id,
    state,
    questions: [...questions],
    draft: { title, description, category, priority },
    duplicates: duplicates.map(({ ticket: other, score }) => ({
      ...{ id: other.id, number: other.number, title: other.title, status: other.status, score },
    })),
    articles: articles.map(({ id: article, title: of, score }) => ({ id: article, title: of, score })),
    ticket: ticket === null ? null : presentTicket(await viewTicket(deps, actor, ticket), deps.workflowUrl),
    language,
    expires_at: expiresAt.toISOString(),
    ...presentSource(source),
  };
}
