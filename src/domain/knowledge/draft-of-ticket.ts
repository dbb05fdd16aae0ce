import type { Comment, Ticket } from '../tickets/ticket.js';
import { MAX_ARTICLE_ANSWER, MAX_ARTICLE_QUESTION, type ArticleContent } from './article.js';

const NAME_MARK = '[name]';

/** Shorter names, such as `Al`, are parts of too many words. */
const MIN_NAME = 3;

/**
 * Returns the texts of a draft from a ticket: its question, and the public answers of staff in their order. Internal
 * notes and the requester's own answers stay out.
 * @param answers public comments of staff, oldest first
 * @param mask removes secrets, addresses and numbers from a text
 */
export function draftOfTicket(
  ticket: Pick<Ticket, 'title' | 'description' | 'category' | 'language' | 'requester'>,
  answers: readonly Pick<Comment, 'body'>[],
  mask: (text: string) => string,
): Pick<ArticleContent, 'title' | 'question' | 'answer' | 'category' | 'language'> {
  const clean = (text: string) => withoutName(mask(text), ticket.requester.name);
  const answer = answers.map(({ body }) => clean(body)).join('\n\n');
  return {
    title: clean(ticket.title),
    question: cut(clean(ticket.description), MAX_ARTICLE_QUESTION),
    answer: cut(answer === '' ? '…' : answer, MAX_ARTICLE_ANSWER),
    category: ticket.category,
    language: /^[a-z]{2,3}$/u.test(ticket.language ?? '') ? (ticket.language ?? 'en') : 'en',
  };
}

/** Replaces the name of a person and each of its parts. */
function withoutName(text: string, name: string): string {
  const parts = [name, ...name.split(/\s+/u)].filter((part) => part.length >= MIN_NAME);
  return parts.reduce((rest, part) => {
    const escaped = part.replaceAll(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`);
    return rest.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), NAME_MARK);
  }, text);
}

function cut(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
