import type { ClientSession } from 'mongoose';
import {
  SLOTS_PER_BLOCK,
  SLOTS_PER_DAY,
  SLOTS_PER_HOUR,
  type SlotSpan,
} from '../../../domain/figures/slots.js';
import type { FigureCounts } from '../../../ports/figures/figure-store.js';
import type { Models } from '../schema/models.js';
import { sparseTallyOf, type Counts } from '../../../domain/figures/tally.js';
import type { StoredFigureBlock } from '../schema/stored-records.js';
import { readRawDay } from './raw-counts.js';
import { blockId, hourOf, quarterOf } from './stored-counts.js';

export interface CountsQuery {
  readonly set: number;
  readonly scopes: readonly string[];
  readonly spans: readonly SlotSpan[];
}

type Rooms = Pick<Models, 'figureDays' | 'figureBlocks'>;

/** One read after the other, because they share a transaction. */
export async function readCounts(
  rooms: Rooms,
  query: CountsQuery,
  session: ClientSession,
): Promise<readonly FigureCounts[]> {
  return [
    ...(await readDays(rooms, query, session)),
    ...(await readBlocks(rooms, query, session)),
    ...(await readParts(rooms, query, session)),
  ];
}

async function readDays(
  { figureDays }: Rooms,
  { set, scopes, spans }: CountsQuery,
  session: ClientSession,
): Promise<readonly FigureCounts[]> {
  const days = spans.filter(({ slots }) => slots === SLOTS_PER_DAY).map(({ slot }) => slot / SLOTS_PER_DAY);
  if (days.length === 0) return [];
  const first = days.reduce((least, day) => Math.min(least, day));
  const last = days.reduce((most, day) => Math.max(most, day));
  const found = await figureDays.collection
    .find({ set, scope: { $in: [...scopes] }, day: { $gte: first, $lte: last } }, { session, raw: true })
    .project<Buffer>({ _id: 0, scope: 1, day: 1, total: 1 })
    .toArray();
  return found.map(readRawDay).map(({ scope, day, counts }) => ({
    scope,
    span: { slot: day * SLOTS_PER_DAY, slots: SLOTS_PER_DAY },
    counts,
  }));
}

async function readBlocks(
  { figureBlocks }: Rooms,
  query: CountsQuery,
  session: ClientSession,
): Promise<readonly FigureCounts[]> {
  const spans = query.spans.filter(({ slots }) => slots === SLOTS_PER_BLOCK);
  if (spans.length === 0) return [];
  const found = await figureBlocks.collection
    .find({ _id: { $in: idsOf(query, spans) } }, { session })
    .project<Pick<StoredFigureBlock, '_id' | 'total'>>({ total: 1 })
    .toArray();
  return countsOf(query, spans, new Map(found.map((each) => [each._id, each])), ({ total }) => total);
}

/** Hours and quarters: only those of the borders, which are few, leave the database. */
async function readParts(
  { figureBlocks }: Rooms,
  query: CountsQuery,
  session: ClientSession,
): Promise<readonly FigureCounts[]> {
  const spans = query.spans.filter(({ slots }) => slots < SLOTS_PER_BLOCK);
  if (spans.length === 0) return [];
  const paths = spans.map(({ slot, slots }) =>
    slots === SLOTS_PER_HOUR ? `hours.${hourOf(slot)}` : `quarters.${quarterOf(slot)}`,
  );
  const found = await figureBlocks.collection
    .find({ _id: { $in: idsOf(query, spans) } }, { session })
    .project<Pick<StoredFigureBlock, '_id' | 'hours' | 'quarters'>>(
      Object.fromEntries(paths.map((path) => [path, 1])),
    )
    .toArray();
  return countsOf(
    query,
    spans,
    new Map(found.map((each) => [each._id, each])),
    ({ hours, quarters }, { slot, slots }) =>
      slots === SLOTS_PER_HOUR ? hours?.[hourOf(slot)] : quarters?.[quarterOf(slot)],
  );
}

function idsOf({ set, scopes }: CountsQuery, spans: readonly SlotSpan[]): string[] {
  return [...new Set(scopes.flatMap((scope) => spans.map(({ slot }) => blockId(set, slot, scope))))];
}

function countsOf<T>(
  { set, scopes }: CountsQuery,
  spans: readonly SlotSpan[],
  found: ReadonlyMap<string, T>,
  pick: (stored: T, span: SlotSpan) => Counts | undefined,
): readonly FigureCounts[] {
  return scopes.flatMap((scope) =>
    spans.flatMap((span) => {
      const stored = found.get(blockId(set, span.slot, scope));
      const counts = stored === undefined ? undefined : pick(stored, span);
      return counts === undefined ? [] : [{ scope, span, counts: sparseTallyOf(counts) }];
    }),
  );
}
