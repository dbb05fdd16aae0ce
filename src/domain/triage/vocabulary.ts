import { normaliseSkill, type SkillSynonyms } from '../tickets/assignment/skills.js';
import type { Category, Sentiment, TicketType } from '../ticket-fields.js';

/**
 * A word or phrase that is searched in a ticket, in any case, with or without accents.
 * Only letters and digits count: `Wi-Fi` is found in "wi fi". A star at the end matches any ending: `crash*`.
 */
export type Term = string;

/** The knowledge that solves a ticket. */
export interface SkillEntry {
  readonly name: string;
  readonly category: Category;
  readonly team: string | null;
  /** Other names of the skill, as models and people use them; each names only one skill. */
  readonly synonyms: readonly string[];
  /** Words that hint at the skill without naming it. */
  readonly keywords: readonly Term[];
  /** The first check for a moderator; null if the hint of the category is enough. */
  readonly hint: string | null;
}

interface CategoryEntry {
  readonly team: string | null;
  /** The first check for a moderator. */
  readonly hint: string;
}

/** The vocabulary of one help desk, from its file: its skills, and the words for its problems. */
export interface Vocabulary {
  readonly skills: readonly SkillEntry[];
  readonly categories: Readonly<Record<Category, CategoryEntry>>;
  /** Words that raise or lower the priority; without one, it is `medium`. */
  readonly urgency: Readonly<Record<'urgent' | 'high' | 'low', readonly Term[]>>;
  readonly ticketTypes: Readonly<Record<Exclude<TicketType, 'other'>, readonly Term[]>>;
  readonly sentiment: Readonly<Record<Exclude<Sentiment, 'neutral'>, readonly Term[]>>;
  /**
   * Phrases that say nothing about skills although their words do:
   * "cannot access" is not about access rights.
   */
  readonly noise: readonly Term[];
  /** Single words that turn the next one around: "not", "nicht". */
  readonly negations: readonly string[];
  /** Single words between a negation and its object: "not *that* urgent". */
  readonly fillers: readonly string[];
}

/** Every name of every skill, in normal form, to the skill's own name: what routing compares skills by. */
export function skillSynonyms(vocabulary: Pick<Vocabulary, 'skills'>): SkillSynonyms {
  return new Map(
    vocabulary.skills.flatMap(({ name, synonyms }) =>
      synonyms.map((synonym) => [normaliseSkill(synonym), normaliseSkill(name)] as const),
    ),
  );
}

/** The names of the skills, in the order of the file. */
export function skillNames(vocabulary: Pick<Vocabulary, 'skills'>): string[] {
  return vocabulary.skills.map(({ name }) => name);
}

/** Returns the teams in the vocabulary, each once. */
export function teamNames(vocabulary: Pick<Vocabulary, 'skills' | 'categories'>): string[] {
  const entries = [...vocabulary.skills, ...Object.values(vocabulary.categories)];
  return [...new Set(entries.flatMap(({ team }) => team ?? []))];
}
