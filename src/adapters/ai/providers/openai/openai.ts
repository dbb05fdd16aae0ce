import OpenAI, { APIConnectionError, APIError } from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import type { DomainError } from '../../../../domain/errors.js';
import type { CompletionPrompt, LanguageModel } from '../../../../ports/language-model.js';
import { completeStructured, type Turn } from '../../structured-completion.js';
import { createAdaptingRequest, nextForm, type RequestForm } from '../adapting-request.js';
import { checkListed } from '../check-listed.js';
import { providerError, retryAfterOf } from '../provider-error.js';
import { MAX_OUTPUT_TOKENS, noteUsage, type ProviderSettings } from '../provider-settings.js';
import { inInstructions, strictSchema, type StrictSchema } from '../strict-schema.js';
import { withDeadline } from '../with-deadline.js';

const NAME = 'OpenAI';
const OPENAI_URL = 'https://api.openai.com/v1';

/**
 * Creates the client. All that it would read from the environment is set here, its retries are off because Temporal
 * retries, and its log is off because it would contain tickets.
 */
export function openAiClient({ apiKey, baseUrl }: Pick<ProviderSettings, 'apiKey' | 'baseUrl'>): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? OPENAI_URL,
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
  });
}

/**
 * Creates a model of OpenAI or of any server with its protocol (DeepSeek, Ollama, vLLM, LM Studio), with the official
 * SDK. Servers without structured output get the schema in the instructions.
 */
export function createOpenAiModel(settings: ProviderSettings): LanguageModel {
  const client = openAiClient(settings);
  const send = createAdaptingRequest({ output: 'schema', hasTemperature: true }, (form, error) =>
    isAnswer(error) ? nextForm(form, error, ['schema', 'json', 'text']) : null,
  );
  const { model, timeoutMs } = settings;
  return {
    provider: 'openai',
    model,
    complete(schema, prompt, signal) {
      const question = { prompt, schema: strictSchema(schema) };
      return completeStructured(schema, prompt, (turns) =>
        withDeadline({ name: NAME, timeoutMs, signal, toDomainError: openAiError }, async (deadline) => {
          const answer = await send((form) =>
            client.chat.completions.create(requestOf(settings, { ...question, turns, form }), {
              signal: deadline,
            }),
          );
          const { usage } = answer;
          if (usage) {
            noteUsage('openai', settings, prompt, {
              input: usage.prompt_tokens,
              output: usage.completion_tokens,
            });
          }
          return textOf(answer);
        }),
      );
    },
  };
}

interface Question {
  readonly prompt: Pick<CompletionPrompt, 'instructions' | 'task'>;
  readonly schema: StrictSchema;
  readonly turns: readonly Turn[];
  readonly form: RequestForm;
}

function requestOf(
  { model, baseUrl, temperature = 0 }: ProviderSettings,
  { prompt: { instructions, task }, schema, turns, form }: Question,
): ChatCompletionCreateParamsNonStreaming {
  const system = form.output === 'schema' ? instructions : inInstructions(instructions, schema);
  return {
    model,
    messages: [
      { role: 'system', content: system },
      ...turns.map(({ role, text }) =>
        role === 'user'
          ? ({ role, content: text } as const)
          : ({ role: 'assistant', content: text } as const),
      ),
    ],
    // OpenAI's reasoning models refuse the old name, and many other servers know only that.
    [baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens']: MAX_OUTPUT_TOKENS,
    ...(form.hasTemperature ? { temperature } : {}),
    ...(form.output === 'schema'
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: task, strict: true, schema: { ...schema } },
          },
        }
      : {}),
    ...(form.output === 'json' ? { response_format: { type: 'json_object' } } : {}),
  };
}

/** Empty for a refusal or an answer that was filtered. Servers may leave out what the types promise. */
function textOf({ choices }: Partial<Pick<ChatCompletion, 'choices'>>): string {
  const message: { readonly content?: unknown; readonly refusal?: unknown } | undefined =
    choices?.[0]?.message;
  if (typeof message?.refusal === 'string') return '';
  return typeof message?.content === 'string' ? message.content : '';
}

/** Converts an error of the SDK to a `DomainError`. */
export function openAiError(error: unknown): DomainError {
  return isAnswer(error) ? refusal(error) : providerError({ name: NAME, status: undefined });
}

function isAnswer(error: unknown): error is APIError {
  return error instanceof APIError && !(error instanceof APIConnectionError);
}

function refusal({ status, code, type, headers }: APIError): DomainError {
  return providerError({
    ...{ name: NAME, status, reason: code ?? type },
    retryAfterSeconds: retryAfterOf(headers),
  });
}

/** Checks key and model; see {@link checkListed}. */
export async function checkOpenAiModel(settings: ProviderSettings, signal: AbortSignal): Promise<void> {
  const { model, timeoutMs } = settings;
  const client = openAiClient(settings);
  await withDeadline({ name: NAME, timeoutMs, signal, toDomainError: openAiError }, (deadline) =>
    checkListed({
      ...{ name: NAME, model },
      retrieve: () => client.models.retrieve(model, { signal: deadline }),
      list: async () => (await client.models.list({ signal: deadline })).data.map(({ id }) => id),
      isNotFound: (error) => isAnswer(error) && error.status === 404,
    }),
  );
}
