import { TRIAGED_FIELDS, type TriagedField } from '../../../domain/ticket-fields.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { GENERAL_SKILL, type Triage } from '../../../domain/tickets/triage.js';
import type { Label, LabelledTicket } from '../../../domain/triage/learning/labels.js';
import type { LabelPage, LabelSource } from '../../../ports/triage/label-source.js';
import type { Models } from '../schema/models.js';

/** The fields of a ticket that are read. */
const FIELDS = [
  ...[
    'title',
    'description',
    'status',
    'priority',
    'unescalatedPriority',
    'category',
    'type',
    'requester',
    'assignment.assignee.id',
  ],
  ...['team', 'requiredSkills', 'chosenByPerson', 'createdAt', 'triage.reviewed'],
];
const PROJECTION = Object.fromEntries(FIELDS.map((field) => [field, 1]));

type StoredTicket = Pick<
  Ticket,
  | 'title'
  | 'description'
  | 'status'
  | 'priority'
  | 'unescalatedPriority'
  | 'category'
  | 'type'
  | 'requester'
  | 'team'
  | 'requiredSkills'
  | 'chosenByPerson'
  | 'createdAt'
> & {
  readonly triage?: Pick<Triage, 'reviewed'>;
  readonly _id: string;
  readonly assignment: { readonly assignee?: { readonly id: string } } | null;
};

type StoredEdit = Pick<TicketEvent, 'ticketId' | 'type' | 'details' | 'actor' | 'at'>;

/** Who confirms a proposal of triage answers for all of it. */
const CONFIRMED = 'ticket.triage_confirmed';

/** Who set the fields of a ticket last, by field. */
type Setters = ReadonlyMap<TriagedField, NonNullable<Label['setBy']>>;

/** Reads labels from the tickets themselves. Who set them is in the activity log. */
export class MongoLabelSource implements LabelSource {
  constructor(private readonly models: Pick<Models, 'tickets' | 'events' | 'users'>) {}

  async labelledTickets(after: string | null, limit: number): Promise<LabelPage> {
    const tickets = await this.models.tickets.collection
      .find(after === null ? {} : { _id: { $lt: after } })
      .sort({ _id: -1 })
      .limit(limit)
      .project<StoredTicket>(PROJECTION)
      .toArray();
    return { tickets: await this.labelled(tickets), next: tickets.at(-1)?._id ?? null };
  }

  private async labelled(tickets: readonly StoredTicket[]): Promise<readonly LabelledTicket[]> {
    const [setters, teams] = await Promise.all([this.setters(tickets), this.teams(tickets)]);
    return tickets
      .map((ticket) => ({
        ...{ title: ticket.title, description: ticket.description, createdAt: ticket.createdAt },
        labels: {
          ...fieldLabels(ticket, setters.get(ticket._id) ?? new Map()),
          ...workLabels(ticket, teams.get(ticket.assignment?.assignee?.id ?? '') ?? ticket.team),
        },
      }))
      .filter(({ labels }) => Object.keys(labels).length > 0);
  }

  /** Few tickets have a field that a person chose, so few events are read. */
  private async setters(tickets: readonly StoredTicket[]): Promise<ReadonlyMap<string, Setters>> {
    const ids = tickets.flatMap(({ _id, chosenByPerson }) => (chosenByPerson.length > 0 ? [_id] : []));
    const setters = new Map<string, Map<TriagedField, NonNullable<Label['setBy']>>>();
    if (ids.length === 0) return setters;
    const events = this.models.events.collection
      .find({ ticketId: { $in: ids }, type: { $in: ['ticket.edited', CONFIRMED] }, 'actor.type': 'user' })
      .sort({ ticketId: 1, ticketVersion: 1, _id: 1 })
      .project<StoredEdit>({ ticketId: 1, type: 1, details: 1, actor: 1, at: 1 });
    for await (const { ticketId, type, details, actor, at } of events) {
      const ofTicket = setters.get(ticketId) ?? new Map<TriagedField, NonNullable<Label['setBy']>>();
      for (const field of TRIAGED_FIELDS) {
        if (type === CONFIRMED || field in details) ofTicket.set(field, { personId: actor.id, at });
      }
      setters.set(ticketId, ofTicket);
    }
    return setters;
  }

  private async teams(tickets: readonly StoredTicket[]): Promise<ReadonlyMap<string, string | null>> {
    const ids = [...new Set(tickets.flatMap(({ assignment }) => assignment?.assignee?.id ?? []))];
    const people = await this.models.users.collection
      .find({ _id: { $in: ids } })
      .project<{ readonly _id: string; readonly team: string | null }>({ team: 1 })
      .toArray();
    return new Map(people.map(({ _id, team }) => [_id, team]));
  }
}

function isSolved({ status }: StoredTicket): boolean {
  return status === 'resolved' || status === 'closed';
}

/**
 * A value that staff have set counts at once. All others count when the ticket is solved, also those of requesters, who
 * like to call their tickets urgent.
 */
function fieldLabels(ticket: StoredTicket, setters: Setters): LabelledTicket['labels'] {
  const labels = TRIAGED_FIELDS.flatMap((field): (readonly [TriagedField, Label])[] => {
    const values = [field === 'priority' ? (ticket.unescalatedPriority ?? ticket.priority) : ticket[field]];
    const editor = ticket.chosenByPerson.includes(field) ? setters.get(field) : undefined;
    if (editor !== undefined) return [[field, { values, setBy: editor }]];
    if (!isSolved(ticket) || ticket.triage?.reviewed === 'ended') return [];
    const requester = { personId: ticket.requester.id, at: ticket.createdAt };
    return [[field, { values, setBy: ticket.chosenByPerson.includes(field) ? requester : null }]];
  });
  return Object.fromEntries(labels);
}

/** Who solved a ticket, and with which skills. */
function workLabels(ticket: StoredTicket, team: string | null): LabelledTicket['labels'] {
  if (!isSolved(ticket)) return {};
  const skills = ticket.requiredSkills.filter((skill) => skill !== GENERAL_SKILL);
  return {
    ...(team === null ? {} : { team: { values: [team], setBy: null } }),
    ...(skills.length === 0 ? {} : { skills: { values: skills, setBy: null } }),
  };
}
