import { describe, expect, it } from '@jest/globals';
import { DerivedSecrets } from '../../../src/adapters/auth/derived-secrets.js';
import { ENGLISH } from '../../../src/app/mail/templates/phrases.js';
import { renderStaffMail, ticketsNamedIn } from '../../../src/app/mail/templates/kinds/staff-mail.js';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { digestDelivery } from '../../../src/domain/mail/delivery.js';
import { digestDay, digestOf, entryOf } from '../../../src/domain/mail/digest.js';
import { ownIdOf } from '../../../src/domain/inbound-mail/sender/own-ids.js';
import { keepClock, startClock } from '../../../src/domain/sla/sla-clock.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { aModerator, aTicket, minutes, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';

const terms = { policy: DEFAULT_POLICY, calendar: ALWAYS };
const EIGHT = 8 * 60;
const bob = { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: T0 };

/** A ticket of T0: medium is to be answered in 4 h and resolved in 24 h, low in 8 h and 72 h. */
function ticket(number: string, fields: Partial<Ticket> = {}): Ticket {
  const made = aTicket({ number, assignment: bob, priority: 'low', ...fields });
  const open = { ...made, status: 'open' as const };
  const sla = startClock(terms, open, T0);
  return {
    ...made,
    sla: made.status === 'open' ? sla : keepClock(terms, { ...open, sla }, { ...made, sla }, T0),
  };
}

function digestAt(now: Date, ...tickets: Ticket[]) {
  return digestOf(tickets.map((each) => entryOf(each, now)).filter((entry) => entry !== null));
}

describe('the time of a digest', () => {
  const office = officeHours();
  const due = (instant: string, calendar = office) => digestDay(calendar, new Date(instant), EIGHT);

  it('is eight by the clock of the calendar, also when that changes', () => {
    // Friday in winter time, Monday in summer time.
    expect(due('2026-03-27T06:59:59Z')).toBeNull();
    expect(due('2026-03-27T07:00:00Z')).toBe('2026-03-27');
    expect(due('2026-03-30T05:59:59Z')).toBeNull();
    expect(due('2026-03-30T06:00:00Z')).toBe('2026-03-30');
    // On the very Sundays, for those who work then.
    expect(due('2026-03-29T06:00:00Z', { ...ALWAYS, timeZone: 'Europe/Berlin' })).toBe('2026-03-29');
    expect(due('2026-10-25T06:59:59Z', { ...ALWAYS, timeZone: 'Europe/Berlin' })).toBeNull();
    expect(due('2026-10-25T07:00:00Z', { ...ALWAYS, timeZone: 'Europe/Berlin' })).toBe('2026-10-25');
  });

  it('belongs to the local day of the reader', () => {
    const auckland = officeHours({ timeZone: 'Pacific/Auckland' });
    expect(due('2026-06-14T20:00:00Z', auckland)).toBe('2026-06-15');
    expect(due('2026-06-15T13:45:00Z', officeHours({ timeZone: 'Asia/Kathmandu' }))).toBeNull();
    expect(due('2026-06-15T02:15:00Z', officeHours({ timeZone: 'Asia/Kathmandu' }))).toBe('2026-06-15');
  });

  it('passes after two hours, and on days off', () => {
    expect(due('2026-03-27T08:59:59Z')).toBe('2026-03-27');
    expect(due('2026-03-27T09:00:00Z')).toBeNull();
    expect(due('2026-03-28T07:00:00Z')).toBeNull();
    const holidays = [{ date: '2026-03-27', name: 'Fair' }];
    expect(due('2026-03-27T07:00:00Z', officeHours({ holidays }))).toBeNull();
  });
});

