import Anthropic, { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { DomainError } from '../../../../domain/errors.js';
import type { LanguageModel } from '../../../../ports/language-model.js';
import { completeStructured, type Turn } from '../../structured-completion.js';
import { createAdaptingRequest, nextForm, type RequestForm } from '../adapting-request.js';
import { checkListed } from '../check-listed.js';
import { providerError, retryAfterOf } from '../provider-error.js';
import { MAX_OUTPUT_TOKENS, noteUsage, type ProviderSettings } from '../provider-settings.js';
import { inInstructions, strictSchema, type StrictSchema } from '../strict-schema.js';
import { withDeadline } from '../with-deadline.js';

const NAME = 'Anthropic';
const ANTHROPIC_URL = 'https://api.anthropic.com';

/** Creates the client, with nothing from the environment, no retries of its own and no log of requests. */
function anthropicClient({ apiKey, baseUrl }: Pick<ProviderSettings, 'apiKey' | 'baseUrl'>): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL: baseUrl ?? ANTHROPIC_URL,
    authToken: null,
    maxRetries: 0,
    logLevel: 'off',
  });
}

/**
 * Creates a model of Anthropic, with the official SDK and structured output where the model supports it.
 * Its API has no temperature since version 2026-10-21.
 */
export function createAnthropicModel(settings: ProviderSettings): LanguageModel {
  const client = anthropicClient(settings);
  const send = createAdaptingRequest({ output: 'schema', hasTemperature: false }, (form, error) =>
    isAnswer(error) ? nextForm(form, error, ['schema', 'text']) : null,
  );
  const { model, timeoutMs } = settings;
  return {
    provider: 'anthropic',
    model,
    complete(schema, prompt, signal) {
      const question = { instructions: prompt.instructions, schema: strictSchema(schema) };
      return completeStructured(schema, prompt, (turns) =>
        withDeadline({ name: NAME, timeoutMs, signal, toDomainError: anthropicError }, async (deadline) => {
          const answer: Partial<Message> = await send((form) =>
            client.messages.create(requestOf(settings, { ...question, turns, form }), { signal: deadline }),
          );
          if (answer.usage) noteUsage('anthropic', settings, prompt, tokensOf(answer.usage));
          return textOf(answer);
        }),
      );
    },
  };
}

interface Question {
  readonly instructions: string;
  readonly schema: StrictSchema;
  readonly turns: readonly Turn[];
  readonly form: RequestForm;
}

function requestOf(
  { model }: ProviderSettings,
  { instructions, schema, turns, form }: Question,
): MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: MAX_OUTPUT_TOKENS,
    system: form.output === 'schema' ? instructions : inInstructions(instructions, schema),
    messages: turns.map(({ role, text }) => ({ role: role === 'user' ? role : 'assistant', content: text })),
    ...(form.output === 'schema' ? { output_config: { format: { type: 'json_schema', schema } } } : {}),
  };
}

/** Tokens of the cache are billed as input too. */
function tokensOf(usage: Message['usage']) {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = usage;
  return {
    input: input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0),
    output: output_tokens,
  };
}

/** The text blocks without thoughts; empty for a refusal. */
function textOf({ content, stop_reason: reason }: Partial<Message>): string {
  if (reason === 'refusal') return '';
  return (content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('');
}

/** Converts an error of the SDK to a `DomainError`. */
function anthropicError(error: unknown): DomainError {
  return isAnswer(error) ? refusal(error) : providerError({ name: NAME, status: undefined });
}

function isAnswer(error: unknown): error is APIError {
  return error instanceof APIError && !(error instanceof APIConnectionError);
}

function refusal({ status, errorCode, type, headers }: APIError): DomainError {
  return providerError({
    ...{ name: NAME, status, reason: errorCode ?? type },
    retryAfterSeconds: retryAfterOf(headers),
  });
}

/** Checks key and model; see {@link checkListed}. */
export async function checkAnthropicModel(settings: ProviderSettings, signal: AbortSignal): Promise<void> {
  const { model, timeoutMs } = settings;
  const client = anthropicClient(settings);
  await withDeadline({ name: NAME, timeoutMs, signal, toDomainError: anthropicError }, (deadline) =>
    checkListed({
      ...{ name: NAME, model },
      retrieve: () => client.models.retrieve(model, null, { signal: deadline }),
      list: async () =>
        (await client.models.list({ limit: 1_000 }, { signal: deadline })).data.map(({ id }) => id),
      isNotFound: (error) => isAnswer(error) && error.status === 404,
    }),
  );
}
