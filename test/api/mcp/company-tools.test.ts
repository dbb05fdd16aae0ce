import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { startToolServer, type ToolServerStandIn } from '../../support/mcp/tool-server.js';
import { GOOD_ANSWER } from '../../support/servers/gemini-stand-in.js';
import type { ModelStandIn } from '../../support/servers/model-stand-in.js';
import { startOpenAiStandIn } from '../../support/servers/openai-stand-in.js';
import { waitFor } from '../../support/wait-for.js';

/** The AI configuration names a real MCP server, and the model is asked as in production. */
let holdfast: Holdfast;
let company: ToolServerStandIn;
let model: ModelStandIn;
const dir = mkdtempSync(join(tmpdir(), 'holdfast-tools-'));

beforeAll(async () => {
  company = await startToolServer();
  model = await startOpenAiStandIn(GOOD_ANSWER);
  const file = join(dir, 'ai.yaml');
  writeFileSync(
    file,
    [
      'tool_servers:',
      `  cmdb: { url: ${company.url}, timeout_ms: 500 }`,
      'tasks:',
      '  triage:',
      '    tools: { cmdb: [find_device] }',
      '    providers: [{ provider: openai, model: gpt-x }]',
    ].join('\n'),
  );
  holdfast = await startHoldfast({
    worker: false,
    environment: {
      AI_CONFIG_FILE: file,
      AI_TOOL_TOKENS: 'cmdb=secret',
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: `${model.url}/v1`,
      OPENAI_MODEL: 'gpt-x',
      OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
    },
  });
});
afterAll(async () => {
  await holdfast.close();
  await company.close();
  await model.close();
  rmSync(dir, { recursive: true });
});

const PLAN = { calls: [{ tool: 'cmdb.find_device', arguments: '{"q":"LT-7"}' }] };

async function categorize(): Promise<unknown> {
  const alice = await holdfast.client('alice');
  const { status, body } = await alice.post('/api/v1/ai/categorize', { text: 'The laptop LT-7 is slow.' });
  expect(status).toBe(200);
  return body;
}

it('triage looks up what the model asks for, and records the call', async () => {
  model.script({ kind: 'text', text: JSON.stringify(PLAN) });
  expect(await categorize()).toMatchObject({ category: GOOD_ANSWER.category, provider: 'openai' });
  expect(company.calls).toEqual([{ tool: 'find_device', args: { q: 'LT-7' } }]);
  expect(company.lastHeaders().authorization).toBe('Bearer secret');
  const asked = JSON.stringify(model.requests.at(-1)?.body);
  expect(asked).toContain('firmware 1.2');
  expect(asked).not.toContain('ann@example.org');

  const admin = await holdfast.client('admin');
  await waitFor('the call to be recorded', async () => {
    const { body } = await admin.get('/api/v1/metrics/ai');
    return JSON.stringify(body).includes('cmdb.find_device') ? true : undefined;
  });
});

it('triage does without tools that are slow or down', async () => {
  company.slowDown(2_000);
  expect(await categorize()).toMatchObject({ provider: 'openai' });
  await company.close();
  expect(await categorize()).toMatchObject({ provider: 'openai' });
});
