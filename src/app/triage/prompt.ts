import { maskSensitive } from '../../domain/triage/masking.js';
import { activeChoices, type Choice } from '../../domain/desk/choices.js';
import type { Team } from '../../domain/desk/teams.js';
import {
  DEFAULT_PROMPT_VERSION,
  fillPrompt,
  type PromptVersion,
} from '../../domain/triage/prompts/prompts.js';
import { skillNames, teamNames, type Vocabulary } from '../../domain/triage/vocabulary.js';
import type { CompletionPrompt } from '../../ports/language-model.js';

/** Maximum characters of a ticket in the prompt. */
const PROMPT_LIMITS = { title: 200, description: 8_000 } as const;

/** What of a vocabulary the prompt needs. */
type PromptVocabulary = Pick<Vocabulary, 'skills' | 'categories'>;

/** The lists that managers edit. Retired choices are left out of the prompt. */
interface PromptChoices {
  readonly categories: readonly Choice[];
  readonly ticketTypes: readonly Choice[];
  /** Without any, those of the vocabulary and of the categories. */
  readonly teams: readonly Team[];
}

/** The text of a ticket. The name of its requester is hidden where it occurs in full. */
export interface TicketWords {
  readonly title: string;
  readonly description: string;
  readonly requester?: { readonly name: string };
}

/**
 * Returns the triage question about one ticket.
 * The ticket's text is in `input`, masked and limited, and never in the instructions: the adapter fences it.
 */
export function triagePrompt(
  ticket: TicketWords,
  vocabulary: PromptVocabulary,
  choices: PromptChoices,
  version: PromptVersion = DEFAULT_PROMPT_VERSION,
): CompletionPrompt {
  const names = ticket.requester === undefined ? [] : [ticket.requester.name];
  return {
    task: 'triage',
    version,
    instructions: instructionsFor(version, vocabulary, choices),
    categories: activeChoices(choices.categories),
    ticketTypes: activeChoices(choices.ticketTypes),
    input: {
      title: prepare(ticket.title, PROMPT_LIMITS.title, names),
      description: prepare(ticket.description, PROMPT_LIMITS.description, names),
    },
  };
}

function instructionsFor(
  version: PromptVersion,
  vocabulary: PromptVocabulary,
  choices: PromptChoices,
): string {
  return fillPrompt(version, {
    skills: list(skillNames(vocabulary)),
    categories: activeChoices(choices.categories).map(described).join('\n'),
    ticket_types: activeChoices(choices.ticketTypes).map(described).join('\n'),
    teams: list(teamsOf(vocabulary, choices)),
  });
}

/** Descriptions are trusted as the instructions are: managers write them, and on one line. */
function described({ name, labels, description, team, priority }: Choice): string {
  const usual = [
    ...(priority === null ? [] : [`priority ${JSON.stringify(priority)} unless the text says otherwise`]),
    ...(team === null ? [] : [`suggested_team ${JSON.stringify(team)}`]),
  ];
  const hints = usual.length === 0 ? '' : ` (usually ${usual.join(', ')})`;
  return `- ${JSON.stringify(name)}: ${description ?? labels.en}${hints}`;
}

function teamsOf(vocabulary: PromptVocabulary, { categories, teams }: PromptChoices): readonly string[] {
  const active = teams.filter(({ isActive }) => isActive).map(({ name }) => name);
  if (active.length > 0) return active;
  const defaults = activeChoices(categories).flatMap(({ team }) => team ?? []);
  return [...new Set([...teamNames(vocabulary), ...defaults])];
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

/** Masks before cutting, because half a secret at the end would no longer be recognised. */
function prepare(text: string, max: number, names: readonly string[]): string {
  const cut = maskSensitive(text, names).slice(0, max);
  return cut.replace(/[\uD800-\uDBFF]$/, '');
}
