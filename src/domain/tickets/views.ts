import { DomainError } from '../errors.js';

/** Maximum views per person: people choose from this list. */
export const MAX_VIEWS_PER_PERSON = 100;

export function tooManyViews(): DomainError {
  return new DomainError(
    'illegal_transition',
    `You already have ${MAX_VIEWS_PER_PERSON} views, the maximum. Delete one first.`,
  );
}
