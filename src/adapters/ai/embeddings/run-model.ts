import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tokenizers from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { LocalModel } from './local-models.js';

/** What a model needs to run. */
export type RunOptions = Pick<LocalModel, 'maxTokens' | 'optimisation' | 'dimensions'>;

/** The part of the library that is used. Its own types cannot be resolved by ES modules. */
const { Tokenizer } = tokenizers as unknown as {
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => { encode(text: string): { readonly ids: readonly number[] } };
};

/** Logs errors only: warnings would go to the parent's terminal. */
const LOG_ERRORS = 3;

/**
 * Loads a model, and returns the function that embeds one text: the mean of the vectors of its tokens, not normalised.
 * Texts run one after another. Batches are not faster on one core, and need more memory.
 */
export async function loadModel(
  dir: string,
  { maxTokens, optimisation, dimensions }: RunOptions,
): Promise<(text: string) => Promise<Float32Array>> {
  const tokenizer = new Tokenizer(readTokenizer(join(dir, 'tokenizer.json')), {});
  const session = await InferenceSession.create(join(dir, 'model.onnx'), {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: optimisation,
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: LOG_ERRORS,
  });
  const [output = ''] = session.outputNames;
  return async (text) => {
    const { ids } = tokenizer.encode(text);
    // The last token ends a text. A cut text ends with it too.
    const cut = ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1) ?? 0];
    const answer = (await session.run(inputsOf(session.inputNames, cut)))[output];
    if (answer === undefined || !(answer.data instanceof Float32Array))
      throw new Error('The model gives no vectors.');
    return meanOf(answer.data, dimensions);
  };
}

function readTokenizer(file: string): object {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof content !== 'object' || content === null) throw new Error(`${file} is no tokenizer.`);
  return content;
}

function inputsOf(names: readonly string[], ids: readonly number[]): Record<string, Tensor> {
  const shape = [1, ids.length];
  const inputs: Record<string, BigInt64Array> = {
    input_ids: BigInt64Array.from(ids, BigInt),
    attention_mask: new BigInt64Array(ids.length).fill(1n),
    token_type_ids: new BigInt64Array(ids.length),
  };
  const used = Object.entries(inputs).filter(([name]) => names.includes(name));
  return Object.fromEntries(used.map(([name, values]) => [name, new Tensor('int64', values, shape)]));
}

/** One row a token. A model that pools by itself gives one row. */
function meanOf(rows: Float32Array, dimensions: number): Float32Array {
  const count = rows.length / dimensions;
  if (count < 1 || !Number.isInteger(count)) throw new Error('The model gives vectors of other dimensions.');
  const mean = new Float32Array(dimensions);
  for (const [place, value] of rows.entries()) {
    const column = place % dimensions;
    mean[column] = (mean[column] ?? 0) + value / count;
  }
  return mean;
}
