import { z } from 'zod';
import { TRIAGED_FIELDS } from '../../domain/ticket-fields.js';
import { instant, wholeNumber } from '../http/fields.js';

const share = z.number().min(0).max(1);
const shareOrNull = share.nullable();

const surePart = z
  .object({
    confidence: share,
    coverage: shareOrNull.meta({ description: 'Share of the solved tickets with at least this confidence' }),
    accuracy: shareOrNull.meta({ description: 'Share of these whose category people left standing' }),
  })
  .meta({ id: 'AiCoverage' });

const promptVersion = z.string().nullable().meta({ description: 'Null for answers of earlier versions' });

const modelFigures = z
  .object({
    provider: z.string(),
    model: z.string(),
    prompt_version: promptVersion,
    tickets: z.int().meta({ description: 'Tickets that it triaged' }),
    solved: z.int().meta({ description: 'Resolved and closed ones among them. Only these are judged' }),
    accuracy: z.object({ category: shareOrNull, priority: shareOrNull, type: shareOrNull }).meta({
      id: 'AiAccuracy',
      description: 'Share of values that people left standing; null without tickets',
    }),
    mean_confidence: shareOrNull.meta({
      description: 'Near the accuracy of the category if it is calibrated',
    }),
    coverage: z.array(surePart),
  })
  .meta({ id: 'AiModelFigures' });

const overruling = z
  .object({
    field: z.enum(TRIAGED_FIELDS),
    provider: z.string(),
    model: z.string(),
    prompt_version: promptVersion,
    from: z.string().meta({ description: 'What triage answered' }),
    to: z.string().meta({ description: 'What people set' }),
    tickets: z.int(),
  })
  .meta({ id: 'AiOverruling' });

const callTotals = z
  .object({
    ...{ task: z.string(), provider: z.string(), model: z.string(), calls: z.int(), failed: z.int() },
    prompt_version: z.string(),
    ...{ input_tokens: z.int(), output_tokens: z.int() },
    cost: z.number().meta({ description: 'US dollars, by the prices of the AI configuration' }),
    mean_latency_ms: z.number(),
    mean_confidence: shareOrNull.meta({ description: 'Of the answers, before calibration' }),
  })
  .meta({ id: 'AiCallTotals' });

const calibration = z
  .object({
    ...{ provider: z.string(), model: z.string() },
    tickets: z.int().meta({ description: 'Solved tickets of the last 90 days' }),
    tickets_needed: z.int().meta({ description: 'With fewer, the confidence of the model is used as it is' }),
    curve: z
      .array(z.object({ confidence: share, accuracy: share }).meta({ id: 'AiCalibrationPoint' }))
      .nullable()
      .meta({ description: 'How often the category is right at the confidence of the model' }),
  })
  .meta({ id: 'AiCalibration' });

const MAX_DAYS = 90;

export const aiFiguresQuerySchema = z.strictObject({
  days: wholeNumber({ min: 1, max: MAX_DAYS })
    .default(30)
    .meta({ description: 'Tickets that were created in the last days' }),
});

export const aiFiguresSchema = z
  .object({
    since: instant,
    until: instant,
    active_version: z.int().meta({ description: 'Of the local classifier; 0 for the rules' }),
    models: z.array(modelFigures),
    calls: z.array(callTotals).meta({ description: 'Calls of the period, repairs and failures included' }),
    calibrations: z.array(calibration),
    overrulings: z.array(overruling).meta({ description: 'The fifty most frequent ones' }),
  })
  .meta({ id: 'AiFigures' });
