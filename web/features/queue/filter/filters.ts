import type { Schemas } from '../../../../src/client/client.js';

/** A filter as the API takes it. */
export type TicketFilter = Schemas['TicketFilter'];
export type Sort = NonNullable<Schemas['TicketSort']> | 'relevance';

/** What can be filtered by a list of values. */
export const FACETS = ['status', 'priority', 'sla', 'category', 'team', 'assignee'] as const;
export type Facet = (typeof FACETS)[number];

/** The words of the address that a list keeps: back, reload and a sent link show the same list. */
export const LIST_PARAMS = [...FACETS, 'q', 'sort'] as const;
export type ListParams = Readonly<Partial<Record<(typeof LIST_PARAMS)[number], string>>>;

export const SORTS = ['-updated_at', 'updated_at', '-created_at', 'created_at'] as const;
const ALL_STATUSES = [
  'open',
  'in_progress',
  'waiting_on_user',
  'on_hold',
  'resolved',
  'closed',
  'cancelled',
] as const;
/** The values that are the same in every help desk. The others come from its lists. */
export const FIXED_VALUES = {
  status: ALL_STATUSES,
  priority: ['urgent', 'high', 'medium', 'low'],
  sla: ['running', 'paused', 'stopped', 'none'],
} as const;

/** In the address, in place of the values of the queue: all of them. */
const ANY = 'any';
/** The API takes one team and one assignee. */
const SINGLE: readonly Facet[] = ['team', 'assignee'];

/** A list: what it shows, and in which order. */
export interface ListFilter {
  readonly values: Readonly<Record<Facet, readonly string[]>>;
  readonly q: string;
  readonly sort: Sort;
  /** What a view filters beyond what can be chosen here. */
  readonly rest: TicketFilter;
}

export interface ListBase {
  readonly filter: TicketFilter;
  readonly sort: Sort;
}

/** Returns what a list shows: the filter of its queue or view, and what the address changes of it. */
export function readList(base: ListBase, params: ListParams): ListFilter {
  const { status, priority, sla_state: sla, category, team, assignee, q: baseWords, ...rest } = base.filter;
  const of = (facet: Facet, given: readonly string[] | string | undefined): readonly string[] => {
    const inAddress = params[facet];
    if (inAddress === undefined) return typeof given === 'string' ? [given] : (given ?? []);
    if (inAddress === ANY) return [];
    const values = [...new Set(inAddress.split(',').filter((value) => isValue(facet, value)))];
    return isSingle(facet) ? values.slice(0, 1) : values;
  };
  const q = (params.q ?? baseWords ?? '').slice(0, MAX_WORDS_LENGTH);
  const asked = SORTS.find((sort) => sort === params.sort) ?? base.sort;
  return {
    values: {
      status: of('status', status),
      priority: of('priority', priority),
      sla: of('sla', sla),
      category: of('category', category),
      team: of('team', team),
      assignee: of('assignee', assignee),
    },
    q,
    // Words of the whole ticket come by relevance, until the person chooses an order.
    sort: q !== '' && params.sort === undefined && baseWords === undefined ? 'relevance' : asked,
    rest,
  };
}

export const MAX_WORDS_LENGTH = 200;
/** As the API takes keys and ids. Anyone may have written the address. */
const KEY = /^[\w.@-]{1,64}$/u;

function isValue(facet: Facet, value: string): boolean {
  if (facet in FIXED_VALUES) {
    const fixed: readonly string[] = FIXED_VALUES[facet as keyof typeof FIXED_VALUES];
    return fixed.includes(value);
  }
  return KEY.test(value);
}

export function isSingle(facet: Facet): boolean {
  return SINGLE.includes(facet);
}

/** Returns the filter for the API. */
export function toFilter({ values, q, rest }: ListFilter): TicketFilter {
  const { status, priority, sla, category, team, assignee } = values;
  return {
    ...rest,
    ...(status.length === 0 ? {} : { status: [...status] as NonNullable<TicketFilter['status']> }),
    ...(priority.length === 0 ? {} : { priority: [...priority] as NonNullable<TicketFilter['priority']> }),
    ...(sla.length === 0 ? {} : { sla_state: [...sla] as NonNullable<TicketFilter['sla_state']> }),
    ...(category.length === 0 ? {} : { category: [...category] }),
    ...(team[0] === undefined ? {} : { team: team[0] }),
    ...(assignee[0] === undefined ? {} : { assignee: assignee[0] }),
    ...(q === '' ? {} : { q }),
  };
}

/** Returns the words of the address after a facet has other values. Those of the queue itself need none. */
export function withFacet(
  base: ListBase,
  params: ListParams,
  facet: Facet,
  values: readonly string[],
): ListParams {
  const { [facet]: _, ...others } = params;
  const own = readList(base, {}).values[facet];
  if (isSame(own, values)) return others;
  return { ...others, [facet]: values.length === 0 ? ANY : values.join(',') };
}

/** The same for the words and the order. */
export function withParam(params: ListParams, name: 'q' | 'sort', value: string): ListParams {
  const { [name]: _, ...others } = params;
  // Another text is sorted by relevance again.
  return value === '' ? others : { ...others, [name]: value };
}

/** True if the address changes anything of the queue or view. */
export function isChanged(params: ListParams): boolean {
  return LIST_PARAMS.some((name) => params[name] !== undefined);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
