import type { Actor, PersonRef } from '../../domain/access/actor.js';
import { authorize, rolesWith } from '../../domain/access/permissions.js';
import { scopeKey, type FigureScope } from '../../domain/figures/facts.js';
import { partsOf, type FigurePart, type FigurePeriod } from '../../domain/figures/period.js';
import { planOf, tallyParts } from '../../domain/figures/plan.js';
import {
  addTally,
  figuresOf,
  statusesOf,
  type Figures,
  type Sum,
  type Tally,
} from '../../domain/figures/tally.js';
import { PRIORITIES } from '../../domain/ticket-fields.js';
import { MS_PER_DAY } from '../../domain/time.js';
import type { FigureCounts } from '../../ports/figures/figure-store.js';
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

/** All figures of the selection, by priority, and by part of the period. @throws DomainError `forbidden`, `invalid_input` */
export async function readTotals(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<{
  readonly total: Figures;
  readonly byPriority: readonly FigureRow[];
  readonly series: readonly FigureRow[];
}> {
  const parts = periodOf(actor, query);
  const tallies = await talliesOf(deps, query, parts);
  const sum = added(tallies);
  return {
    total: figuresOf(sum),
    byPriority: rowsByPriority(sum),
    series: parts.map(({ day }, index) => ({ key: day, figures: figuresOf(tallies[index] ?? new Map()) })),
  };
}

/** @throws DomainError `forbidden`, `invalid_input` */
export async function readByPriority(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<readonly FigureRow[]> {
  return rowsByPriority(await wholeTallyOf(deps, actor, query));
}

function rowsByPriority(tally: Tally): readonly FigureRow[] {
  return PRIORITIES.map((priority) => ({ key: priority, figures: figuresOf(tally, [priority]) }));
}

/** Returns the tickets that were created in the period, by the status that they have now. */
export async function readByStatus(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<ReadonlyMap<string, number>> {
  return statusesOf(await wholeTallyOf(deps, actor, query));
}

/** One row for each category that has, or had, a place in the list. */
export async function readByCategory(
  deps: Deps,
  actor: Actor,
  query: FigureQuery,
): Promise<readonly FigureRow[]> {
  const period = wholePeriodOf(actor, query);
  const { category, team } = query;
  const known = (await deps.categories.all()).map(({ name }) => name);
  const keys = category === undefined ? known : [category];
  const scopes = keys.map((key) => scopeKey({ team, category: key }));
  const tallies = await wholeTalliesOf(deps, scopes, period);
  return keys.map((key, index) => ({ key, figures: figuresOf(tallies[index] ?? new Map()) }));
}

/** One row for each active moderator, those with the most resolved tickets for their capacity first. */
export async function readAgents(deps: Deps, actor: Actor, query: FigureQuery): Promise<readonly AgentRow[]> {
  authorize(actor, 'agent_figures.read');
  const period = wholePeriodOf(actor, query);
  const people = await deps.users.listActive(rolesWith('ticket.accept'));
  const scopes = people.map(({ id }) => scopeKey({ assigneeId: id, team: query.team }));
  const tallies = await wholeTalliesOf(deps, scopes, period);
  const rows = people.map(({ id, name, load, capacity }, index) => {
    const figures = figuresOf(tallies[index] ?? new Map());
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

/** The whole period as one part: far fewer sums are read than for a series. */
function wholePeriodOf(actor: Actor, query: FigureQuery): readonly FigurePart[] {
  const parts = periodOf(actor, query);
  const [first, last] = [parts[0], parts.at(-1)];
  return first === undefined || last === undefined ? [] : [{ ...first, to: last.to }];
}

async function wholeTallyOf(deps: Deps, actor: Actor, query: FigureQuery): Promise<Tally> {
  const [tally] = await talliesOf(deps, query, wholePeriodOf(actor, query));
  return tally ?? new Map();
}

async function talliesOf(
  deps: Deps,
  { team, category }: FigureScope,
  parts: readonly FigurePart[],
): Promise<readonly Tally[]> {
  const plan = planOf(parts);
  const counts = await deps.figures.counts(
    [scopeKey({ team, category })],
    plan.map(({ span }) => span),
  );
  return tallyParts(plan, parts.length, counts);
}

/** Returns the counts of the whole period in each of the scopes. */
async function wholeTalliesOf(
  deps: Deps,
  scopes: readonly string[],
  period: readonly FigurePart[],
): Promise<readonly Tally[]> {
  const plan = planOf(period);
  const byScope = new Map<string, FigureCounts[]>(scopes.map((scope) => [scope, []]));
  const spans = plan.map(({ span }) => span);
  for (const each of await deps.figures.counts(scopes, spans)) byScope.get(each.scope)?.push(each);
  return scopes.map((scope) => {
    const [tally] = tallyParts(plan, period.length, byScope.get(scope) ?? []);
    return tally ?? new Map();
  });
}

function added(tallies: readonly Tally[]): Tally {
  const sum: Sum = new Map();
  for (const each of tallies) addTally(sum, each);
  return sum;
}
