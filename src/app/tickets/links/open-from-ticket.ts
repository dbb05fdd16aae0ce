import type { Actor } from '../../../domain/access/actor.js';
import { authorize, type Action } from '../../../domain/access/permissions.js';
import type { Source } from '../../../domain/ticket-fields.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, findTicket, type ChangeDeps, type Decision } from '../change-ticket.js';
import { newTicket, type NewTicket } from '../create-ticket.js';
import type { AppDeps } from '../../deps.js';
import type { SourceMail } from '../shown/commit-shown.js';
import { policyChoice } from '../../sla/choose-policy.js';

export type OpeningDeps = ChangeDeps & Pick<AppDeps, 'numbers' | 'organisations'>;

interface Opening {
  readonly actor: Actor;
  /** Id or number of the ticket that it is opened out of. */
  readonly reference: string;
  readonly action: Action;
  /** The id that is chosen for the new ticket. */
  readonly id: string;
  /** The source; `api` by default. */
  readonly source?: Source;
  /** The mail that it is made from. */
  readonly mail?: SourceMail | undefined;
}

/**
 * Creates a ticket of the same requester with the properties of its source; it is stored if the decision names it.
 */
type Open = (input: NewTicket) => Ticket;

/**
 * Opens a new ticket out of another, in one change of both. Repeated with the same id it changes nothing and gives the
 * ticket as it is by then.
 * @throws DomainError `not_found`, `forbidden`; what `decide` throws.
 */
export async function openFromTicket(
  deps: OpeningDeps,
  { actor, reference, action, id, source = 'api', mail }: Opening,
  decide: (parent: Ticket, open: Open) => Promise<Decision> | Decision,
): Promise<Ticket> {
  const number = await deps.numbers.next(deps.clock.now().getUTCFullYear());
  await changeTicket(deps, { reference, actor, origin: 'api', mail }, async (parent, now) => {
    authorize(actor, action, parent);
    if ((await deps.tickets.find(id)) !== null) return null;
    const { requester, organisationId, category, type, tags, customFields, participants } = parent;
    const { team, teamFrom } = parent;
    const beginning = {
      id,
      number,
      requester,
      organisationId,
      source,
      chooseTerms: await policyChoice(deps, { organisationId }),
      now,
      inherited: {
        category,
        type,
        tags,
        team,
        customFields,
        ...(teamFrom === undefined ? {} : { teamFrom }),
        ...(participants === undefined ? {} : { participants }),
      },
    } as const;
    return decide(parent, (input) => newTicket(beginning, input));
  });
  return findTicket(deps, id);
}
