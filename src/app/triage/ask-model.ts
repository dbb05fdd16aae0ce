import type { TriageAnswer, TriageSource } from '../../domain/tickets/triage.js';
import type { LanguageModel } from '../../ports/language-model.js';
import { triageAnswerSchema } from './answer-schema.js';
import { triagePrompt, type PromptVocabulary } from './prompt.js';

/**
 * Asks a model to triage a ticket.
 * @throws DomainError of the {@link LanguageModel}
 */
export async function askModel(
  model: LanguageModel,
  ticket: Parameters<typeof triagePrompt>[0],
  vocabulary: PromptVocabulary,
  signal: AbortSignal,
): Promise<{ readonly answer: TriageAnswer; readonly source: TriageSource }> {
  const prompt = triagePrompt(ticket, vocabulary);
  const startedAt = performance.now();
  const answer = await model.complete(triageAnswerSchema, prompt, signal);
  const latencyMs = Math.round(performance.now() - startedAt);
  return {
    answer,
    source: { provider: model.provider, model: model.model, promptVersion: prompt.version, latencyMs },
  };
}
