import { DomainError } from '../../domain/errors.js';
import type { ParsedMail } from '../../domain/inbound/parsed-mail.js';
import type { MailOutcome } from '../../domain/inbound/received-mail.js';
import { isParseFault } from '../../domain/inbound/parse-tries.js';
import type { ParseOptions } from '../../ports/mail-parser.js';
import type { AppDeps } from '../deps.js';
import { becomeWhatItMeans } from './become.js';
import type { InboundDeps, Settled } from './incoming.js';

type Deps = InboundDeps & Pick<AppDeps, 'receivedMails' | 'mailParser'>;

/**
 * Makes of a mail that came in what it means: a ticket, a comment, a mark at an address, or nothing. What it becomes has
 * the mail's id, so that a second run finds what the first has left.
 * @throws DomainError `not_found` for a mail that is not there, or not any more; `parse_timed_out`, `parse_crashed`; what the
 *   use cases throw.
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
  const mail = await readable(deps, mailId, raw, parsing);
  const { recipients, isReleased = false } = kept;
  const { outcome, accountId }: Settled =
    mail === null
      ? { outcome: { kind: 'refused', reason: 'unreadable' }, accountId: null }
      : await becomeWhatItMeans(deps, { id: mailId, recipients, mail, raw, isReleased });
  await deps.receivedMails.finish(mailId, outcome, accountId);
  return outcome;
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
      logger.warn({ mail: mailId, bytes: raw.length, fault, reason }, 'the parse of a mail was ended');
    }
    throw error;
  }
}
