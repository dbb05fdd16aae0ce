/** `npm run conformance`: the protocol authors' own suite against the MCP server of a Holdfast, for both protocols. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCacheDir } from '../../src/adapters/system/cache-dir.js';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { createHoldfastClient, tokensOf } from '../../src/client/client.js';
import { loadConfig } from '../../src/config/config.js';
import { createConsole } from '../../src/dev/console.js';
import { dataOf } from '../support/http-client.js';
import { waitFor } from '../support/wait-for.js';
import { startSystem } from '../fuzz/system.js';
import { serveWithKey } from './with-key.js';

const VERSION = '0.2.0-alpha.12';
/** The revisions of the protocol that have scenarios of their own. */
const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
/** Scenarios that want tools, prompts or resources of the suite's example server, by name, with reasons. */
const notOurs = (revision: string) => fileURLToPath(new URL(`./not-ours-${revision}.yml`, import.meta.url));
const OLDEST_NODE = 22;

const { report } = createConsole(process.stdout);

/** The suite is no dependency: it needs a newer Node than Holdfast, and 120 packages. */
function findSuite(): string {
  const cacheDir = resolve(loadConfig().embedded.cacheDir ?? defaultCacheDir());
  const home = join(cacheDir, `mcp-conformance-${VERSION}`);
  const script = join(home, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
  if (!existsSync(script)) {
    mkdirSync(home, { recursive: true });
    report(`Installing the conformance suite ${VERSION} in ${home}`);
    const options = ['--no-save', '--ignore-scripts', '--no-fund', '--no-audit'];
    const suite = `@modelcontextprotocol/conformance@${VERSION}`;
    execFileSync('npm', ['install', '--prefix', home, ...options, suite], { stdio: 'ignore' });
  }
  return script;
}

/** This Node, or the one that CI recommends if this is too old for the suite. */
function findNode(): string {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
  const bin = execFileSync('bash', ['.ci/node-24'], { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
  return join(bin, 'node');
}

/** An administrator's key: nothing is refused for want of a right. */
async function createKey(url: string): Promise<string> {
  const body = { email: 'admin@holdfast.local', password: DEMO_PASSWORD };
  const login = await dataOf(createHoldfastClient({ url }).POST('/api/v1/auth/login', { body }));
  const token = tokensOf(login).access_token;
  const fetchAs = (request: Request) => {
    request.headers.set('authorization', `Bearer ${token}`);
    return fetch(request);
  };
  const { POST } = createHoldfastClient({ url, fetch: fetchAs });
  const scopes = ['tickets:read', 'tickets:write', 'people:read', 'knowledge:read'] as const;
  const made = await dataOf(
    POST('/api/v1/auth/api-keys', { body: { name: 'conformance', scopes: [...scopes] } }),
  );
  return made.key;
}

async function main(): Promise<boolean> {
  const script = findSuite();
  const node = findNode();
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-conformance-'));
  const system = await startSystem(dir, (line) => report(`  ${line}`));
  await waitFor('the MCP server to be ready', async () => {
    const { ok } = await fetch(system.mcpUrl.replace('/mcp', '/health')).catch(() => ({ ok: false }));
    return ok ? true : undefined;
  });
  const proxy = await serveWithKey(new URL(system.mcpUrl), await createKey(system.url));
  try {
    let isGood = true;
    for (const revision of REVISIONS) {
      report(`\nRevision ${revision}:`);
      const args = [
        'server',
        '--url',
        proxy.url,
        '--requirements',
        revision,
        '--expected-failures',
        notOurs(revision),
      ];
      const child = spawn(node, [script, ...args, '--output-dir', dir], { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) isGood = false;
    }
    report(isGood ? 'Every scenario about what Holdfast offers is green.' : 'FAILED');
    return isGood;
  } finally {
    proxy.server.closeAllConnections();
    proxy.server.close();
    await system.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

process.exit((await main()) ? 0 : 1);
