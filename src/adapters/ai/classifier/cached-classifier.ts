import { modelName, RULES_VERSION } from '../../../domain/triage/learning/model.js';
import type { Logger } from '../../../ports/logger.js';
import type { ActiveClassifier, LoadedClassifier } from '../../../ports/triage/active-classifier.js';
import type { TriageModelStore } from '../../../ports/triage/model-store.js';
import { readModelFile } from './model-file.js';

/** How long another activation may go unnoticed. One small read then, for any number of tickets. */
const FRESH_MS = 5_000;

interface Known {
  readonly version: number;
  readonly loaded: LoadedClassifier | null;
}

/** Keeps the active version in memory, and looks for another activation every few seconds. */
export class CachedClassifier implements ActiveClassifier {
  private known: Known = { version: RULES_VERSION, loaded: null };
  private checkedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<void> | null = null;

  constructor(
    private readonly store: Pick<TriageModelStore, 'activation' | 'find' | 'read'>,
    private readonly logger: Logger,
    private readonly freshMs = FRESH_MS,
  ) {}

  async current(): Promise<LoadedClassifier | null> {
    if (performance.now() - this.checkedAt >= this.freshMs) {
      this.checking ??= this.check().finally(() => (this.checking = null));
      await this.checking;
    }
    return this.known.loaded;
  }

  /** Triage continues with the known version if the database does not answer. */
  private async check(): Promise<void> {
    try {
      const { version } = await this.store.activation();
      if (version !== this.known.version) this.known = { version, loaded: await this.load(version) };
    } catch (error) {
      this.logger.warn({ err: error }, 'the active triage model could not be read');
    }
    this.checkedAt = performance.now();
  }

  private async load(version: number): Promise<LoadedClassifier | null> {
    if (version === RULES_VERSION) return null;
    const model = await this.store.find(version);
    const bytes = model === null ? null : await this.store.read(model);
    if (model === null || bytes === null) {
      this.logger.error({ version }, 'the active triage model is missing or damaged, so the rules answer');
      return null;
    }
    const serves = model.tasks.flatMap(({ task, serves: isServed }) => (isServed ? [task] : []));
    return { name: modelName(version), classifier: readModelFile(bytes), serves: new Set(serves) };
  }
}
