import type { Digest, DigestTicket, UnheardMails } from '../../../../domain/mail/digest.js';
import { OUTCOME_REASONS } from '../../../../domain/inbound-mail/received-mail.js';
import type { MailAction } from '../actions.js';
import { listOf, type Block } from '../blocks.js';
import type { MailContent } from '../compose-mail.js';
import type { Phrases } from '../phrases.js';
import type { TicketNames } from '../ticket-names.js';

const COLUMNS = ['open', 'breached', 'endangered', 'unassigned', 'waiting'] as const;

/** Renders the daily digest. */
export function digestContent(
  digest: Digest,
  { publicUrl, ...names }: TicketNames & { readonly publicUrl: string },
  phrases: Phrases,
): MailContent {
  const { total, teams, breached, endangered } = digest;
  const { say } = phrases;
  const subject = say('digest.subject', total);
  const rows = teams.map(({ team, ...figures }) => ({ label: team ?? say('digest.noTeam'), ...figures }));
  const lists = [
    { lead: say('digest.breached'), tickets: breached, count: total.breached },
    { lead: say('digest.endangered'), tickets: endangered, count: total.endangered },
  ].filter(({ count }) => count > 0);
  return {
    subject,
    preview: subject,
    blocks: [
      {
        kind: 'table',
        columns: COLUMNS.map((column) => say(`digest.column.${column}`)),
        rows: [...rows, { label: say('digest.all'), ...total }].map(({ label, ...figures }) => ({
          label,
          figures: COLUMNS.map((column) => figures[column]),
        })),
      },
      ...lists.flatMap(({ lead, tickets, count }): Block[] => [
        { kind: 'text', text: lead },
        listOf(linksOf(tickets, names, phrases), count, phrases),
      ]),
      ...unheardBlocks(digest.unheard, publicUrl, phrases),
    ],
  };
}

function linksOf(
  tickets: readonly DigestTicket[],
  { nameOf, urlOf }: TicketNames,
  { say, instant }: Phrases,
): MailAction[] {
  return tickets.map(({ number, dueAt }) => ({
    label: say('digest.due', { ticket: nameOf(number), due: instant(dueAt) }),
    url: urlOf(number),
  }));
}

/** Returns a reason in the language of the reader. The faults of failed mails are codes, and stay as they are. */
function inWords(reason: string, say: Phrases['say']): string {
  const known = OUTCOME_REASONS.find((each) => each === reason);
  return known === undefined ? reason : say(`outcome.${known}`);
}

/** Returns the number of mails without an effect, by reason, with a link to their list. */
function unheardBlocks(
  unheard: UnheardMails | undefined,
  publicUrl: string,
  { say, instant }: Phrases,
): readonly Block[] {
  if (unheard === undefined || unheard.counts.length === 0) return [];
  const { since, counts } = unheard;
  const count = counts.reduce((sum, each) => sum + each.count, 0);
  const reasons = counts.map((each) => `${inWords(each.reason, say)} ${each.count}`).join(', ');
  const url = `${publicUrl}/api/v1/admin/received-mails?unheard=true`;
  return [
    { kind: 'text', text: say('digest.unheard', { count, since: instant(since), reasons }) },
    { kind: 'actions', actions: [{ label: say('digest.unheard.open'), url }] },
  ];
}
