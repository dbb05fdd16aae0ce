import { DomainError } from '../../../domain/errors.js';
import { maskSensitive } from '../../../domain/triage/masking.js';
import { normalise } from '../../../domain/vectors/quantise.js';
import type { Embedder, EmbeddingPurpose } from '../../../ports/embedder.js';
import { prepareText } from '../embeddings/prepare-text.js';
import type { ProviderSettings } from './provider-settings.js';
import { withDeadline } from './with-deadline.js';

/** Settings of an embedding model of a remote provider. */
export interface EmbedderSettings extends ProviderSettings {
  /** Of its vectors. Models that can shorten them are asked for it. */
  readonly dimensions: number;
}

/** What differs between providers. */
interface RemoteModel {
  readonly provider: string;
  /** The provider's name for people. */
  readonly name: string;
  readonly settings: EmbedderSettings;
  readonly toDomainError: (error: unknown) => DomainError;
  /** Asks for the vectors of some texts, which are not empty. */
  request(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    deadline: AbortSignal,
  ): Promise<readonly (readonly number[])[]>;
}

/** Without a signal of the caller, the timeout of each request ends it. */
const NEVER = new AbortController().signal;

/**
 * Creates an embedder of a provider. Secrets and personal data are masked before a text leaves.
 * The dimensions are in its version, because shorter vectors of a model are other vectors.
 */
export function createRemoteEmbedder(remote: RemoteModel): Embedder {
  const { provider, name, settings, toDomainError } = remote;
  const { model, dimensions, timeoutMs } = settings;
  return {
    model: `${provider}/${model}@${dimensions}`,
    dimensions,
    async embed(texts, purpose, signal = NEVER) {
      if (texts.length === 0) return [];
      const prepared = texts.map((text) => prepareText(maskSensitive(text)));
      const vectors = await withDeadline({ name, timeoutMs, signal, toDomainError }, (deadline) =>
        remote.request(prepared, purpose, deadline),
      );
      if (vectors.length !== texts.length) {
        throw invalid(`${name} gave ${vectors.length} vectors for ${texts.length} texts.`);
      }
      return vectors.map((vector) => {
        if (vector.length !== dimensions) {
          throw invalid(
            `${name} gave vectors of ${vector.length} dimensions instead of ${dimensions}. Correct dimensions in AI_CONFIG_FILE.`,
          );
        }
        const normal = normalise(vector);
        if (normal === null) throw invalid(`${name} gave a vector without a direction.`);
        return normal;
      });
    },
  };
}

function invalid(message: string): DomainError {
  return new DomainError('model_answer_invalid', message);
}
