import { z } from 'zod';
import { list } from './list.js';

const optional = z.string().trim().min(1).optional();
const url = z.url({ protocol: /^https?$/ }).optional();

/** The variables of AI. Key and model of Gemini are settings too, and so with those. */
export const aiVariables = {
  GEMINI_BASE_URL: url,
  GEMINI_SDK: z.enum(['generative-ai', 'genai']).default('generative-ai'),
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: url,
  OPENAI_MODEL: optional,
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: url,
  ANTHROPIC_MODEL: optional,
  // An attempt of a triage ends after 25 s (`AI_OPTIONS`), and what was asked longer has no time to be written down.
  AI_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(8_000),
  AI_RATE_PER_MINUTE: z.coerce.number().int().min(1).optional(),
  AI_EMBEDDINGS: z.enum(['local', 'off']).default('local'),
  AI_EMBEDDING_MODEL_DIR: optional,
  AI_EMBEDDING_MODEL_FETCH: z.stringbool().default(true),
  VOCABULARY_FILE: z.string().default('config/vocabulary.yaml'),
  AI_CALLS_KEEP_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  AI_CONVERSATION_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  AI_TOOL_TOKENS: list.refine(
    (items) => items.every((item) => /^[a-z][a-z0-9_]{0,30}=\S+$/u.test(item)),
    'must be name=token pairs, separated by commas',
  ),
  AI_CONFIG_FILE: z.string().default('config/ai_config.yaml'),
};

type Variables = z.infer<z.ZodObject<typeof aiVariables>>;

/** Servers of one's own, such as Ollama, need no key. The SDK does, and sends this one. */
const NO_KEY = 'not-needed';

export function toAi(env: Variables) {
  const openAiKey = env.OPENAI_API_KEY ?? (env.OPENAI_BASE_URL === undefined ? undefined : NO_KEY);
  return {
    timeoutMs: env.AI_TIMEOUT_MS,
    /** Triages begun a minute, by all workers together; undefined leaves them unbounded. */
    ratePerMinute: env.AI_RATE_PER_MINUTE,
    vocabularyFile: env.VOCABULARY_FILE,
    embeddings: {
      isOff: env.AI_EMBEDDINGS === 'off',
      modelDir: env.AI_EMBEDDING_MODEL_DIR,
      fetches: env.AI_EMBEDDING_MODEL_FETCH,
    },
    callsKeepDays: env.AI_CALLS_KEEP_DAYS,
    conversationDays: env.AI_CONVERSATION_DAYS,
    /** Bearer tokens of tool servers, by their names in the AI configuration. */
    toolTokens: new Map(
      env.AI_TOOL_TOKENS.map((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)]),
    ),
    configFile: env.AI_CONFIG_FILE,
    geminiBaseUrl: env.GEMINI_BASE_URL,
    geminiSdk: env.GEMINI_SDK,
    openai: accessOf(openAiKey, env.OPENAI_BASE_URL, env.OPENAI_MODEL),
    anthropic: accessOf(env.ANTHROPIC_API_KEY, env.ANTHROPIC_BASE_URL, env.ANTHROPIC_MODEL),
  };
}

function accessOf(apiKey: string | undefined, baseUrl: string | undefined, model: string | undefined) {
  return apiKey === undefined ? undefined : { apiKey, baseUrl, model };
}
