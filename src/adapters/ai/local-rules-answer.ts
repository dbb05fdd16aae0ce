import { defaultsIn, OTHER, type Choice } from '../../domain/desk/choices.js';
import { withoutInstructions } from '../../domain/triage/instructions.js';
import { withoutMarks } from '../../domain/triage/masking.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import { guessLanguage } from './guess-language.js';
import { createTriageRules, requiredSkills, type JudgedText, type TicketText } from './local-rules.js';
import { createTermMatcher } from './term-matcher.js';
import { wordsOf } from '../../domain/triage/words.js';

const SUMMARY_LENGTH = 240;
const MIN_TITLE_WORDS = 3;
const NOTES_LENGTH = 4_000;

/** The answer of the rules, in the shape of the triage prompt's schema. */
export type LocalAnswer = ReturnType<ReturnType<typeof createLocalRules>>;

/** The settings' model and the fallback share them: their tables of words take 30 ms to build. */
const JUDGES = new WeakMap<Vocabulary, ReturnType<typeof createTriageRules>>();

function judgeOf(vocabulary: Vocabulary): ReturnType<typeof createTriageRules> {
  const judge = JUDGES.get(vocabulary) ?? createTriageRules(vocabulary);
  JUDGES.set(vocabulary, judge);
  return judge;
}

/** Returns the rules of a vocabulary, which answer all questions of triage about a ticket. */
export function createLocalRules(vocabulary: Vocabulary) {
  const judge = judgeOf(vocabulary);
  return (given: TicketText, categories: readonly Choice[]) => {
    const [title, description] = [withoutMarks(given.title), withoutMarks(given.description)];
    const ticket = judgedText(title, description);
    const findings = judge(ticket);
    const { skills } = findings;
    const category =
      (skills.length === 0 ? categoryNamedIn(ticket, categories, vocabulary) : null) ?? findings.category;
    const defaults = defaultsIn(categories, category);
    const hints = skills.flatMap(({ hint }) => hint ?? []);
    return {
      required_skills: requiredSkills(skills),
      priority: findings.priority ?? defaults.priority ?? 'medium',
      ticket_type: findings.ticketType,
      category,
      sentiment: findings.sentiment,
      language: guessLanguage(`${title} ${description}`),
      summary: summaryOf(given),
      helpful_notes: (hints.length > 0 ? hints : [hintOf(vocabulary, category)])
        .join('\n')
        .slice(0, NOTES_LENGTH),
      suggested_team: teamOf(vocabulary, categories, category, skills[0]?.team ?? null),
      confidence: findings.confidence,
    };
  };
}

/** The text by which a ticket is judged: not by what it says about its own triage. */
function judgedText(title: string, description: string): JudgedText {
  const [ofTitle, ofDescription] = [withoutInstructions(title), withoutInstructions(description)];
  return {
    title: ofTitle.subject,
    description: ofDescription.subject,
    urgency: `${ofTitle.urgency}\n${ofDescription.urgency}`,
  };
}

/** Returns the first check of a category. */
export function hintOf({ categories }: Vocabulary, category: string): string {
  return (categories[category] ?? categories[OTHER])?.hint ?? '';
}

/** Returns the team of a category. What managers have set counts for more than the file. */
export function teamOf(
  { categories: ofFile }: Vocabulary,
  categories: readonly Choice[],
  category: string,
  teamOfSkill: string | null,
): string | null {
  const byCategory = ofFile[category] ?? ofFile[OTHER];
  return defaultsIn(categories, category).team ?? teamOfSkill ?? byCategory?.team ?? null;
}

/** A category that managers have added, where its key or a label stands in the text. The file has no words for it. */
function categoryNamedIn(
  { title, description }: TicketText,
  categories: readonly Choice[],
  vocabulary: Vocabulary,
): string | null {
  const added = categories.filter(({ name }) => vocabulary.categories[name] === undefined);
  if (added.length === 0) return null;
  const find = createTermMatcher(
    added.map(({ name, labels }) => ({ label: name, terms: [name, ...Object.values(labels)], weight: 1 })),
    { negations: [], fillers: [] },
  );
  return find(`${title}\n${description}`)[0]?.label ?? null;
}

/** The title, or with a title that says little ("Help!") the first sentence of the description as well. */
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
