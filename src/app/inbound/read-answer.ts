import { readCommands, type MailCommand } from '../../domain/inbound/mail-commands.js';
import { quotesOurMail } from '../../domain/inbound/own-traces.js';
import { writtenByStaff, writtenInAnswer } from '../../domain/inbound/written-text.js';
import { isStaff } from '../../domain/permissions.js';
import type { Role } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';

interface Answer {
  readonly commands: readonly MailCommand[];
  readonly text: string;
  /** For whoever wrote it. */
  readonly problems: readonly string[];
}

/** Read by staff. */
const QUOTING =
  'It is kept as an internal note: it seems to quote a mail of ours, which may hold what the requester must not read. Say it again without the quote.';

/** What a requester writes is text, whatever it looks like. What staff write is for staff only where it holds some of our mail to them. */
export function readAnswer(
  { inbound, publicUrl }: Pick<AppDeps, 'inbound' | 'publicUrl'>,
  { role }: { readonly role: Role },
  text: string,
): Answer {
  if (!isStaff(role)) return { commands: [], text: writtenInAnswer(text, inbound.ours), problems: [] };
  const read = readCommands(writtenByStaff(text, inbound.ours));
  const isInternal = read.commands.some(({ name }) => name === 'internal');
  const { replyAddress } = inbound;
  if (isInternal || !quotesOurMail(read.text, { publicUrl, replyAddress })) return { ...read, problems: [] };
  return { ...read, commands: [...read.commands, { name: 'internal' }], problems: [QUOTING] };
}
