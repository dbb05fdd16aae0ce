import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { AUTOMATIC_AUTHOR, reasonToWithhold } from '../../../domain/tickets/comments/automatic-answer.js';
import { applyDeletion, versionOf } from '../../../domain/tickets/comment-changes.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import type { Decision } from '../ticket-change.js';
import { commentNotices } from './comment-notices.js';

export type AutomaticDeps = Pick<AppDeps, 'tickets' | 'users' | 'categories' | 'articles'>;

/**
 * Sends an automatic answer that is due, or deletes it if a person was faster or an article has changed.
 * It is no answer of staff: the response target still runs, and the assignee still has to answer.
 * @param rest the ticket without the waiting comment
 */
export async function sendAutomaticAnswer(
  deps: AutomaticDeps,
  rest: Ticket,
  before: Comment,
  now: Date,
): Promise<Decision> {
  const ids = before.automatic?.articles.map(({ id }) => id) ?? [];
  const [categories, stored] = await Promise.all([deps.categories.all(), deps.articles.findEach(ids)]);
  const choice = categories.find(({ name, isActive }) => name === rest.category && isActive);
  const articles = stored.filter(({ state, visibility }) => state === 'published' && visibility === 'public');
  const reason = reasonToWithhold(rest, before, { choice, articles });
  const deleted = reason === null ? null : applyDeletion(before, SYSTEM_ACTOR, now);
  if (deleted !== null) {
    const version = { comment_id: before.id, comment_version: versionOf(deleted) };
    return {
      after: rest,
      type: 'ticket.comment_deleted',
      details: { ...version, reason: 'taken back before it was sent', because: reason },
      isInternal: true,
      commentChange: { before, after: deleted },
    };
  }
  const { sendAt: _, ...kept } = before;
  const after = { ...kept, isInternal: false, createdAt: now, version: versionOf(before) + 1 };
  const notices = await commentNotices(deps, AUTOMATIC_AUTHOR, rest, after);
  return {
    after: rest,
    type: 'ticket.commented',
    details: { comment_id: before.id, is_internal: false, is_automatic: true },
    notify: notices.map((notice) => ({ ...notice, details: { ...notice.details, is_automatic: true } })),
    commentChange: { before, after },
  };
}
