import type { ClientSession, Connection } from 'mongoose';
import { STATUSES } from '../../../domain/ticket-fields.js';
import { countsAsLoad, OPEN_STATUSES } from '../../../domain/tickets/ticket.js';
import type { LoadRepair } from '../../../ports/accounts/account-repositories.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import { OPEN_TICKETS } from '../schema/ticket-schemas.js';

type Part = Pick<Models, 'users' | 'tickets'>;
type Counted = { readonly _id: string; readonly load: number };

/**
 * Compares the stored load of each person with the weights of their open tickets, and corrects it.
 * Changes keep both equal. A process of an earlier version knows no weights, and takes 1 from the load for each ticket.
 */
export async function repairLoads(connection: Connection, models: Part): Promise<readonly LoadRepair[]> {
  const users = models.users.collection;
  const counted = await countLoads(models, { $gt: '' });
  const stored = await users
    .find({ $or: [{ load: { $ne: 0 } }, { _id: { $in: [...counted.keys()] } }] })
    .project<{ readonly _id: string; readonly load?: number }>({ load: 1 })
    .toArray();
  const repairs: LoadRepair[] = [];
  for (const { _id, load = 0 } of stored) {
    if (load === (counted.get(_id) ?? 0)) continue;
    const repair = await repairLoad(connection, models, _id);
    if (repair !== null) repairs.push(repair);
  }
  return repairs;
}

/** Counts again in the transaction that writes: a ticket that is assigned at the same time makes it start over. */
async function repairLoad(connection: Connection, models: Part, id: string): Promise<LoadRepair | null> {
  let repair: LoadRepair | null = null;
  await inTransaction(connection, async (session) => {
    repair = null;
    const user = await models.users.collection.findOne({ _id: id }, { session, projection: { load: 1 } });
    const to = (await countLoads(models, id, session)).get(id) ?? 0;
    const from = user === null ? to : user.load;
    if (from === to) return;
    await models.users.collection.updateOne({ _id: id }, { $set: { load: to } }, { session });
    repair = { id, from, to };
  });
  return repair;
}

async function countLoads(
  models: Part,
  assigneeId: string | { readonly $gt: string },
  session?: ClientSession,
): Promise<ReadonlyMap<string, number>> {
  const rows = await models.tickets.collection
    .aggregate<Counted>(
      [
        { $match: { status: { $in: OPEN_STATUSES }, 'assignment.assignee.id': assigneeId } },
        { $match: { status: { $in: STATUSES.filter(countsAsLoad) } } },
        {
          $group: { _id: '$assignment.assignee.id', load: { $sum: { $ifNull: ['$assignment.weight', 1] } } },
        },
      ],
      { hint: OPEN_TICKETS, ...(session === undefined ? {} : { session }) },
    )
    .toArray();
  return new Map(rows.map(({ _id, load }) => [_id, load]));
}
