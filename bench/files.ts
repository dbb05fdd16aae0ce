import { parseArgs } from 'node:util';
import { FileReaderPool } from '../src/adapters/file-analysis/reader-pool.js';
import { errorCodesIn } from '../src/domain/files/error-codes.js';
import { HAS_CHROMIUM } from '../test/support/servers/chromium.js';
import { characterError } from './files/character-error.js';
import { drawDialogs } from './files/dialogs.js';
import { startDependencies } from './support/dependencies.js';
import { startApi } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { residentOf } from './support/memory.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const FILES_HELP = `Memory of the API with many uploads at once, and how well pictures are read.

npm run bench -- files [options]
  --uploads <n>    at once (default 200)
  --megabytes <n>  of each (default 5)
  --dialogs <n>    pictures to read (default 24: four in each of six languages)`;

const MEMORY_LIMIT_MB = 150;
const ERROR_LIMIT = 0.05;
const SAMPLE_MS = 50;

/** @returns false beyond one of the limits. */
export async function files(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      uploads: { type: 'string', default: '200' },
      megabytes: { type: 'string', default: '5' },
      dialogs: { type: 'string', default: '24' },
    },
  });
  const options = {
    uploads: countOf('uploads', values.uploads),
    megabytes: countOf('megabytes', values.megabytes),
    dialogs: countOf('dialogs', values.dialogs),
  };
  const memory = await Workbench.use((bench) => uploadAtOnce(bench, options));
  console.log(`${options.uploads} uploads of ${options.megabytes} MB at once: ${JSON.stringify(memory)}`);
  const reading = HAS_CHROMIUM ? await readDialogs(options.dialogs) : null;
  if (reading === null) say('no Chromium, so no dialogs are drawn and read');
  else console.log(`pictures: ${JSON.stringify(reading)}`);
  const isRight = areKept({
    [`all uploads are stored: ${memory.stored}`]: memory.stored === options.uploads,
    [`the API grows by at most ${MEMORY_LIMIT_MB} MB: ${memory.growth_mb}`]:
      memory.growth_mb <= MEMORY_LIMIT_MB,
    [`at most ${ERROR_LIMIT} of the characters are wrong`]: (reading?.character_error ?? 0) <= ERROR_LIMIT,
    'all error codes are exact': reading === null || reading.codes === reading.dialogs,
  });
  const file = writeResult({
    ...{ name: 'files', unit: 'MB', ours: memory.growth_mb, floor: MEMORY_LIMIT_MB },
    ratio: rounded(memory.growth_mb / MEMORY_LIMIT_MB),
    ...{ p50_ms: memory.p50_ms, p99_ms: memory.p99_ms },
    ...{ machine: describeMachine(), at: new Date().toISOString() },
    details: { options, is_right: isRight, memory, reading },
  });
  say(`written to ${file}`);
  return isRight;
}

async function uploadAtOnce(
  bench: Workbench,
  { uploads, megabytes }: { readonly uploads: number; readonly megabytes: number },
) {
  const api = await startApi(bench, await startDependencies(bench, 'files'));
  const content = Buffer.alloc(megabytes * 2 ** 20, 'a line of a log\n');
  const send = async () => {
    const startedAt = performance.now();
    const form = new FormData();
    form.append('file', new Blob([content]), 'log.txt');
    const response = await fetch(`${api.url}/api/v1/files`, {
      method: 'POST',
      headers: api.headers,
      body: form,
    });
    await response.arrayBuffer();
    return { isStored: response.status === 201, ms: performance.now() - startedAt };
  };
  // What the first upload loads stays.
  await send();
  const pid = api.server.pid;
  const idle = residentOf(pid).now_mb;
  let peak = idle;
  const timer = setInterval(() => (peak = Math.max(peak, residentOf(pid).now_mb)), SAMPLE_MS);
  const sent = await Promise.all(Array.from({ length: uploads }, send));
  clearInterval(timer);
  const { p50_ms, p99_ms } = spreadOf(sent.map(({ ms }) => ms));
  const stored = sent.filter(({ isStored }) => isStored).length;
  return { stored, idle_mb: idle, peak_mb: peak, growth_mb: peak - idle, p50_ms, p99_ms };
}

async function readDialogs(limit: number) {
  const pool = new FileReaderPool();
  const faults: string[] = [];
  const errors: number[] = [];
  const times: number[] = [];
  let codes = 0;
  try {
    for (const { language, text, code, picture } of await drawDialogs(limit)) {
      const startedAt = performance.now();
      const file = { type: 'image/png', content: picture, languages: [language] };
      const found = await pool.read(file, new AbortController().signal);
      times.push(performance.now() - startedAt);
      const error = characterError(text, found.text);
      errors.push(error);
      const isExact = errorCodesIn(found.text).includes(code);
      if (isExact) codes += 1;
      if (!isExact || error > ERROR_LIMIT) faults.push(`${language} ${code}: ${JSON.stringify(found.text)}`);
    }
  } finally {
    await pool.close();
  }
  for (const fault of faults) say(fault);
  const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
  const { p50_ms, p99_ms } = spreadOf(times);
  return { dialogs: errors.length, character_error: rounded(mean, 4), codes, p50_ms, p99_ms };
}
