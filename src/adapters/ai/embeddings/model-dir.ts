import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { MINILM, PINNED_MODELS, type FoundModel, type PinnedModel } from './local-models.js';

/** Describes a model that Holdfast does not know, in `embedding.json` beside its files. */
const description = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,80}$/),
  version: z.string().regex(/^[\w.-]{1,40}$/),
  dimensions: z.int().min(1).max(4_096),
  prefixes: z.strictObject({ query: z.string().max(200), passage: z.string().max(200) }).optional(),
  max_tokens: z.int().min(8).max(8_192).optional(),
  optimisation: z.enum(['basic', 'disabled']).optional(),
  max_megabytes: z.int().min(64).max(16_384).optional(),
});

/** Returns what is wrong with a directory of a known model; null if it is complete and unchanged. */
export async function faultOf(dir: string, { files }: Pick<PinnedModel, 'files'>): Promise<string | null> {
  for (const { name, sha256 } of files) {
    const file = join(dir, name);
    const info = await stat(file).catch(() => null);
    if (info?.isFile() !== true) return `${name} is missing`;
    if ((await hashOf(file)) !== sha256) return `${name} has another checksum than the known one`;
  }
  return null;
}

/**
 * Reads a directory that an operator names: a known model, or one that its `embedding.json` describes.
 * @throws Error with what is wrong, for an operator
 */
export async function readModelDir(dir: string): Promise<FoundModel> {
  const faults: string[] = [];
  for (const model of PINNED_MODELS) {
    const fault = await faultOf(dir, model);
    if (fault === null) return { model, dir };
    faults.push(`${model.name}: ${fault}`);
  }
  const text = await readFile(join(dir, 'embedding.json'), 'utf8').catch(() => null);
  if (text === null)
    throw new Error(`${dir} has no known model (${faults.join('; ')}) and no embedding.json`);
  const parsed = description.safeParse(parseJson(text));
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    throw new Error(`${join(dir, 'embedding.json')} is invalid: ${path.join('.')} ${message}`);
  }
  for (const name of ['model.onnx', 'tokenizer.json']) {
    if ((await stat(join(dir, name)).catch(() => null))?.isFile() !== true)
      throw new Error(`${dir} has no ${name}`);
  }
  const { max_tokens: maxTokens, max_megabytes: maxMegabytes, prefixes, optimisation, ...rest } = parsed.data;
  return {
    dir,
    model: {
      ...rest,
      prefixes: prefixes ?? MINILM.prefixes,
      maxTokens: maxTokens ?? MINILM.maxTokens,
      optimisation: optimisation ?? MINILM.optimisation,
      maxMegabytes: maxMegabytes ?? MINILM.maxMegabytes,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
