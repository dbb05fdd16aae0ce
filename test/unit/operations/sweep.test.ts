import type { Tally } from '../../../src/domain/sweep-report.js';
import { describe, expect, it } from '@jest/globals';
import { DerivedSecrets } from '../../../src/adapters/auth/derived-secrets.js';
import { ENGLISH } from '../../../src/app/mail/templates/phrases.js';
import { renderStaffMail } from '../../../src/app/mail/templates/kinds/staff-mail.js';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { sweepDeliveries } from '../../../src/domain/mail/delivery.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { add, EMPTY_TALLY, verdict, type Lifecycle } from '../../../src/domain/operations/sweep.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { aModerator, aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const terms = { policy: DEFAULT_POLICY, calendar: ALWAYS };
const plan = { terms, assignee: { calendar: null, absence: null } };
const triaged = { ...aTicket().triage, state: 'done' as const };
const judge = (lifecycle: Lifecycle, fields: Partial<Ticket> = {}, minute = 10, isAskedFor = false) =>
  verdict(aTicket({ triage: triaged, ...fields }), lifecycle, plan, minutes(minute), isAskedFor);

function ended(fields: Partial<Extract<Lifecycle, { state: 'ended' }>> = {}): Lifecycle {
  return { state: 'ended', hasFailed: true, isRepair: true, startedAt: T0, ...fields };
}

describe('the verdict of a sweep', () => {
  it('leaves a new ticket to the relay, and a missing workflow no longer than five minutes', () => {
    expect(judge({ state: 'missing' }, {}, 4)).toBe('sound');
    expect(judge({ state: 'missing' }, {}, 5)).toBe('restart');
    expect(judge({ state: 'missing' }, { workflowStartedAt: T0 }, 1)).toBe('restart');
  });

  it('starts again what has ended, but not for ever what fails by itself', () => {
    expect(judge(ended({ isRepair: false }))).toBe('restart');
    expect(judge(ended())).toBe('stuck');
    expect(judge(ended(), {}, 10, true)).toBe('restart');
    expect(judge(ended({ hasFailed: false }))).toBe('restart');
    expect(judge(ended(), {}, 24 * 60 + 1)).toBe('restart');
  });

  it('calls stuck what is long overdue, or was never triaged', () => {
    const dueAfterMinutes = 4 * 60 * 0.8;
    expect(judge({ state: 'running' }, {}, dueAfterMinutes + 14)).toBe('sound');
    expect(judge({ state: 'running' }, {}, dueAfterMinutes + 15)).toBe('stuck');
    expect(judge({ state: 'running' }, { triage: aTicket().triage }, 14)).toBe('sound');
    expect(judge({ state: 'running' }, { triage: aTicket().triage }, 15)).toBe('stuck');
  });
});

describe('the mail about a sweep', () => {
  function tallyOf(count: number): Tally {
    return Array.from({ length: count }, (_, index) => `TKT-2026-${String(index).padStart(6, '0')}`).reduce(
      add,
      EMPTY_TALLY,
    );
  }
  function render(repaired: Tally, stuck = EMPTY_TALLY) {
    const details = {
      checked: 1_000,
      repaired,
      stuck,
      failed: EMPTY_TALLY,
      lingering: EMPTY_TALLY,
      published: 0,
      unpublished: 0,
    };
    const titles = new Map([['TKT-2026-000000', 'Printer <on> fire']]);
    const recipient = aModerator('maya', { name: 'Maya <m>' });
    const [delivery] = sweepDeliveries({ id: 'sweep-1', at: T0, details }, [recipient]);
    return renderStaffMail({
      delivery: delivery!,
      recipient,
      publicUrl: 'http://desk.example',
      mailedSecrets: new DerivedSecrets('a secret of the test'),
      titles,
      phrases: ENGLISH,
    });
  }

  it('names the tickets, has an id of its own, and escapes names', () => {
    const mail = render(tallyOf(1), tallyOf(2));
    expect(mail).toMatchObject({
      subject: '1 ticket workflow was restarted',
      messageId: expect.stringMatching(/^<sweep-1\.maya\.[0-9a-f]{20}@holdfast>$/u),
    });
    expect(mail.text).toContain('http://desk.example/tickets/TKT-2026-000000?mailed');
    expect(mail.text).toContain('TKT-2026-000001');
    expect(mail.text).toContain('- TKT-2026-000000: Printer <on> fire');
    expect(mail.html).not.toMatch(/Maya <m>|<on>/u);
  });

  it('names fifty, and counts all', () => {
    const { subject, text, html } = render(tallyOf(700));
    expect(subject).toBe('700 ticket workflows were restarted');
    expect(text.match(/^- TKT-2026-\d+/gmu)).toHaveLength(50);
    expect(text).toContain('and 650 more');
    expect(html).toContain('and 650 more');
    expect(text).not.toContain('look after');
  });
});
