import type { Role } from '../../../domain/access/actor.js';
import { textReadings } from '../../../domain/inbound-mail/traces/decoded-text.js';
import { readCommands, type MailCommand } from '../../../domain/inbound-mail/mail-commands.js';
import { quotesOwnPhrase, repeatsHint } from '../../../domain/inbound-mail/traces/own-phrases.js';
import { quotesOurMail } from '../../../domain/inbound-mail/traces/own-traces.js';
import { writtenByStaff, writtenInAnswer } from '../../../domain/inbound-mail/text/written-text.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { OWN_PHRASES } from '../../mail/templates/own-phrases.js';
import { tracesOf } from './held-parts.js';

interface Answer {
  readonly commands: readonly MailCommand[];
  readonly text: string;
  /** True if it became an internal note because it quotes one of our mails. */
  readonly isQuoting: boolean;
}

/**
 * Reads an answer.
 * Text of requesters contains no commands. Text of staff about `ticket` becomes an internal note if it contains a
 * part of our mails to them.
 */
export function readAnswer(
  deps: Pick<AppDeps, 'inbound' | 'publicUrl'>,
  { role }: { readonly role: Role },
  text: string,
  ticket: Ticket,
): Answer {
  const { ours } = deps.inbound;
  if (!isStaff(role)) return { commands: [], text: writtenInAnswer(text, ours), isQuoting: false };
  const read = readCommands(writtenByStaff(text, ours));
  const isQuoting = !isNote(read.commands) && holdsOurMail(deps, read.text, ticket);
  return { ...read, commands: isQuoting ? [...read.commands, INTERNAL] : read.commands, isQuoting };
}

/** As it is, or in what is encoded in it: people paste the source of mails. */
function holdsOurMail(deps: Pick<AppDeps, 'inbound' | 'publicUrl'>, text: string, ticket: Ticket): boolean {
  const traced = tracesOf(deps);
  for (const reading of textReadings(text)) {
    const isOurs =
      quotesOurMail(reading, traced) ||
      quotesOwnPhrase(reading, OWN_PHRASES) ||
      repeatsHint(reading, hintsOf(ticket), [ticket.title, ticket.description]);
    if (isOurs) return true;
  }
  return false;
}

/** Makes the text an internal note. */
export const INTERNAL: MailCommand = { name: 'internal' };

/** Returns true if the text is for staff only. */
export function isNote(commands: readonly MailCommand[]): boolean {
  return commands.some(({ name }) => name === 'internal');
}

/** Returns the triage notes for staff, which our mails to them contain. */
function hintsOf({ triage }: Ticket): readonly string[] {
  return [triage.summary, triage.helpfulNotes].filter((hint) => hint !== null);
}
