import { describe, expect, it } from '@jest/globals';
import { actionButtons, actionLines } from '../../../src/app/mail/templates/actions.js';
import { ENGLISH } from '../../../src/app/mail/templates/phrases.js';
import type { CarriedMail } from '../../../src/app/mail/templates/kinds/ticket-mail-context.js';
import { renderTicketMail } from '../../../src/app/mail/templates/kinds/ticket-mail.js';
import { ticketDeliveries } from '../../../src/domain/mail/delivery.js';
import { TICKET_MAIL_KINDS, type TicketMailKind } from '../../../src/domain/accounts/mail-kinds.js';
import { DerivedSecrets } from '../../../src/adapters/auth/derived-secrets.js';
import type { User } from '../../../src/domain/accounts/user.js';
import { aModerator, aTicket, T0 } from '../../support/tickets/builders.js';
import { withGrants } from '../../support/rights.js';

const DUE = { target: 'resolution', due_at: T0.toISOString() };
const A_COMMENT = {
  id: 'comment-1',
  ticketId: 'ticket-1',
  author: { id: 'carol', name: 'Carol' },
  body: 'Try the new gateway.',
  isInternal: false,
  createdAt: T0,
};
const TO_REQUESTERS = TICKET_MAIL_KINDS.slice(TICKET_MAIL_KINDS.indexOf('received'));

function render(
  kind: TicketMailKind,
  ticket = aTicket(),
  details = {},
  fields: Partial<User> = {},
  carried: readonly CarriedMail[] = [],
) {
  const recipient = aModerator('bob', { name: 'Bob <b>', ...fields });
  const event = { id: 'event-1', ticketId: ticket.id, at: T0, details };
  const [delivery] = ticketDeliveries(event, [{ kind, recipients: [recipient] }]);
  return renderTicketMail({
    delivery: delivery!,
    ticket,
    carried,
    comment: kind === 'comment' || kind === 'reply' ? { ...A_COMMENT, body: ticket.description } : null,
    recipient,
    categoryLabel: ticket.category,
    publicUrl: 'http://desk.example',
    mailedSecrets: new DerivedSecrets('a secret of the test'),
    replyTo: null,
    phrases: ENGLISH,
  });
}

