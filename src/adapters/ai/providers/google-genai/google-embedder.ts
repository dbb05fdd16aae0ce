import type { Embedder } from '../../../../ports/embedder.js';
import { createRemoteEmbedder, type EmbedderSettings } from '../remote-embedder.js';
import { googleClient, googleError } from './google-genai.js';

const TASKS = { query: 'RETRIEVAL_QUERY', passage: 'RETRIEVAL_DOCUMENT' } as const;

/** Creates an embedder of Gemini. It serves both SDKs, because the older one cannot shorten vectors. */
export function createGoogleEmbedder(settings: EmbedderSettings): Embedder {
  const client = googleClient(settings);
  const { model, dimensions } = settings;
  return createRemoteEmbedder({
    provider: 'gemini',
    name: 'Gemini',
    settings,
    toDomainError: googleError,
    async request(texts, purpose, abortSignal) {
      const { embeddings = [] } = await client.models.embedContent({
        model,
        contents: [...texts],
        config: { taskType: TASKS[purpose], outputDimensionality: dimensions, abortSignal },
      });
      return embeddings.map(({ values = [] }) => values);
    },
  });
}
