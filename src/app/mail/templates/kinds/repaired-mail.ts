import type { SweepReport, Tally } from '../../../../domain/sweep-report.js';
import type { MailAction } from '../actions.js';
import { listOf, type Block } from '../blocks.js';
import type { MailContent } from '../compose-mail.js';
import type { Phrases } from '../phrases.js';
import type { TicketNames } from '../ticket-names.js';

/** Maximum tickets that a mail lists. It counts the others. */
const MAX_NAMED = 50;

/** Renders the result of a repair sweep: restarted and stuck tickets. */
export function repairedContent(
  { repaired, stuck }: SweepReport,
  names: TicketNames,
  phrases: Phrases,
): MailContent {
  const parts = [
    { lead: phrases.say('repaired.repaired'), tally: repaired },
    { lead: phrases.say('repaired.stuck'), tally: stuck },
  ].filter(({ tally }) => tally.count > 0);
  const subject = phrases.count('repaired.subject', repaired.count);
  return {
    subject,
    preview: parts.map(({ lead }) => lead).join(' '),
    blocks: parts.flatMap(({ lead, tally }): Block[] => [
      { kind: 'text', text: lead },
      listOf(linksOf(tally, names), tally.count, phrases),
    ]),
  };
}

function linksOf({ tickets }: Tally, { nameOf, urlOf }: TicketNames): MailAction[] {
  return tickets.slice(0, MAX_NAMED).map((number) => ({ label: nameOf(number), url: urlOf(number) }));
}
