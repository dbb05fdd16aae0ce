import { z } from 'zod';
import { PROMPT_VERSIONS } from '../../../domain/triage/prompts/prompts.js';
import { REMOTE_PROVIDERS } from '../create-language-model.js';

/** What models are asked to do. `embed`, `vision` and `transcribe` have no caller yet. */
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

/** The AI configuration file. Strict: a misspelt key would otherwise silently mean "no limit". */
export const aiConfigSchema = z.strictObject({ tasks: z.partialRecord(z.enum(TASKS), task) });

export type AiConfig = z.infer<typeof aiConfigSchema>;
export type TaskConfig = z.infer<typeof task>;
/** One entry of a task's list. */
export type ProviderEntry = NonNullable<TaskConfig['providers']>[number];
