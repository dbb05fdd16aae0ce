import { normaliseSkill, type SkillSynonyms } from '../tickets/assignment/skills.js';
import type { Category, Sentiment } from '../ticket-fields.js';

/**
 * A word or phrase to be found in a ticket, in any case, with or without accents. Only letters and digits count:
 * `Wi-Fi` is found in "wi fi". A star at the end stands for any ending: `crash*`.
 */
export type Term = string;

/** What somebody must know to solve a ticket. */
export interface SkillEntry {
  readonly name: string;
  readonly category: Category;
  readonly team: string | null;
  /** Other names of the skill itself, as models and people may call it; each stands for one skill only. */
  readonly synonyms: readonly string[];
  /** Words that hint at the skill without naming it. */
  readonly keywords: readonly Term[];
  /** What a moderator should look at first; null where the hint of the category says enough. */
  readonly hint: string | null;
}

interface CategoryEntry {
  readonly team: string | null;
  /** What a moderator should look at first. */
  readonly hint: string;
}

/** By the key of a category or ticket type. The lists that managers edit may lack it. */
type Named<T> = Readonly<Record<string, T>>;

/** The words of one help desk: what it can do, and how its people say what is wrong. From the vocabulary file. */
export interface Vocabulary {
  readonly skills: readonly SkillEntry[];
  readonly categories: Named<CategoryEntry>;
  /** What lifts or lowers the priority; no word of it means `medium`. */
  readonly urgency: Readonly<Record<'urgent' | 'high' | 'low', readonly Term[]>>;
  readonly ticketTypes: Named<readonly Term[]>;
  readonly sentiment: Readonly<Record<Exclude<Sentiment, 'neutral'>, readonly Term[]>>;
  /** Phrases that say nothing about skills though words in them do: "cannot access" is not about access rights. */
  readonly noise: readonly Term[];
  /** Single words that turn the next one around: "not", "nicht". */
  readonly negations: readonly string[];
  /** Single words that may stand between a negation and what it negates: "not *that* urgent". */
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

/** The teams that the vocabulary speaks of, each once. */
export function teamNames(vocabulary: Pick<Vocabulary, 'skills' | 'categories'>): string[] {
  const entries = [...vocabulary.skills, ...Object.values(vocabulary.categories)];
  return [...new Set(entries.flatMap(({ team }) => team ?? []))];
}
