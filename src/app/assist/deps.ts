import type { Repositories } from '../../ports/repositories.js';
import type { SuggestArticles } from '../../ports/assist/article-suggestions.js';
import type { TextInsights } from '../../ports/assist/text-insights.js';

/** Dependencies of AI that helps people. */
export interface AssistDeps extends Pick<Repositories, 'conversations'> {
  readonly textInsights: TextInsights;
  readonly suggestArticles: SuggestArticles;
  /** Days until a conversation without a new message is deleted. */
  readonly conversationDays: number;
}
