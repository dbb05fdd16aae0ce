import { purposesLike } from '../../../domain/accounts/one-time-code.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../../deps.js';
import type { ShownNumbers } from './secrets-in.js';

type Deps = Pick<AppDeps, 'users' | 'codes' | 'mailedSecrets'>;

/**
 * Ids of the live sign-in codes of staff that they have shown themselves. Only the codes of who makes the change are compared:
 * a requester who could end codes by naming numbers would lock staff out.
 */
export async function shownSignInCodes(
  { users, codes, mailedSecrets }: Deps,
  changes: readonly TicketChange[],
  { numbers, isCut }: ShownNumbers,
): Promise<readonly string[]> {
  if (numbers.size === 0) return [];
  const events = changes.flatMap((change) => change.events);
  const people = new Set(events.flatMap(({ actor: { type, id } }) => (type === 'user' ? [id] : [])));
  const found = await Promise.all(
    Array.from(people, async (id) => {
      const person = await users.find(id);
      if (person === null || !isStaff(person.role)) return [];
      return codes.live(id, purposesLike('sign_in'), changes[0]?.after.updatedAt ?? new Date());
    }),
  );
  // Where there are more numbers than are kept, each code may be among them, and a new one costs a click.
  return found
    .flat()
    .filter(({ id }) => isCut || numbers.has(mailedSecrets.code(id)))
    .map(({ id }) => id);
}
