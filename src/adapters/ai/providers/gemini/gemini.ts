import {
  GoogleGenerativeAI,
  type EnhancedGenerateContentResponse,
  type GenerativeModel,
  type RequestOptions,
} from '@google/generative-ai';

import type { CompletionPrompt, LanguageModel } from '../../../../ports/language-model.js';
import { completeStructured, type Ask } from '../../structured-completion.js';
import { MAX_OUTPUT_TOKENS, noteUsage, type ProviderSettings } from '../provider-settings.js';
import { withDeadline } from '../with-deadline.js';
import { geminiError } from './gemini-errors.js';
import { geminiSchema } from './gemini-schema.js';

/**
 * Creates the model for Google's Gemini, with the official SDK, in JSON mode and with minimal randomness.
 */
export function createGeminiModel(settings: ProviderSettings): LanguageModel {
  const sdk = new GoogleGenerativeAI(settings.apiKey);
  const requestOptions: RequestOptions = settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl };
  return {
    provider: 'gemini',
    model: settings.model,
    async complete(schema, prompt, signal) {
      const generationConfig = {
        temperature: settings.temperature ?? 0,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        responseMimeType: 'application/json',
        responseSchema: geminiSchema(schema),
      };
      const model = sdk.getGenerativeModel(
        { model: settings.model, systemInstruction: prompt.instructions, generationConfig },
        requestOptions,
      );
      return completeStructured(schema, prompt, askWith(model, { settings, prompt, signal }));
    },
  };
}

interface Question {
  readonly settings: ProviderSettings;
  readonly prompt: CompletionPrompt;
  readonly signal: AbortSignal;
}

function askWith(model: GenerativeModel, { settings, prompt, signal }: Question): Ask {
  return async (turns) => {
    const contents = turns.map(({ role, text }) => ({ role, parts: [{ text }] }));
    const { timeoutMs } = settings;
    return withDeadline(
      { name: 'Gemini', timeoutMs, signal, toDomainError: geminiError },
      async (deadline) => {
        const { response } = await model.generateContent({ contents }, { signal: deadline });
        countTokens(settings, prompt, response);
        return textOf(response);
      },
    );
  };
}

/** Thought tokens count as written, as in the bill. */
function countTokens(
  settings: ProviderSettings,
  prompt: CompletionPrompt,
  { usageMetadata }: EnhancedGenerateContentResponse,
) {
  if (usageMetadata === undefined) return;
  const { promptTokenCount: input, totalTokenCount: total } = usageMetadata;
  noteUsage('gemini', settings, prompt, { input, output: Math.max(0, total - input) });
}

/** The answer's text; empty when it was blocked or is not what Gemini sends, which counts as no answer. */
function textOf(response: EnhancedGenerateContentResponse): string {
  try {
    return response.text();
  } catch {
    return '';
  }
}
