import { DomainError } from '../../domain/errors.js';
import { withoutMarks } from '../../domain/triage/masking.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel } from '../../ports/language-model.js';
import { guessLanguage } from './guess-language.js';
import { createTriageRules, requiredSkills, type Findings, type TicketText } from './local-rules.js';
import { wordsOf } from './words.js';

const SUMMARY_LENGTH = 240;
const MIN_TITLE_WORDS = 3;
const NOTES_LENGTH = 4_000;

/**
 * Triage without a model: words and rules of the vocabulary, no key, no network, deterministic.
 * It answers in the shape of real models and passes the same schema, so callers see no difference.
 */
export function createLocalModel(vocabulary: Vocabulary): LanguageModel {
  const judge = createTriageRules(vocabulary);
  return {
    provider: 'local',
    model: 'rules-1',
    async complete(schema, prompt, signal) {
      signal.throwIfAborted();
      const given = { title: prompt.input['title'] ?? '', description: prompt.input['description'] ?? '' };
      const parsed = await schema.safeParseAsync(answerTo(given, judge, vocabulary));
      if (parsed.success) return parsed.data;
      throw new DomainError('model_answer_invalid', 'The built-in rules do not support this answer schema', {
        faults: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      });
    },
  };
}

function answerTo(given: TicketText, judge: (ticket: TicketText) => Findings, vocabulary: Vocabulary) {
  const ticket = { title: withoutMarks(given.title), description: withoutMarks(given.description) };
  const findings = judge(ticket);
  const { skills, category } = findings;
  const byCategory = vocabulary.categories[category];
  const hints = skills.flatMap(({ hint }) => hint ?? []);
  return {
    required_skills: requiredSkills(skills),
    priority: findings.priority,
    ticket_type: findings.ticketType,
    category,
    sentiment: findings.sentiment,
    language: guessLanguage(`${ticket.title} ${ticket.description}`),
    summary: summaryOf(given),
    helpful_notes: (hints.length > 0 ? hints : [byCategory.hint]).join('\n').slice(0, NOTES_LENGTH),
    suggested_team: skills[0]?.team ?? byCategory.team,
    confidence: findings.confidence,
  };
}

/**
 * Returns the title.
 * If the title says little ("Help!"), it adds the first sentence of the description.
 */
function summaryOf({ title, description }: TicketText): string {
  const heading = oneLine(title);
  const sentence = firstSentence(description);
  const parts = wordsOf(heading).length >= MIN_TITLE_WORDS ? [heading] : [heading, sentence];
  const summary = parts.filter((part) => part !== '').join(' – ');
  if (summary === '') return 'A ticket without words.';
  if (summary.length > SUMMARY_LENGTH) return `${cut(summary, SUMMARY_LENGTH)}…`;
  return /[.!?…।]$/u.test(summary) ? summary : `${summary}.`;
}

function firstSentence(text: string): string {
  return oneLine(text.trimStart().split(/[\n\r]|[.!?।](?=\s)/u, 1)[0] ?? '');
}

function cut(text: string, max: number): string {
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
