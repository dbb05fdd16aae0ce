import type { Embedder } from '../../../../ports/embedder.js';
import { createRemoteEmbedder, type EmbedderSettings } from '../remote-embedder.js';
import { openAiClient, openAiError } from './openai.js';

/** Only these models shorten their vectors. Other servers refuse the parameter, or ignore it. */
const CAN_SHORTEN = /^text-embedding-3-/u;

/** Creates an embedder of OpenAI or of any server with its protocol (Ollama, vLLM), with the official SDK. */
export function createOpenAiEmbedder(settings: EmbedderSettings): Embedder {
  const client = openAiClient(settings);
  const { model, dimensions, noteTokens } = settings;
  return createRemoteEmbedder({
    provider: 'openai',
    name: 'OpenAI',
    settings,
    toDomainError: openAiError,
    async request(texts, _, signal) {
      const { data, usage } = await client.embeddings.create(
        {
          model,
          input: [...texts],
          encoding_format: 'float',
          ...(CAN_SHORTEN.test(model) ? { dimensions } : {}),
        },
        { signal },
      );
      noteUsed(usage, (input) => noteTokens?.({ provider: 'openai', model, input, output: 0 }));
      return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    },
  });
}

/** Servers may leave out what the types promise. */
function noteUsed(
  usage: { readonly prompt_tokens?: number } | undefined,
  note: (tokens: number) => void,
): void {
  if (usage?.prompt_tokens !== undefined) note(usage.prompt_tokens);
}
