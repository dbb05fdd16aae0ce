import { DomainError } from '../errors.js';
import type { Language } from '../languages.js';
import { SYSTEM_CODES } from '../resolution-codes.js';
import type { Priority } from '../ticket-fields.js';

/** Per list. Retired choices count, since they stay readable on tickets. */
export const MAX_CHOICES = 200;
/** In characters. A model reads the descriptions of all active choices with every ticket. */
export const MAX_CHOICE_DESCRIPTION = 300;
export const MAX_CHOICE_LABEL = 60;
export const MAX_CHOICE_POSITION = 10_000;
/** Behind the choices that Holdfast begins with, and before `other`. */
export const DEFAULT_CHOICE_POSITION = 500;

/** Minutes that triage waits for a person, unless its category says otherwise. */
export const DEFAULT_REVIEW_MINUTES = 60;
/** A week. */
export const MAX_REVIEW_MINUTES = 10_080;

/** Small letters, digits, underscores and hyphens: nothing that a query or a path could take for something else. */
export const CHOICE_KEY = '^[a-z][a-z0-9_-]{0,39}$';

/** The category or type of a ticket that has no better one. */
export const OTHER = 'other';

/**
 * One category, ticket type, resolution code or hold reason. Its name (the key) never changes: tickets, events and figures that were
 * written under it keep their meaning.
 */
export interface Choice {
  readonly name: string;
  readonly version: number;
  readonly labels: ChoiceLabels;
  /** For people who choose, and for the AI. */
  readonly description: string | null;
  /** The team of a ticket for which nobody gives another. Null for none, and outside of categories. */
  readonly team: string | null;
  /** The priority of a ticket for which nobody gives another. Null for none, and outside of categories. */
  readonly priority: Priority | null;
  /** Below this confidence, triage waits for a person. Absent or null for never, and outside of categories. */
  readonly reviewBelow?: number | null;
  /** How long it waits, in minutes. Absent for {@link DEFAULT_REVIEW_MINUTES}. */
  readonly reviewMinutes?: number;
  /** From this confidence on, a new ticket gets an automatic answer. Absent or null for never, and outside of categories. */
  readonly autoAnswerAbove?: number | null;
  /** How long that answer waits, in minutes. Absent for the default. */
  readonly autoAnswerMinutes?: number;
  /** Whether the SLA clock pauses. Absent outside of hold reasons. */
  readonly pausesClock?: boolean;
  /** Whether a ticket needs a date to be on hold for it. Absent outside of hold reasons. */
  readonly needsDate?: boolean;
  /** Lists are in this order, lowest first. Equal ones are in the order of their keys. */
  readonly position: number;
  /** False once it is retired: no ticket gets it any longer, and those that have it keep it. */
  readonly isActive: boolean;
}

/** What a ticket gets by its category where nobody gives it another. */
export type ChoiceDefaults = Pick<Choice, 'team' | 'priority'>;

export const NO_DEFAULTS: ChoiceDefaults = { team: null, priority: null };

export type ChoiceLabels = { readonly en: string } & Readonly<Partial<Record<Language, string>>>;

/** The lists that managers edit. */
export type ChoiceListName = 'categories' | 'ticketTypes' | 'resolutionCodes' | 'holdReasons';

interface ChoiceList {
  /** What one of its choices is called in messages. */
  readonly noun: string;
  /** The field of a ticket that holds one, as the API names it. */
  readonly field: 'category' | 'type' | 'resolution_code' | 'hold_reason';
  /** The keys that Holdfast itself gives to tickets. They are never retired. */
  readonly systemKeys: readonly string[];
}

export const CHOICE_LISTS: Readonly<Record<ChoiceListName, ChoiceList>> = {
  categories: { noun: 'category', field: 'category', systemKeys: [OTHER] },
  ticketTypes: { noun: 'ticket type', field: 'type', systemKeys: [OTHER] },
  resolutionCodes: { noun: 'resolution code', field: 'resolution_code', systemKeys: SYSTEM_CODES },
  holdReasons: { noun: 'hold reason', field: 'hold_reason', systemKeys: [] },
};

export function inOrder(choices: readonly Choice[]): readonly Choice[] {
  return [...choices].sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1));
}

/** What can be chosen, in order. */
export function activeChoices(choices: readonly Choice[]): readonly Choice[] {
  return inOrder(choices.filter(({ isActive }) => isActive));
}

export function defaultsIn(choices: readonly Choice[], key: string): ChoiceDefaults {
  return choices.find(({ name }) => name === key) ?? NO_DEFAULTS;
}

/** The label in that language, or else in English. */
export function labelIn({ labels }: Choice, language: Language): string {
  return labels[language] ?? labels.en;
}

/** For a reader; a key without a choice is shown as it is. */
export function labelOfKey(choices: readonly Choice[], key: string, language: Language): string {
  const choice = choices.find(({ name }) => name === key);
  return choice === undefined ? key : labelIn(choice, language);
}

/**
 * What is wrong with choosing this key, with the keys that can be chosen instead; null where nothing is.
 * @param isReading true to look for tickets: what is retired can be looked for
 */
export function choiceFault(
  list: ChoiceListName,
  choices: readonly Choice[],
  key: string,
  isReading = false,
): string | null {
  const choice = choices.find(({ name }) => name === key);
  if (choice !== undefined && (isReading || choice.isActive)) return null;
  const { noun } = CHOICE_LISTS[list];
  const what = choice === undefined ? `is not a ${noun}` : `is a retired ${noun}`;
  const offered = isReading ? inOrder(choices) : activeChoices(choices);
  return `${what}; choose one of: ${offered.map(({ name }) => name).join(', ')}`;
}

/** @throws DomainError `illegal_transition` for a choice that Holdfast itself gives to tickets. */
export function requireRetirable(list: ChoiceListName, key: string): void {
  const { noun, systemKeys } = CHOICE_LISTS[list];
  if (!systemKeys.includes(key)) return;
  throw new DomainError(
    'illegal_transition',
    `Holdfast itself uses the ${noun} "${key}", so it cannot be retired. Change its labels instead.`,
  );
}

export function tooManyChoices(list: ChoiceListName): DomainError {
  const { noun } = CHOICE_LISTS[list];
  return new DomainError(
    'illegal_transition',
    `The list has ${MAX_CHOICES} entries, the maximum. Delete a ${noun} that no ticket uses first.`,
  );
}
