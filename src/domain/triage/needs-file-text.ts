import type { StoredFile } from '../files/stored-file.js';
import { addMinutes } from '../time.js';
import { TRIAGED_FIELDS } from '../ticket-fields.js';
import { isFinal, type Ticket } from '../tickets/ticket.js';

/** A ticket is triaged again by its files for so long. Later, a person has looked at it. */
const RETRIAGE_MINUTES = 15;
/** Clocks of workers differ, and a triage reads the files a little after it begins. */
const TOLERANCE_MS = 2_000;

/**
 * True if the triage of a ticket has to read the text of its file, which it did not know.
 * Not once a person has taken the ticket, chosen all that triage chooses, or confirmed it.
 */
export function needsFileText(
  ticket: Ticket,
  { analysis, analysedAt }: Pick<StoredFile, 'analysis' | 'analysedAt'>,
  now: Date,
): boolean {
  if (analysis === undefined || analysis.text === '' || analysedAt === undefined) return false;
  if (isFinal(ticket.status) || now > addMinutes(ticket.createdAt, RETRIAGE_MINUTES)) return false;
  const isOfPerson =
    (ticket.assignment?.acceptedAt ?? null) !== null ||
    TRIAGED_FIELDS.every((field) => ticket.chosenByPerson.includes(field));
  return !isOfPerson && !hasRead(ticket, analysedAt);
}

/** True if the last triage began after the text was there. */
function hasRead({ triage }: Pick<Ticket, 'triage'>, analysedAt: Date): boolean {
  if (triage.at === null) return false;
  const began = triage.at.getTime() - (triage.latencyMs ?? 0);
  return began > analysedAt.getTime() + TOLERANCE_MS;
}
