import type { HeardMail } from '../../../ports/tickets/heard-mails.js';
import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import { endedSecretsOf, type ShownDeps } from './ended-secrets.js';

/** The mail that a change is made of. */
export interface SourceMail {
  /** The original message, if a requester wrote it: they know all of it. */
  readonly raw?: Uint8Array;
  /**
   * Absent for a mail without a Message-ID, and for a mail that is processed regardless of earlier copies.
   */
  readonly heard?: HeardMail;
}

/**
 * Writes changes of tickets.
 * In the same transaction, it revokes mailed secrets of staff that requesters can now read, or read in their `mail`.
 */
export async function commitShown(
  deps: ShownDeps,
  [change, ...others]: readonly [TicketChange, ...TicketChange[]],
  { raw, heard }: SourceMail = {},
): Promise<void> {
  const { ended, endedCodes } = await endedSecretsOf(deps, [change, ...others], raw);
  const added = {
    ...(ended.length === 0 ? {} : { endedSecrets: ended }),
    ...(endedCodes.length === 0 ? {} : { endedCodes }),
    ...(heard === undefined ? {} : { heardMail: heard }),
  };
  await deps.tickets.commit({ ...change, ...added }, ...others);
  const shownOn = change.after.number;
  for (const { ticketNumber: ticket, personId: person } of ended) {
    deps.logger.warn(
      { shownOn, ticket, person },
      ticket === null
        ? 'unsubscribe links revoked: a requester can read one'
        : 'mailed links and reply address revoked: a requester can read one',
    );
  }
  for (const code of endedCodes) {
    deps.logger.warn({ shownOn, code }, 'password reset link revoked: a requester can read it');
  }
}
