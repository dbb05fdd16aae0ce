import { CountChanges } from '../../src/adapters/mongo/figures/stored-counts.js';
import type { StoredFigureBlock, StoredFigureDay } from '../../src/adapters/mongo/schema/stored-records.js';
import { chanceOf, type Chance } from '../../src/cli/simulate/chance.js';
import { initialKeys } from '../../src/domain/desk/initial-choices.js';
import type { Fact, TicketFacts } from '../../src/domain/figures/facts.js';
import { bucketOf } from '../../src/domain/figures/histogram.js';
import { dayOfSlot, slotOf, SLOTS_PER_DAY } from '../../src/domain/figures/slots.js';
import { PRIORITIES } from '../../src/domain/ticket-fields.js';
import type { Archive } from './seed.js';

const DAYS_PER_YEAR = 365;

/** The days of the default period, and the day before and after for time zones. */
const DAYS = 32;

const CATEGORIES = initialKeys('categories');
const MEAN_ANSWER_MINUTES = 90;
const MEAN_RESOLUTION_MINUTES = 1_800;

/**
 * Writes counts of the last days, as dense as this many tickets in a year make them, of all tickets and of each
 * category. They are made up: a ticket has a creation, an answer, a resolution, targets and sometimes a rating, all on one day.
 */
export async function countFigures({ connection }: Archive, tickets: number): Promise<void> {
  const chance = chanceOf(tickets);
  const days = connection.collection<StoredFigureDay>('figure_days');
  const blocks = connection.collection<StoredFigureBlock>('figure_blocks');
  const today = dayOfSlot(slotOf(new Date()));
  for (let day = today - DAYS + 1; day <= today; day += 1) {
    const changes = new CountChanges(1);
    for (let index = 0; index < tickets / DAYS_PER_YEAR; index += 1) changes.add(factsOn(day, chance), 1);
    await days.bulkWrite(changes.dayWrites(), { ordered: false });
    await blocks.bulkWrite(changes.blockWrites(), { ordered: false });
  }
}

function factsOn(day: number, chance: Chance): TicketFacts {
  const pick = <T>(items: readonly T[]): T => chance.pick(items.map((item) => [item, 1] as const));
  const someSlot = () => day * SLOTS_PER_DAY + Math.floor(chance.between(0, SLOTS_PER_DAY));
  const priority = pick(PRIORITIES);
  const [created, answered, resolved] = [someSlot(), someSlot(), someSlot()];
  const fact = (slot: number, measure: string, bucket: number | null = null): Fact => ({
    ...{ slot, measure, bucket, isOfAssignee: false },
    count: 1,
  });
  const decision = chance.happens(0.9) ? 'met' : 'missed';
  return {
    ...{ ticketId: 'made-up', version: 1, team: null, category: pick(CATEGORIES), assigneeId: null },
    facts: [
      fact(created, `created:${priority}`),
      fact(created, `status:${chance.happens(0.9) ? 'closed' : 'open'}`),
      fact(resolved, `resolved:${priority}`),
      fact(resolved, `resolution:${priority}`, bucketOf(chance.lasts(MEAN_RESOLUTION_MINUTES))),
      fact(answered, `response:${priority}`, bucketOf(chance.lasts(MEAN_ANSWER_MINUTES))),
      fact(answered, `${decision}:firstResponse:${priority}`),
      fact(resolved, `${decision}:resolution:${priority}`),
      ...(chance.happens(0.2) ? [fact(resolved, `score:${Math.ceil(chance.between(0, 5))}`)] : []),
    ],
  };
}
