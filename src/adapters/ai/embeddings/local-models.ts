import type { EmbeddingPurpose } from '../../../ports/embedder.js';

/** A file of a model, as it must be. */
export interface PinnedFile {
  readonly name: 'model.onnx' | 'tokenizer.json';
  readonly sha256: string;
}

/** A model that runs on this machine. */
export interface LocalModel {
  readonly name: string;
  readonly version: string;
  readonly dimensions: number;
  /** The text before each text, by purpose. */
  readonly prefixes: Readonly<Record<EmbeddingPurpose, string>>;
  /** Longer texts are cut. */
  readonly maxTokens: number;
  /**
   * How far the runtime rewrites the model while it loads it.
   * `basic` is three times as fast, and unpacks all weights to 32 bits: 270 MB instead of 190 MB for MiniLM.
   */
  readonly optimisation: 'basic' | 'disabled';
  /** The watchdog ends the process beyond it. */
  readonly maxMegabytes: number;
}

/** A known model, with the only files that are accepted for it. */
export interface PinnedModel extends LocalModel {
  readonly files: readonly PinnedFile[];
}

const NO_PREFIXES = { query: '', passage: '' };

/** 384 dimensions, 100 languages, MIT. 118 MB, and a vocabulary of 250,000 tokens. */
export const E5_SMALL: PinnedModel = {
  name: 'multilingual-e5-small',
  version: '761b726d',
  dimensions: 384,
  prefixes: { query: 'query: ', passage: 'passage: ' },
  maxTokens: 512,
  optimisation: 'disabled',
  maxMegabytes: 700,
  files: [
    { name: 'model.onnx', sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193' },
    { name: 'tokenizer.json', sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39' },
  ],
};

/** 384 dimensions, English, Apache-2.0. 23 MB. */
export const MINILM: PinnedModel = {
  name: 'all-MiniLM-L6-v2-int8',
  version: '1.0.0',
  dimensions: 384,
  prefixes: NO_PREFIXES,
  maxTokens: 256,
  optimisation: 'basic',
  maxMegabytes: 400,
  files: [
    { name: 'model.onnx', sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6' },
    { name: 'tokenizer.json', sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037' },
  ],
};

/** The best first. */
export const PINNED_MODELS: readonly PinnedModel[] = [E5_SMALL, MINILM];

/** A model on the disk, complete and checked. */
export interface FoundModel {
  readonly model: LocalModel;
  readonly dir: string;
}
