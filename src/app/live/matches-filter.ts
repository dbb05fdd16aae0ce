import { countsAsLoad, type Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';

type Value<F extends keyof TicketFilter> = Exclude<TicketFilter[F], undefined>;
type Tests = { readonly [F in keyof Required<TicketFilter>]: (ticket: Ticket, value: Value<F>) => boolean };

/** The same conditions as those of `toMongoFilter`; a test compares the two. */
const TESTS: Tests = {
  status: (ticket, values) => values.includes(ticket.status),
  priority: (ticket, values) => values.includes(ticket.priority),
  category: (ticket, values) => values.includes(ticket.category),
  type: (ticket, values) => values.includes(ticket.type),
  slaState: ({ sla }, values) => values.includes(sla.state),
  slaPolicyOtherThan: ({ sla: { policy } }, other) =>
    policy !== other && policy.startsWith(other.slice(0, other.indexOf('@') + 1)),
  triageState: ({ triage }, values) => values.includes(triage.state),
  requesterId: ({ requester }, id) => requester.id === id,
  organisationId: ({ organisationId }, id) => organisationId === id,
  readableBy: ({ requester, organisationId }, reader) =>
    requester.id === reader.requesterId || organisationId === reader.organisationId,
  assigneeId: (ticket, id) => assigneeOf(ticket) === id,
  workOf: (ticket, { id, teams }) =>
    assigneeOf(ticket) === id ||
    (ticket.assignment === null && countsAsLoad(ticket.status) && isOf(ticket, teams)),
  team: () => true,
  mergedTeams: () => true,
  tag: ({ tags }, tag) => tags.includes(tag),
  customFields: ({ customFields }, sought) =>
    sought.every(({ field, value }) =>
      customFields.some((each) => each.field === field && each.value === value),
    ),
  createdFrom: ({ createdAt }, from) => createdAt >= from,
  createdTo: ({ createdAt }, to) => createdAt < to,
  // Needs the index of words. A view with a text search is refused before.
  text: () => false,
};

/** Returns true if the ticket is in the list that this filter gives. */
export function matchesFilter(ticket: Ticket, filter: TicketFilter): boolean {
  const { team, mergedTeams = [] } = filter;
  if (team !== undefined && !isOf(ticket, [team, ...mergedTeams])) return false;
  return FIELDS.every((field) => passes(ticket, TESTS[field], filter[field]));
}

const FIELDS = Object.keys(TESTS).filter((key): key is keyof TicketFilter => key in TESTS);

function passes<F extends keyof TicketFilter>(
  ticket: Ticket,
  test: Tests[F],
  value: TicketFilter[F],
): boolean {
  return isGiven(value) ? test(ticket, value) : true;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

function assigneeOf({ assignment }: Ticket): string | null {
  return assignment?.assignee.id ?? null;
}

function isOf({ team }: Ticket, teams: readonly string[]): boolean {
  return team !== null && teams.includes(team);
}
