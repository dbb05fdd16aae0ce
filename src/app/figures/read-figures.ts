import type { Actor, PersonRef } from '../../domain/access/actor.js';
import { authorize, rolesWith } from '../../domain/access/permissions.js';
import { scopeKey, type FigureScope } from '../../domain/figures/facts.js';
import { partsOf, type FigurePart, type FigurePeriod } from '../../domain/figures/period.js';
import { SLOT_MS } from '../../domain/figures/slots.js';
import { figuresOf, statusesOf, type Figures, type Tally } from '../../domain/figures/tally.js';
import { PRIORITIES } from '../../domain/ticket-fields.js';
import { MS_PER_DAY } from '../../domain/time.js';
import type { FigureDay } from '../../ports/figures/figure-store.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'figures' | 'users' | 'categories' | 'teams' | 'clock'>;

/** Which tickets, in which days. */
export interface FigureQuery extends FigurePeriod {
  readonly team?: string | undefined;
  readonly category?: string | undefined;
}

/** The figures of one part of the period, one category, one priority or one person. */
export interface FigureRow {
  readonly key: string;
  readonly figures: Figures;
}

/** The figures of a person, with the load that they have now. */
export interface AgentRow extends FigureRow {
  readonly person: PersonRef;
  readonly load: number;
  readonly capacity: number;
}

/** Open tickets by age in days: up to this many, more than the row before. Null for all older ones. */
export interface BacklogRow {
  readonly upToDays: number | null;
  readonly tickets: number;
}

/** Upper ends of the age groups of open tickets, in days. */
const AGE_DAYS = [1, 3, 7, 14, 30, 90] as const;

/** All figures of the selection, and by part of the period. @throws DomainError `forbidden`, `invalid_input` */
export async function readTotals(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<{ readonly total: Figures; readonly series: readonly FigureRow[] }> {
  const parts = periodOf(actor, query);
  const tallies = await talliesOf(deps, query, parts);
  return {
    total: figuresOf(added(tallies)),
    series: parts.map(({ day }, index) => ({ key: day, figures: figuresOf(tallies[index] ?? new Map()) })),
  };
}

/** @throws DomainError `forbidden`, `invalid_input` */
export async function readByPriority(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<readonly FigureRow[]> {
  const tally = added(await talliesOf(deps, query, periodOf(actor, query)));
  return PRIORITIES.map((priority) => ({ key: priority, figures: figuresOf(tally, [priority]) }));
}

/** Returns the tickets that were created in the period, by the status that they have now. */
export async function readByStatus(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<ReadonlyMap<string, number>> {
  return statusesOf(added(await talliesOf(deps, query, periodOf(actor, query))));
}

/** One row for each category that has, or had, a place in the list. */
export async function readByCategory(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<readonly FigureRow[]> {
  const parts = periodOf(actor, query);
  const { category, team } = query;
  const known = (await deps.categories.all()).map(({ name }) => name);
  const keys = category === undefined ? known : [category];
  const scopes = keys.map((key) => scopeKey({ team, category: key }));
  const days = await daysOf(deps, scopes, parts);
  return keys.map((key, index) => {
    const own = days.filter(({ scope }) => scope === scopes[index]);
    return { key, figures: figuresOf(added(tally(own, parts))) };
  });
}

/** One row for each active moderator, those with the most resolved tickets for their capacity first. */
export async function readAgents(deps: Deps, actor: Actor, query: FigureQuery): Promise<readonly AgentRow[]> {
  authorize(actor, 'agent_figures.read');
  const parts = periodOf(actor, query);
  const people = await deps.users.listActive(rolesWith('ticket.accept'));
  const scopes = people.map(({ id }) => scopeKey({ assigneeId: id, team: query.team }));
  const byScope = new Map<string, FigureDay[]>();
  for (const day of await daysOf(deps, scopes, parts)) {
    const known = byScope.get(day.scope);
    if (known === undefined) byScope.set(day.scope, [day]);
    else known.push(day);
  }
  const rows = people.map(({ id, name, load, capacity }, index) => {
    const figures = figuresOf(added(tally(byScope.get(scopes[index] ?? '') ?? [], parts)));
    return { key: id, person: { id, name }, load, capacity, figures };
  });
  const rate = ({ figures, capacity }: AgentRow) => figures.resolved / Math.max(1, capacity);
  return rows.sort((a, b) => rate(b) - rate(a) || a.person.name.localeCompare(b.person.name));
}

/** Returns the open tickets by age, by the UTC day on which they were created. */
export async function readBacklog(
  deps: Deps,
  actor: Actor,
  scope: Pick<FigureQuery, 'team' | 'category'>,
): Promise<readonly BacklogRow[]> {
  authorize(actor, 'figures.read');
  const days = await deps.figures.openByDay(scopeKey(scope));
  const today = Math.floor(deps.clock.now().getTime() / MS_PER_DAY);
  const limits = [...AGE_DAYS, null];
  return limits.map((upToDays, index) => {
    const more = limits[index - 1] ?? -1;
    const inGroup = days.filter(({ day }) => {
      const age = today - day;
      return age > more && (upToDays === null || age <= upToDays);
    });
    return { upToDays, tickets: inGroup.reduce((sum, { open }) => sum + open, 0) };
  });
}

function periodOf(actor: Actor, query: FigureQuery): readonly FigurePart[] {
  authorize(actor, 'figures.read');
  return partsOf(query);
}

async function talliesOf(
  deps: Deps,
  { team, category }: FigureScope,
  parts: readonly FigurePart[],
): Promise<readonly Tally[]> {
  return tally(await daysOf(deps, [scopeKey({ team, category })], parts), parts);
}

async function daysOf(
  deps: Deps,
  scopes: readonly string[],
  parts: readonly FigurePart[],
): Promise<readonly FigureDay[]> {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const borders = [...parts.map(({ from }) => from), last.to].map((at) => at.getTime());
  const split = borders.filter((at) => at % MS_PER_DAY !== 0).map((at) => Math.floor(at / MS_PER_DAY));
  return deps.figures.days(scopes, {
    first: Math.floor(first.from.getTime() / MS_PER_DAY),
    last: Math.floor((last.to.getTime() - 1) / MS_PER_DAY),
    split: [...new Set(split)],
  });
}

/** Sums each part: whole UTC days, and the slots of days in which a part begins or ends. */
function tally(days: readonly FigureDay[], parts: readonly FigurePart[]): readonly Tally[] {
  const sums = parts.map(() => new Map<string, number>());
  const ends = parts.map(({ to }) => to.getTime());
  const begin = parts[0]?.from.getTime() ?? Infinity;
  const addAt = (at: number, counts: Tally) => {
    const sum = at < begin ? undefined : sums[ends.findIndex((end) => at < end)];
    if (sum !== undefined) addTo(sum, counts);
  };
  for (const { day, total, slots } of days) {
    if (slots === null) addAt(day * MS_PER_DAY, total);
    else for (const [slot, counts] of slots) addAt(slot * SLOT_MS, counts);
  }
  return sums;
}

function added(tallies: readonly Tally[]): Tally {
  const sum = new Map<string, number>();
  for (const each of tallies) addTo(sum, each);
  return sum;
}

function addTo(sum: Map<string, number>, counts: Tally): void {
  for (const [measure, count] of counts) sum.set(measure, (sum.get(measure) ?? 0) + count);
}
