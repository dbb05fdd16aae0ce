import { z } from 'zod';
import { RULES_VERSION } from '../../domain/triage/learning/model.js';
import { LEARNED_TASKS } from '../../domain/triage/learning/tasks.js';
import { instant, orNull, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';

const share = z.number().min(0).max(1);

const taskFigures = z
  .object({
    task: z.enum(LEARNED_TASKS).meta({ description: "`team` is the assignee's" }),
    labels: z.int().meta({ description: 'Number of different labels' }),
    examples: z.int().meta({ description: 'Tickets with a label' }),
    held_back: z.int().meta({ description: 'The newest of them, on which the version was judged' }),
    accuracy: share,
    macro_f1: share,
    calibration_error: share.meta({ description: 'Expected distance of confidence and accuracy' }),
    rules_accuracy: share.meta({ description: 'Of the rules of the vocabulary, on the same tickets' }),
    serves: z
      .boolean()
      .meta({ description: 'True if the version answers this task; otherwise the rules do' }),
  })
  .meta({ id: 'TriageTaskFigures' });

const ignoredLabels = z
  .object({
    total: z.int(),
    people: z.array(z.object({ id: z.string(), labels: z.int() }).meta({ id: 'IgnoredLabelsOfPerson' })),
  })
  .meta({ id: 'IgnoredLabels' });

const comparison = z
  .object({
    with: z.int().meta({ description: `Version that was active; ${RULES_VERSION} for the rules` }),
    tickets: z.int(),
    quality: share.meta({ description: 'Mean accuracy over the tasks, with the rules in those not served' }),
    active_quality: share,
  })
  .meta({ id: 'TriageModelComparison' });

const outcome = z.enum(['promoted', 'not_better', 'pinned']);

const model = z
  .object({
    version: z.int(),
    name: z.string().meta({ description: 'The `triage.model` of tickets that it triages' }),
    trained_at: instant,
    requested_by: z.string().nullable().meta({ description: 'Account; null for the schedule' }),
    examples: z.int().meta({ description: 'Tickets that it learned from' }),
    newest_ticket_at: instant,
    ignored_labels: referTo(ignoredLabels).meta({
      description: 'Labels above the daily limit of a person, which were not learned',
    }),
    tasks: z.array(taskFigures),
    comparison: referTo(comparison),
    outcome: outcome.meta({ description: '`pinned`: better, but an administrator has gone back' }),
    size_bytes: z.int(),
    is_active: z.boolean(),
  })
  .meta({ id: 'TriageModel' });

const activation = z
  .object({
    version: z.int().meta({ description: `${RULES_VERSION} for the rules` }),
    at: instant.nullable().meta({ description: 'Null if no version was ever activated' }),
    by: z.string().nullable().meta({ description: 'Account; null for an automatic promotion' }),
    is_pinned: z.boolean().meta({ description: 'True: trainings do not replace it' }),
  })
  .meta({ id: 'TriageActivation' });

const lastTraining = z
  .object({
    at: instant,
    result: z.enum([...outcome.options, 'too_few', 'failed']),
    examples: z.int(),
    version: z.int().nullable(),
  })
  .meta({ id: 'LastTriageTraining' });

export const modelQuerySchema = z.strictObject(listQuery());

export const modelListSchema = z
  .object({
    models: z.array(model),
    ...listFields,
    active: activation,
    training: z
      .object({ is_running: z.boolean(), last: orNull(lastTraining) })
      .meta({ id: 'TriageTrainingState' }),
  })
  .meta({ id: 'TriageModelList' });

export const trainingSchema = z
  .object({ training: z.object({ id: z.string() }).meta({ id: 'TriageTraining' }) })
  .meta({ id: 'TriageTrainingAnswer' });

export const modelParams = z.object({
  version: z.string().meta({ description: 'The number of a version, or `rules`', example: 'rules' }),
});

export const activationSchema = z.object({ active: activation }).meta({ id: 'TriageActivationAnswer' });
