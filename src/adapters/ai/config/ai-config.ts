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

const task = z.strictObject({
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
  .strictObject({ tasks: z.partialRecord(z.enum(TASKS), task) })
  .superRefine(({ tasks }, context) => {
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
export type TaskConfig = z.infer<typeof task>;
/** One entry of a task's list. */
export type ProviderEntry = NonNullable<TaskConfig['providers']>[number];
