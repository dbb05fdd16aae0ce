/** `npm run eval`: judges the configured providers of triage on labelled tickets, side by side. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLanguageModel } from '../adapters/ai/create-language-model.js';
import { createLocalModel } from '../adapters/ai/local.js';
import { aiSettingsOf } from '../adapters/ai/settings-models.js';
import { loadVocabulary } from '../adapters/ai/vocabulary-file.js';
import { loadConfig } from '../config/config.js';
import { NO_SETTINGS, settingsInUse } from '../domain/desk/settings.js';
import {
  DEFAULT_PROMPT_VERSION,
  PROMPT_VERSIONS,
  type PromptVersion,
} from '../domain/triage/prompts/prompts.js';
import type { LanguageModel } from '../ports/language-model.js';
import { JUDGED, judgeProvider, type LabelledRow } from './eval/judge-provider.js';
import { namedModel } from './eval/named-model.js';
import { reportLines, type Judged } from './eval/report.js';
import { readCsv } from './support/read-csv.js';
import { CommandError, runCommand } from './support/run-command.js';

const COLUMNS = Object.keys(JUDGED).join(', ');

const HELP = `Asks the local rules, and the provider that is configured, about labelled tickets, and compares their answers.
The file is a CSV with the column "text" (and "title"), and any of ${COLUMNS}. A provider may charge for its answers.

npm run eval -- --data <file.csv> [options]
  --limit <number>   of the first tickets only (default: all)
  --provider <name>  gemini, openai, anthropic or local, with :<model> for another model; may be repeated
                     (default: local, and the provider that is configured)
  --prompt <version> of the prompt: ${PROMPT_VERSIONS.join(', ')}; may be repeated (default: ${DEFAULT_PROMPT_VERSION})
  --confusion <col>  the column of the confusion table (default: category)
  --help             this text`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      limit: { type: 'string' },
      provider: { type: 'string', multiple: true, default: [] },
      prompt: { type: 'string', multiple: true, default: [] },
      confusion: { type: 'string', default: 'category' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (JUDGED[values.confusion] === undefined)
    throw new CommandError(`--confusion must be one of ${COLUMNS}.`);
  const rows = await readRows(values.data, limitOf(values.limit));
  const { ai, settingsAround } = loadConfig();
  const vocabulary = await loadVocabulary(ai.vocabularyFile);
  const active = { current: () => Promise.resolve(null) };
  const settings = settingsInUse(settingsAround, NO_SETTINGS, () => null);
  const aiSettings = aiSettingsOf(settings, ai);
  const local = { vocabulary, active };
  const models =
    values.provider.length > 0
      ? values.provider.map((name) => namedModel(name, aiSettings, local))
      : usualModels(createLanguageModel(aiSettings, local), createLocalModel(vocabulary));
  const versions = versionsOf(values.prompt);
  const judged: Judged[] = [];
  for (const model of models) {
    // The rules read no prompt.
    for (const version of model.provider === 'local' ? [DEFAULT_PROMPT_VERSION] : versions) {
      // A repaired answer takes two calls.
      const verdicts = await judgeProvider(model, vocabulary, rows, 2 * ai.timeoutMs, version);
      const prompt = versions.length > 1 && model.provider !== 'local' ? ` ${version}` : '';
      judged.push({ name: `${model.provider} ${model.model}${prompt}`, verdicts });
    }
  }
  console.log(reportLines(judged, values.confusion).join('\n'));
  return 0;
});

function usualModels(configured: LanguageModel, local: LanguageModel): readonly LanguageModel[] {
  return configured.provider === 'local' ? [local] : [local, configured];
}

function versionsOf(names: readonly string[]): readonly PromptVersion[] {
  if (names.length === 0) return [DEFAULT_PROMPT_VERSION];
  return names.map((name) => {
    const version = PROMPT_VERSIONS.find((one) => one === name);
    if (version === undefined)
      throw new CommandError(`--prompt must be one of ${PROMPT_VERSIONS.join(', ')}.`);
    return version;
  });
}

async function readRows(file: string | undefined, limit: number): Promise<readonly LabelledRow[]> {
  if (file === undefined) throw new CommandError('Name a file: --data <file.csv>.');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
  const rows = parse(file, text).slice(0, limit);
  const columns = Object.keys(rows[0] ?? {});
  if (!columns.includes('text') || !columns.some((column) => column in JUDGED)) {
    throw new CommandError(`${file} needs the column "text", and at least one of ${COLUMNS}.`);
  }
  return rows.map(({ title = '', text: description = '', ...labels }) => ({
    ...{ title, text: description },
    labels: Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, label.trim()])),
  }));
}

function parse(file: string, text: string): ReturnType<typeof readCsv> {
  try {
    return readCsv(text);
  } catch (error) {
    throw new CommandError(`${file} is not a CSV file. ${error instanceof Error ? error.message : ''}`);
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new CommandError('--limit must be a whole number from 1 on.');
}
