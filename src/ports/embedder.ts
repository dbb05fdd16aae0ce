/** What a text is embedded for. Some models, such as e5, embed a search text differently from a found one. */
export type EmbeddingPurpose = 'query' | 'passage';

/**
 * Turns texts into vectors, so that texts of similar meaning have a high cosine.
 * Every vector of one `model` has the length 1 and the same dimensions. Vectors of different models are never compared.
 */
export interface Embedder {
  /** `name@version`. The version changes with the weights, the dimensions or the preparation of texts. */
  readonly model: string;
  readonly dimensions: number;
  /**
   * Returns one vector for each text, in the same order. Text beyond {@link MAX_EMBEDDED_WORDS} words is ignored.
   * @throws DomainError `model_unavailable` (timeout, overload, a killed process; `retryAfterSeconds` if the provider
   *   named it), `model_answer_invalid` (wrong number or dimensions of vectors), `model_rejected` (a retry is useless);
   *   the reason of the signal
   */
  embed(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** Gives the embedder of the settings in use. */
export interface Embedders {
  /** Null if there is none, or none yet: then words are compared instead. Never fails and never waits for a download. */
  current(): Promise<Embedder | null>;
}

/** Words of a text that are embedded. The cost grows with the length, and the first words tell most. */
export const MAX_EMBEDDED_WORDS = 200;

/** Texts of one call of {@link Embedder.embed} at most. */
export const MAX_EMBEDDED_TEXTS = 64;
