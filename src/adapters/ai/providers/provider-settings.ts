import type { CompletionPrompt, NoteTokens, TokenUsage } from '../../../ports/language-model.js';

/** Settings of one model of a remote provider. */
export interface ProviderSettings {
  readonly apiKey: string;
  /** Undefined for the vendor's own servers, otherwise any server that speaks its protocol. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Timeout of one request. An answer that needs a repair takes two. */
  readonly timeoutMs: number;
  /** From 0 to 1; 0 if omitted. Not sent to models that refuse it, nor to Anthropic. */
  readonly temperature?: number | undefined;
  readonly noteTokens?: NoteTokens | undefined;
}

/**
 * Maximum tokens of an answer. Thinking models spend this on their thoughts too, so it limits the cost, not the length
 * of the answer.
 */
export const MAX_OUTPUT_TOKENS = 8_192;

/** Reports the tokens of one request, to the metrics and to the caller. */
export function noteUsage(
  provider: string,
  { model, noteTokens }: Pick<ProviderSettings, 'model' | 'noteTokens'>,
  prompt: Pick<CompletionPrompt, 'noteUsage'>,
  usage: TokenUsage,
): void {
  noteTokens?.({ provider, model, ...usage });
  prompt.noteUsage?.(usage);
}
