import { withoutAddress } from '../../domain/participants.js';
import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { ERASED_NAME } from '../../domain/accounts/people.js';
import { changeUnlessDeleted, type ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';

const TICKETS_AT_ONCE = 50;

/**
 * Removes an erased person from the tickets with them in copy, and their name from their comments.
 * Idempotent. Returns the number of changed documents.
 * @param note receives the number so far, now and then
 */
export async function eraseParticipations(
  deps: ChangeDeps & Pick<AppDeps, 'personalData'>,
  fingerprint: string,
  note: (changed: number) => void,
  signal: AbortSignal,
): Promise<number> {
  let changed = 0;
  let after: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const tickets = await deps.personalData.ticketsInCopy(fingerprint, after, TICKETS_AT_ONCE);
    for (const { id: reference, participants = [] } of tickets) {
      const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
      await changeUnlessDeleted(deps, request, (ticket, now) => {
        const without = withoutAddress(ticket, fingerprint, now);
        if (without === null) return null;
        changed += 1;
        return {
          after: { ...ticket, participants: without },
          type: 'ticket.participant_removed',
          details: { reason: 'erased' },
        };
      });
      const ids = participants.filter((each) => each.fingerprint === fingerprint).map(({ id }) => id);
      changed += await deps.personalData.renameOnTicket(reference, ids, ERASED_NAME);
    }
    note(changed);
    const last = tickets.at(-1);
    if (last === undefined || tickets.length < TICKETS_AT_ONCE) return changed;
    after = last.id;
  }
}
