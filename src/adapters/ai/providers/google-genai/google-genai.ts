import {
  ApiError,
  GoogleGenAI,
  type GenerateContentConfig,
  type GenerateContentResponse,
} from '@google/genai';
import type { DomainError } from '../../../../domain/errors.js';
import type { CompletionPrompt, LanguageModel } from '../../../../ports/language-model.js';
import { completeStructured } from '../../structured-completion.js';
import { checkListed } from '../check-listed.js';
import { googleRefusal } from '../google-refusal.js';
import { providerError } from '../provider-error.js';
import { MAX_OUTPUT_TOKENS, noteUsage, type ProviderSettings } from '../provider-settings.js';
import { strictSchema } from '../strict-schema.js';
import { withDeadline } from '../with-deadline.js';

const NAME = 'Gemini';
const GOOGLE_URL = 'https://generativelanguage.googleapis.com';

/** Creates the client, with nothing from the environment. It makes no retries of its own. */
export function googleClient({ apiKey, baseUrl }: Pick<ProviderSettings, 'apiKey' | 'baseUrl'>): GoogleGenAI {
  return new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl: baseUrl ?? GOOGLE_URL } });
}

/** Creates a Gemini model with `@google/genai`, the successor of `@google/generative-ai`. */
export function createGoogleGenAiModel(settings: ProviderSettings): LanguageModel {
  const client = googleClient(settings);
  const { model, timeoutMs, temperature = 0 } = settings;
  return {
    provider: 'gemini',
    model,
    complete(schema, prompt, signal) {
      const config: GenerateContentConfig = {
        systemInstruction: prompt.instructions,
        temperature,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        responseMimeType: 'application/json',
        responseJsonSchema: strictSchema(schema),
      };
      return completeStructured(schema, prompt, (turns) =>
        withDeadline({ name: NAME, timeoutMs, signal, toDomainError: googleError }, async (deadline) => {
          const contents = turns.map(({ role, text }) => ({ role, parts: [{ text }] }));
          const answer = await client.models.generateContent({
            model,
            contents,
            config: { ...config, abortSignal: deadline },
          });
          countTokens(settings, prompt, answer);
          return textOf(answer);
        }),
      );
    },
  };
}

/** Checks key and model; see {@link checkListed}. Serves both SDKs for Gemini. */
export async function checkGoogleModel(settings: ProviderSettings, signal: AbortSignal): Promise<void> {
  const { model, timeoutMs } = settings;
  const client = googleClient(settings);
  await withDeadline({ name: NAME, timeoutMs, signal, toDomainError: googleError }, (abortSignal) =>
    checkListed({
      ...{ name: NAME, model },
      retrieve: () => client.models.get({ model, config: { abortSignal } }),
      list: async () => {
        const { page } = await client.models.list({ config: { abortSignal, pageSize: 1_000 } });
        return page.map(({ name = '' }) => name.replace(/^models\//u, ''));
      },
      isNotFound: (error) => error instanceof ApiError && error.status === 404,
    }),
  );
}

/** Thought tokens count as written, as in the bill. */
function countTokens(
  settings: ProviderSettings,
  prompt: CompletionPrompt,
  { usageMetadata }: GenerateContentResponse,
) {
  if (usageMetadata === undefined) return;
  const { promptTokenCount: input = 0, totalTokenCount: total = 0 } = usageMetadata;
  noteUsage('gemini', settings, prompt, { input, output: Math.max(0, total - input) });
}

/** Empty if the question or the answer was blocked. Not the SDK's `text`, which writes warnings to the console. */
function textOf({ candidates }: GenerateContentResponse): string {
  const parts = candidates?.[0]?.content?.parts ?? [];
  return parts.map(({ text, thought }) => (thought === true ? '' : (text ?? ''))).join('');
}

/** Converts an error of the SDK to a `DomainError`. The SDK puts the whole body into its message, as JSON. */
export function googleError(error: unknown): DomainError {
  if (!(error instanceof ApiError)) return providerError({ name: NAME, status: undefined });
  return providerError({ name: NAME, status: error.status, ...googleRefusal(detailsIn(error.message)) });
}

function detailsIn(message: string): unknown {
  try {
    const body: unknown = JSON.parse(message);
    const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
    return typeof error === 'object' && error !== null && 'details' in error ? error.details : undefined;
  } catch {
    return undefined;
  }
}
