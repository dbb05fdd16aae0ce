import type { Embedder, Embedders } from '../../../ports/embedder.js';
import type { NoteTokens } from '../../../ports/language-model.js';
import type { AiConfig, ProviderEntry } from '../config/ai-config.js';
import type { AiSettings } from '../create-language-model.js';
import type { EmbedderSettings } from '../providers/remote-embedder.js';
import { createRecordedEmbedder, type RecordParts } from './recorded-embedder.js';

interface Parts extends RecordParts {
  readonly local: Embedders;
  /** Settings and file in use. */
  readonly current: () => Promise<{ readonly settings: AiSettings; readonly config: AiConfig }>;
  readonly noteTokens: NoteTokens;
  /** Adds metrics. */
  readonly observe: (embedder: Embedder) => Embedder;
}

const MICROS_PER_USD = 1_000_000;

type EmbedEntry = Extract<ProviderEntry, { readonly model: string }>;

/**
 * Gives the embedder of the task `embed`: the first entry of the AI configuration that has a key, otherwise the model
 * on this machine. Later entries are no replacement for it, because their vectors cannot be compared.
 */
export class TaskEmbedders implements Embedders {
  private made: { readonly key: string; readonly embedder: Embedder } | null = null;

  constructor(private readonly parts: Parts) {}

  async current(): Promise<Embedder | null> {
    const known = await this.parts.current().catch(() => null);
    // Without MongoDB, the settings are unknown: the embedder that was in use stays.
    if (known === null) return this.made?.embedder ?? null;
    const { settings, config } = known;
    const entry = (config.tasks.embed?.providers ?? []).find(
      (one) => one.provider === 'local' || settings.providers[one.provider] !== undefined,
    );
    if (entry === undefined || entry.provider === 'local') {
      this.made = null;
      return this.parts.local.current();
    }
    const access = settings.providers[entry.provider];
    const key = JSON.stringify([entry, access, settings.timeoutMs]);
    if (this.made?.key !== key) this.made = { key, embedder: await this.create(entry, settings) };
    return this.made.embedder;
  }

  private async create(entry: EmbedEntry, { providers, timeoutMs }: AiSettings): Promise<Embedder> {
    const { apiKey = '', baseUrl } = providers[entry.provider] ?? {};
    const { provider, model, daily_budget_usd: budget, price_per_million: price } = entry;
    // The SDKs are loaded at their first use, as those of models are.
    const createRemote =
      provider === 'gemini'
        ? (await import('../providers/google-genai/google-embedder.js')).createGoogleEmbedder
        : (await import('../providers/openai/openai-embedder.js')).createOpenAiEmbedder;
    const create = (noteTokens: NoteTokens): Embedder => {
      const settings: EmbedderSettings = {
        ...{ apiKey, baseUrl, model },
        noteTokens: (used) => {
          this.parts.noteTokens(used);
          noteTokens(used);
        },
        timeoutMs: entry.timeout_ms ?? timeoutMs,
        // The schema demands it.
        dimensions: entry.dimensions ?? 0,
      };
      return createRemote(settings);
    };
    const budgetMicros = budget === undefined ? null : budget * MICROS_PER_USD;
    const bill = { provider, model, budgetMicros, inputPrice: price?.input ?? null };
    return this.parts.observe(createRecordedEmbedder(create, bill, this.parts));
  }
}
