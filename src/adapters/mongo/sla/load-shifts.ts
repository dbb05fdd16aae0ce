import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { LoadShift } from '../../../domain/tickets/assignment/load.js';
import { rolesWith } from '../../../domain/access/permissions.js';
import type { Models } from '../schema/models.js';

/** A change, and the people whose load it shifts. */
export interface ShiftingChange {
  readonly change: TicketChange;
  readonly shift: LoadShift | null;
}

/**
 * Moves the load between assignees.
 * @throws DomainError `capacity_reached` and `assignment_conflict` for an assignee who cannot take the ticket.
 */
export async function shiftLoad(
  models: Models,
  change: TicketChange,
  shift: LoadShift,
  session: ClientSession,
): Promise<void> {
  const users = models.users.collection;
  const { from, to } = shift;
  if (from !== null && from.id === to?.id) {
    await users.updateOne({ _id: to.id }, { $inc: { load: to.weight - from.weight } }, { session });
    return;
  }
  if (from !== null) {
    await users.updateOne({ _id: from.id }, { $inc: { load: -from.weight } }, { session });
  }
  if (to === null) return;
  const hasRoom = change.respectsCapacity === true ? { $expr: { $lt: ['$load', '$capacity'] } } : {};
  const { matchedCount } = await users.updateOne(
    { _id: to.id, role: { $in: [...rolesWith('ticket.accept')] }, isActive: true, ...hasRoom },
    { $inc: { load: to.weight }, $set: { lastAssignedAt: change.after.updatedAt } },
    { session },
  );
  if (matchedCount > 0) return;
  throw change.respectsCapacity === true
    ? new DomainError('capacity_reached', 'The moderator has no free capacity for this ticket.')
    : new DomainError('assignment_conflict', 'This person no longer takes tickets.');
}
