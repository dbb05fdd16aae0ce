import { z } from 'zod';
import { PROMPT_VERSIONS } from '../../../domain/triage/prompts/prompts.js';
import { REMOTE_PROVIDERS } from '../create-language-model.js';

/** What models are asked to do. `vision` and `transcribe` have no caller yet. */
const TASKS = ['triage', 'create', 'reply', 'summary', 'translate', 'embed', 'vision', 'transcribe'] as const;

/** Characters of an operator's addition to a system prompt. */
const MAX_INSTRUCTIONS = 2_000;
const MAX_PROVIDERS = 10;

const usd = z.number().min(0).max(1_000_000);

const remote = z
  .strictObject({
    provider: z.enum(REMOTE_PROVIDERS),
    model: z.string().trim().min(1).max(200),
    timeout_ms: z.int().min(100).max(20_000).optional(),
    /** Of the vectors of an embedding model. */
    dimensions: z.int().min(64).max(4_096).optional(),
    temperature: z.number().min(0).max(1).optional(),
    daily_budget_usd: usd.optional(),
    price_per_million: z.strictObject({ input: usd, output: usd }).optional(),
  })
  .refine((one) => one.daily_budget_usd === undefined || one.price_per_million !== undefined, {
    error: 'is needed for a daily_budget_usd',
    path: ['price_per_million'],
  });
const local = z.strictObject({ provider: z.literal('local') });

/** A name in the configuration, and in the prompt. */
const serverName = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/u, 'must be like cmdb or price_list');

const toolServer = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  timeout_ms: z.int().min(100).max(5_000).default(2_000),
  /** Tools that change something are not called without it. */
  may_write: z.boolean().default(false),
});

/** By server, the names of the tools that a task may use. */
const allowedTools = z.record(serverName, z.array(z.string().min(1).max(128)).min(1).max(20));

/** Tasks that can look things up. */
const WITH_TOOLS: readonly string[] = ['triage', 'reply'];

const task = z.strictObject({
  tools: allowedTools.optional(),
  prompt: z.enum(PROMPT_VERSIONS).optional(),
  instructions: z.string().trim().min(1).max(MAX_INSTRUCTIONS).optional(),
  providers: z
    .array(z.discriminatedUnion('provider', [remote, local]))
    .min(1)
    .max(MAX_PROVIDERS)
    .superRefine((providers, context) => {
      const names = providers.map((one) =>
        one.provider === 'local' ? 'local' : `${one.provider} ${one.model}`,
      );
      for (const [index, name] of names.entries()) {
        const path = [index];
        if (names.indexOf(name) !== index)
          context.addIssue({ code: 'custom', path, message: `repeats ${name}` });
        if (name === 'local' && index < names.length - 1) {
          context.addIssue({
            code: 'custom',
            path,
            message: 'must be the last one, because local never fails',
          });
        }
      }
    })
    .optional(),
});

/** An embedding model needs other settings than the models of the other tasks. */
function embedFault(
  task: string,
  entry: z.infer<typeof remote> | z.infer<typeof local>,
): readonly [field: string, message: string] | null {
  if (entry.provider === 'local') return null;
  if (task !== 'embed') return entry.dimensions === undefined ? null : ['dimensions', 'is for embed only'];
  if (entry.provider === 'anthropic') return ['provider', 'has no embedding models'];
  if (entry.dimensions === undefined) return ['dimensions', 'is needed for embed'];
  return entry.temperature === undefined ? null : ['temperature', 'is not for embed'];
}

/** The AI configuration file. Strict: a misspelt key would otherwise silently mean "no limit". */
export const aiConfigSchema = z
  .strictObject({
    tool_servers: z.record(serverName, toolServer).optional(),
    tasks: z.partialRecord(z.enum(TASKS), task),
  })
  .superRefine(({ tasks, tool_servers: servers = {} }, context) => {
    for (const [name, { tools = {} } = {}] of Object.entries(tasks)) {
      const fault = (path: string[], message: string) =>
        context.addIssue({ code: 'custom', path: ['tasks', name, 'tools', ...path], message });
      if (Object.keys(tools).length > 0 && !WITH_TOOLS.includes(name)) {
        fault([], `are for ${WITH_TOOLS.join(' and ')} only`);
      }
      for (const server of Object.keys(tools)) {
        if (servers[server] === undefined) fault([server], 'is not one of tool_servers');
      }
    }
    for (const [name, { providers = [] } = {}] of Object.entries(tasks)) {
      for (const [place, entry] of providers.entries()) {
        const fault = embedFault(name, entry);
        if (fault === null) continue;
        const [field, message] = fault;
        context.addIssue({ code: 'custom', path: ['tasks', name, 'providers', place, field], message });
      }
    }
  });

export type AiConfig = z.infer<typeof aiConfigSchema>;
export type ToolServersConfig = NonNullable<AiConfig['tool_servers']>;
export type TaskConfig = z.infer<typeof task>;
/** One entry of a task's list. */
export type ProviderEntry = NonNullable<TaskConfig['providers']>[number];
