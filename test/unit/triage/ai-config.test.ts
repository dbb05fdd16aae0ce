import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AiConfigFile, parseAiConfig } from '../../../src/adapters/ai/config/ai-config-file.js';
import type { Logger } from '../../../src/ports/logger.js';

const GOOD = `
tasks:
  triage:
    instructions: Tills matter most.
    providers:
      - { provider: gemini, model: one, daily_budget_usd: 5, price_per_million: { input: 0.3, output: 2.5 } }
      - { provider: openai, model: two, timeout_ms: 6000, temperature: 0.5 }
      - provider: local
`;

const faultsOf = (text: string) => {
  const reading = parseAiConfig(text);
  return 'faults' in reading ? reading.faults.map(({ path: at }) => at) : [];
};

test('a configuration is checked as a whole, and every fault is named with its path', () => {
  expect(parseAiConfig(GOOD)).toMatchObject({
    config: {
      tasks: { triage: { providers: [{ model: 'one' }, { temperature: 0.5 }, { provider: 'local' }] } },
    },
  });
  expect(parseAiConfig('')).toEqual({ config: { tasks: {} } });
  const faulty = `
tasks:
  triage:
    providers:
      - { provider: gemini, model: one, temperature: 3, timeout: 5 }
      - provider: local
      - { provider: openai, model: two, daily_budget_usd: 5 }
      - { provider: skynet, model: one }
  reply: { providers: [] }
`;
  expect(new Set(faultsOf(faulty))).toEqual(
    new Set([
      'tasks.triage.providers.0.temperature',
      'tasks.triage.providers.0',
      'tasks.triage.providers.2.price_per_million',
      'tasks.triage.providers.3.provider',
      'tasks.reply.providers',
    ]),
  );
  const local =
    'tasks: { triage: { providers: [{ provider: local }, { provider: gemini, model: a }, { provider: gemini, model: a }] } }';
  expect(faultsOf(local)).toEqual(['tasks.triage.providers.0', 'tasks.triage.providers.2']);
  expect(faultsOf('tasks: { triage: { prompt: triage-1 } }')).toEqual(['tasks.triage.prompt']);
  expect(faultsOf('tasks: {unknown: {}}')).not.toEqual([]);
  expect(faultsOf('tasks: [\n  broken: {')).toContainEqual(expect.stringMatching(/^line \d+$/));
});

let directory: string;
let logged: [level: string, facts: unknown][];
const note = (level: string) => (facts: unknown) => void logged.push([level, facts]);
const logger = { info: note('info'), warn: note('warn'), error: note('error') } as unknown as Logger;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ai-config-'));
  logged = [];
});
afterEach(() => rm(directory, { recursive: true }));

test('a changed file comes into force while running; a faulty one does not, and is logged once', async () => {
  const name = path.join(directory, 'ai_config.yaml');
  const file = new AiConfigFile(name, logger, 0);
  expect(await file.current()).toEqual({ config: { tasks: {} }, faults: [] });
  await writeFile(name, GOOD);
  const good = await file.current();
  expect(good.config.tasks.triage?.instructions).toBe('Tills matter most.');

  await writeFile(name, `${GOOD}      - { provider: gemini, model: three }\n`);
  for (let reading = 0; reading < 3; reading += 1) {
    expect(await file.current()).toMatchObject({
      config: good.config,
      faults: [{ path: 'tasks.triage.providers.2' }],
    });
  }
  expect(logged.filter(([level]) => level === 'error')).toHaveLength(1);

  await writeFile(name, 'tasks: {}');
  expect(await file.current()).toEqual({ config: { tasks: {} }, faults: [] });
  await writeFile(name, GOOD);
  await file.current();
  await rm(name);
  expect(await file.current()).toEqual({ config: { tasks: {} }, faults: [] });
});

test('the file that comes with Holdfast is valid', async () => {
  const shipped = new AiConfigFile('config/ai_config.yaml', logger);
  expect(await shipped.current()).toEqual({ config: { tasks: {} }, faults: [] });
  expect(logged).toEqual([['info', { file: 'config/ai_config.yaml' }]]);
});
