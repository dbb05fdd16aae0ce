import type { TicketChange } from '../../../ports/repositories.js';
import { endedSecretsOf, type ShownDeps } from './ended-secrets.js';

/** Writes changes of tickets, and ends in the same transaction the mailed secrets of staff that requesters can read by it, or have read in their `mail`. */
export async function commitShown(
  deps: ShownDeps,
  [change, ...others]: readonly [TicketChange, ...TicketChange[]],
  mail?: Uint8Array,
): Promise<void> {
  const { ended, endedCodes } = await endedSecretsOf(deps, [change, ...others], mail);
  const first = { ...change, ...(ended.length === 0 ? {} : { endedSecrets: ended }) };
  await deps.tickets.commit(endedCodes.length === 0 ? first : { ...first, endedCodes }, ...others);
  const shownOn = change.after.number;
  for (const { ticketNumber: ticket, personId: person } of ended) {
    deps.logger.warn(
      { shownOn, ticket, person },
      ticket === null
        ? 'links that switch off mails ended, since a requester can read one'
        : 'mailed links and reply address ended, since a requester can read one',
    );
  }
  for (const code of endedCodes) {
    deps.logger.warn({ shownOn, code }, 'link to a new password ended, since a requester can read it');
  }
}
