import type { mongo } from 'mongoose';
import { scopesOf, type TicketFacts } from '../../../domain/figures/facts.js';
import { dayOfSlot, SLOTS_PER_BLOCK, SLOTS_PER_HOUR } from '../../../domain/figures/slots.js';
import type { StoredFigureBlock, StoredFigureDay } from '../schema/stored-records.js';

/*
 * Totals lie in documents of days, and the sums of four hours, hours and quarters of an hour in documents of blocks. So the
 * usual answer, which consists of whole days, reads nothing else. Buckets are numbers in objects of their own: as parts of longer
 * names, they take ten times as long to read.
 */

/** Id of the document → path → change. */
type Changes = Map<string, Map<string, number>>;

export function dayId(set: number, slot: number, scope: string): string {
  return `${set}/${dayOfSlot(slot)}/${scope}`;
}

export function blockId(set: number, slot: number, scope: string): string {
  return `${set}/${Math.floor(slot / SLOTS_PER_BLOCK)}/${scope}`;
}

/** The hour of a slot within its block. */
export function hourOf(slot: number): number {
  return Math.floor((slot % SLOTS_PER_BLOCK) / SLOTS_PER_HOUR);
}

/** The quarter of an hour of a slot within its block. */
export function quarterOf(slot: number): number {
  return slot % SLOTS_PER_BLOCK;
}

/** What of one ticket changes in the counts of a set. */
export class CountChanges {
  private readonly ofDays: Changes = new Map();
  private readonly ofBlocks: Changes = new Map();
  private readonly fields = new Map<string, Pick<StoredFigureDay, 'set' | 'day' | 'scope'>>();

  constructor(private readonly set: number) {}

  add(facts: TicketFacts, sign: 1 | -1): void {
    for (const fact of facts.facts) {
      const { slot, measure, bucket } = fact;
      const path = bucket === null ? measure : `${measure}.${bucket}`;
      const count = sign * fact.count;
      for (const scope of scopesOf(facts, fact)) {
        const day = dayId(this.set, slot, scope);
        this.fields.set(day, { set: this.set, day: dayOfSlot(slot), scope });
        addTo(this.ofDays, day, `total.${path}`, count);
        if (measure.startsWith('open:')) addTo(this.ofDays, day, 'open', count);
        const block = blockId(this.set, slot, scope);
        addTo(this.ofBlocks, block, `total.${path}`, count);
        addTo(this.ofBlocks, block, `hours.${hourOf(slot)}.${path}`, count);
        addTo(this.ofBlocks, block, `quarters.${quarterOf(slot)}.${path}`, count);
      }
    }
  }

  dayWrites(): mongo.AnyBulkWriteOperation<StoredFigureDay>[] {
    return changed(this.ofDays).map(([_id, $inc]) => {
      const update = { $inc, $setOnInsert: this.fields.get(_id) ?? {} };
      return { updateOne: { filter: { _id }, update, upsert: true } };
    });
  }

  blockWrites(): mongo.AnyBulkWriteOperation<StoredFigureBlock>[] {
    return changed(this.ofBlocks).map(([_id, $inc]) => ({
      updateOne: { filter: { _id }, update: { $inc }, upsert: true },
    }));
  }
}

function addTo(changes: Changes, id: string, path: string, count: number): void {
  const paths = changes.get(id) ?? new Map<string, number>();
  changes.set(id, paths);
  paths.set(path, (paths.get(path) ?? 0) + count);
}

function changed(changes: Changes): [string, Record<string, number>][] {
  return [...changes].flatMap(([id, paths]) => {
    const differences = [...paths].filter(([, count]) => count !== 0);
    return differences.length === 0 ? [] : [[id, Object.fromEntries(differences)]];
  });
}
