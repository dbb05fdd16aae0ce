import { teamAddresses } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import type { MailOutcome, ReceivedMail } from '../../domain/inbound-mail/received-mail.js';
import { isParseFault } from '../../domain/inbound-mail/parse-tries.js';
import type { ParseOptions } from '../../ports/inbound-mail/mail-parser.js';
import type { AppDeps } from '../deps.js';
import { headOf, withWholeMessage } from '../../domain/inbound-mail/unread-mail.js';
import { becomeWhatItMeans } from './become.js';
import type { InboundDeps, Settled } from './incoming.js';
import { openAsAsked } from './kept/open-as-asked.js';

type Deps = InboundDeps & Pick<AppDeps, 'receivedMails' | 'mailParser'>;

/**
 * Processes a received mail.
 * It becomes a ticket, a comment, a bounce mark, or nothing. The result has the mail's id, so a second run finds it.
 * @throws DomainError `not_found` for an unknown or deleted mail; `parse_timed_out`, `parse_crashed`; what the use
 *   cases throw.
 */
export async function receiveMail(
  deps: Deps,
  mailId: string,
  parsing: ParseOptions = {},
): Promise<MailOutcome> {
  const kept = await deps.receivedMails.find(mailId);
  if (kept?.outcome) return kept.outcome;
  const raw = kept === null ? null : await deps.receivedMails.raw(mailId);
  if (kept === null || raw === null) throw new DomainError('not_found', `There is no mail ${mailId}.`);
  const { outcome, accountId } = await settle(await withTeamAddresses(deps), kept, raw, parsing);
  await deps.receivedMails.finish(mailId, outcome, accountId);
  return outcome;
}

/** The addresses of teams are ours too: a mail from there is our own, and they are never in copy. */
async function withTeamAddresses(deps: Deps): Promise<Deps> {
  const addresses = teamAddresses(await deps.teams.all());
  if (addresses.length === 0) return deps;
  const { inbound } = deps;
  return { ...deps, inbound: { ...inbound, ours: [...inbound.ours, ...addresses] } };
}

async function settle(
  deps: Deps,
  { id, recipients, isReleased, openedBy }: ReceivedMail,
  raw: Uint8Array,
  parsing: ParseOptions,
): Promise<Settled> {
  if (openedBy !== undefined) {
    const mail = await asFarAsReadable(deps, id, raw, parsing);
    return openAsAsked(deps, { id, recipients, mail, raw, isReleased: true }, openedBy);
  }
  const mail = await readable(deps, id, raw, parsing);
  return mail === null
    ? { outcome: { kind: 'refused', reason: 'unreadable' }, accountId: null }
    : becomeWhatItMeans(deps, { id, recipients, mail, raw, isReleased: isReleased === true });
}

/** Returns the mail, or its head with the message as a file, because a ticket was requested from it. */
async function asFarAsReadable(
  deps: Deps,
  mailId: string,
  raw: Uint8Array,
  parsing: ParseOptions,
): Promise<ParsedMail> {
  const isLastTry = parsing.effort === 'thorough';
  const attempt = async (bytes: Uint8Array) => {
    try {
      return await readable(deps, mailId, bytes, parsing);
    } catch (error) {
      if (isLastTry && error instanceof DomainError && isParseFault(error.code)) return null;
      throw error;
    }
  };
  return (await attempt(raw)) ?? withWholeMessage(await attempt(headOf(raw)), raw);
}

async function readable(
  { mailParser, logger }: Deps,
  mailId: string,
  raw: Uint8Array,
  parsing: ParseOptions,
): Promise<ParsedMail | null> {
  try {
    return await mailParser.parse(raw, parsing);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'invalid_input') return null;
    if (isParseFault(error.code)) {
      const { code: fault, message: reason } = error;
      logger.warn({ mail: mailId, bytes: raw.length, fault, reason }, 'mail parse aborted');
    }
    throw error;
  }
}
