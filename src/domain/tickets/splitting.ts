import { singleLine } from '../single-line.js';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../ticket-fields.js';
import type { Comment } from './ticket.js';

/** Title and description from comments; null if they have none. */
export interface Subject {
  readonly title: string | null;
  readonly description: string | null;
}

/**
 * Builds the title and description of a ticket from these comments, oldest first.
 * Internal notes are left out, because the requester reads both. Names are left out too, because erasing a person
 * cannot remove their name from texts.
 */
export function subjectOf(comments: readonly Pick<Comment, 'body' | 'isInternal'>[]): Subject {
  const said = comments.filter(({ isInternal }) => !isInternal).map(({ body }) => body.trim());
  if (said.length === 0) return { title: null, description: null };
  const [firstLine = ''] = said.join('\n').split('\n');
  const title = atMost(singleLine(firstLine), TITLE_LENGTH.max);
  return {
    title: Array.from(title).length < TITLE_LENGTH.min ? null : title,
    description: atMost(said.join('\n\n'), DESCRIPTION_LENGTH.max),
  };
}

/** Counted by code points, as fields are. What is cut off is still read in the comments. */
function atMost(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
