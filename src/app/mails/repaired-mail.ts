import type { SweepReport, Tally } from '../../domain/sweep.js';
import type { Block } from './blocks.js';
import type { MailContent } from './compose-mail.js';
import type { Phrases } from './phrases.js';
import type { TicketNames } from './ticket-names.js';

/** Tickets that a mail names; of more it says how many. */
const MAX_NAMED = 50;

/** What a repair sweep has taken up again, and what it could not help. */
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
      listOf(tally, names, phrases),
    ]),
  };
}

function listOf({ count, tickets }: Tally, { nameOf, urlOf }: TicketNames, { say }: Phrases): Block {
  const named = tickets.slice(0, MAX_NAMED);
  const rest = count - named.length;
  return {
    kind: 'list',
    items: named.map((number) => ({ label: nameOf(number), url: urlOf(number) })),
    rest: rest > 0 ? say('more', { count: rest }) : null,
  };
}
