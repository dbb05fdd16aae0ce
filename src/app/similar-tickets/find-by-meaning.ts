import { DomainError } from '../../domain/errors.js';
import type { Language } from '../../domain/languages.js';
import { servingModel, type EmbeddingModelState } from '../../domain/similar-tickets/embedding-model.js';
import type { TitledText } from '../../domain/similar-tickets/word-similarity.js';
import type { VectorHit } from '../../domain/vectors/vector-index.js';
import type { AppDeps } from '../deps.js';
import { embeddedText } from './embed-ticket.js';

export type MeaningDeps = Pick<
  AppDeps,
  'embedders' | 'ticketVectors' | 'ticketVectorCopies' | 'detectLanguage' | 'logger'
>;

/** A person waits for the answer. Later, words alone decide. */
const EMBED_TIMEOUT_MS = 5_000;

/** Whose similar tickets are looked for. The id is null for a text that is no ticket. */
export interface MeaningQuery {
  readonly ticketId: string | null;
  readonly text: TitledText;
}

/** A search by meaning that is ready to run, any number of times. */
export interface PreparedMeaning {
  readonly model: string;
  /** Of the text. */
  readonly language: Language;
  readonly search: (
    limit: number,
    filter: ((ticketId: string) => boolean) | undefined,
  ) => Promise<readonly VectorHit[]>;
}

/**
 * Prepares a search by the vector of a ticket or text.
 * Null without vectors, or if the text cannot be embedded now: then only words are compared. A failing embedder never
 * fails the search.
 */
export async function prepareMeaning(
  deps: MeaningDeps,
  { ticketId, text }: MeaningQuery,
): Promise<PreparedMeaning | null> {
  const state = servingModel(await deps.ticketVectors.states());
  if (state === null) return null;
  const stored = ticketId === null ? null : await deps.ticketVectors.find(ticketId, state.model);
  const query = stored?.vector ?? (await embedQuery(deps, state, text));
  if (query?.length !== state.dimensions) return null;
  return {
    model: state.model,
    language: await deps.detectLanguage(embeddedText(text)),
    search: (limit, filter) => deps.ticketVectorCopies.search(state, query, { limit, filter }),
  };
}

async function embedQuery(
  { embedders, logger }: MeaningDeps,
  { model }: EmbeddingModelState,
  text: TitledText,
): Promise<Float32Array | null> {
  const embedder = await embedders.current();
  // Vectors of different models are never compared.
  if (embedder?.model !== model) return null;
  try {
    const signal = AbortSignal.timeout(EMBED_TIMEOUT_MS);
    const [vector] = await embedder.embed([embeddedText(text)], 'query', signal);
    return vector ?? null;
  } catch (error) {
    const reason = error instanceof DomainError ? error.code : 'timeout';
    logger.warn({ reason, model }, 'a text could not be embedded, so only words are compared');
    return null;
  }
}
