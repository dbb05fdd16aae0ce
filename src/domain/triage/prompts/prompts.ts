import { TRIAGE_2 } from './triage-2.js';
import { TRIAGE_3 } from './triage-3.js';

/**
 * The wordings of the triage prompt by version. A released one never changes, so that answers can be compared: a new
 * wording is a new file here.
 */
export const TRIAGE_PROMPTS = { 'triage-2': TRIAGE_2, 'triage-3': TRIAGE_3 } as const;

export type PromptVersion = keyof typeof TRIAGE_PROMPTS;

export const PROMPT_VERSIONS = ['triage-2', 'triage-3'] as const satisfies readonly PromptVersion[];

/** Used unless the AI configuration names another one. */
export const DEFAULT_PROMPT_VERSION: PromptVersion = 'triage-2';

/** What a wording has places for. */
export const PLACEHOLDERS = ['skills', 'categories', 'ticket_types', 'teams'] as const;

/** Returns the wording with its places filled. Values are not read for places again. */
export function fillPrompt(
  version: PromptVersion,
  values: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>,
): string {
  return TRIAGE_PROMPTS[version].replace(/\{\{(\w+)\}\}/gu, (place, name: string) => {
    const known = PLACEHOLDERS.find((placeholder) => placeholder === name);
    return known === undefined ? place : values[known];
  });
}
