import type { Category, Priority, Sentiment, TicketType } from '../../domain/ticket-fields.js';
import { OTHER } from '../../domain/desk/choices.js';
import { GENERAL_SKILL } from '../../domain/tickets/triage.js';
import type { SkillEntry, Vocabulary } from '../../domain/triage/vocabulary.js';
import { createTermMatcher, type Hit } from './term-matcher.js';

/** The input of the rules: both texts of a ticket. The title matters most, so it counts double. */
export interface TicketText {
  readonly title: string;
  readonly description: string;
}

/** A ticket's text without instructions for triage. */
export interface JudgedText extends TicketText {
  /** The part that may say how urgent it is. */
  readonly urgency: string;
}

/** The labels found in the words of a ticket. */
export interface Findings {
  /** The best matching skills, at most three, best first; empty if no term matches. */
  readonly skills: readonly SkillEntry[];
  readonly category: Category;
  /** Null where no word says how much harm waiting does. */
  readonly priority: Priority | null;
  readonly ticketType: TicketType;
  readonly sentiment: Sentiment;
  readonly confidence: number;
}

const TITLE_FACTOR = 2;
const NAME_WEIGHT = 3;
const KEYWORD_WEIGHT = 2;
const MAX_SKILLS = 3;
/** A further skill must score at least this share of the best one's score. */
const SKILL_SHARE = 0.5;

const CONFIDENCE = { none: 0.35, base: 0.45, perPoint: 0.03, most: 0.9 } as const;

/** The rules of one vocabulary, ready to be applied to ticket after ticket. Pure: the same text, the same findings. */
export function createTriageRules(vocabulary: Vocabulary): (ticket: JudgedText) => Findings {
  const skillHits = createTermMatcher(
    [
      { label: null, terms: vocabulary.noise, weight: 0 },
      ...vocabulary.skills.flatMap((skill) => [
        { label: skill, terms: [skill.name, ...skill.synonyms], weight: NAME_WEIGHT },
        { label: skill, terms: skill.keywords, weight: KEYWORD_WEIGHT },
      ]),
    ],
    // "No network" is about the network.
    { negations: [], fillers: [] },
  );
  const grouped = <L extends string>(terms: Readonly<Record<L, readonly string[]>>, labels: readonly L[]) =>
    createTermMatcher(
      labels.map((label) => ({ label, terms: terms[label], weight: 1 })),
      vocabulary,
    );
  const urgencyHits = grouped(vocabulary.urgency, ['urgent', 'high', 'low']);
  const typeHits = grouped(vocabulary.ticketTypes, Object.keys(vocabulary.ticketTypes));
  const usualType = 'support' in vocabulary.ticketTypes ? 'support' : OTHER;
  const moodHits = grouped(vocabulary.sentiment, ['positive', 'negative']);

  return (ticket) => {
    const whole = `${ticket.title}\n${ticket.description}`;
    const scores = scored(ticket, skillHits);
    const best = [...scores.values()][0] ?? 0;
    const skills = [...scores].filter(([, score]) => score >= best * SKILL_SHARE).map(([skill]) => skill);
    return {
      skills: skills.slice(0, MAX_SKILLS),
      category: skills[0]?.category ?? OTHER,
      priority: priorityOf(urgencyHits(ticket.urgency)),
      ticketType: typeOf(scored(ticket, typeHits), skills.length > 0 ? usualType : OTHER),
      sentiment: sentimentOf(moodHits(whole)),
      confidence: confidenceOf(best),
    };
  };
}

/** Returns the names of the skills, or the general skill if no term matches. */
export function requiredSkills(skills: readonly SkillEntry[]): string[] {
  return skills.length === 0 ? [GENERAL_SKILL] : skills.map(({ name }) => name);
}

/** Labels by score, best first; equal ones in the order in which they were met. Negated hits do not count. */
function scored<L>(ticket: TicketText, find: (text: string) => Hit<L>[]): Map<L, number> {
  const scores = new Map<L, number>();
  for (const [text, factor] of [
    [ticket.title, TITLE_FACTOR],
    [ticket.description, 1],
  ] as const) {
    for (const { label, weight, negated } of find(text)) {
      if (!negated) scores.set(label, (scores.get(label) ?? 0) + weight * factor);
    }
  }
  return new Map([...scores].sort(([, a], [, b]) => b - a));
}

/** The strongest word decides. "Not urgent" is as good as a word for "low", but yields to any that is meant. */
function priorityOf(hits: readonly Hit<'urgent' | 'high' | 'low'>[]): Priority | null {
  const meant = new Set(hits.filter(({ negated }) => !negated).map(({ label }) => label));
  if (meant.has('urgent')) return 'urgent';
  if (meant.has('high')) return 'high';
  if (meant.has('low')) return 'low';
  return hits.some(({ label }) => label !== 'low') ? 'low' : null;
}

function typeOf(scores: ReadonlyMap<TicketType, number>, otherwise: TicketType): TicketType {
  const [best] = scores.keys();
  return best ?? otherwise;
}

/** "Not happy" counts for the other side. */
function sentimentOf(hits: readonly Hit<'positive' | 'negative'>[]): Sentiment {
  const balance = hits.reduce(
    (sum, { label, negated }) => sum + ((label === 'positive') === negated ? -1 : 1),
    0,
  );
  if (balance === 0) return 'neutral';
  return balance > 0 ? 'positive' : 'negative';
}

function confidenceOf(score: number): number {
  if (score === 0) return CONFIDENCE.none;
  const confidence = Math.min(CONFIDENCE.most, CONFIDENCE.base + CONFIDENCE.perPoint * score);
  return Math.round(confidence * 100) / 100;
}
