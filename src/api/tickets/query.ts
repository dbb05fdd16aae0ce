import {
  TICKET_SORTS,
  type ListPosition,
  type TicketFilter,
  type TicketQuery,
  type TicketSort,
} from '../../ports/tickets/ticket-repository.js';
import { z } from 'zod';
import { FIELD_KEY, type CustomValue } from '../../domain/tickets/custom-fields.js';
import { characters, id, oneOrMore, pointInTime, severalOf, text, referTo } from '../http/fields.js';
import { decodeCursor, encodeCursor, ID, listQuery, toPageBounds } from '../http/paging.js';
import { organisationFilter } from '../organisations/schema.js';
import { parameterName } from '../http/shared-parameters.js';
import { category, priority, slaState, status, ticketType, triageState } from './enums.js';

/** The key of a custom field and a value, which may hold anything. */
const SOUGHT = `${FIELD_KEY.replace('$', '')}:.{1,1000}$`;

type ListOf = <T extends z.ZodType>(item: T) => z.ZodType<z.output<T>[]>;

function filterFields(several: ListOf, repeated: ListOf) {
  return {
    status: several(status).optional().meta(parameterName('StatusFilter')),
    priority: several(priority).optional().meta(parameterName('PriorityFilter')),
    category: several(category).optional().meta(parameterName('CategoryFilter')),
    type: several(ticketType).optional().meta(parameterName('TypeFilter')),
    sla_state: several(slaState).optional().meta(parameterName('SlaStateFilter')),
    triage_state: several(triageState).optional().meta(parameterName('TriageStateFilter')),
    assignee: id
      .optional()
      .meta({ description: '`me`, `none`, or a user id', ...parameterName('AssigneeFilter') }),
    requester: id.optional().meta({ description: 'A user id', ...parameterName('RequesterFilter') }),
    organisation: organisationFilter,
    team: characters({ min: 1, max: 64 })
      .optional()
      .meta({ description: 'Id or key of a team', ...parameterName('TeamFilter') }),
    tag: characters({ min: 1, max: 50 }).optional().meta(parameterName('TagFilter')),
    custom_field: repeated(z.string().regex(new RegExp(SOUGHT, 'u')).meta({ pattern: SOUGHT }))
      .optional()
      .meta({
        description: '`key:value` of a custom field. If repeated, every value must match.',
        ...parameterName('CustomFieldFilter'),
      }),
    created_from: referTo(pointInTime).optional().meta(parameterName('CreatedFrom')),
    created_to: referTo(pointInTime).optional().meta(parameterName('CreatedTo')),
    q: text({ min: 1, max: 200 })
      .optional()
      .meta({
        description: 'Words that the title must all contain, or a ticket number',
        ...parameterName('TicketSearch'),
      }),
  };
}

const filters = filterFields(severalOf, oneOrMore);

const listOf: ListOf = (item) => z.array(item).min(1).max(50);

/** The filters of the list as they are kept, in JSON. */
export const savedFilterSchema = z.strictObject(filterFields(listOf, listOf)).meta({ id: 'TicketFilter' });

export const ticketSort = z.enum(TICKET_SORTS).meta({ id: 'TicketSort' });

/** Which tickets are meant, where no list of them is asked for. */
export const ticketFilterSchema = z.strictObject(filters);

export const ticketQuerySchema = z.strictObject({
  ...filters,
  sort: referTo(ticketSort).default('-created_at').meta(parameterName('TicketOrder')),
  ...listQuery(),
});

/** Which page, of a list whose filters and order are known. */
export const ticketPageSchema = z.strictObject(listQuery());

type PageQuery = z.output<typeof ticketPageSchema>;
type FilterRequest = z.output<typeof ticketFilterSchema>;
type ListRequest = z.output<typeof ticketQuerySchema>;

/**
 * Converts a list request to a repository query.
 * @throws DomainError `invalid_input` for a cursor that Holdfast did not issue.
 */
export function toTicketQuery(request: ListRequest): TicketQuery {
  const { sort } = request;
  return { filter: toFilter(request), sort, ...toPlace(request, sort) };
}

/** @throws DomainError `invalid_input` for a page that is none, or a cursor that is not ours. */
export function toPlace(query: PageQuery, sort: TicketSort) {
  return { ...toPageBounds(query), ...given(query.cursor, (it) => ({ after: positionOf(it, sort) })) };
}

/** Encodes the position after a row of a list in this order. */
export function cursorOf(sort: TicketSort, { at, id }: ListPosition): string {
  return encodeCursor(sort, [String(at.getTime()), id]);
}

function positionOf(cursor: string, sort: TicketSort): ListPosition {
  const [ms, id = ''] = decodeCursor(cursor, sort, [/^\d{1,15}$/u, ID]);
  return { at: new Date(Number(ms)), id };
}

export function toFilter(request: FilterRequest): TicketFilter {
  return {
    ...given(request.status, (status) => ({ status })),
    ...given(request.priority, (priority) => ({ priority })),
    ...given(request.category, (category) => ({ category })),
    ...given(request.type, (type) => ({ type })),
    ...given(request.sla_state, (slaState) => ({ slaState })),
    ...given(request.triage_state, (triageState) => ({ triageState })),
    ...given(request.assignee, (assignee) => ({ assigneeId: assignee === 'none' ? null : assignee })),
    ...given(request.requester, (requesterId) => ({ requesterId })),
    ...given(request.organisation, (organisationId) => ({ organisationId })),
    ...given(request.team, (team) => ({ team })),
    ...given(request.tag, (tag) => ({ tag })),
    ...given(request.custom_field, (pairs) => ({ customFields: pairs.map(toSoughtValue) })),
    ...given(request.created_from, (createdFrom) => ({ createdFrom })),
    ...given(request.created_to, (createdTo) => ({ createdTo })),
    ...given(request.q, (text) => ({ text })),
  };
}

function toSoughtValue(pair: string): CustomValue {
  const at = pair.indexOf(':');
  return { field: pair.slice(0, at), value: pair.slice(at + 1).trim() };
}

/** The inverse of {@link toFilter}. */
export function presentFilter(filter: TicketFilter): z.input<typeof savedFilterSchema> {
  return {
    ...given(filter.status, (status) => ({ status: [...status] })),
    ...given(filter.priority, (priority) => ({ priority: [...priority] })),
    ...given(filter.category, (category) => ({ category: [...category] })),
    ...given(filter.type, (type) => ({ type: [...type] })),
    ...given(filter.slaState, (states) => ({ sla_state: [...states] })),
    ...given(filter.triageState, (states) => ({ triage_state: [...states] })),
    ...given(filter.assigneeId, (assignee) => ({ assignee: assignee ?? 'none' })),
    ...given(filter.requesterId, (requester) => ({ requester })),
    ...given(filter.organisationId, (organisation) => ({ organisation })),
    ...given(filter.team, (team) => ({ team })),
    ...given(filter.tag, (tag) => ({ tag })),
    ...given(filter.customFields, (values) => ({
      custom_field: values.map(({ field, value }) => `${field}:${value}`),
    })),
    ...given(filter.createdFrom, (at) => ({ created_from: at.toISOString() })),
    ...given(filter.createdTo, (at) => ({ created_to: at.toISOString() })),
    ...given(filter.text, (q) => ({ q })),
  };
}

/** A property to spread where there is a value for it; filters have no place for `undefined`. */
function given<V, P extends object>(value: V | undefined, toProperty: (value: V) => P): P | object {
  return value === undefined ? {} : toProperty(value);
}
