import { triageAnswerSchema } from '../../../src/app/triage/answer-schema.js';
import type { Choice } from '../../../src/domain/desk/choices.js';
import { INITIAL_CHOICES, initialKeys } from '../../../src/domain/desk/initial-choices.js';

/** The lists as Holdfast begins with them. */
export const CHOICES = { ...INITIAL_CHOICES, teams: [] };

const keys = (list: keyof typeof INITIAL_CHOICES) => ({
  active: initialKeys(list),
  outdated: new Set<string>(),
});

/** The schema of answers by these lists. */
export const ANSWER_SCHEMA = triageAnswerSchema({
  categories: keys('categories'),
  ticketTypes: keys('ticketTypes'),
});

export function aChoice(fields: Partial<Choice> & Pick<Choice, 'name'>): Choice {
  return {
    version: 1,
    labels: { en: fields.name },
    description: null,
    team: null,
    priority: null,
    position: 500,
    isActive: true,
    ...fields,
  };
}
