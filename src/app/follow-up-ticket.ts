import { DomainError } from '../domain/errors.js';
import { linked } from '../domain/linking.js';
import { authorize } from '../domain/permissions.js';
import { isFinal, type Ticket } from '../domain/ticket.js';
import type { Actor } from '../domain/user.js';
import { changeTicket, type ChangeDeps } from './change-ticket.js';
import { createdStep, newTicket } from './create-ticket.js';
import type { AppDeps } from './deps.js';
import { linkStep } from './link-tickets.js';
import { currentTerms } from './sla/terms.js';

type Deps = ChangeDeps & Pick<AppDeps, 'numbers'>;

/** Title and description; without a title that of the ticket before serves. */
export interface FollowUp {
  readonly title?: string | undefined;
  readonly description: string;
}

/**
 * Opens a new ticket after one that is over, for the same requester, linked both ways in the same change. Repeated with
 * the same id it changes nothing and gives the ticket as it is by then.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition` while the ticket lives, and at the limit of links.
 */
export async function followUpTicket(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: FollowUp,
  id: string,
): Promise<Ticket> {
  try {
    const [number, terms] = await Promise.all([
      deps.numbers.next(deps.clock.now().getUTCFullYear()),
      currentTerms(deps),
    ]);
    await changeTicket(deps, { reference, actor, origin: 'api' }, (parent, now) => {
      authorize(actor, 'ticket.comment', parent);
      if (!isFinal(parent.status)) {
        throw new DomainError(
          'illegal_transition',
          `${parent.number} is ${parent.status}: say it there, as a comment.`,
        );
      }
      const { requester, category, type, tags, team } = parent;
      const inherited = { category, type, tags, team };
      const beginning = { id, number, requester, source: 'api', terms, now, inherited } as const;
      const fresh = newTicket(beginning, { ...input, title: input.title ?? parent.title });
      const linkId = deps.newId();
      const [child, after] = linked(fresh, parent, 'follow_up_of', linkId);
      return {
        ...linkStep(after, linkId, 'ticket.linked'),
        others: [{ before: null, decision: createdStep(child, { follow_up_of: parent.number }) }],
      };
    });
  } catch (error) {
    const mayBeThere = error instanceof DomainError && error.code === 'duplicate';
    if (!mayBeThere) throw error;
  }
  const created = await deps.tickets.find(id);
  if (created === null) throw new DomainError('duplicate', 'This id is taken.');
  return created;
}
