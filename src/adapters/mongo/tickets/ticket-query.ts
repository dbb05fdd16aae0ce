import type { ListPosition, TicketFilter, TicketSort } from '../../../ports/tickets/ticket-repository.js';
import type { QueryFilter } from 'mongoose';
import type { CustomValue } from '../../../domain/tickets/custom-fields.js';
import { SLA_TARGETS, type SlaTarget } from '../../../domain/sla/sla.js';
import { STATUSES } from '../../../domain/ticket-fields.js';
import { countsAsLoad, isTicketNumber, type Ticket } from '../../../domain/tickets/ticket.js';
import { wordsOf } from '../../../domain/search-terms.js';
import type { Stored } from '../kit/documents.js';

type Filter = QueryFilter<Stored<Ticket>>;
type SortField = 'createdAt' | 'updatedAt';

export function toMongoFilter(filter: TicketFilter): Filter {
  const conditions: (Filter | undefined)[] = [
    anyOf('status', filter.status),
    anyOf('priority', filter.priority),
    anyOf('category', filter.category),
    anyOf('type', filter.type),
    anyOf('sla.state', filter.slaState),
    filter.slaPolicyOtherThan === undefined ? undefined : otherVersionsOf(filter.slaPolicyOtherThan),
    ofTriage(filter.triageState),
    given('requester.id', filter.requesterId),
    given('organisationId', filter.organisationId),
    filter.readableBy === undefined ? undefined : readableBy(filter.readableBy),
    filter.workOf === undefined ? undefined : workOf(filter.workOf),
    filter.team === undefined ? undefined : ofTeams([filter.team, ...(filter.mergedTeams ?? [])]),
    given('tags', filter.tag),
    ...(filter.customFields ?? []).map(hasValue),
    given('createdAt', filter.createdFrom && { $gte: filter.createdFrom }),
    given('createdAt', filter.createdTo && { $lt: filter.createdTo }),
    filter.text === undefined ? undefined : textCondition(filter.text),
    filter.assigneeId === null ? { assignment: null } : given('assignment.assignee.id', filter.assigneeId),
  ];
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? {} : { $and: present };
}

/** Returns the filter for tickets after one, in the order of ids. */
export function toMongoFilterAfter(filter: TicketFilter, afterId: string | null): Filter {
  const all = toMongoFilter(filter);
  return afterId === null ? all : { $and: [all, { _id: { $gt: afterId } }] };
}

const INDEXED = [
  ...(['status', 'requesterId', 'organisationId', 'readableBy', 'assigneeId'] as const),
  ...(['workOf', 'team', 'customFields'] as const),
  ...(['createdFrom', 'createdTo', 'text', 'tag'] as const),
] as const;

/** A filter without an index is counted in the order of time, and never by a collection scan. */
export function countHint(filter: TicketFilter): { readonly hint?: { createdAt: -1; _id: -1 } } {
  const isGiven = (value: unknown) => value !== undefined && value !== null && !isEmpty(value);
  const isOfReview = filter.triageState?.length === 1 && filter.triageState[0] === 'needs_review';
  const isIndexed = filter.assigneeId === null || isOfReview || isOfClocks(filter.slaState);
  return isIndexed || INDEXED.some((field) => isGiven(filter[field]))
    ? {}
    : { hint: { createdAt: -1, _id: -1 } };
}

/** The states that have an index. */
function isOfClocks(states: TicketFilter['slaState']): boolean {
  return states !== undefined && states.every((state) => state === 'running' || state === 'paused');
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Returns the filter for rows after a position, in the order of `sort`. */
export function keysetOf(sort: TicketSort, { at, id }: ListPosition): Filter {
  const { field, descending } = parse(sort);
  const beyond = descending ? '$lt' : '$gt';
  return { $or: [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: id } }] };
}

/** The id breaks ties, so that every order is total and no page shows a ticket twice. */
export function sortOf(sort: TicketSort): Record<string, 1 | -1> {
  const { field, descending } = parse(sort);
  const direction = descending ? -1 : 1;
  return { [field]: direction, _id: direction };
}

export function positionOf(sort: TicketSort, last: Ticket): ListPosition {
  return { at: last[parse(sort).field], id: last.id };
}

/** The fields that tickets are counted by: see {@link TicketCount}. */
export const KIND = {
  status: '$status',
  priority: '$priority',
  category: '$category',
  slaState: '$sla.state',
  isAssigned: { $ne: [{ $ifNull: ['$assignment', null] }, null] },
  // A breach of a merged ticket counts on its target ticket.
  isBreached: {
    $and: [{ $ne: ['$sla.state', 'none'] }, { $or: SLA_TARGETS.flatMap(isBreached) }],
  },
};

function isBreached(target: SlaTarget) {
  return [
    { $ne: [{ $ifNull: [`$sla.${target}.breachedAt`, null] }, null] },
    { $in: [true, { $ifNull: [`$sla.${target}.completed.breached`, []] }] },
  ];
}

/**
 * The field is named twice: the index leaves out tickets without values, and only the first condition allows the
 * planner to use it.
 */
function hasValue({ field, value }: CustomValue): Filter {
  return { 'customFields.field': field, customFields: { $elemMatch: { field, value } } };
}

function workOf({ id, teams }: NonNullable<TicketFilter['workOf']>): Filter {
  const theirs = { 'assignment.assignee.id': id };
  if (teams.length === 0) return theirs;
  return {
    $or: [theirs, { ...ofTeams(teams), assignment: null, status: { $in: STATUSES.filter(countsAsLoad) } }],
  };
}

/** A single key is compared as such, which keeps the order of the index. */
function ofTeams(keys: readonly string[]) {
  const [first, ...others] = keys;
  return { team: others.length === 0 && first !== undefined ? first : { $in: [...keys] } };
}

function readableBy({ requesterId, organisationId }: NonNullable<TicketFilter['readableBy']>): Filter {
  return { $or: [{ 'requester.id': requesterId }, { organisationId }] };
}

function parse(sort: TicketSort): { readonly field: SortField; readonly descending: boolean } {
  const field = sort.endsWith('created_at') ? 'createdAt' : 'updatedAt';
  return { field, descending: sort.startsWith('-') };
}

function anyOf(path: string, values: readonly string[] | undefined): Filter | undefined {
  return values === undefined ? undefined : { [path]: { $in: [...values] } };
}

/** A single state is compared as such, which allows the planner to use the index of that state. */
function ofTriage(states: TicketFilter['triageState']): Filter | undefined {
  const [first, ...others] = states ?? [];
  return others.length === 0 ? given('triage.state', first) : anyOf('triage.state', states);
}

function given(path: string, value: unknown): Filter | undefined {
  return value === undefined ? undefined : { [path]: value };
}

/** Matches all of `name@…` except this one: from the `@`, and before the character after it. */
function otherVersionsOf(policy: string): Filter {
  const name = policy.slice(0, policy.indexOf('@'));
  return { 'sla.policy': { $gte: `${name}@`, $lt: `${name}A`, $ne: policy } };
}

/** The title must contain all words, in any order. A text without words finds nothing. */
function textCondition(text: string): Filter {
  const trimmed = text.trim().toUpperCase();
  if (isTicketNumber(trimmed)) return { number: trimmed };
  return { titleWords: { $all: [...wordsOf(text)] } };
}