describe('a digest', () => {
  it('counts open tickets by team, and names what is past its time or soon will be', () => {
    const now = minutes(10 * 60);
    const digest = digestAt(
      now,
      ticket('A', { team: 'workplace' }),
      ticket('B', { team: 'workplace', assignment: null, priority: 'urgent' }),
      ticket('C', { status: 'waiting_on_user', priority: 'urgent' }),
      ticket('D', { team: 'infrastructure', status: 'resolved' }),
      ticket('E', { team: 'infrastructure', status: 'cancelled' }),
      ticket('F', { team: 'infrastructure', status: 'in_progress', priority: 'medium' }),
    );
    expect(digest.total).toEqual({ open: 4, breached: 3, endangered: 0, unassigned: 1, waiting: 1 });
    expect(digest.teams.map(({ team, open, breached }) => [team, open, breached])).toEqual([
      ['infrastructure', 1, 1],
      ['workplace', 2, 2],
      [null, 1, 0],
    ]);
    expect(digest.breached.map(({ number, dueAt }) => [number, dueAt])).toEqual([
      ['B', minutes(15)],
      ['F', minutes(4 * 60)],
      ['A', minutes(8 * 60)],
    ]);
  });

  it('takes a day for soon, and nothing for late that was kept or waits', () => {
    const low = ticket('A');
    const answered = {
      ...low,
      sla: { ...low.sla, firstResponse: { ...low.sla.firstResponse, ongoing: null } },
    };
    expect(digestAt(minutes(48 * 60 - 1), answered).total).toMatchObject({ breached: 0, endangered: 0 });
    expect(digestAt(minutes(48 * 60), answered).total).toMatchObject({ breached: 0, endangered: 1 });
    expect(digestAt(minutes(72 * 60), answered).total).toMatchObject({ breached: 1, endangered: 0 });
    const waiting = ticket('B', { status: 'waiting_on_user' });
    expect(digestAt(minutes(200 * 60), waiting).total).toMatchObject({ breached: 0, endangered: 0 });
  });

  it('names twenty at most, the first due first', () => {
    const many = Array.from({ length: 30 }, (_, index) => ticket(String(index), { priority: 'urgent' }));
    const digest = digestAt(minutes(60), ...many);
    expect(digest.total.breached).toBe(30);
    expect(digest.breached).toHaveLength(20);
  });
});

describe('the mail of a digest', () => {
  const recipient = aModerator('maya', { name: 'Maya <m>' });
  const evil = '<img src=x onerror=a> & "more"';
  const now = minutes(10 * 60);
  const digest = digestAt(
    now,
    ticket('TKT-2026-000001', { team: '<b>team</b>', priority: 'urgent' }),
    ticket('TKT-2026-000002', { priority: 'urgent' }),
  );
  const delivery = digestDelivery('2026-03-02', now, digest, recipient);
  const titles = new Map([['TKT-2026-000001', evil]]);
  const mail = renderStaffMail({
    delivery,
    recipient,
    publicUrl: 'http://desk.example',
    mailedSecrets: new DerivedSecrets('a secret of the test'),
    titles,
    phrases: ENGLISH,
  });

  it('says all of it as text and as HTML', () => {
    expect(mail.subject).toBe('Today: 2 open, 2 breached, 0 due within a day');
    expect(mail.text).toMatch(/^all +2 +2 +0 +0 +0$/mu);
    expect(mail.text).toMatch(/^no team +1 +1 +0 +0 +0$/mu);
    expect(mail.text).toContain(`- TKT-2026-000001: ${evil} (due 2 March 2026 at 08:15 UTC)`);
    expect(mail.text).toContain('http://desk.example/tickets/TKT-2026-000001?mailed');
    expect(mail.text).not.toContain('Due within a day');
    expect(mail.html).toMatch(/<th[^>]* scope="row"[^>]*>\s*all\s*<\/th>/u);
  });

  it('escapes what people wrote, and names no title of a ticket that is gone', () => {
    expect(ticketsNamedIn(delivery)).toEqual(['TKT-2026-000001', 'TKT-2026-000002']);
    expect(mail.html).not.toMatch(/<img|<b>|Maya <m>/u);
    expect(mail.html).toContain('&lt;img src=x onerror=a&gt; &amp; &quot;more&quot;');
    expect(mail.text).toContain('- TKT-2026-000002 (due');
  });

  it('has an id made of the day and its reader, which lies where the day is', () => {
    expect(ownIdOf(mail.messageId)).toMatchObject({ kind: 'delivery', deliveryId: delivery.id });
    expect(delivery.id).toMatch(/^019cab\w\w-\w{4}-digest-2026-03-02\.maya$/u);
  });
});
