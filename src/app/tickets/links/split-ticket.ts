import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { connectTickets } from '../../../domain/tickets/linking.js';
import { subjectOf } from '../../../domain/tickets/splitting.js';
import { isFinal, type Comment, type Ticket } from '../../../domain/tickets/ticket.js';
import { createdStep } from '../create-ticket.js';
import type { AppDeps } from '../../deps.js';
import { linkStep } from './link-tickets.js';
import { openFromTicket, type OpeningDeps } from './open-from-ticket.js';
import type { Step } from '../ticket-change.js';

/** The moved comments, with an optional title and description. */
export interface Split {
  readonly commentIds: readonly string[];
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

/**
 * Moves comments of a ticket into a new ticket of the same requester, linked both ways in one change.
 * They keep author, time and visibility, and are in one place at any time, so a later merge shows them once.
 * Idempotent by id.
 * @throws DomainError `not_found`, `forbidden`; `invalid_input` for comments of another ticket, and for internal
 *   notes only without a description; `illegal_transition` for a closed or cancelled ticket, and at
 *   the maximum of links.
 */
export async function splitTicket(
  deps: OpeningDeps,
  actor: Actor,
  reference: string,
  { commentIds, title, description }: Split,
  id: string,
): Promise<Ticket> {
  const opening = { actor, reference, action: 'ticket.split', id } as const;
  return openFromTicket(deps, opening, async (parent, open) => {
    if (isFinal(parent.status)) {
      throw new DomainError(
        'illegal_transition',
        `${parent.number} is ${parent.status}, so it cannot be split.`,
      );
    }
    const comments = await ownComments(deps, parent, commentIds);
    const said = subjectOf(comments.filter(({ deleted }) => deleted === undefined));
    const fresh = open({
      title: title ?? said.title ?? parent.title,
      description: description ?? said.description ?? missingDescription(),
    });
    const linkId = deps.newId();
    const ids = comments.map((comment) => comment.id);
    const [child, after] = connectTickets(
      { ...fresh, ...lastWordOf(parent, latestOf(comments)) },
      { ...parent, ...lastWordOf(parent, await deps.tickets.lastPublicComment(parent.id, ids)) },
      'split_from',
      linkId,
    );
    return {
      ...linkStep(after, linkId, 'ticket.split'),
      earlier: [movedStep(parent, ids, { to: child.number })],
      others: [
        {
          before: null,
          decision: {
            ...movedStep(child, ids, { from: parent.number }),
            earlier: [createdStep(child, { split_from: parent.number })],
            takenComments: { ids, fromTicketId: parent.id },
          },
        },
      ],
    };
  });
}

/** Only this ticket's own comments: comments from merged tickets have a different audience. */
async function ownComments(
  deps: Pick<AppDeps, 'tickets'>,
  ticket: Ticket,
  ids: readonly string[],
): Promise<readonly Comment[]> {
  const comments = (await deps.tickets.findComments(ids)).filter(({ ticketId }) => ticketId === ticket.id);
  const own = new Set(comments.flatMap(({ id, sendAt }) => (sendAt === undefined ? [id] : [])));
  const faults = ids.flatMap((id, index) =>
    own.has(id)
      ? []
      : [
          {
            path: `comment_ids.${index}`,
            message: `is not the id of a sent comment on ${ticket.number} itself`,
          },
        ],
  );
  if (faults.length === 0) return comments;
  throw new DomainError('invalid_input', 'Some of the comments are not on this ticket.', { faults });
}

function latestOf(comments: readonly Comment[]): Comment | null {
  return comments.filter(({ isInternal, deleted }) => !isInternal && deleted === undefined).at(-1) ?? null;
}

/** Both tickets have the same requester. */
function lastWordOf({ requester }: Ticket, comment: Comment | null): Pick<Ticket, 'lastWord'> {
  if (comment === null) return { lastWord: null };
  const by = comment.author.id === requester.id ? 'requester' : 'staff';
  return { lastWord: { by, at: comment.createdAt } };
}

/** For staff only, since it names internal notes among the comments. */
function movedStep(after: Ticket, ids: readonly string[], where: { from: string } | { to: string }): Step {
  return {
    after,
    type: 'ticket.comments_moved',
    isInternal: true,
    details: { comment_ids: ids, ...where },
  };
}

function missingDescription(): never {
  throw new DomainError('invalid_input', 'A description is required.', {
    faults: [{ path: 'description', message: 'is required when all comments are internal notes' }],
  });
}
