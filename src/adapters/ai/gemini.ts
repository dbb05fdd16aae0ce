import {
  GoogleGenerativeAI,
  type EnhancedGenerateContentResponse,
  type GenerativeModel,
  type RequestOptions,
} from '@google/generative-ai';

import { DomainError } from '../../domain/errors.js';
import type { LanguageModel, NoteTokens } from '../../ports/language-model.js';
import { geminiError } from './gemini-errors.js';
import { geminiSchema } from './gemini-schema.js';
import { completeStructured, type Ask } from './structured-completion.js';

export interface GeminiSettings {
  readonly apiKey: string;
  /** Undefined for Google's own; any server that speaks `generateContent` otherwise. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Timeout of one request. An answer that needs a repair takes two. */
  readonly timeoutMs: number;
  readonly noteTokens?: NoteTokens | undefined;
}

/**
 * Thinking models spend this on their thoughts too, so it limits the cost, not the length of the answer.
 */
const MAX_OUTPUT_TOKENS = 8_192;

/**
 * Creates the model for Google's Gemini, with the official SDK, in JSON mode and with minimal randomness.
 */
export function createGeminiModel(settings: GeminiSettings): LanguageModel {
  const sdk = new GoogleGenerativeAI(settings.apiKey);
  const requestOptions: RequestOptions = settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl };
  return {
    provider: 'gemini',
    model: settings.model,
    async complete(schema, prompt, signal) {
      const generationConfig = {
        temperature: 0,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        responseMimeType: 'application/json',
        responseSchema: geminiSchema(schema),
      };
      const model = sdk.getGenerativeModel(
        { model: settings.model, systemInstruction: prompt.instructions, generationConfig },
        requestOptions,
      );
      return completeStructured(schema, prompt, askWith(model, settings, signal));
    },
  };
}

function askWith(model: GenerativeModel, settings: GeminiSettings, signal: AbortSignal): Ask {
  return async (turns) => {
    const contents = turns.map(({ role, text }) => ({ role, parts: [{ text }] }));
    return withDeadline(settings.timeoutMs, signal, async (deadline) => {
      const { response } = await model.generateContent({ contents }, { signal: deadline });
      countTokens(settings, response);
      return textOf(response);
    });
  };
}

/** Thought tokens count as written, as in the bill. */
function countTokens(
  { model, noteTokens }: GeminiSettings,
  { usageMetadata }: EnhancedGenerateContentResponse,
) {
  if (usageMetadata === undefined) return;
  const { promptTokenCount: input, totalTokenCount: total } = usageMetadata;
  noteTokens?.({ provider: 'gemini', model, input, output: Math.max(0, total - input) });
}

/**
 * Ends a request after `timeoutMs` or when the caller aborts. Not the SDK's own `timeout` option: its timer is never
 * cleared, and it overlooks a signal that is aborted already.
 * @throws the reason of `signal` when the caller aborted, a DomainError otherwise.
 */
async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  run: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await run(controller.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (controller.signal.aborted) {
      throw new DomainError('model_unavailable', `Gemini did not answer within ${timeoutMs} ms`);
    }
    throw geminiError(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The answer's text; empty when it was blocked or is not what Gemini sends, which counts as no answer. */
function textOf(response: EnhancedGenerateContentResponse): string {
  try {
    return response.text();
  } catch {
    return '';
  }
}
