import { DomainError } from '../errors.js';

/** A list that people choose from; more of them nobody finds their way in. */
export const MAX_VIEWS_PER_PERSON = 100;

export function tooManyViews(): DomainError {
  return new DomainError(
    'illegal_transition',
    `You already have ${MAX_VIEWS_PER_PERSON} views, the maximum. Delete one first.`,
  );
}
