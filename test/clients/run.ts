/** `npm run clients`: clients in Go and Python, generated from the OpenAPI document, work against a running Holdfast. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { loadConfig } from '../../src/config/config.js';
import { defaultCacheDir } from '../../src/adapters/system/cache-dir.js';
import { createConsole } from '../../src/dev/console.js';
import { reasonOf } from '../../src/dev/dev-error.js';
import { startSystem } from '../fuzz/system.js';
import type { GeneratedClient } from './client.js';
import { goClient } from './go-client.js';
import { pythonClient } from './python-client.js';

const HELP = `Generates a client in Go (oapi-codegen) and one in Python (openapi-python-client) from the OpenAPI document of a
Holdfast of its own, compiles them, and has each sign in, create a ticket and follow it until it is assigned. Exit code 1 when
a generator warns or a client fails. A language that is not on this machine is skipped.

npm run clients [-- --help]`;

const CLIENTS = [goClient, pythonClient];
const ALICE = { email: 'alice@holdfast.local', password: DEMO_PASSWORD };

const console = createConsole(process.stdout);

/** @returns what came of it, and whether that is good */
async function tryClient(
  client: GeneratedClient,
  dir: string,
  url: string,
): Promise<{ readonly word: string; readonly isGood: boolean }> {
  const { language, generator } = client;
  const missing = await client.missing();
  if (missing !== null) return { word: `${language}: skipped, ${missing}`, isGood: true };
  try {
    const document = join(dir, 'openapi.json');
    const cacheDir = resolve(loadConfig().embedded.cacheDir ?? defaultCacheDir());
    const { lines, follow } = await client.make({ dir, document, cacheDir, console });
    await follow({ url, ...ALICE });
    return {
      word: `${language}: ${lines} lines by ${generator}, no warning; the ticket is assigned`,
      isGood: true,
    };
  } catch (error) {
    return { word: `${language}: FAILED: ${reasonOf(error)}`, isGood: false };
  }
}

async function main(dir: string): Promise<boolean> {
  const { url, stop } = await startSystem(dir, (line) => console.report(`  ${line}`));
  try {
    await writeFile(
      join(dir, 'openapi.json'),
      await fetch(`${url}/api/openapi.json`).then((answer) => answer.text()),
    );
    const outcomes = [];
    for (const client of CLIENTS) outcomes.push(await tryClient(client, dir, url));
    for (const { word } of outcomes) console.report(word);
    return outcomes.every(({ isGood }) => isGood);
  } finally {
    await stop();
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
if (values.help === true) {
  console.report(HELP);
} else {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-clients-'));
  try {
    if (!(await main(dir))) process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}
