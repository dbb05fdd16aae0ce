import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import { endedSecretsOf, type ShownDeps } from './ended-secrets.js';

/** Writes changes of tickets, and ends in the same transaction the mailed secrets of staff that requesters can read by it, or have read in their `mail`. */
export async function commitShown(
  deps: ShownDeps,
  [change, ...others]: readonly [TicketChange, ...TicketChange[]],
  mail?: Uint8Array,
): Promise<void> {
  const endedSecrets = await endedSecretsOf(deps, [change, ...others], mail);
  await deps.tickets.commit(endedSecrets.length === 0 ? change : { ...change, endedSecrets }, ...others);
  for (const { ticketNumber: ticket, personId: person } of endedSecrets) {
    deps.logger.warn(
      { shownOn: change.after.number, ticket, person },
      'mailed links and reply address ended, since a requester can read one',
    );
  }
}
