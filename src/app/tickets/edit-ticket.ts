import type { Actor } from '../../domain/access/actor.js';
import { withInput, type FieldInput } from '../../domain/tickets/custom-fields.js';
import { inTeam } from '../../domain/tickets/assignment/team-binding.js';
import { fieldChanges } from '../../domain/tickets/events.js';
import { authorize } from '../../domain/access/permissions.js';
import { TRIAGED_FIELDS, type Category, type Priority, type TicketType } from '../../domain/ticket-fields.js';
import { withPriority } from '../../domain/tickets/priority.js';
import { isFinal, type Ticket } from '../../domain/tickets/ticket.js';
import { DomainError } from '../../domain/errors.js';
import { changeTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import { checkedInput } from './custom-fields.js';
import type { AppDeps } from '../deps.js';
import { requireChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import type { Step } from './ticket-change.js';

/** The changed fields; absent ones stay. Requesters can change the text, staff all fields. */
export interface TicketEdit {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly priority?: Priority | undefined;
  readonly category?: Category | undefined;
  readonly type?: TicketType | undefined;
  readonly team?: string | null | undefined;
  readonly customFields?: FieldInput | undefined;
}

const STAFF_FIELDS = [
  'tags',
  'priority',
  'category',
  'type',
  'team',
  'customFields',
] as const satisfies readonly (keyof TicketEdit)[];

/**
 * Changes fields of a ticket. What a person chooses here is from then on theirs: triage does not overrule it.
 * @throws DomainError `not_found`, `forbidden`, `version_conflict`, `illegal_transition` once the ticket is over,
 *   `invalid_input` for a category or type that cannot be chosen, and for custom fields that are not as defined.
 */
export async function editTicket(
  deps: ChangeDeps & DeskDeps & Pick<AppDeps, 'customFields'>,
  actor: Actor,
  reference: string,
  edit: TicketEdit,
  expectedVersion?: number,
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, async (ticket) => {
    const { after } = editStep(actor, ticket, edit);
    await requireChoices(deps, edit, { unless: ticket });
    const { shown, hidden } = await checkedInput(
      deps,
      actor,
      { ...ticket, category: after.category },
      edit.customFields ?? {},
    );
    return editSteps(ticket, after, shown, hidden);
  });
}

/** The edit but for choices and custom fields. @throws DomainError as {@link editTicket}. */
export function editStep(actor: Actor, ticket: Ticket, edit: TicketEdit): Step {
  authorize(actor, 'ticket.edit_text', ticket);
  if (STAFF_FIELDS.some((field) => edit[field] !== undefined)) authorize(actor, 'ticket.edit_fields', ticket);
  if (isFinal(ticket.status)) {
    throw new DomainError('illegal_transition', `${ticket.number} is ${ticket.status} and cannot be edited.`);
  }
  return { after: withEdit(ticket, edit), type: 'ticket.edited' };
}

/** Changes for staff only have their own event. */
function editSteps(before: Ticket, edited: Ticket, shown: FieldInput, hidden: FieldInput): Decision {
  const first = { ...edited, customFields: withInput(before.customFields, shown) };
  const step = { after: first, type: 'ticket.edited' } as const;
  if (Object.keys(hidden).length === 0) return step;
  const isAllHidden = Object.keys(fieldChanges(before, first)).length === 0;
  return {
    after: { ...first, customFields: withInput(first.customFields, hidden) },
    type: 'ticket.edited',
    isInternal: true,
    earlier: isAllHidden ? [] : [step],
  };
}

function withEdit(ticket: Ticket, edit: TicketEdit): Ticket {
  const chosen = TRIAGED_FIELDS.filter((field) => edit[field] !== undefined);
  const moved = edit.team === undefined ? ticket : inTeam(ticket, edit.team);
  return {
    ...(edit.priority === undefined ? moved : withPriority(moved, edit.priority)),
    title: edit.title ?? ticket.title,
    description: edit.description ?? ticket.description,
    tags: edit.tags === undefined ? ticket.tags : [...new Set(edit.tags)],
    category: edit.category ?? ticket.category,
    type: edit.type ?? ticket.type,
    chosenByPerson: [...new Set([...ticket.chosenByPerson, ...chosen])],
  };
}
