import { readCommands, type MailCommand } from '../../domain/inbound/mail-commands.js';
import { quotesOwnPhrase, repeatsHint } from '../../domain/inbound/own-phrases.js';
import { quotesOurMail } from '../../domain/inbound/own-traces.js';
import { writtenByStaff, writtenInAnswer } from '../../domain/inbound/written-text.js';
import { isStaff } from '../../domain/permissions.js';
import type { Ticket } from '../../domain/ticket.js';
import type { Role } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';
import { OWN_PHRASES } from '../mails/own-phrases.js';

interface Answer {
  readonly commands: readonly MailCommand[];
  readonly text: string;
  /** For whoever wrote it. */
  readonly problems: readonly string[];
}

/** Read by staff. */
const QUOTING =
  'It is kept as an internal note: it seems to quote a mail of ours, which may hold what the requester must not read. Say it again without the quote.';

/** What a requester writes is text, whatever it looks like. What staff write about `ticket` is for staff only where it holds some of our mail to them. */
export function readAnswer(
  { inbound, publicUrl }: Pick<AppDeps, 'inbound' | 'publicUrl'>,
  { role }: { readonly role: Role },
  text: string,
  ticket: Ticket,
): Answer {
  if (!isStaff(role)) return { commands: [], text: writtenInAnswer(text, inbound.ours), problems: [] };
  const read = readCommands(writtenByStaff(text, inbound.ours));
  const isInternal = read.commands.some(({ name }) => name === 'internal');
  const { replyAddress } = inbound;
  const isQuoting =
    quotesOurMail(read.text, { publicUrl, replyAddress }) ||
    quotesOwnPhrase(read.text, OWN_PHRASES) ||
    repeatsHint(read.text, hintsOf(ticket), [ticket.title, ticket.description]);
  if (isInternal || !isQuoting) return { ...read, problems: [] };
  return { ...read, commands: [...read.commands, { name: 'internal' }], problems: [QUOTING] };
}

/** What triage says to staff, who read it in our mails. */
function hintsOf({ triage }: Ticket): readonly string[] {
  return [triage.summary, triage.helpfulNotes].filter((hint) => hint !== null);
}
