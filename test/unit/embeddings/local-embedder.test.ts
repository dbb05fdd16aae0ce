import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findModel } from '../../../src/adapters/ai/embeddings/find-model.js';
import { MINILM, type FoundModel } from '../../../src/adapters/ai/embeddings/local-models.js';
import { readModelDir } from '../../../src/adapters/ai/embeddings/model-dir.js';
import type { ModelSource } from '../../../src/adapters/ai/embeddings/model-sources.js';
import { ProcessEmbedder } from '../../../src/adapters/ai/embeddings/process-embedder.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { waitFor } from '../../support/wait-for.js';

const TINY = 'test/support/embeddings/tiny-model';
const NEVER = new AbortController().signal;
let cacheDir: string;
let tiny: FoundModel;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'holdfast-models-'));
  tiny = await readModelDir(TINY);
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** A source of files with this content, in place of a real model: its checksums are wrong unless told otherwise. */
function sourceOf(fetch: ModelSource['fetch'], files = MINILM.files): ModelSource {
  return { label: 'a test', model: { ...MINILM, files }, fetch };
}

const find = (sources: readonly ModelSource[], named?: string) =>
  findModel({ named, cacheDir, sources, logger: silentLogger }, NEVER);

describe('finding a model', () => {
  it.each([
    ['a half download', (dir: string) => writeFile(join(dir, 'model.onnx'), 'half')],
    [
      'another checksum',
      async (dir: string) => {
        for (const name of ['model.onnx', 'tokenizer.json']) await writeFile(join(dir, name), 'other');
      },
    ],
    ['a source that fails', () => Promise.reject(new Error('no route'))],
  ])('%s is not used, and leaves nothing behind', async (_, fetch) => {
    expect(await find([sourceOf(fetch)])).toBeNull();
    expect(await readdir(join(cacheDir, 'work'))).toEqual([]);
    expect(await readdir(cacheDir)).not.toContain('models');
  });

  it('tries the next source, and downloads a damaged cached file again', async () => {
    const place = join(cacheDir, 'models', `${MINILM.name}-${MINILM.files[0]!.sha256.slice(0, 16)}`);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'model.onnx'), 'damaged');
    const fetched: string[] = [];
    const failing = sourceOf(() => {
      fetched.push('first');
      return Promise.reject(new Error('no route'));
    });
    const second = sourceOf((dir) => {
      fetched.push('second');
      return writeFile(join(dir, 'model.onnx'), 'half');
    });
    expect(await find([failing, second])).toBeNull();
    expect(fetched).toEqual(['first', 'second']);
    await rm(join(cacheDir, 'models'), { recursive: true });
  });

  it('uses a given directory with a model description, and says what is wrong with others', async () => {
    expect((await find([], TINY))?.model).toMatchObject({ name: 'tiny-test-model', dimensions: 8 });
    const dir = await mkdtemp(join(cacheDir, 'named-'));
    await expect(find([], dir)).rejects.toThrow('model.onnx is missing');
    await writeFile(join(dir, 'embedding.json'), '{"name": "x"}');
    await expect(find([], dir)).rejects.toThrow('embedding.json is invalid: version');
    await copyFile(join(TINY, 'embedding.json'), join(dir, 'embedding.json'));
    await expect(find([], dir)).rejects.toThrow('has no model.onnx');
  });
});

describe('the embedding process', () => {
  it('embeds, dies and comes back', async () => {
    const embedder = new ProcessEmbedder(tiny, { firstWaitMs: 1 });
    try {
      const [one, same, other] = await embedder.embed(
        ['Printer jammed', 'imprimante bourrage', 'vpn slow'],
        'passage',
      );
      const cosine = (a = one!, b = one!) => a.reduce((sum, value, place) => sum + value * b[place]!, 0);
      expect(cosine(one, same)).toBeCloseTo(1, 3);
      expect(cosine(one, other)).toBeLessThan(0.2);
      const pid = (await embedder.pid())!;
      const running = embedder.embed(
        Array.from({ length: 64 }, () => 'printer '.repeat(300)),
        'query',
      );
      process.kill(pid, 'SIGKILL');
      await expect(running).rejects.toMatchObject({ code: 'model_unavailable' });
      const again = await waitFor('the process to come back', () =>
        embedder.embed(['printer'], 'query').catch(() => undefined),
      );
      expect(again).toHaveLength(1);
      expect(await embedder.pid()).not.toBe(pid);
    } finally {
      await embedder.close();
    }
    await expect(embedder.embed(['printer'], 'query')).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('says so if the model does not load, or gives other dimensions', async () => {
    const wrong = new ProcessEmbedder({ ...tiny, model: { ...tiny.model, dimensions: 7 } });
    await expect(wrong.embed(['printer'], 'query')).rejects.toMatchObject({ code: 'model_unavailable' });
    await wrong.close();
  });
});