describe('mails', () => {
  it('begin the subject with the number, and keep the Message-ID over repeats', () => {
    const mail = render('assigned');
    expect(mail.subject).toBe('[TKT-2026-000042] Assigned to you: VPN drops every ten minutes');
    expect(mail.messageId).toMatch(/^<event-1\.bob\.[0-9a-f]{20}@holdfast>$/u);
    expect(render('assigned').messageId).toBe(mail.messageId);
  });

  it('go back to one message for each ticket, and say in lists of mails what they are about', () => {
    const threads = TICKET_MAIL_KINDS.map((kind) => render(kind, aTicket(), DUE).threadId);
    expect(new Set(threads)).toEqual(new Set(['<ticket.ticket-1@holdfast>']));
    expect(render('assigned', aTicket({ id: 'ticket-2' })).threadId).toBe('<ticket.ticket-2@holdfast>');
    const preview = (kind: TicketMailKind) =>
      /<div style="display:none[^>]*>\s*([^&]*)/u.exec(render(kind).html)![1]!.trim();
    expect(preview('resolved')).toBe(
      'TKT-2026-000042 is resolved. If your problem is not solved, reopen it.',
    );
    expect(preview('reply')).toBe('Since this morning.');
  });

  it('are automatic, and answers where the ticket came by mail', () => {
    const byMail = aTicket({ source: 'mail' });
    const answers = TICKET_MAIL_KINDS.filter((kind) => render(kind, byMail, DUE).answersMail);
    expect(answers).toEqual(['received']);
    expect(render('received').answersMail).toBe(false);
  });

  it('that batch others list each of them, and the number of further ones', () => {
    const ticket = aTicket();
    const carried = Array.from({ length: 120 }, (_, index) => {
      const event = { id: `event-${index}`, ticketId: ticket.id, at: T0, details: {} };
      const [delivery] = ticketDeliveries(event, [{ kind: 'reply', recipients: [aModerator('bob')] }]);
      return { delivery: delivery!, comment: { ...A_COMMENT, body: `Answer ${index + 1}` } };
    });
    const gathered = (count: number) => {
      const { subject, text } = render('gathered', ticket, {}, {}, carried.slice(0, count));
      return { subject, told: text.match(/^> Answer \d+$/gmu) ?? [], text };
    };
    expect(gathered(1).subject).toBe(`[${ticket.number}] 1 update: ${ticket.title}`);
    expect(gathered(6).told).toEqual([1, 2, 3, 4, 5, 6].map((nth) => `> Answer ${nth}`));
    expect(gathered(120).told).toHaveLength(100);
    expect(gathered(120).text).toContain('and 20 more');
    expect(gathered(120).subject).toContain('120 updates');
  });

  it('keep the line breaks of what people wrote', () => {
    expect(render('reply', aTicket({ description: 'one\ntwo\r\nthree' })).html).toContain(
      'one<br />two<br />three',
    );
  });

  it('escape everything that people wrote, in every kind', () => {
    const evil = '<script>alert("1")</script> & <img src=x onerror=a>';
    const ticket = aTicket({ title: evil, description: evil, requester: { id: 'x', name: evil } });
    for (const kind of TICKET_MAIL_KINDS) {
      const { html, text } = render(kind, ticket, DUE);
      expect(html).not.toContain('<script>');
      expect(html).not.toContain('<img');
      expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;img');
      expect(html).not.toContain('Bob <b>');
      expect(text).toContain(evil);
    }
  });

  it('say what was due and when', () => {
    const { subject, text } = render('sla_breached', aTicket(), {
      target: 'firstResponse',
      due_at: T0.toISOString(),
    });
    expect(subject).toContain('SLA breached (first response)');
    expect(text).toContain('2 March 2026 at 08:00 UTC');
  });

  it('contain no internal notes for requesters', () => {
    const ticket = aTicket({
      requiredSkills: ['vpn'],
      triage: { ...aTicket().triage, helpfulNotes: 'Difficult person.', summary: 'Moans again.' },
    });
    const notStaff = TICKET_MAIL_KINDS.map((kind) => render(kind, ticket, DUE, { role: 'user' }));
    const byKind = TO_REQUESTERS.map((kind) => render(kind, ticket));
    for (const { html, text } of [...notStaff, ...byKind]) {
      expect(html + text).not.toMatch(/Difficult|Moans|Skills|Resolution due/u);
    }
  });

  it('contain facts of a ticket for recipients with the permission to read them', async () => {
    const ticket = aTicket({ triage: { ...aTicket().triage, summary: 'Moans again.' } });
    const tells = (role: User['role']) => render('assigned', ticket, {}, { role }).text.includes('Moans');
    expect([tells('moderator'), tells('manager')]).toEqual([true, true]);
    await withGrants('ticket.read_internal', ['manager'], () => {
      expect([tells('moderator'), tells('manager')]).toEqual([false, true]);
    });
  });

  it('cut long descriptions', () => {
    expect(render('assigned', aTicket({ description: 'x'.repeat(20_000) })).text.length).toBeLessThan(3_000);
  });

  it('show actions as buttons and as lines, escaped, and nothing where there are none', () => {
    const actions = [
      { label: 'Accept', url: 'http://desk.example/a/1?x=1&y=2' },
      { label: '<b>Decline</b>', url: 'http://desk.example/a/2' },
    ];
    const { html } = actionButtons(actions);
    expect(html).toContain('href="http://desk.example/a/1?x=1&amp;y=2"');
    expect(html).toContain('&lt;b&gt;Decline&lt;/b&gt;');
    expect(actionLines(actions)).toEqual([
      'Accept: http://desk.example/a/1?x=1&y=2\n<b>Decline</b>: http://desk.example/a/2',
    ]);
    expect(actionButtons([]).html + actionLines([]).join('')).toBe('');
  });
});
