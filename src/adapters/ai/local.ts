import type { z } from 'zod';
import type { Choice } from '../../domain/desk/choices.js';
import { DomainError } from '../../domain/errors.js';
import { RULES_NAME } from '../../domain/tickets/triage.js';
import { PRIORITIES } from '../../domain/ticket-fields.js';
import { classify, type LabelChance } from '../../domain/triage/classifier/classifier.js';
import { classifiableText } from '../../domain/triage/classifier/learnable-text.js';
import type { LearnedTask } from '../../domain/triage/learning/tasks.js';
import { withoutMarks } from '../../domain/triage/masking.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { CompletionPrompt, LanguageModel } from '../../ports/language-model.js';
import type { ActiveClassifier, LoadedClassifier } from '../../ports/triage/active-classifier.js';
import { detectLanguage } from './detect-language.js';
import { answerLocally } from './local-tasks/answer-locally.js';
import type { TicketText } from './local-rules.js';
import { createLocalRules, hintOf, teamOf, type LocalAnswer } from './local-rules-answer.js';

/** A skill that the classifier finds less likely than not is not required. */
const LIKELY = 0.5;
const MAX_SKILLS = 3;

/**
 * Triage without a provider: no key, no network, deterministic.
 * The rules of the vocabulary answer everything, until a trained classifier beats them in a task. It answers in the
 * shape of real models and passes the same schema, so callers see no difference.
 */
export function createLocalModel(vocabulary: Vocabulary, active?: ActiveClassifier): LanguageModel {
  const rules = createLocalRules(vocabulary);
  return {
    provider: 'local',
    model: RULES_NAME,
    async complete(schema, prompt, signal) {
      signal.throwIfAborted();
      if (prompt.task !== 'triage') return localTaskAnswer(vocabulary, schema, prompt);
      const given = { title: prompt.input['title'] ?? '', description: prompt.input['description'] ?? '' };
      const { categories = [], ticketTypes = [] } = prompt;
      const learned = (await active?.current()) ?? null;
      const byRules = rules(given, categories);
      const answer =
        learned === null
          ? byRules
          : corrected(byRules, { given, learned, categories, ticketTypes, vocabulary });
      const language = await detectLanguage(withoutMarks(`${given.title}\n${given.description}`));
      prompt.noteModel?.(learned?.name ?? RULES_NAME);
      return fitting(schema, { ...answer, language });
    },
  };
}

async function localTaskAnswer<T>(
  vocabulary: Vocabulary,
  schema: z.ZodType<T>,
  prompt: CompletionPrompt,
): Promise<T> {
  prompt.noteModel?.(RULES_NAME);
  return fitting(schema, await answerLocally(vocabulary, prompt));
}

async function fitting<T>(schema: z.ZodType<T>, answer: unknown): Promise<T> {
  const parsed = await schema.safeParseAsync(answer);
  if (parsed.success) return parsed.data;
  throw new DomainError('model_answer_invalid', 'The built-in rules do not support this answer schema', {
    faults: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}

interface Learned {
  readonly given: TicketText;
  readonly learned: LoadedClassifier;
  readonly categories: readonly Choice[];
  readonly ticketTypes: readonly Choice[];
  readonly vocabulary: Vocabulary;
}

/** The answer of the rules, with that of the classifier in the tasks that it serves. */
function corrected(byRules: LocalAnswer, learned: Learned): LocalAnswer {
  const { categories, vocabulary, ticketTypes } = learned;
  const { classifier, serves } = learned.learned;
  const chances = classify(classifier, classifiableText(learned.given));
  const chancesOf = (task: LearnedTask) => (serves.has(task) ? (chances.get(task) ?? []) : []);
  const [category] = chancesOf('category').filter(isIn(categories));
  const [type] = chancesOf('type').filter(isIn(ticketTypes));
  const [priority] = chancesOf('priority').flatMap(({ label }) => PRIORITIES.filter((one) => one === label));
  const skills = chancesOf('skills').filter(({ chance }) => chance >= LIKELY);
  const answer =
    category === undefined ? byRules : withCategory(byRules, category, { categories, vocabulary });
  return {
    ...answer,
    priority: priority ?? answer.priority,
    ticket_type: type?.label ?? answer.ticket_type,
    suggested_team: chancesOf('team')[0]?.label ?? answer.suggested_team,
    required_skills:
      skills.length === 0 ? answer.required_skills : skills.slice(0, MAX_SKILLS).map(({ label }) => label),
  };
}

/** Managers may have retired or deleted a choice since the training. */
function isIn(choices: readonly Choice[]): (chance: LabelChance) => boolean {
  return ({ label }) => choices.some(({ name, isActive }) => isActive && name === label);
}

/** Another category has another team and another first check. How sure the category is decides who looks at it. */
function withCategory(
  byRules: LocalAnswer,
  { label, chance }: LabelChance,
  { categories, vocabulary }: Pick<Learned, 'categories' | 'vocabulary'>,
): LocalAnswer {
  const confidence = Math.round(chance * 100) / 100;
  if (label === byRules.category) return { ...byRules, confidence };
  return {
    ...byRules,
    confidence,
    category: label,
    suggested_team: teamOf(vocabulary, categories, label, null),
    helpful_notes: hintOf(vocabulary, label),
  };
}
