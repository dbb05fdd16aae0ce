import type { z } from 'zod';
import type { Choice } from '../domain/desk/choices.js';
import type { PromptVersion } from '../domain/triage/prompts/prompts.js';

/** Tokens of one request. Thoughts count as output, as in the bill. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

/** Receives the token usage of an answer. */
export type NoteTokens = (used: TokenUsage & { readonly provider: string; readonly model: string }) => void;

/** What a model is asked to do. */
export type ModelTask = 'triage' | 'create' | 'reply' | 'summary' | 'translate';

/** One question to a model. Everything in `input` is data from outside and is never to be read as instruction. */
export interface CompletionPrompt {
  /** Names the task; a provider without a model behind it decides by this what to do. */
  readonly task: ModelTask;
  /** Names the wording, so that answers can be compared between wordings. */
  readonly version: string;
  /** The instructions; trusted. */
  readonly instructions: string;
  /** The untrusted text to work on, by name. */
  readonly input: Readonly<Record<string, string>>;
  /** The categories with their defaults, for a provider that follows rules instead of `instructions`. */
  readonly categories?: readonly Choice[];
  /** The ticket types that can be answered, for the same providers. */
  readonly ticketTypes?: readonly Choice[];
  /** Receives who answers, if it is not always the provider and model of the {@link LanguageModel}. */
  readonly noteModel?: (model: string, provider?: string) => void;
  /** Receives the tokens of each request; none for a model that counts none. */
  readonly noteUsage?: (usage: TokenUsage) => void;
}

/**
 * A model that answers in the shape of a schema.
 * `complete` asks again if the answer does not fit the schema, naming the faults, and then gives up.
 * @throws DomainError `model_unavailable` (timeout, overload, 5xx; `retryAfterSeconds` if the provider named it),
 *   `model_answer_invalid` (twice invalid), `model_rejected` (bad key, forbidden: a retry is useless).
 */
export interface LanguageModel {
  readonly provider: string;
  readonly model: string;
  /** The version of the prompt that its configuration names; absent for the default. */
  readonly promptVersion?: PromptVersion;
  complete<T>(schema: z.ZodType<T>, prompt: CompletionPrompt, signal: AbortSignal): Promise<T>;
}
