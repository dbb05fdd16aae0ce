import { textsOf } from '../../../domain/files/texts.js';
import { readableFiles } from '../../../domain/tickets/attachments.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

/** Characters for a model. The texts of files come after the description, so a long one is cut. */
const MAX_LENGTH = 8_000;

/**
 * Returns the ticket as a model reads it: its description with the texts of its files. They are guarded as the
 * description is: masked, and searched for instructions.
 */
export async function withFileTexts(
  { files }: Pick<AppDeps, 'files'>,
  ticket: Ticket,
  { includeInternal }: { readonly includeInternal: boolean },
): Promise<Ticket> {
  const { attachments = [], description } = ticket;
  if (attachments.length === 0) return ticket;
  const ids = readableFiles(attachments, includeInternal).map(({ id }) => id);
  const texts = textsOf(await files.findMany(ids));
  if (texts.length === 0) return ticket;
  const added = texts.join('\n\n');
  return { ...ticket, description: `${shortened(description, MAX_LENGTH - added.length)}\n\n${added}` };
}

/** Cut between words: half a secret would not be recognised as one. */
function shortened(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/\S*$/u, '');
}
